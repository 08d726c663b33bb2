/// What the report says of signalled calls whose packets are in streams of another one.
extension ScanSummary {
    /// Times between the signalled calls of which a call's streams hold several, in which nobody called.
    func idle(inCall index: Int) -> TimeSpans {
        guard let later = successive.later[index], let leg = legs[index].signalled else { return TimeSpans() }
        var idle = TimeSpans()
        var end = signalling.calls[leg.call].ended
        for call in later {
            let next = signalling.calls[call]
            // Where the end was not seen, it may be that of the next one's beginning.
            if let end, end < next.start, let from = offsetS(end), let to = offsetS(next.start) {
                idle.spans.append(from...max(from, to))
            }
            end = next.ended.map { max($0, end ?? $0) }
        }
        return idle
    }
}
