/// Findings that have a place in time, as places in sound files.
extension AudioSummary {
    /// A finding in a sound file.
    public struct PlacedFinding: Sendable, Equatable {
        /// Frames of the file; a point where both are equal.
        public var start: Int
        public var end: Int
        /// Code and sentence.
        public var text: String
    }

    /// What was found in a stream, in the file of its evidence.
    ///
    /// - Parameter findings: Those of the stream.
    public func placed(_ findings: [FindingReport], inEvidenceOf place: Int) -> [PlacedFinding] {
        guard let player = players[place] else { return [] }
        return placed(findings) { player.evidence.position(of: $0) }
    }

    /// What was found in a call or its streams, in the file of what was heard.
    public func placed(_ findings: [FindingReport], in call: Call) -> [PlacedFinding] {
        placed(findings) { time in
            let position = Double(time &- call.start) * 1e-9 * Double(call.sampleRateHz)
            return Int(max(0, min(Double(call.length), position.rounded())))
        }
    }

    private func placed(_ findings: [FindingReport], frame: (Int64) -> Int) -> [PlacedFinding] {
        findings.compactMap { finding in
            guard let start = finding.startS.flatMap(summary.time), let end = finding.endS.flatMap(summary.time)
            else { return nil }
            let range = (frame(start), frame(end))
            return PlacedFinding(
                start: range.0, end: max(range.0, range.1), text: finding.code + ": " + finding.message)
        }
    }
}
