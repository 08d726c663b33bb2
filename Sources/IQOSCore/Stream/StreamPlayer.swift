/// What the second pass has to know of a stream before it hears the first packet.
struct StreamPlan: Sendable {
    var key: StreamKey
    var sampleRateHz: Int
    /// Lowest sequence number of each segment.
    var segmentStarts: [Int]
    /// Start of the call, ns since 1970 UTC: sample 0 of what was heard.
    var callStart: Int64
}

/// The second pass of one stream: the same judgements as in the first, and the sound that follows from them.
struct StreamPlayer: Sendable {
    let plan: StreamPlan
    private(set) var evidence: EvidenceTrack
    private(set) var heard: HeardTrack
    /// What is measured in the evidence.
    private(set) var measures: SoundMeasures
    /// G.711 packets whose payload was captured, in whole or in part.
    private(set) var packetsDecoded = 0
    /// Packets of other payload types, or without payload: silence in the sound.
    private(set) var packetsSilent = 0
    /// Packets cut by the snap length.
    private(set) var packetsCut = 0
    /// Payload bytes of G.711 packets that were captured, and that the snap length cut.
    private var bytesDecoded = 0
    private var bytesCut = 0

    private var sequence = SequenceTracker()
    private var census = PayloadTypeCensus()
    private var transit = TransitTracker()
    private var playout: FixedPlayout
    private var order = SequenceOrder()
    private var segment = 0
    /// First packet of the open segment to arrive.
    private var anchor: (timestamp: UInt32, arrival: Int64) = (0, 0)
    private var held: (packet: PacketEvent, payload: [UInt8])?
    private let samplesPerNs: Double

    init(_ plan: StreamPlan, playout options: PlayoutOptions) {
        self.plan = plan
        evidence = EvidenceTrack(sampleRateHz: plan.sampleRateHz)
        heard = HeardTrack(sampleRateHz: plan.sampleRateHz)
        measures = SoundMeasures(sampleRateHz: plan.sampleRateHz)
        playout = FixedPlayout(options)
        samplesPerNs = Double(plan.sampleRateHz) * 1e-9
    }

    /// More was cut than captured: what is left is a click a packet, and no sound.
    var isMostlyCut: Bool { bytesCut > bytesDecoded }

    /// Takes the next packet of the stream in order of capture.
    ///
    /// - Parameter payload: What was captured of its payload, offsets into `bytes`.
    mutating func ingest(_ packet: PacketEvent, _ bytes: RawSpan, payload: Range<Int>, spool: inout SampleSpool) {
        let kind = census.add(packet)
        switch sequence.classify(packet.sequenceNumber) {
        case .duplicate:
            return
        case .advanced(let by):
            if by == 0 { openSegment(packet) }
            take(packet, kind, number: sequence.highest, bytes, payload, spool: &spool)
        case .reordered(let by):
            take(packet, kind, number: sequence.highest - by, bytes, payload, spool: &spool)
        case .held(let isRepeated):
            if !isRepeated { held = (packet, Self.copy(bytes, payload)) }
        case .restart:
            restart(spool: &spool)
            ingestAgain(packet, kind, bytes, payload, spool: &spool)
        }
    }

    /// Ends the stream.
    mutating func finish(spool: inout SampleSpool) {
        drain(highest: nil, spool: &spool)
        evidence.finish(&spool)
        heard.finish(&spool)
    }

    private mutating func ingestAgain(
        _ packet: PacketEvent, _ kind: MediaKind, _ bytes: RawSpan, _ payload: Range<Int>, spool: inout SampleSpool
    ) {
        switch sequence.classify(packet.sequenceNumber) {
        case .advanced: take(packet, kind, number: sequence.highest, bytes, payload, spool: &spool)
        case .reordered(let by): take(packet, kind, number: sequence.highest - by, bytes, payload, spool: &spool)
        case .duplicate, .held, .restart: return
        }
    }

    private mutating func openSegment(_ packet: PacketEvent) {
        let lowest = segment < plan.segmentStarts.count ? plan.segmentStarts[segment] : sequence.highest
        order.open(at: lowest)
        anchor = (packet.timestamp, packet.arrival)
        segment += 1
    }

