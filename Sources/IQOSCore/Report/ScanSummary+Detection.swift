/// Why something is reported as RTP, in sentences that can be checked against the packets.
extension ScanSummary {
    func detection(of analyzer: borrowing StreamAnalyzer, _ report: StreamReport) -> DetectionReport {
        var detection = DetectionReport()
        let evidence = analyzer.evidence
        detection.verdict = analyzer.captured <= 4 && report.reverseStream == nil ? .probable : .confirmed
        detection.evidence.append("sequence +1 in \(evidence.plusOne) of \(evidence.steps) steps")
        if evidence.near < evidence.steps {
            detection.evidence.append("sequence within ±50 in \(evidence.near) of \(evidence.steps) steps")
        }
        if let step = analyzer.packetisation.usualStep, let ptime = report.ptimeMs {
            detection.evidence.append("usual timestamp step \(step) (\(ptime) ms at \(analyzer.clockRateHz) Hz)")
        }
        let types = report.payloadTypes.map { "\($0.number) in \($0.packets)" }.joined(separator: ", ")
        detection.evidence.append("payload type \(types) of \(analyzer.captured) packets")
        if analyzer.key.wrapper == .vendorHeader {
            detection.evidence.append("RTP begins at byte \(analyzer.key.headerLength) of the datagrams")
        }
        if analyzer.key.numberedType != 0 {
            detection.evidence.append("each payload type of the SSRC has sequence numbers of its own")
        }
        if analyzer.clockIsInferred {
            detection.evidence.append("timestamps advance at \(analyzer.clockRateHz) Hz against capture time")
        }
        if let announced = announcementEvidence(analyzer, report) { detection.evidence.append(announced) }
        detection.evidence += companionEvidence(analyzer, report)
        if let same = sameMediaEvidence(report) { detection.evidence.append(same) }
        if let reverse = report.reverseStream { detection.evidence.append("stream \(reverse) answers it") }
        return detection
    }

    /// One sentence for each protocol that shares the stream's addresses and ports.
    private func companionEvidence(_ analyzer: borrowing StreamAnalyzer, _ report: StreamReport) -> [String] {
        guard let companions = companions[analyzer.key.flow] else { return [] }
        let names: [(FlowCompanions.Kind, String)] = [(.stun, "STUN"), (.dtls, "DTLS"), (.zrtp, "ZRTP")]
        return names.compactMap { kind, name in
            let seen = companions[kind]
            guard seen.datagrams > 0 else { return nil }
            let file = seen.file == report.firstFile ? "" : " of file \(seen.file)"
            let count = seen.datagrams == 1 ? "1 datagram" : "\(seen.datagrams) datagrams"
            return "\(name) on its addresses and ports: \(count), the first in frame \(seen.frame)\(file)"
        }
    }
}
