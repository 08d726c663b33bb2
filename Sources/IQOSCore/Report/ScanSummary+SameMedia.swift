/// What the report says of streams that were captured at several points of their way.
extension ScanSummary {
    /// That a stream is another one at a later point; `nil` for most.
    func sameMedia(_ place: Int, _ analyzer: borrowing StreamAnalyzer) -> SameMediaReport? {
        guard let copy = copies[place] else { return nil }
        // What was lost before the first point is missing at both.
        let lost = analyzer.segments.lost - self[copy.original].segments.lost
        return SameMediaReport(
            stream: copy.original + 1, delayMs: copy.delay.map { Double($0) / 1e6 }, lost: max(0, lost))
    }

    /// One sentence for the evidence of a stream.
    func sameMediaEvidence(_ place: Int) -> String? {
        guard let copy = copies[place] else { return nil }
        let likeness =
            copy.likeness == .header
            ? "SSRC, sequence numbers and timestamps" : "payloads, with headers written anew"
        return "the media of stream \(copy.original + 1) at another point: same \(likeness)"
    }
}
