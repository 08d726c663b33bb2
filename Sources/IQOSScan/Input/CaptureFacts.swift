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

    /// Adds the next frames of the file.
    ///
    /// - Returns: Whether one of them belongs before a frame that came ahead of it.
    /// - Complexity: O(1) a frame.
    mutating func add(_ frames: Span<FrameRef>) -> Bool {
        packets += frames.count
        return !addOrdered(frames) && addAny(frames)
    }

    /// Adds frames as nearly all of them come: none before another, all of the link type of those before.
    ///
    /// - Returns: `false`, with nothing added, for others.
    private mutating func addOrdered(_ frames: Span<FrameRef>) -> Bool {
        guard let linkType = linkTypes.last, !frames.isEmpty, frames[0].arrival != FrameRef.noArrival else {
            return false
        }
        var before = latest
        for index in frames.indices {
            guard frames[index].arrival >= before, frames[index].linkType == linkType else { return false }
            before = frames[index].arrival
        }
        latest = before
        firstArrival = min(firstArrival ?? .max, frames[0].arrival)
        lastArrival = max(lastArrival ?? .min, before)
        return true
    }

    private mutating func addAny(_ frames: Span<FrameRef>) -> Bool {
        var goesBack = false
        var earliest = Int64.max
        var latest = Int64.min
        var linkType = linkTypes.last
        for index in frames.indices {
            let arrival = frames[index].arrival
            if arrival != FrameRef.noArrival {
                earliest = min(earliest, arrival)
                if arrival < self.latest, !isStep(arrival) { goesBack = true }
                latest = max(latest, arrival)
                self.latest = max(self.latest, arrival)
            }
            guard frames[index].linkType != linkType else { continue }
            linkType = frames[index].linkType
            note(frames[index].linkType)
        }
        guard latest != Int64.min else { return goesBack }
        firstArrival = min(firstArrival ?? .max, earliest)
        lastArrival = max(lastArrival ?? .min, latest)
        return goesBack
    }

    /// Notes the clock's step to a frame that is older than the latest one, where it is none to be put in its place.
    @inline(never) private mutating func isStep(_ arrival: Int64) -> Bool {
        let (step, overflow) = latest.subtractingReportingOverflow(arrival)
        guard overflow || step > TimeOrder.window else { return false }
        stepsBack += 1
        largestStepBack = max(largestStepBack, overflow ? .max : step)
        latest = arrival
        return true
    }

    private mutating func note(_ linkType: LinkType) {
        if !linkTypes.contains(linkType) { linkTypes.append(linkType) }
    }
}
