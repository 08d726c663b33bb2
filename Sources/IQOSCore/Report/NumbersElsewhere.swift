/// Missing numbers of a stream that other streams of its sender have, for the findings.
struct NumbersElsewhere: Sendable {
    /// Ids of those streams.
    var streams: [Int]
    /// Of those that count as lost, and of those between segments, which do not.
    var lost: Int
    var uncounted: Int
    /// When those were lost, in order: seconds from `capture.start`.
    var losses: TimeSpans

    /// Lost packets, in order of time, that are nowhere else.
    func without(_ runs: [MarkerReport]) -> [MarkerReport] {
        let spans = losses.spans
        var first = 0
        return runs.filter { run in
            let middle = (run.startS + run.endS) / 2
            while first < spans.count, spans[first].upperBound < middle { first += 1 }
            return first == spans.count || !spans[first].contains(middle)
        }
    }
}

extension ScanSummary {
    static let elsewhereReason: StaticString = "numbers that are missing are in other streams of the sender"

    /// Tells where missing numbers went, and that pauses in which they did were none.
    func tellElsewhere(_ report: inout StreamReport, at place: Int) {
        guard let found = elsewhere[place] else { return }
        var spans = TimeSpans()
        for time in found.losses {
            if let start = offsetS(time.lowerBound), let end = offsetS(time.upperBound) {
                spans.spans.append(start...max(start, end))
            }
        }
        report.elsewhere = NumbersElsewhere(
            streams: found.streams.map { $0 + 1 }, lost: found.lost, uncounted: found.uncounted, losses: spans)
        if let gap = report.pauseGap, spans.cover(gap.span) { report.pauseGap?.agreed = .elsewhere }
        for place in report.agreedGaps.indices where spans.cover(report.agreedGaps[place].span) {
            report.agreedGaps[place].agreed = .elsewhere
        }
        if report.outage != nil, found.uncounted * 2 >= report.outages.missing { report.outage?.agreed = .elsewhere }
    }
}

extension RTCPReport {
    /// Takes back where losses were, for what is missing at one receiver is at another one.
    mutating func hideLossPlace() {
        guard lossPlace != nil else { return }
        lossPlace = nil
        unknown.note("loss_place", ScanSummary.elsewhereReason)
    }
}
