/// A finding that has a place in time, as a place in a sound file.
public struct PlacedFinding: Sendable, Equatable {
    /// Frames of the file; a point where both are equal.
    public var start: Int
    public var end: Int
    /// Code and sentence.
    public var text: String
}

extension ScanSummary {
    /// What was found in a stream, in the file of its evidence.
    public func placed(_ findings: [FindingReport], inEvidenceOf player: StreamPlayer) -> [PlacedFinding] {
        placed(findings) { player.evidence.position(of: $0) }
    }

    /// What was found in a call or its streams, in the file of what was heard.
    ///
    /// - Parameters:
    ///   - start: Capture time of the file's first frame, ns since 1970 UTC.
    ///   - frames: Of the file.
    public func placed(
        _ findings: [FindingReport], from start: Int64, frames: Int, sampleRateHz: Int
    ) -> [PlacedFinding] {
        placed(findings) { time in
            let position = Double(time &- start) * 1e-9 * Double(sampleRateHz)
            return Int(max(0, min(Double(frames), position.rounded())))
        }
    }

    private func placed(_ findings: [FindingReport], frame: (Int64) -> Int) -> [PlacedFinding] {
        findings.compactMap { finding in
            guard let start = finding.startS.flatMap(time), let end = finding.endS.flatMap(time) else { return nil }
            let range = (frame(start), frame(end))
            return PlacedFinding(
                start: range.0, end: max(range.0, range.1), text: finding.code + ": " + finding.message)
        }
    }
}
