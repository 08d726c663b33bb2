/// The sound of a finished second pass: which chunks make which file, and what to say of it.
public struct AudioSummary: Sendable {
    /// A track in the spool, to be written from its chunks.
    public struct Track: BitwiseCopyable, Sendable {
        /// Offset of the last chunk, -1 for none.
        public var lastChunk: Int
        /// Samples with the silence between them.
        public var length: Int
        public var sampleRateHz: Int
        /// Samples of the track in one of the file: above 1 the sender's clock is fast.
        public var rate = 1.0

        /// Samples of the file that it fills.
        public var lengthInFile: Int { rate == 1 ? length : Int((Double(length) / rate).rounded(.up)) }
    }

    /// The sound of one call: tracks of each channel; the right one is empty where only one direction was captured.
    public struct Call: Sendable {
        public var left: [Track]
        public var right: [Track]
        public var channels: [CallAudioReport.Channel]
        /// Why there is none, or what is missing from it.
        public var reason: String?
        public var sampleRateHz: Int
        /// Capture time of sample 0, ns since 1970 UTC.
        public var start: Int64

        /// Samples of the longest track.
        public var length: Int { (left + right).map(\.lengthInFile).max() ?? 0 }
    }

    let players: StreamPlayers
    /// With what the second pass has found out.
    public let summary: ScanSummary
    private var conversations: [ConversationReport?] = []
    private let decoders: AudioDecoders
    private let srtp: SRTPOptions
    /// Streams whose packets were kept, in the order of their ids.
    public let exported: [ExportedStream]

    /// - Parameter listener: Finished.
    public init(_ listener: borrowing StreamListener, of summary: ScanSummary) {
        var exported: [ExportedStream] = []
        for player in listener.players {
            let place = player.plan.place
            guard player.lastPacket >= 0 else { continue }
            let main = summary.container(
                ofPlace: place, isOpened: (player.cipher?.authenticated ?? 0) > 0)
            exported.append(
                ExportedStream(
                    place: place, lastPacket: player.lastPacket, key: player.plan.key, payloadType: main?.payloadType,
                    container: main?.container ?? PayloadContainer(nil, clockRateHz: 8000, serial: 0)))
        }
        self.exported = exported
        decoders = listener.decoders
        srtp = listener.srtp
        players = StreamPlayers(listener.players, streams: summary.streamCount)
        let opened = listener.players.compactMap { player -> (StreamKey, OpenedStream)? in
            guard let cipher = player.cipher, !cipher.isClear, cipher.authenticated > 0 else { return nil }
            return (
                player.plan.key,
                OpenedStream(
                    overheadBytes: cipher.overheadBytes, isWhole: cipher.refused == 0 && cipher.cut == 0,
                    presses: player.keysInside.presses.presses)
            )
        }
        self.summary = summary.knowing(Dictionary(opened) { first, _ in first })
        conversations = (0..<summary.callCount).map(makeConversation)
    }

    /// What was captured of a stream; `nil` where no sound came of it.
    public func evidence(ofStream place: Int) -> Track? {
        guard let player = players[place], !player.evidence.track.isEmpty, !player.isMostlyCut else { return nil }
        return Track(
            lastChunk: player.evidence.track.lastChunk, length: player.evidence.track.end,
            sampleRateHz: player.plan.sampleRateHz)
    }

    /// Capture time of sample 0 of a stream's evidence, ns since 1970 UTC.
    public func start(ofStream place: Int) -> Int64 { players[place]?.evidence.start ?? 0 }

