/// Which streams the second pass hears, and why not the others.
extension ScanSummary {
    /// Streams of a call that are looked at for each of them.
    private static let crowd = 100

    /// The second pass over this scan's streams.
    ///
    /// - Parameters:
    ///   - srtp: Keys of the user, and what decrypts.
    ///   - keepsPackets: Every stream is followed, and its packets are kept for export.
    ///   - time: Packets outside were not measured and are not heard.
    ///   - seed: Any number; it cannot show in the result.
    public func listener(
        concealment: ConcealmentMode, decoders: AudioDecoders = AudioDecoders(), srtp: SRTPOptions = SRTPOptions(),
        keepsPackets: Bool = false, time: Range<Int64>, seed: UInt64
    ) -> StreamListener {
        var known: [AudioCodec: Bool] = [:]
        let canDecode = { (codec: AudioCodec, rate: Int) -> Bool in
            if let answer = known[codec] { return answer }
            let answer = decoders.decoder(of: codec, sampleRateHz: rate) != nil
            known[codec] = answer
            return answer
        }
        let drifts = driftsOfSenders
        let clocks = callClocks
        var plans = (0..<streamCount).compactMap { place in
            plan(
                of: self[place], at: place, srtp, ppmOfSender: drifts[Sender(members[place].flow)],
                clocks: clocks,
                keepsPackets: keepsPackets, canDecode: canDecode)
        }
        let choice = choice(plans, clocks)
        for index in plans.indices { plans[index].rests = choice.rests[plans[index].place] ?? [] }
        return StreamListener(
            ListeningPlan(
                plans, unheard: choice.unheard, playout: playout, concealment: concealment, decoders: decoders,
                srtp: srtp),
            time: time, seed: seed)
    }

    /// What the second pass has to know of a stream; `nil` for one that gives neither sound nor packets.
    private func plan(
        of analyzer: borrowing StreamAnalyzer, at place: Int, _ srtp: SRTPOptions, ppmOfSender: Double?,
        clocks: CallClocks, keepsPackets: Bool, canDecode: (AudioCodec, Int) -> Bool
    ) -> StreamPlan? {
        guard !analyzer.lacksArrivals else { return nil }
        var formats = analyzer.census.entries.map { format(ofType: $0.number, analyzer, canDecode: canDecode) }
        for type in blockTypes(of: analyzer) where !formats.contains(where: { $0.payloadType == type }) {
            formats.append(format(ofType: type, analyzer, canDecode: canDecode))
        }
        let codec = codec(of: analyzer)
        let (isEncrypted, sealed) = (beginsEncrypted(analyzer, codec: codec), sealedSpans(of: analyzer, codec: codec))
        // Also of one that begins in the clear: it may be encrypted later on.
        let known = keys(ofPlace: place, srtp)
        let keys = known.isEmpty || srtp.cipher.isAvailable ? known : []
        if isEncrypted == true, keys.isEmpty, !sealed.becomesClear {
            for index in formats.indices { formats[index].codec = nil }
        }
        let soundRate = formats.filter { $0.codec != nil }.map(\.sampleRateHz).max()
        guard let rate = soundRate ?? (keepsPackets ? 8000 : nil) else { return nil }
        // A track has one rate, which is to be a multiple of every format's.
        for index in formats.indices where formats[index].codec != nil && rate % formats[index].sampleRateHz != 0 {
            formats[index].codec = nil
        }
        var plan = StreamPlan(
            key: analyzer.key, place: place, sampleRateHz: rate,
            clockRateHz: analyzer.clockRateHz == 0 ? Int32(clamping: rate) : analyzer.clockRateHz, formats: formats,
            segmentStarts: analyzer.segments.closed.map(\.lowest), callStart: clocks.starts[callOfStream[place]],
            line: analyzer.timing.drift.line(
                origin: analyzer.first.arrival &+ (clocks.back[place] ?? 0), ppmOfSender: ppmOfSender))
        plan.clockBack = clocks.back[place] ?? 0
        plan.silenceEnd = silenceEnd(ofStream: place)
        plan.keys = keys
        plan.clearTrailer = keys.isEmpty && isEncrypted != true ? clearTrailer(analyzer) : 0
        plan.census = PayloadTypeCensus(knowing: analyzer.census)
        plan.hasTimes = !analyzer.lacksTimes
        plan.isEncrypted = isEncrypted
        plan.sealed = sealed
        plan.isOtherLaw =
            (keys.isEmpty || isEncrypted == false) && analyzer.isOtherLaw == true
            && formats.count { $0.law(atRateHz: rate) != nil } == 1
        return plan
    }

    private func format(
        ofType number: UInt8, _ analyzer: borrowing StreamAnalyzer, canDecode: (AudioCodec, Int) -> Bool
    ) -> StreamFormat {
        let known = audioFormat(ofType: number, analyzer)
        let clock = known.map { Int32(clamping: $0.clockRateHz) } ?? analyzer.clock.rateHz(ofType: number)
        var format = StreamFormat(
            payloadType: number, clockRateHz: max(1, clock), codec: known?.codec, sampleRateHz: 0)
        format.sampleRateHz = known?.codec.sampleRateHz(clockRateHz: Int(format.clockRateHz)) ?? 0
        if let codec = format.codec, !canDecode(codec, format.sampleRateHz) { format.codec = nil }
        format.isRedundant = isRedundant(number, analyzer)
        return format
    }

