/// One stream played: the same judgements as in the first pass, and the sound that follows from them.
///
/// Its packets come in order of capture, alone, after the second pass has sorted them out.
public struct StreamPlayer: Sendable {
    let plan: StreamPlan
    var evidence: EvidenceTrack
    var heard: HeardTrack
    /// What is measured in the evidence.
    var measures: SoundMeasures
    /// Packets whose payload was captured, in whole or in part, and is decoded.
    private(set) var packetsDecoded = 0
    /// Packets of other payload types, or without payload: silence in the sound.
    private(set) var packetsSilent = 0
    /// Packets of a payload type that is decoded, without a payload.
    private(set) var packetsEmpty = 0
    /// Packets that no key opened: silence in the evidence, lost to the listener.
    private(set) var packetsSealed = 0
    /// Packets cut by the snap length.
    private(set) var packetsCut = 0
    /// Payload bytes of such packets that were captured, and that the snap length cut.
    private var bytesDecoded = 0
    private var bytesCut = 0

    private var sequence = SequenceTracker()
    private(set) var census: PayloadTypeCensus
    private(set) var placement: HeardPlacement
    private var order = SequenceOrder()
    private var segment = 0
    /// First packet of the open segment to arrive.
    var anchor: (timestamp: UInt32, arrival: Int64) = (0, 0)
    private var held: [(packet: PacketEvent, payload: [UInt8])] = []
    /// Of each format that is not looked up byte by byte, from its first packet on.
    var decoders: [PayloadDecoder?] = []
    let library: AudioDecoders
    var samples: [Int16] = []
    /// Payload type of the sound before; `nil` before the first.
    var soundType: UInt8?
    /// The payload type that came last.
    private var latest = KnownType.none
    /// Opens the packets of a stream that is or may be encrypted; `nil` for others.
    var cipher: StreamCipher?
    /// Whether packets have to be opened.
    let isSealed: Bool
    /// When packets are encrypted, where that changes.
    var sealed: SealedSpans
    /// No key opened the last packet, which was heard as it was.
    var isHeardClear = false
    var keysInside = SealedKeys()
    /// Frames that no decoder took, payloads that no frames of the codec make, and those that end with a pause.
    private(set) var framesRefused = 0
    private(set) var payloadsMalformed = 0
    private(set) var pauses = 0
    /// `nil` for a stream whose packets carry no others.
    var redundancy: StreamRedundancy?
    /// Packets are put in order and kept for export, and no sound is made of them.
    let keepsPackets: Bool
    public internal(set) var isLeftOut = false
    var kept: [KeptPacket] = []

    init(
        _ plan: StreamPlan, playout options: PlayoutOptions, concealment: ConcealmentMode, decoders: AudioDecoders,
        cipher: SRTPCipher, searchEffort: Int, keepsPackets: Bool
    ) {
        self.plan = plan
        census = plan.census
        library = decoders
        evidence = EvidenceTrack(sampleRateHz: plan.sampleRateHz)
        measures = SoundMeasures(sampleRateHz: plan.sampleRateHz)
        placement = HeardPlacement(plan, options)
        isSealed = !plan.keys.isEmpty
        sealed = plan.sealed
        if isSealed {
            self.cipher = StreamCipher(
                plan.keys, ssrc: plan.key.ssrc, cipher: cipher, isEncrypted: plan.isEncrypted, effort: searchEffort)
        }
        self.keepsPackets = keepsPackets
        if plan.hasRedundancy, !keepsPackets { redundancy = StreamRedundancy() }
        let lead = Int64((options.delayMs * 1e6).rounded()) + HeardTrack.longestLeadS * 1_000_000_000
        heard = HeardTrack(
            sampleRateHz: plan.sampleRateHz, mode: concealment,
            from: max(0, placement.position(plan.line.origin &- lead)), seed: UInt64(plan.key.ssrc) << 32)
        heard.rests = plan.rests.map(placement.positions)
    }

    /// More was cut than captured: what is left is a click a packet, and no sound.
    public var isMostlyCut: Bool { bytesCut > bytesDecoded }

