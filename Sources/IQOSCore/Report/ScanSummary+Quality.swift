/// What a stream's codec and its records say of its quality, without making its report.
extension ScanSummary {
    /// Codec of the main payload type, of the only one where there is no media; `nil` where it is not known.
    func codec(of analyzer: borrowing StreamAnalyzer) -> String? {
        guard let number = analyzer.census.mainType ?? analyzer.census.firstType else { return nil }
        return codec(ofType: number, analyzer)
    }

    /// Encoding name of a payload type; `nil` where it is not known.
    func codec(ofType number: UInt8, _ analyzer: borrowing StreamAnalyzer) -> String? {
        if let mapping = mapping(ofType: number) { return mapping.name }
        if let format = announcedFormat(ofType: number, analyzer) { return format.name }
        if let profile = CodecTable.profile(ofStaticPayloadType: number) { return profile.name }
        if analyzer.census.tellsEvents(number) { return "telephone-event" }
        return inferredCodec(ofType: number, analyzer)?.codec
    }

    /// The same of the stream at a place: for a static type its state, which is large, need not be lent.
    func codec(ofStream place: Int) -> String? {
        if !isAnnounced, payloadTypes.isEmpty, let number = self[place].census.mainType ?? self[place].census.firstType,
            let profile = CodecTable.profile(ofStaticPayloadType: number)
        {
            return profile.name
        }
        return codec(of: self[place])
    }

    /// The codec that the payloads of a type show with certainty; `nil` for none.
    func inferredCodec(ofType number: UInt8, _ analyzer: borrowing StreamAnalyzer) -> CodecCandidate? {
        if number == analyzer.census.mainType, let found = CodecCandidate.settled(analyzer.candidates) { return found }
        guard let blocks = analyzer.blockCandidates, blocks.payloadType == number else { return nil }
        return CodecCandidate.settled(blocks.ranked)
    }

    /// What the user says of a payload type; `nil` for nothing.
    func mapping(ofType number: UInt8) -> PayloadMapping? {
        payloadTypes.first { $0.payloadType == number }
    }

    /// Whether the payload is ciphertext, in whole or in part; `nil` where that cannot be told.
    func isEncrypted(_ analyzer: borrowing StreamAnalyzer) -> Bool? {
        isEncrypted(analyzer, codec: codec(of: analyzer))
    }

    /// The same where it is known what `codec(of:)` says.
    func isEncrypted(_ analyzer: borrowing StreamAnalyzer, codec: String?) -> Bool? {
        let begins = beginsEncrypted(analyzer, codec: codec)
        return begins != true && sealedSpans(of: analyzer, codec: codec).firstSealed != nil ? true : begins
    }

    /// The same of the first packets.
    func beginsEncrypted(_ analyzer: borrowing StreamAnalyzer, codec: String?) -> Bool? {
        if analyzer.hasEncryptedHeaders { return true }
        // What the bytes tell counts for more than what was agreed: keys are offered and not used.
        let told = PayloadCipher.isEncrypted(
            codec: codec, entropy: analyzer.entropy.bitsPerByte, overhead: overheadBytes(codec, analyzer))
        if let told { return told }
        if let main = analyzer.census.mainType, inferredCodec(ofType: main, analyzer) != nil { return false }
        if let media = signalledMedia(of: analyzer), media.isEncrypted { return media.clearTrailer == nil }
        return hasKeys(on: analyzer.key.flow) ? true : nil
    }

    /// Whether keys for SRTP were agreed on a flow, or its reports are encrypted: without the media they are only where that
    /// was agreed (RFC 3711 §3.4, RFC 4568 §6.3).
    private func hasKeys(on flow: Flow) -> Bool {
        companions[flow]?.agreesKeys == true || movedKeys.contains(flow) || reports.isEncrypted(on: flow)
    }

    /// Payload bytes beyond what the codec makes of a timestamp step; `nil` where that has no one length.
    private func overheadBytes(_ codec: String?, _ analyzer: borrowing StreamAnalyzer) -> Int? {
        guard codec != nil || analyzer.clockRateHz == 8000, let step = analyzer.timing.packetisation.usualStep,
            let length = analyzer.timing.packetisation.usualLength,
            let frames = PayloadCipher.frameBytes(
                of: codec, step: step, length: length - clearTrailer(analyzer))
        else { return nil }
        return (analyzer.cipherTurns?.overheadBefore ?? length - frames) - clearTrailer(analyzer)
    }

