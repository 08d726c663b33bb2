/// What one side of a call sends: its identity and its packets, in order.
struct RTPSender: Sendable {
    static let eventPayloadType: UInt8 = 101
    static let comfortNoisePayloadType: UInt8 = 13
    /// Level announced by comfort noise, -dBov.
    private static let noiseLevel: UInt8 = 66

    let ssrc: UInt32
    let firstTimestamp: UInt32
    let packets: [SentPacket]
    let spurts: TalkSpurts
    let keys: [DTMFSender.Key]

    /// - Parameters:
    ///   - track: 8 kHz samples, one side of the call.
    ///   - identity: Where SSRC and starts come from when the plan leaves them open.
    init(track: [Int16], plan: CallPlan, direction: DirectionPlan, call: Int, identity: inout SeededGenerator) {
        let draw = (identity.next(), identity.next(), identity.next())
        ssrc = direction.ssrc.map { $0 &+ UInt32(truncatingIfNeeded: call) } ?? UInt32(truncatingIfNeeded: draw.0)
        firstTimestamp = direction.timestampStart ?? UInt32(truncatingIfNeeded: draw.1)
        let firstSequence = direction.sequenceStart ?? UInt16(truncatingIfNeeded: draw.2)

        let size = plan.samplesPerPacket
        let slots = track.count / size
        spurts = TalkSpurts(in: track, samplesPerPacket: size)
        let dtmf = DTMFSender(
            digits: direction.dtmf, startMs: direction.dtmfStartMs, ptimeMs: plan.ptimeMs, slots: slots)
        keys = dtmf.keys
        var composer = Composer(
            payloadType: plan.law == .muLaw ? 0 : 8, firstTimestamp: firstTimestamp, size: size,
            sequence: Int(firstSequence))
        var spurt = spurts.slots.makeIterator()
        var current = spurt.next()
        for slot in 0..<slots {
            while let range = current, range.upperBound <= slot { current = spurt.next() }
            let isSilent = direction.suppressesSilence && !(current?.contains(slot) ?? false)
            if let (first, event) = dtmf.event(inSlot: slot) {
                composer.addEvent(event, firstSlot: first, slot: slot)
            } else if !isSilent {
                composer.addAudio(slot: slot)
            } else {
                composer.addSilence(slot: slot, noise: direction.sendsComfortNoise ? Self.noiseLevel : nil)
            }
        }
        packets = composer.packets
    }
}

/// Puts packets one after another with their sequence numbers, markers and timestamps.
private struct Composer {
    let payloadType: UInt8
    let firstTimestamp: UInt32
    /// Samples a packet.
    let size: Int
    var sequence: Int
    private(set) var packets: [SentPacket] = []
    /// A talkspurt begins with the next sound: at the start, and after silence that was not sent.
    private var isAfterSilence = true
    private var isInSilence = false

    init(payloadType: UInt8, firstTimestamp: UInt32, size: Int, sequence: Int) {
        self.payloadType = payloadType
        self.firstTimestamp = firstTimestamp
        self.size = size
        self.sequence = sequence
    }

    mutating func addAudio(slot: Int) {
        let samples = slot * size..<(slot + 1) * size
        add(.audio(samples), payloadType: payloadType, isMarker: isAfterSilence, startSlot: slot, slot: slot)
        isAfterSilence = false
        isInSilence = false
    }

    /// RFC 4733 §2.5.1: the marker on the first packet, the event's start as timestamp of all.
    mutating func addEvent(_ event: TelephoneEvent, firstSlot: Int, slot: Int) {
        add(
            .event(event), payloadType: RTPSender.eventPayloadType, isMarker: slot == firstSlot,
            startSlot: firstSlot, slot: slot)
    }

    mutating func addSilence(slot: Int, noise: UInt8?) {
        if !isInSilence, let noise {
            add(
                .comfortNoise(level: noise), payloadType: RTPSender.comfortNoisePayloadType, isMarker: false,
                startSlot: slot, slot: slot)
        }
        isInSilence = true
        isAfterSilence = true
    }

    private mutating func add(
        _ content: SentPacket.Content, payloadType: UInt8, isMarker: Bool, startSlot: Int, slot: Int
    ) {
        packets.append(
            SentPacket(
                sequence: sequence, timestamp: firstTimestamp &+ UInt32(truncatingIfNeeded: startSlot * size),
                payloadType: payloadType, isMarker: isMarker, content: content, sendTick: slot * size))
        sequence += 1
    }
}