    /// Takes the next packet of the stream in order of capture.
    ///
    /// - Parameters:
    ///   - payload: What was captured of its payload, offsets into `bytes`.
    ///   - ahead: Packets that follow it in the temporary file.
    mutating func ingest(_ packet: PacketEvent, _ bytes: RawSpan, payload: Range<Int>, ahead: RawSpan) {
        place(packet, census.add(packet), bytes, payload: payload, ahead: ahead)
    }

    /// Puts a packet into its place among those that came.
    private mutating func place(
        _ packet: PacketEvent, _ kind: MediaKind, _ bytes: RawSpan, payload: Range<Int>, ahead: RawSpan
    ) {
        if placement.transit.isPause(before: packet), plan.hasTimes, kind == .media, hasGoneRound(before: packet) {
            held = [(packet, [UInt8](bytes, payload))]
            sequence.hold(opener: packet.sequenceNumber, timestamp: packet.timestamp)
            return restart(ahead: ahead)
        }
        switch sequence.classify(packet.sequenceNumber, timestamp: packet.timestamp, arrival: packet.arrival) {
        case .duplicate, .stray:
            return
        case .advanced(let by):
            placement.follow(packet, clockRateHz: latest.clockRateHz)
            if by == 0 { openSegment(packet) }
            take(packet, kind, number: sequence.highest, bytes, payload, ahead)
        case .reordered(let by):
            take(packet, kind, number: sequence.highest - by, bytes, payload, ahead)
        case .held(let isRepeated, let isNext):
            if !isNext { held = [] }
            if !isRepeated { held.append((packet, [UInt8](bytes, payload))) }
        case .restart:
            restart(ahead: ahead)
            place(packet, kind, bytes, payload: payload, ahead: ahead)
        }
    }

    /// Ends the stream.
    public mutating func finish() {
        let nothing: [UInt8] = []
        if sequence.opensSegmentAtEnd { restart(ahead: nothing.span.bytes) }
        drain(highest: nil)
        settle(isLast: true)
        evidence.finish()
        heard.finish(
            at: placement.end, silenceTo: plan.silenceEnd == .min ? 0 : placement.end(ofSilence: plan.silenceEnd))
        for decoder in decoders {
            framesRefused += decoder?.framesRefused ?? 0
            payloadsMalformed += decoder?.payloadsMalformed ?? 0
            pauses += decoder?.pauses ?? 0
        }
        decoders = []
        redundancy?.decoders = []
        samples = []
    }

    private mutating func openSegment(_ packet: PacketEvent) {
        let lowest = segment < plan.segmentStarts.count ? plan.segmentStarts[segment] : sequence.highest
        order.open(at: lowest)
        redundancy?.open()
        anchor = (packet.timestamp, placement.arrival(of: packet))
        segment += 1
    }

    private mutating func hasGoneRound(before packet: PacketEvent) -> Bool {
        know(packet.payloadType)
        return placement.transit.hasGoneRound(
            before: packet, highest: sequence.highest, clockRateHz: latest.clockRateHz)
    }

    /// Leaves the open segment for the one that the first packet held opens.
    private mutating func restart(ahead: RawSpan) {
        guard let opener = held.first else { return }
        let others = held.dropFirst()
        held = []
        drain(highest: nil)
        sequence.openSegment()
        placement.cut()
        evidence.cut()
        heard.restart()
        placement.follow(opener.packet, clockRateHz: latest.clockRateHz)
        openSegment(opener.packet)
        let kind = census.kind(of: opener.packet)
        let bytes = opener.payload.span.bytes
        take(opener.packet, kind, number: sequence.highest, bytes, 0..<opener.payload.count, ahead)
        for other in others {
            let kind = census.kind(of: other.packet)
            place(other.packet, kind, other.payload.span.bytes, payload: 0..<other.payload.count, ahead: ahead)
        }
    }

