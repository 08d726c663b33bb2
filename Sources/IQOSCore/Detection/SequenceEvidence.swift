/// How the sequence numbers of one SSRC on one flow behave: the discriminator between RTP and all else.
///
/// Measured over 864 real captures: at least 60 % of the steps within ±50, and at least 25 % of them +1 or at least
/// 50 % of them +1 ... +20. Repeated packets make no step; a number that stands still over other packets is none.
///
/// Where one stream was captured twice, with clocks that differ, two rows of numbers come between each other: a step is
/// one within either row, as long as their timestamps are as far apart as their numbers.
public struct SequenceEvidence: BitwiseCopyable, Sendable {
    /// Steps between successive packets in order of arrival.
    public private(set) var steps = 0
    /// Steps of exactly +1.
    public private(set) var plusOne = 0
    /// Steps of +1 ... +20.
    public private(set) var advancing = 0
    /// Steps within ±50.
    public private(set) var near = 0
    /// Steps of 0 between packets that are not the same one twice.
    private var repeated = 0
    /// Packets with the marker bit.
    private var markers = 0
    /// Steps over several numbers with fewer ticks of the timestamp than numbers, but some: media has a tick a packet at
    /// least, or a whole frame's ticks. A clock in the place of the number and a counter in that of the timestamp do so.
    private var crawling = 0
    public private(set) var packets = 0
    /// Packets whose "sequence number" is the datagram's length (BACnet): in all of them, it is a length field.
    private var lengthFields = 0
    private var previousSequence: UInt16 = 0
    private var previousTimestamp: UInt32 = 0
    private var previousLength: UInt16 = 0
    private var previousType: UInt8 = 0
    /// The upper half of the number was another one once.
    private var hasCarried = false
    /// Steps where the lower half began anew and the upper one stayed: a counter of one byte does so.
    private var uncarried: UInt8 = 0
    /// Ticks a number in the last step over more than 20 of them.
    private var ticksANumber: UInt16 = 0
    private var previousArrival: Int64 = 0
    /// Number and timestamp before the last far step.
    private var leftSequence: UInt16 = 0
    private var leftTimestamp: UInt32 = 0
    private var hasLeft = false
    /// Steps over more than 20 numbers with as many ticks a number as the one before.
    private var proportional: UInt32 = 0
    private(set) var timestamps = TimestampEvidence()

    public init() {}

    @inline(__always) public mutating func add(_ packet: PacketEvent) {
        var step = Int16(bitPattern: packet.sequenceNumber &- previousSequence)
        if packets > 0 {
            if !Self.nearby.contains(step) { step = changeRow(to: packet, step) }
            if step == 1 {
                steps += 1
                plusOne += 1
                advancing += 1
                near += 1
                noteTimestamp(packet)
            } else {
                addUnusual(step, packet)
            }
            if (packet.sequenceNumber ^ previousSequence) >> 8 != 0 { hasCarried = true }
        }
        if packet.numberIsLength { lengthFields += 1 }
        if packet.isMarker { markers += 1 }
        packets += 1
        remember(packet)
    }

    /// Keeps what the next packet is compared with.
    @inline(__always) private mutating func remember(_ packet: PacketEvent) {
        previousSequence = packet.sequenceNumber
        previousTimestamp = packet.timestamp
        previousLength = packet.payloadLength
        previousType = packet.payloadType
        previousArrival = packet.arrival
    }

    /// Leaves the row of the last packet for the one before it where a packet goes on there.
    ///
    /// - Returns: The step within the row that the packet belongs to.
    @inline(never) private mutating func changeRow(to packet: PacketEvent, _ step: Int16) -> Int16 {
        let other = Int16(bitPattern: packet.sequenceNumber &- leftSequence)
        let goesOn = hasLeft && Self.nearby.contains(other) && isSameRow(packet, other)
        (leftSequence, previousSequence) = (previousSequence, goesOn ? leftSequence : previousSequence)
        (leftTimestamp, previousTimestamp) = (previousTimestamp, goesOn ? leftTimestamp : previousTimestamp)
        hasLeft = true
        return goesOn ? other : step
    }

    /// Whether the row that a packet goes on in may be the one of the last packet, captured again: then the rows are as far
    /// apart by the clock as by their numbers, or more where there was silence.
    private func isSameRow(_ packet: PacketEvent, _ step: Int16) -> Bool {
        let numbers = Int64(Int16(bitPattern: previousSequence &- leftSequence))
        let ticks = Int64(Int32(bitPattern: previousTimestamp &- leftTimestamp))
        let (own, usual) = (Int64(Int32(bitPattern: packet.timestamp &- leftTimestamp)), timestamps.ticksAStep)
        let perNumber = usual ?? (step == 0 ? 0 : Double(own) / Double(step))
        let apart = numbers < 0 ? -Double(ticks) : Double(ticks)
        let due = Double(numbers.magnitude) * perNumber
        return perNumber > 0 && apart >= due / 4 && apart <= due * 64
    }

    /// Only of steps that advance: copies that come late go back and forth, and their timestamps with them.
    @inline(__always) private mutating func noteTimestamp(_ packet: PacketEvent) {
        guard packet.payloadType == previousType else { return }
        timestamps.add(
            ticks: Int32(bitPattern: packet.timestamp &- previousTimestamp),
            gap: packet.hasArrival && previousArrival != FrameRef.noArrival ? packet.arrival &- previousArrival : 0,
            numbers: Int16(bitPattern: packet.sequenceNumber &- previousSequence))
    }