    /// Leaves the open segment for the one that the held packet opens.
    private mutating func restart(spool: inout SampleSpool) {
        guard let opener = held else { return }
        held = nil
        drain(highest: nil, spool: &spool)
        sequence.openSegment()
        transit.cut()
        evidence.cut()
        openSegment(opener.packet)
        let kind = census.kind(of: opener.packet)
        let bytes = opener.payload.span.bytes
        take(
            opener.packet, kind, number: sequence.highest, bytes, 0..<opener.payload.count, spool: &spool)
    }

    /// Decides on a unique packet in order of arrival, and passes it on in its turn.
    private mutating func take(
        _ packet: PacketEvent, _ kind: MediaKind, number: Int, _ bytes: RawSpan, _ payload: Range<Int>,
        spool: inout SampleSpool
    ) {
        if packet.isCut { packetsCut += 1 }
        let position = heardPosition(packet, kind, isOutOfOrder: number < sequence.highest)
        let isSound = CodecTable.law(ofPayloadType: packet.payloadType) != nil && !packet.isOpaque
        if !isSound || payload.isEmpty { packetsSilent += 1 } else { packetsDecoded += 1 }
        if isSound {
            bytesDecoded += payload.count
            bytesCut += max(0, Int(packet.payloadLength) - payload.count)
        }
        var item = SequenceOrder.Item(
            number: number, timestamp: packet.timestamp, arrival: packet.arrival,
            payloadType: isSound ? packet.payloadType : .max, heardPosition: position, missingBefore: 0, payload: [])
        if order.isNext(number) {
            item.missingBefore = order.took()
            render(item, kind: kind, bytes, payload, spool: &spool)
        } else {
            item.payload = Self.copy(bytes, payload)
            order.keep(item)
        }
        drain(highest: sequence.highest, spool: &spool)
    }

    /// Where the jitter buffer plays a packet, samples from the call's start; `nil` where it does not.
    private mutating func heardPosition(_ packet: PacketEvent, _ kind: MediaKind, isOutOfOrder: Bool) -> Int? {
        guard packet.hasArrival else { return nil }
        guard kind == .media else {
            transit.interrupt(by: kind)
            return nil
        }
        let rate = CodecTable.clockRateHz(ofStaticPayloadType: packet.payloadType)
        let clock = rate == 0 ? Int32(plan.sampleRateHz) : rate
        let step = transit.add(packet, clockRateHz: clock, isOutOfOrder: isOutOfOrder)
        let decision = playout.decide(
            arrival: packet.arrival, extendedTimestamp: step.extendedTimestamp, clockRateHz: clock,
            restarts: step.isRestart || step.startsTalkspurt)
        guard decision.verdict == .played else { return nil }
        return Int((Double(decision.mediaTime &- plan.callStart) * samplesPerNs).rounded())
    }

    private mutating func drain(highest: Int?, spool: inout SampleSpool) {
        while let item = order.takeNext(highest: highest) {
            let bytes = item.payload.span.bytes
            render(item, kind: .media, bytes, 0..<item.payload.count, spool: &spool)
        }
    }

    /// Puts a packet, in its turn, where it belongs in both tracks.
    private mutating func render(
        _ item: SequenceOrder.Item, kind: MediaKind, _ bytes: RawSpan, _ payload: Range<Int>,
        spool: inout SampleSpool
    ) {
        if item.missingBefore > 0 { heard.miss() }
        guard let law = CodecTable.law(ofPayloadType: item.payloadType) else { return }
        let table = law.table
        let end = evidence.track.end
        if let skipped = evidence.place(
            timestamp: item.timestamp, arrival: item.arrival, samples: payload.count, anchor: anchor, spool: &spool)
        {
            measures.skip(evidence.track.end - end)
            evidence.append(
                bytes, payload.dropFirst(max(0, skipped)), decodedBy: table, spool: &spool)
            measures.add(bytes, payload.dropFirst(max(0, skipped)), law: law)
        }
        if let position = item.heardPosition {
            heard.play(at: position, bytes, payload, decodedBy: table, spool: &spool)
        } else {
            heard.miss()
        }
    }

    private static func copy(_ bytes: RawSpan, _ range: Range<Int>) -> [UInt8] {
        // Safe: the buffer is only read inside the closure, within the range it has.
        bytes.withUnsafeBytes { Array($0[range.clamped(to: 0..<$0.count)]) }
    }
}
