/// Why something is reported as RTP, in sentences that can be checked against the packets.
extension ScanSummary {
    /// - Parameter report: With everything else that is measured. Lent by its address: it is large.
    func detect(_ report: inout StreamReport, _ analyzer: borrowing StreamAnalyzer) {
        var detection = DetectionReport()
        detection.evidence.reserveCapacity(8)
        let evidence = analyzer.evidence
        detection.note("sequence +1 in \(evidence.plusOne) of \(evidence.steps) steps")
        if evidence.near < evidence.steps {
            detection.note("sequence within ±50 in \(evidence.near) of \(evidence.steps) steps")
        }
        if let step = analyzer.timing.packetisation.usualStep, let ptime = report.ptimeMs {
            detection.note("usual timestamp step \(step) (\(ptime) ms at \(analyzer.clockRateHz) Hz)")
        }
        detection.note(Self.typeEvidence(report.payloadTypes, of: analyzer.captured))
        if analyzer.key.wrapper == .vendorHeader {
            detection.note("RTP begins at byte \(analyzer.key.headerLength) of the datagrams")
        }
        if analyzer.hasEncryptedHeaders { detection.note("header extensions are encrypted (RFC 9335)") }
        if analyzer.key.numberedType != 0 {
            detection.note("each payload type of the SSRC has sequence numbers of its own")
        }
        if analyzer.clock.isInferred {
            detection.note("timestamps advance at \(analyzer.clockRateHz) Hz against capture time")
        }
        for type in report.payloadTypes where !type.candidates.isEmpty {
            detection.evidence.append(Self.codecEvidence(type))
        }
        let own = detection.evidence.count
        if let announcement = announcementEvidence(analyzer, report.payloadTypes, firstFile: report.firstFile) {
            detection.evidence.append(announcement)
        }
        if let control = report.rtcp { Self.note(control, in: &detection) }
        if let companions = companions[analyzer.key.flow] {
            note(companions, firstFile: report.firstFile, in: &detection)
        }
        // Few packets are enough where something else tells of them.
        let isAlone = detection.evidence.count == own && report.reverseStream == nil
        detection.verdict = analyzer.captured <= 4 && isAlone ? .probable : .confirmed
        if report.sameMedia != nil, let same = sameMediaEvidence(report.id - 1) { detection.evidence.append(same) }
        if let reverse = report.reverseStream { detection.note("stream \(reverse) answers it") }
        report.detection = detection
    }

    private static func typeEvidence(_ types: [PayloadTypeReport], of captured: Int) -> Sentence {
        if types.count == 1 { return "payload type \(types[0].number) in \(types[0].packets) of \(captured) packets" }
        var sentence: Sentence = "payload type "
        for index in types.indices {
            if index > 0 { sentence.append(", ") }
            sentence.append("\(types[index].number) in \(types[index].packets)")
        }
        sentence.append(" of \(captured) packets")
        return sentence
    }

    /// What speaks for the codec of payloads that nothing announces.
    private static func codecEvidence(_ type: PayloadTypeReport) -> String {
        let best = type.candidates[0]
        let verb = type.codec == nil ? "may be" : "is"
        return "payload type \(type.number) \(verb) \(best.codec), score \((best.score * 100).rounded() / 100); "
            + best.evidence
    }

    /// What RTCP in the clear says of the stream's SSRC.
    private static func note(_ control: RTCPReport, in detection: inout DetectionReport) {
        var sentence: Sentence = "RTCP reports with its SSRC: "
        var isFirst = true
        func add(_ piece: Sentence) {
            if !isFirst { sentence.append(", ") }
            sentence.append(piece)
            isFirst = false
        }
        if control.senderReports > 0 { add("\(control.senderReports) from its sender") }
        if control.receiverReports > 0 { add("\(control.receiverReports) from its receiver") }
        let goodbyes = control.goodbyes ?? 0
        if goodbyes == 1 { add("1 goodbye") }
        if goodbyes > 1 { add("\(goodbyes) goodbyes") }
        if !isFirst { detection.note(sentence) }
    }

    /// One sentence for each protocol that shares the stream's addresses and ports.
    private func note(_ companions: FlowCompanions, firstFile: Int, in detection: inout DetectionReport) {
        let names: [(FlowCompanions.Kind, String)] = [(.stun, "STUN"), (.dtls, "DTLS"), (.zrtp, "ZRTP")]
        for (kind, name) in names where companions[kind].datagrams > 0 {
            let seen = companions[kind]
            let file = seen.file == firstFile ? "" : " of file \(seen.file)"
            let count = seen.datagrams == 1 ? "1 datagram" : "\(seen.datagrams) datagrams"
            detection.note("\(name) on its addresses and ports: \(count), the first in frame \(seen.frame)\(file)")
        }
    }
}

extension StreamAnalyzer {
    /// Copies of one packet that no capture has.
    private static let copiesLimit = 16

    /// Whether the stream holds as RTP over all its packets: what has more payload types than are told apart has any,
    /// what has the same few numbers all the time, with something else under each, has no sequence of them, and RTP behind
    /// a vendor's header needs a clock.
    ///
    /// - Parameter isTold: Something else than its packets tells of it: only a vendor's header needs a clock then.
    func isRTP(_ sensitivity: Sensitivity, isTold: Bool = false) -> Bool {
        guard key.wrapper != .vendorHeader || evidence.timestamps.hasClock else { return false }
        if isTold { return evidence.isRTP(sensitivity, .told) }
        let isSound = evidence.timestamps.hasClock && isStaticSound
        return evidence.isRTP(sensitivity, isSound ? .sound : .none) && census.uncounted == 0
            && captured <= Self.copiesLimit * segments.unique && conflictingDuplicates <= 2 * segments.unique
    }

    /// The first packet and the last are sound of a static type, of one length.
    private var isStaticSound: Bool {
        Fingerprint.isStaticSound(first) && Fingerprint.isStaticSound(last) && first.payloadLength == last.payloadLength
    }

    /// Whether only something else than its packets can tell that it is RTP: another field stands where media has a
    /// clock. Sound of a static type in packets of one length is believed all the same, for clocks are got wrong.
    var isDoubtful: Bool {
        evidence.hasAnotherField && !isStaticSound
    }
}

extension DetectionReport {
    /// Adds a sentence to the evidence.
    fileprivate mutating func note(_ sentence: Sentence) {
        evidence.append(sentence.text)
    }
}