    /// Bytes behind the payloads that authenticate what is not encrypted; 0 for none.
    func clearTrailer(_ analyzer: borrowing StreamAnalyzer) -> Int {
        signalledMedia(of: analyzer)?.clearTrailer ?? 0
    }

    /// Arrival and clock are known: what a jitter buffer would do can be told.
    func hasPlayout(_ analyzer: borrowing StreamAnalyzer) -> Bool {
        analyzer.clockRateHz != 0 && !analyzer.lacksTimes && analyzer.timing.jitter.result != nil
            && !analyzer.timing.hasPresentationTimes
    }

    /// What the E-model needs of the codec; `nil` where the stream cannot be scored.
    func impairment(of analyzer: borrowing StreamAnalyzer) -> CodecImpairment? {
        let codec = codec(of: analyzer)
        return impairment(of: analyzer, codec: codec, encrypted: isEncrypted(analyzer, codec: codec))
    }

    /// The same where it is known what `codec(of:)` and `isEncrypted` say.
    func impairment(
        of analyzer: borrowing StreamAnalyzer, codec: String?, encrypted: Bool?
    ) -> CodecImpairment? {
        guard hasPlayout(analyzer), notMissed[analyzer.key] == nil,
            opened[analyzer.key].map(\.isWhole) ?? (encrypted != true)
        else { return nil }
        return codec.flatMap {
            scoring.impairment(of: $0, payloadBytes: payloadBytes(of: analyzer))
        }
    }

    /// Usual length of the payload as its codec made it, bytes.
    func payloadBytes(of analyzer: borrowing StreamAnalyzer) -> Int? {
        let overhead = opened[analyzer.key]?.overheadBytes ?? clearTrailer(analyzer)
        return analyzer.timing.packetisation.usualLength.map { $0 - overhead }
    }

    /// Lowest MOS-LQ of a stream's intervals; `nil` where the whole stream has none.
    ///
    /// - Complexity: O(its records).
    func worstMOS(_ place: Int) -> Double? {
        worstMOS(of: self[place])
    }

    private func worstMOS(of analyzer: borrowing StreamAnalyzer) -> Double? {
        guard let impairment = impairment(of: analyzer),
            let whole = ListeningQuality(
                impairment, losses: analyzer.loss.losses.losses, expected: analyzer.segments.expected,
                burstRatio: analyzer.loss.losses.burstRatio)
        else { return nil }
        let least = leastScored(analyzer)
        var worst: Double?
        var number = analyzer.loss.chain
        while number >= 0, let record = readLog(Int(number)) {
            number = record.previous
            guard record.kind == .interval,
                let score = ListeningQuality(impairment, interval: record, least: least)?.mosLQ
            else { continue }
            worst = min(worst ?? score, score)
        }
        return worst ?? whole.mosLQ
    }

    /// Packets expected in an interval from which on it has a score of its own: one that is lost alone in a pause says
    /// nothing of five seconds. Of short intervals half of what they hold is enough.
    func leastScored(_ analyzer: borrowing StreamAnalyzer) -> Int {
        let clock = Double(analyzer.clockRateHz)
        guard clock > 0, let step = analyzer.timing.packetisation.usualStep else { return Self.leastScored }
        let held = Double(interval) * 1e-9 * clock / Double(step)
        return held < Double(2 * Self.leastScored) ? Int(held / 2) : Self.leastScored
    }

    private static let leastScored = 5
}

extension ListeningQuality {
    /// Scores an interval from its record in the log.
    ///
    /// - Parameter least: `nil` where fewer packets were expected.
    init?(_ codec: CodecImpairment, interval record: LogRecord, least: Int) {
        let losses = Int(record.lost) + Int(record.late)
        let expected = Int(record.packets) + Int(record.lost)
        guard expected >= least else { return nil }
        let meanRun = record.lossRuns == 0 ? 0 : Double(losses) / Double(record.lossRuns)
        let ratio = max(1, meanRun * (1 - Double(losses) / Double(max(1, expected))))
        self.init(codec, losses: losses, expected: expected, burstRatio: ratio)
    }
}
