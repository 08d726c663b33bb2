import IQOSCore

/// What the frames of one file come to, whether or not a filter takes them.
struct CaptureFacts {
    private(set) var packets = 0
    /// Earliest and latest capture time, ns since 1970 UTC; `nil` where no frame has one.
    private(set) var firstArrival: Int64?
    private(set) var lastArrival: Int64?
    /// How often the clock was set back, and by how much at most, ns: frames further back than any disorder.
    private(set) var stepsBack = 0
    private(set) var largestStepBack: Int64 = 0
    /// Latest time since the clock was last set back.
    private var latest = Int64.min
    /// In order of first appearance.
    private(set) var linkTypes: [LinkType] = []

    mutating func add(_ frames: Span<FrameRef>) {
        packets += frames.count
        var earliest = Int64.max
        var latest = Int64.min
        var linkType = linkTypes.last
        for index in frames.indices {
            let arrival = frames[index].arrival
            if arrival != FrameRef.noArrival {
                earliest = min(earliest, arrival)
                if arrival < self.latest { note(arrival, behind: self.latest) }
                latest = max(latest, arrival)
                self.latest = max(self.latest, arrival)
            }
            guard frames[index].linkType != linkType else { continue }
            linkType = frames[index].linkType
            note(frames[index].linkType)
        }
        guard latest != Int64.min else { return }
        firstArrival = min(firstArrival ?? .max, earliest)
        lastArrival = max(lastArrival ?? .min, latest)
    }

    @inline(never) private mutating func note(_ arrival: Int64, behind latest: Int64) {
        let (step, overflow) = latest.subtractingReportingOverflow(arrival)
        guard overflow || step > TimeOrder.window else { return }
        stepsBack += 1
        largestStepBack = max(largestStepBack, overflow ? .max : step)
        self.latest = arrival
    }

    private mutating func note(_ linkType: LinkType) {
        if !linkTypes.contains(linkType) { linkTypes.append(linkType) }
    }
}
