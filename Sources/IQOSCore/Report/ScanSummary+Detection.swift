/// Why something is reported as RTP, in sentences that can be checked against the packets.
extension ScanSummary {
    func detection(of analyzer: borrowing StreamAnalyzer, _ report: StreamReport) -> DetectionReport {
        var detection = DetectionReport()
        let evidence = analyzer.evidence
        detection.note("sequence +1 in \(evidence.plusOne) of \(evidence.steps) steps")
        if evidence.near < evidence.steps {
            detection.note("sequence within ±50 in \(evidence.near) of \(evidence.steps) steps")
        }
        if let step = analyzer.packetisation.usualStep, let ptime = report.ptimeMs {
            detection.note("usual timestamp step \(step) (\(ptime) ms at \(analyzer.clockRateHz) Hz)")
        }
        let types = report.payloadTypes.map { Sentence("\($0.number) in \($0.packets)").text }.joined(separator: ", ")
        detection.note("payload type \(types) of \(analyzer.captured) packets")
        if analyzer.key.wrapper == .vendorHeader {
            detection.note("RTP begins at byte \(analyzer.key.headerLength) of the datagrams")
        }
        if analyzer.key.numberedType != 0 {
            detection.note("each payload type of the SSRC has sequence numbers of its own")
        }
        if analyzer.clockIsInferred {
            detection.note("timestamps advance at \(analyzer.clockRateHz) Hz against capture time")
        }
        detection.evidence += Self.codecEvidence(report)
        let others =
            [announcementEvidence(analyzer, report), Self.controlEvidence(report)].compactMap(\.self)
            + companionEvidence(analyzer, report)
        detection.evidence += others
        // Few packets are enough where something else tells of them.
        let isAlone = others.isEmpty && report.reverseStream == nil
        detection.verdict = analyzer.captured <= 4 && isAlone ? .probable : .confirmed
        if let same = sameMediaEvidence(report) { detection.evidence.append(same) }
        if let reverse = report.reverseStream { detection.note("stream \(reverse) answers it") }
        return detection
    }

    /// What speaks for the codec of payloads that nothing announces.
    private static func codecEvidence(_ report: StreamReport) -> [String] {
        report.payloadTypes.flatMap { type in
            type.candidates.prefix(1).map { best in
                let verb = type.codec == nil ? "may be" : "is"
                return
                    "payload type \(type.number) \(verb) \(best.codec), score \((best.score * 100).rounded() / 100); "
                    + best.evidence
            }
        }
    }

    /// What RTCP in the clear says of the stream's SSRC.
    private static func controlEvidence(_ report: StreamReport) -> String? {
        guard let control = report.rtcp else { return nil }
        var told: [String] = []
        if control.senderReports > 0 { told.append(Sentence("\(control.senderReports) from its sender").text) }
        if control.receiverReports > 0 { told.append(Sentence("\(control.receiverReports) from its receiver").text) }
        if control.goodbyes == 1 { told.append("1 goodbye") }
        if control.goodbyes > 1 { told.append(Sentence("\(control.goodbyes) goodbyes").text) }
        return told.isEmpty ? nil : "RTCP reports with its SSRC: " + told.joined(separator: ", ")
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

extension DetectionReport {
    /// Adds a sentence to the evidence.
    fileprivate mutating func note(_ sentence: Sentence) {
        evidence.append(sentence.text)
    }
}