    /// Decides on a unique packet in order of arrival, and passes it on in its turn.
    private mutating func take(
        _ packet: PacketEvent, _ kind: MediaKind, number: Int, _ bytes: RawSpan, _ payload: Range<Int>,
        _ ahead: RawSpan
    ) {
        if packet.isCut { packetsCut += 1 }
        know(packet.payloadType)
        let placed = placement.place(
            packet, kind, clockRateHz: latest.clockRateHz, isOutOfOrder: number < sequence.highest, ahead: ahead)
        if placed.isJump { heard.restart() }
        if let spare = placed.spare { redundancy?.note(spare: spare) }
        var content = Content(payloadType: packet.payloadType, range: payload)
        if latest.isRedundant, redundancy != nil {
            content = primary(of: packet, bytes, payload, placed.place, clockRateHz: latest.clockRateHz)
            know(content.payloadType)
        }
        let isSound = isSound(packet)
        if packet.isSealed {
            packetsSealed += 1
        } else if content.isBroken {
            payloadsMalformed += 1
        } else if !isSound {
            // Those that are cut are told as such.
            if !packet.isCut || !latest.hasCodec { packetsSilent += 1 }
        } else if content.range.isEmpty {
            if !packet.isCut { packetsEmpty += 1 }
        } else {
            packetsDecoded += 1
        }
        if isSound {
            bytesDecoded += content.range.count
            if packet.isCut { bytesCut += max(0, Int(packet.payloadLength) - payload.count) }
        }
        var item = SequenceOrder.Item(
            number: number, timestamp: packet.timestamp, arrival: placement.arrival(of: packet),
            payloadType: isSound || kind == .comfortNoise || content.isNoise ? content.payloadType : .max,
            markerAndType: packet.markerAndType, place: placed.place, missingBefore: 0,
            payload: [],
            isSealed: packet.isSealed, isCut: packet.isCut, isEvent: kind == .telephoneEvent,
            isBroken: content.isBroken)
        if order.isNext(number) {
            item.missingBefore = order.took()
            render(item, bytes, content.range)
        } else {
            item.payload = [UInt8](bytes, content.range)
            order.keep(item)
        }
        drain(highest: sequence.highest)
    }

    @inline(__always) private mutating func know(_ payloadType: UInt8) {
        if payloadType != latest.number { latest = KnownType(payloadType, of: plan) }
    }

    /// Whether a packet of the type that is known is decoded: half a frame is none, half a payload of samples is the
    /// first half of them.
    @inline(__always) private func isSound(_ packet: PacketEvent) -> Bool {
        !packet.isOpaque && !packet.isSealed && latest.hasCodec && (!packet.isCut || latest.isWaveform)
    }

    private mutating func drain(highest: Int?) {
        while let item = order.takeNext(highest: highest) {
            let bytes = item.payload.span.bytes
            render(item, bytes, 0..<item.payload.count)
        }
    }

    /// Puts a packet, in its turn, where it belongs in both tracks.
    private mutating func render(
        _ item: SequenceOrder.Item, _ bytes: RawSpan, _ payload: Range<Int>
    ) {
        if item.missingBefore > 0 {
            if redundancy == nil { heard.miss(lost: item.missingBefore) } else { recover(before: item) }
            evidence.miss(item.missingBefore)
        }
        defer { redundancy?.pass(item.timestamp) }
        if item.isSealed { return placeSealed(item) }
        if keepsPackets { return keep(item, bytes, payload) }
        know(item.payloadType)
        guard let law = latest.law, let fitting = latest.fittingLaw else { return renderOther(item, bytes, payload) }
        // A local of its own: tracks and measures change while it is read.
        var sound: [Int16] = []
        swap(&sound, &samples)
        defer { swap(&sound, &samples) }
        fitting.decode(bytes, payload, into: &sound)
        if let skipped = evidence.place(
            timestamp: item.timestamp, arrival: item.arrival, samples: sound.count, anchor: anchor,
            clockRateHz: latest.clockRateHz, note: Self.note(on: item, isGood: true, payload))
        {
            if evidence.waits {
                wait(sound.span, bytes, payload, law: law, fitting: fitting)
            } else {
                let fresh = sound.span.extracting(droppingFirst: skipped)
                evidence.append(fresh)
                measures.add(fresh, fullScale: Clipping.fullScale(of: fitting))
                measures.note(bytes, payload.dropFirst(skipped), law: law, isDecoded: law == fitting)
            }
        }
        if item.payloadType != soundType { begin(item.payloadType) }
        switch item.place {
        case .at(let position):
            if law != fitting { law.decodeNoise(bytes, payload, into: &sound) }
            if !sound.isEmpty { heard.play(at: position, sound.span) }
            if item.isCut || payload.isEmpty { heard.missSound(item.isCut ? .cut : .emptyPayload) }
        case .late: missLate(item)
        case .nowhere: break
        }
    }
}