    /// Until when silence that a stream's last packet announces is heard, ns since 1970 UTC.
    private func silenceEnd(ofStream place: Int) -> Int64 {
        let legs = legs[callOfStream[place]]
        // Of a crowd nobody waits for one that is silent.
        guard legs.forward.count + legs.backward.count <= Self.crowd else { return .min }
        let end = members[place].end
        let direction = legs.forward.contains(place) ? legs.forward : legs.backward
        // The same media at another point is no other stream.
        let medium = members[place].copyOf ?? place
        let others = direction.filter { $0 != place && (members[$0].copyOf ?? $0) != medium }
        let next = others.filter { members[$0].end > end }.map { max(end, members[$0].start) }.min()
        return min(next ?? .max, (legs.forward + legs.backward).reduce(end) { max($0, members[$1].end) })
    }

    /// The codec of a payload type, by signalling or by its static number; `nil` where it is not one to decode.
    func audioFormat(
        ofType number: UInt8, _ analyzer: borrowing StreamAnalyzer
    ) -> (codec: AudioCodec, clockRateHz: Int)? {
        if let mapping = mapping(ofType: number) {
            return AudioCodec(
                mapping.name, channels: mapping.channels, parameters: announcedParameters(number, analyzer)
            )
            .map { ($0, mapping.clockRateHz) }
        }
        if let format = announcedFormat(ofType: number, analyzer) {
            guard let name = format.name, (8000...192_000).contains(format.clockRateHz) else { return nil }
            return AudioCodec(
                name, channels: channels(ofAnnounced: format, analyzer), parameters: format.parameters
            )
            .map { ($0, format.clockRateHz) }
        }
        if let found = inferredCodec(ofType: number, analyzer) {
            return AudioCodec(found.codec, channels: found.channelCount, parameters: found.parameters)
                .map { ($0, found.clockRateHz) }
        }
        guard let profile = CodecTable.profile(ofStaticPayloadType: number) else { return nil }
        return AudioCodec(profile.name, channels: profile.channels, parameters: announcedParameters(number, analyzer))
            .map { ($0, profile.clockRateHz) }
    }

    /// Channels of an announced format: one where several of G.711 are a slip, for packets have no byte for each a tick.
    private func channels(ofAnnounced format: SDPFormat, _ analyzer: borrowing StreamAnalyzer) -> Int {
        guard format.name == "PCMU" || format.name == "PCMA" else { return format.channels }
        guard let step = analyzer.timing.packetisation.usualStep, let length = payloadBytes(of: analyzer) else {
            return 1
        }
        return length >= format.channels * step ? format.channels : 1
    }

    /// The streams of a plan by their calls, indexes of the plan each.
    public func calls(of plan: ListeningPlan) -> [Int: [Int]] {
        Dictionary(grouping: 0..<plan.count) { callOfStream[plan.place(of: $0)] }
    }

    /// Codecs of streams that could be decoded and are not, for want of a library, in order of their names.
    func codecsWithoutDecoder(_ plan: ListeningPlan) -> [String] {
        var missing: [AudioCodec: Bool] = [:]
        var names: Set<String> = []
        for place in 0..<streamCount where !isSealedThroughout(self[place]) {
            guard let main = self[place].census.mainType else { continue }
            for type in [main] + blockTypes(of: self[place]) {
                guard let known = audioFormat(ofType: type, self[place]), !known.codec.isWaveform,
                    let name = codec(ofType: type, self[place])
                else { continue }
                let rate = known.codec.sampleRateHz(clockRateHz: known.clockRateHz)
                let isMissing = missing[known.codec] ?? !plan.canDecode(known.codec, sampleRateHz: rate)
                missing[known.codec] = isMissing
                if isMissing { names.insert(name) }
            }
        }
        return names.sorted()
    }

    /// Why a stream has no sound.
    ///
    /// - Parameter player: At its end; `nil` where there was none that is audible.
    func silenceReason(_ place: Int, player: StreamPlayer?, _ plan: ListeningPlan) -> String {
        silenceReason(self[place], at: place, player: player, plan.decoders, plan.srtp)
    }

    private func silenceReason(
        _ analyzer: borrowing StreamAnalyzer, at place: Int, player: StreamPlayer?, _ decoders: AudioDecoders,
        _ srtp: SRTPOptions
    ) -> String {
        if analyzer.lacksArrivals { return "frames carry no capture time" }
        if let player, let text = player.cipher?.mismatch { return text }
        if let player {
            return player.packetsCut > 0
                ? "the payload was not captured (snap length)" : "no packet has a payload to decode"
        }
        if isSealedThroughout(analyzer) {
            if keys(ofPlace: place, srtp).isEmpty { return "encrypted: no key is known" }
            if !srtp.cipher.isAvailable { return "encrypted, and a key is known: \(srtp.cipher.advice)" }
        }
        guard let name = codec(of: analyzer) else {
            guard let best = analyzer.candidates.first, let type = analyzer.census.mainType else {
                return "no decoder for this payload type"
            }
            let channels = best.channelCount == 1 ? "" : "/\(best.channelCount)"
            return "the codec is not known: perhaps \(best.codec), and "
                + "--pt \(type)=\(best.codec)/\(best.clockRateHz)\(channels) takes it for that"
        }
        let blocks = blockTypes(of: analyzer)
        let isKnown = (analyzer.census.entries.map(\.number) + blocks).contains {
            audioFormat(ofType: $0, analyzer) != nil
        }
        if !isKnown, name.hasPrefix("AMR") { return "\(name) with check sums, sorted bits or interleaving is not read" }
        let inside = blocks.compactMap { codec(ofType: $0, analyzer) }.first ?? name
        return isKnown && !decoders.advice.isEmpty
            ? "no decoder for \(inside): \(decoders.advice)" : "no decoder for \(inside)"
    }
}