    /// Who sent a stream to whom, for people.
    public func title(ofStream place: Int) -> String {
        guard let key = players[place]?.plan.key else { return "" }
        let digits = String(key.ssrc, radix: 16)
        return "\(key.flow.source) port \(key.flow.sourcePort) to \(key.flow.destination) port "
            + "\(key.flow.destinationPort), SSRC 0x" + String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// What the report says of a stream's sound, without file names.
    public func report(ofStream place: Int) -> StreamAudioReport {
        var report = StreamAudioReport()
        report.srtp = players[place]?.cipher?.report
        guard let player = players[place], let track = evidence(ofStream: place) else {
            report.reason = summary.silenceReason(place, player: players[place], decoders, srtp)
            return report
        }
        report.start = player.evidence.start
        report.sampleRateHz = track.sampleRateHz
        report.durationS = Double(track.length) / Double(track.sampleRateHz)
        report.overlappedPackets = player.evidence.overlapped
        var remarks: [String] = []
        if player.packetsCut > 0 { remarks.append("\(player.packetsCut) packets were cut by the snap length") }
        if let cipher = player.cipher, !cipher.isClear, cipher.refused > 0 {
            remarks.append("\(cipher.refused) packets failed authentication and are not decoded")
        }
        if player.packetsSilent > 0 {
            remarks.append("\(player.packetsSilent) packets of other payload types are silence")
        }
        if player.payloadsMalformed > 0 {
            remarks.append("\(player.payloadsMalformed) payloads have a length or content that their codec has not")
        }
        if player.framesRefused > 0 { remarks.append("\(player.framesRefused) frames could not be decoded") }
        if player.pauses > 0 {
            remarks.append("\(player.pauses) payloads end with a pause: silence here, noise where it was heard")
        }
        if player.evidence.timestampJumps > 0 {
            remarks.append("timestamp jumps placed by arrival: \(player.evidence.timestampJumps)")
        }
        if player.evidence.isCutOff { remarks.append(Self.cutOffRemark) }
        if !remarks.isEmpty { report.reason = remarks.joined(separator: "; ") }
        report.tell(player.measures)
        return report
    }

    /// Keys of a stream: those that came as events, and those heard in its sound; `nil` for none.
    public func keys(ofStream place: Int, events: DTMFReport?) -> DTMFReport? {
        guard let player = players[place], let track = evidence(ofStream: place),
            let startS = summary.offsetS(player.evidence.start)
        else { return events }
        let rate = Double(track.sampleRateHz)
        let tones = (player.evidence.track.digits?.digits ?? []).compactMap { digit in
            KeyPresses.key(of: digit.event).map { key in
                DTMFReport.Event(
                    digit: String(key), startS: startS + Double(digit.start) / rate,
                    durationMs: Double(digit.count) * 1000 / rate, source: "inband")
            }
        }
        return DTMFReport.merged(events, tones)
    }

    /// A call's two directions beside each other; `nil` where one of them has no sound.
    public func conversation(_ index: Int) -> ConversationReport? { conversations[index] }

    private func makeConversation(_ index: Int) -> ConversationReport? {
        let channels = summary.channels(ofCall: index)
        guard let left = measured(channels.left), let right = measured(channels.right) else { return nil }
        let offset = Int((Double(right.evidence.start &- left.evidence.start) * 1e-9 / FrameLevels.frameS).rounded())
        guard let talk = TalkStates(left.measures.frames, right.measures.frames, offset: offset) else { return nil }
        let startS = summary.offsetS(left.evidence.start) ?? 0
        var report = ConversationReport(talk: talk, longestStartS: startS + talk.longestStartS)
        let (one, other) = (left.measures.frames.levels, right.measures.frames.levels)
        report.echoOfLeft = EchoSearch.strongest(one, in: other, offset: offset)
        report.echoOfRight = EchoSearch.strongest(other, in: one, offset: -offset)
        return report
    }

    /// The stream of a direction that has most sound.
    private func measured(_ places: [Int]) -> StreamPlayer? {
        places.compactMap { evidence(ofStream: $0) == nil ? nil : players[$0] }
            .max { $0.measures.frames.sent < $1.measures.frames.sent }
    }

    /// What the rules find in a call once its sound is known.
    public func findings(ofCall index: Int) -> [FindingReport] {
        var figures = summary.figures(ofCall: index)
        figures.conversation = conversation(index)
        let tell = { (leg: inout CallFigures.Leg) in
            guard let player = players[leg.id - 1], evidence(ofStream: leg.id - 1) != nil else { return }
            // P.56 finds a level in noise too: what is that quiet is nobody's voice.
            let speech = player.measures.level.result
            leg.activityPercent =
                speech.map { $0.levelDbov >= FindingThresholds.inaudibleDbov ? $0.activityPercent : 0 } ?? 0
        }
        for index in figures.forward.indices { tell(&figures.forward[index]) }
        for index in figures.backward.indices { tell(&figures.backward[index]) }
        return FindingRules.findings(of: &figures)
    }

    /// What was heard of a call.
    public func call(_ index: Int) -> Call {
        let channels = summary.channels(ofCall: index)
        let heard = { (places: [Int]) in
            places.filter { players[$0].map { !$0.heard.track.isEmpty && !$0.isMostlyCut } ?? false }
        }
        let (left, right) = (heard(channels.left), heard(channels.right))
        let rate = (left + right).compactMap { players[$0]?.plan.sampleRateHz }.max() ?? 8000
        var call = Call(
            left: left.map { track($0, fileRateHz: rate) }, right: right.map { track($0, fileRateHz: rate) },
            channels: [], reason: nil, sampleRateHz: rate,
            start: (left + right).compactMap { players[$0]?.plan.callStart }.first ?? 0)
        let isMono = channels.left.isEmpty || channels.right.isEmpty
        call.channels = [(isMono ? "mono" : "left", channels.left), ("right", channels.right)]
            .filter { !$0.1.isEmpty }
            .map { CallAudioReport.Channel(position: $0.0, streams: $0.1.map { $0 + 1 }) }
        if left.isEmpty, right.isEmpty {
            call.reason = "no stream of the call could be decoded"
        } else if (left + right).contains(where: { players[$0]?.heard.isCutOff ?? false }) {
            call.reason = Self.cutOffRemark
        } else if left.isEmpty != channels.left.isEmpty || right.isEmpty != channels.right.isEmpty {
            call.reason = "one direction could not be decoded and is silent"
        }
        return call
    }

    /// Jumps of timestamps that were not followed, over all streams: worth a warning.
    public var timestampJumps: Int { players.values.reduce(0) { $0 + $1.evidence.timestampJumps } }

    /// Whether sound was left out for a gap that is too long: worth a warning.
    public var hasCutOff: Bool { players.values.contains { $0.evidence.isCutOff || $0.heard.isCutOff } }

    private static let cutOffRemark = "sound after a silence of more than a month is left out"

    private func track(_ place: Int, fileRateHz: Int) -> Track {
        guard let player = players[place] else { return Track(lastChunk: -1, length: 0, sampleRateHz: 8000) }
        return Track(
            lastChunk: player.heard.track.lastChunk, length: player.heard.track.end,
            sampleRateHz: player.plan.sampleRateHz,
            rate: player.plan.line.rate * Double(player.plan.sampleRateHz) / Double(fileRateHz))
    }
}