    /// Adds a packet that came before, long ago maybe: no step.
    mutating func add(copy packet: PacketEvent) {
        if packet.numberIsLength { lengthFields += 1 }
        packets += 1
    }

    /// Adds a run that follows on the last packet: steps of +1.
    @inline(__always) mutating func add(_ run: SteadyRun, last: PacketEvent) {
        steps += run.count
        plusOne += run.count
        advancing += run.count
        near += run.count
        packets += run.count
        timestamps.add(ticks: run.step, count: run.count, over: last.arrival &- previousArrival)
        if (last.sequenceNumber ^ previousSequence) >> 8 != 0 { hasCarried = true }
        remember(last)
    }

    @inline(never) private mutating func addUnusual(_ step: Int16, _ packet: PacketEvent) {
        if step == 0, packet.timestamp == previousTimestamp, packet.payloadLength == previousLength { return }
        steps += 1
        if step == 0 { repeated += 1 }
        if Self.rollovers.contains(step), (packet.sequenceNumber ^ previousSequence) >> 8 == 0, uncarried < .max,
            wentOn(to: packet, over: 256 + Int(step))
        {
            uncarried += 1
        }
        if Self.nearby.contains(step) { near += 1 }
        if step > 20 {
            noteProportion(UInt32(step), packet)
        } else if step >= 1 {
            advancing += 1
            noteTimestamp(packet)
            let ticks = Int32(bitPattern: packet.timestamp &- previousTimestamp)
            if ticks > 0, ticks < step { crawling += 1 }
        }
    }

    /// Whether a counter of one byte may have gone on over so many numbers, in the time that they take: who begins anew
    /// after a pause, or at once, has not.
    private func wentOn(to packet: PacketEvent, over numbers: Int) -> Bool {
        guard packet.hasArrival, previousArrival != FrameRef.noArrival, let usual = timestamps.timeAStep else {
            return true
        }
        let gap = Double(packet.arrival &- previousArrival)
        return gap * 2 >= usual * Double(numbers - 1) && gap <= usual * Self.pause
    }

    /// Notes a step over many numbers: whether its timestamps are as far apart, as where nearly all packets are lost.
    private mutating func noteProportion(_ numbers: UInt32, _ packet: PacketEvent) {
        let ticks = packet.timestamp &- previousTimestamp
        guard numbers < Self.dropout, ticks % numbers == 0, Self.ticksOfMedia.contains(ticks / numbers)
        else { return }
        if ticks / numbers == ticksANumber { proportional &+= 1 }
        ticksANumber = UInt16(ticks / numbers)
    }

    /// Times the usual one between packets, beyond which it is a pause.
    private static let pause = 12.0
    /// Numbers of a step from which on it is a restart (MAX_DROPOUT of RFC 3550 A.1).
    private static let dropout: UInt32 = 3000
    /// Ticks that a packet has: 5 ms of a telephone to 120 ms at 48 kHz.
    private static let ticksOfMedia: ClosedRange<UInt32> = 40...5760
    private static let nearby: ClosedRange<Int16> = -50...50

    /// Steps of a byte from its highest values to its lowest.
    private static let rollovers: ClosedRange<Int16> = -255 ... -248

    /// Whether another field stands where media has a clock, and no packet is marked as one of others: a sender may well
    /// count its frames there, but marks where they end.
    var hasAnotherField: Bool { timestamps.isAnotherField && (markers == 0 || markers >= packets) }

    /// What is known of packets besides their numbers.
    public enum Backing: Sendable {
        case none
        /// They look like sound on a clock.
        case sound
        /// Something else tells of them: signalling names their port, or RTCP their SSRC.
        case told
    }

    /// Whether the numbers behave like RTP: needs three packets that differ.
    ///
    /// Of what is told of from elsewhere nearly all packets may be lost: far steps are near ones, if they go as far by the
    /// timestamp as by the number.
    public func isRTP(_ sensitivity: Sensitivity = .normal, _ backing: Backing = .none) -> Bool {
        guard packets >= sensitivity.minimumPackets, steps >= 2, lengthFields < packets, repeated * 2 <= steps,
            crawling * 2 <= steps, hasCarried || uncarried < 2 || backing != .none,
            !timestamps.isNone || backing == .told
        else { return false }
        let far = backing == .told ? Int(proportional) : 0
        return (near + far) * 100 >= sensitivity.nearPercent * steps
            && (plusOne * 100 >= sensitivity.plusOnePercent * steps
                || (advancing + far) * 100 >= sensitivity.advancingPercent * steps)
    }
}

/// How much it takes to call something RTP: thresholds, never the logic.
public enum Sensitivity: String, Sendable, CaseIterable {
    case low, normal, high

    var minimumPackets: Int { self == .low ? 5 : 3 }
    var nearPercent: Int { self == .low ? 80 : self == .normal ? 60 : 50 }
    var plusOnePercent: Int { self == .low ? 50 : self == .normal ? 25 : 15 }
    var advancingPercent: Int { self == .low ? 75 : self == .normal ? 50 : 40 }
}
