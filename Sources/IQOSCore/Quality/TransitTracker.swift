/// Relative transit times of media packets in order of arrival: what jitter, delay variation and playout are made of.
///
/// The RTP timestamp is extended to 64 bits. A restart of the timestamp (a jump that the wall clock does not match, or a
/// pause behind which it stands still and the sender sets the marker, or has gone back; or behind a pause a lead that
/// nothing explains) keeps the transit time as it was: what the network did in that moment cannot be seen.
public struct TransitTracker: BitwiseCopyable, Sendable {
    /// A jump of the timestamp smaller than this is taken for network delay, ms.
    static let restartThresholdMs = 500.0
    /// Numbers up to which packets may be missing where a sender stopped its clock, and delay that queues seldom have, ms.
    private static let missingAtHold: Int16 = 10
    private static let longestQueueMs = 2000.0
    /// How much faster than all before it the first packet behind a pause may be, ms, and the share of the pause that
    /// clocks may part by beyond that.
    static let longestLeadMs = 40.0
    static let clockShare = 0.0005

    /// One media packet beside the one before it.
    public struct Step: BitwiseCopyable, Sendable {
        /// Difference of the relative transit times D of RFC 3550 §6.4.1, ms; `nil` where the rules give none:
        /// the first packet, the first after comfort noise, an event, a segment cut or a restart.
        public var differenceMs: Double?
        /// Transit time relative to the first packet's, ms.
        public var transitMs: Double
        /// RTP timestamp without wraps, clock-rate units.
        public var extendedTimestamp: Int64
        /// The timestamp jumped and the wall clock did not, the clock rate changed, or the sequence numbers were cut.
        public var isRestart: Bool
        /// The timestamp left the wall clock there: not only the numbers or the clock rate began anew.
        public var isJump = false
        /// Silence may have ended here: marker, first after comfort noise, or a timestamp gap without a sequence gap;
        /// never a packet out of order, whose talkspurt goes on.
        public var startsTalkspurt: Bool
    }

    private(set) var previousArrival: Int64 = 0
    private(set) var previousTimestamp: UInt32 = 0
    private var previousSequence: UInt16 = 0
    /// Of `pictures`, those whose timestamp is below that of the packet before, which has a lower number.
    private var backwardSteps: UInt16 = 0
    /// RTP timestamp of the last packet without wraps, clock-rate units, and its transit time.
    private(set) var extendedTimestamp: Int64 = 0
    private(set) var transitMs = 0.0
    /// Last timestamp step between neighbours, clock-rate units: what the next one should be.
    private(set) var usualStep: Int32 = 0
    private var previousClockRateHz: Int32 = 0
    /// Of the transit times since the last restart, ms.
    private(set) var leastMs: Float = 0
    private var hasPrevious = false
    private var previousWasMarker = false
    /// Some senders mark every packet: the marker says nothing then.
    private var marksEveryPacket = false
    /// The packet before in order of arrival was a comfort noise or an event.
    private var isInterrupted = false
    /// Comfort noise came since the last media packet.
    private(set) var isAfterNoise = false
    /// By how many numbers the last packet is behind the highest one: a straggler hides no pause behind it.
    private var behind: UInt8 = 0
    /// Packets in order that have another timestamp than the one before: of video, those that begin a picture.
    private var pictures: UInt16 = 0

    public init() {}

    /// Notes a packet that is no media: the media packet after it gives no difference.
    @inline(__always) public mutating func interrupt(by kind: MediaKind, sequenceNumber: UInt16) {
        isInterrupted = true
        if kind == .comfortNoise { isAfterNoise = true }
        // It has a number, and the timestamp of the packet before.
        if kind == .keepAlive, sequenceNumber == previousSequence &+ 1 { previousSequence = sequenceNumber }
    }

    /// What a packet is to the media's clock: one that carries nothing but moves it has the place of a frame.
    @inline(__always) func kind(of packet: PacketEvent, _ kind: MediaKind) -> MediaKind {
        kind == .keepAlive && packet.timestamp != previousTimestamp ? .media : kind
    }

    /// Notes a segment cut: the next packet is a restart.
    public mutating func cut() {
        hasPrevious = false
    }

    /// Whether `packet` was the last one, and a packet one usual step behind it would be neither restart nor talkspurt.
    @inline(__always) func isSteady(after packet: PacketEvent, clockRateHz: Int32) -> Bool {
        hasPrevious && clockRateHz == previousClockRateHz && !isInterrupted
            && packet.sequenceNumber == previousSequence && packet.timestamp == previousTimestamp
    }

    /// Adds a run of such packets.
    ///
    /// - Parameters:
    ///   - last: Its last packet.
    ///   - stepMs: The timestamp step.
    ///   - jitter: Takes each difference as it is found: its chain of sums takes as long as all the rest.
    @inline(__always)
    mutating func add(
        _ run: SteadyRun, last: PacketEvent, _ times: inout SteadyRun.Times, stepMs: Double,
        _ jitter: inout InterarrivalJitter
    ) -> RunTransits {
        var transits = RunTransits()
        var (previous, transitMs) = (previousArrival, self.transitMs)
        // A copy that stays in registers throughout the loop.
        var figures = jitter
        for index in 0..<run.count {
            let arrival = times.arrival(index)
            let difference = Double(arrival &- previous) * 1e-6 - stepMs
            transitMs += difference
            transits.put(differenceMs: difference, transitMs: transitMs, at: index)
            figures.add(differenceMs: difference)
            previous = arrival
        }
        jitter = figures
        (previousArrival, self.transitMs) = (previous, transitMs)
        leastMs = min(leastMs, Float(transits.leastMs))
        extendedTimestamp += Int64(usualStep) * Int64(run.count)
        previousTimestamp = last.timestamp
        previousSequence = last.sequenceNumber
        previousWasMarker = false
        marksEveryPacket = false
        return transits
    }

    /// Adds the next unique media packet in order of arrival.
    ///
    /// - Parameters:
    ///   - clockRateHz: RTP clock of its payload type, > 0.
    ///   - isOutOfOrder: A higher sequence number of the segment came before it.
    @inline(__always)
    public mutating func add(_ packet: PacketEvent, clockRateHz: Int32, isOutOfOrder: Bool = false) -> Step {
        let isFirst = previousClockRateHz == 0
        let ticks = Int32(bitPattern: packet.timestamp &- previousTimestamp)
        let sequenceStep = Int16(bitPattern: packet.sequenceNumber &- previousSequence)
        var step = Step(
            differenceMs: nil, transitMs: transitMs, extendedTimestamp: extendedTimestamp, isRestart: false,
            startsTalkspurt: isAfterNoise)
        if hasPrevious, clockRateHz == previousClockRateHz {
            let msPerTick = 1000 / Double(clockRateHz)
            let arrivalMs = Double(packet.arrival &- previousArrival) * 1e-6
            let difference = arrivalMs - Double(ticks) * msPerTick
            let jumpTicks = Int64(ticks) - Int64(sequenceStep) * Int64(usualStep)
            let jumpMs = abs(Double(jumpTicks) * msPerTick)
            if clockRateHz == Self.videoClockHz, sequenceStep > 0, ticks != 0 { countPicture(ticks) }
            if jumpMs > Self.restartThresholdMs, abs(difference) > jumpMs / 2 {
                (step.isRestart, step.isJump) = (true, true)
            } else if sequenceStep > 0, difference > Self.restartThresholdMs,
                ticks < 0 || resumes(packet, sequenceStep, jumpTicks: jumpTicks, difference: difference)
            {
                (step.isRestart, step.isJump) = (true, true)
            } else if difference < -Self.longestLeadMs, sequenceStep > 0, clockRateHz != Self.videoClockHz,
                leads(
                    packet, sequenceStep, jumpTicks: jumpTicks, transitMs: transitMs + difference, arrivalMs: arrivalMs)
            {
                (step.isRestart, step.startsTalkspurt) = (true, true)
                // It is what a receiver that follows RFC 3550 counts.
                if !isInterrupted { step.differenceMs = difference }
            } else {
                transitMs += difference
                if !isInterrupted { step.differenceMs = difference }
                if sequenceStep == 1 + Int16(behind), usualStep > 0 {
                    // Without a gap in the numbers the time between is silence that was not sent (metrics: DTX).
                    let isGap = jumpTicks > Int64(usualStep) / 2
                    if isGap { step.startsTalkspurt = true }
                    if !isGap, packet.isMarker, previousWasMarker { marksEveryPacket = true }
                }
            }
            if sequenceStep == 1, jumpMs <= Self.restartThresholdMs, !step.isRestart { usualStep = ticks }
        } else if !isFirst {
            step.isRestart = true
            // Where the clock changes senders count on in the one before or in the new one (RFC 7160).
            let stood =
                clockRateHz != previousClockRateHz && !packet.isMarker && ticks >= 0
                && Double(ticks) * 1000 / Double(min(clockRateHz, previousClockRateHz)) <= Self.restartThresholdMs
            step.isJump = !stood && !isContinued(by: packet, onClockOf: clockRateHz, previousClockRateHz)
        }
        if !packet.isMarker { marksEveryPacket = false }
        if packet.isMarker, !marksEveryPacket { step.startsTalkspurt = true }
        behind = isOutOfOrder && hasPrevious ? UInt8(clamping: Int(behind) - Int(sequenceStep)) : 0
        if isOutOfOrder { step.startsTalkspurt = false }
        leastMs = step.isRestart ? Float(transitMs) : min(leastMs, Float(transitMs))
        extendedTimestamp += isFirst ? Int64(packet.timestamp) : Int64(ticks)
        step.extendedTimestamp = extendedTimestamp
        step.transitMs = transitMs
        previousArrival = packet.arrival
        previousTimestamp = packet.timestamp
        previousSequence = packet.sequenceNumber
        previousClockRateHz = clockRateHz
        hasPrevious = true
        previousWasMarker = packet.isMarker
        isInterrupted = false
        isAfterNoise = false
        return step
    }

    /// Whether the timestamp of a packet has gone on with the wall clock since the last one, whatever came between.
    func isContinued(by packet: PacketEvent, clockRateHz: Int32) -> Bool {
        clockRateHz == previousClockRateHz && isContinued(by: packet, onClockOf: clockRateHz, clockRateHz)
    }

    /// The same on one of two clocks, Hz.
    private func isContinued(by packet: PacketEvent, onClockOf one: Int32, _ other: Int32) -> Bool {
        let ticks = Double(Int32(bitPattern: packet.timestamp &- previousTimestamp))
        let elapsedMs = Double(packet.arrival &- previousArrival) * 1e-6
        return min(abs(elapsedMs - ticks * 1000 / Double(one)), abs(elapsedMs - ticks * 1000 / Double(other)))
            <= Self.restartThresholdMs
    }

    /// Whether a packet behind a pause, which its timestamp does not show, begins a talkspurt: the sender held its clock.
    ///
    /// Some packets may be lost or swapped where it did. It may have been silent before or after by what its timestamp shows;
    /// then only a pause that no queue makes is one.
    private func resumes(
        _ packet: PacketEvent, _ sequenceStep: Int16, jumpTicks: Int64, difference: Double
    ) -> Bool {
        packet.isMarker && !previousWasMarker && usualStep > 0
            && sequenceStep - 1 - Int16(behind) <= Self.missingAtHold
            && (jumpTicks <= Int64(usualStep) / 2 || difference > Self.longestQueueMs)
    }

    /// Whether the timestamp of a packet behind a pause leads: it would be faster than all before it by more than queues that
    /// emptied and clocks that parted explain. The sender has counted its pause too long.
    @inline(never) private func leads(
        _ packet: PacketEvent, _ sequenceStep: Int16, jumpTicks: Int64, transitMs: Double, arrivalMs: Double
    ) -> Bool {
        let isPause =
            isAfterNoise || packet.isMarker && !previousWasMarker
            || sequenceStep >= 1 + Int16(behind) && usualStep > 0 && jumpTicks > Int64(usualStep) / 2
        return isPause && transitMs < Double(leastMs) - Self.longestLeadMs - Self.clockShare * arrivalMs
    }
}

/// Video: its packets are sent in the order in which pictures are decoded, its timestamps say when they are shown
/// (RFC 6184 §5.1). With B frames these are two orders, and a difference of timestamps is no time between sendings.
extension TransitTracker {
    static let videoClockHz: Int32 = 90_000
    /// Pictures that go back in time, at least, and percent of all: fewer are switches from one source to another.
    private static let backwardLeast: UInt16 = 3
    private static let backwardPercent = 1
    /// Farther back no encoder puts a picture, ticks.
    private static let farthestBack: Int32 = 2 * videoClockHz

    private mutating func countPicture(_ ticks: Int32) {
        if pictures == .max { (pictures, backwardSteps) = (pictures / 2, backwardSteps / 2) }
        pictures += 1
        if ticks < 0, ticks >= -Self.farthestBack { backwardSteps += 1 }
    }

    /// Timestamps go back so often that they are no times of sending.
    var hasPresentationTimes: Bool { backwardSteps >= Self.backwardLeast && mayHavePresentationTimes }

    /// The same before there are enough of them to tell.
    var mayHavePresentationTimes: Bool {
        backwardSteps > 0 && Int(backwardSteps) * 100 >= Int(pictures) * Self.backwardPercent
    }
}

/// Numbers that passed unseen.
extension TransitTracker {
    /// Less time than 65,536 numbers take at 0.125 ms each, the shortest packets there are, ns.
    private static let shortestRound: Int64 = 8_000_000_000

    /// Whether no media came for so long before a packet that all numbers may have passed.
    @inline(__always) func isPause(before packet: PacketEvent) -> Bool {
        packet.arrival &- previousArrival > Self.shortestRound && packet.hasArrival
    }

    /// Numbers that the sender used up since the last packet, by its clock, which went on with the wall clock; `nil` where
    /// it did not.
    func numbersSince(_ packet: PacketEvent, clockRateHz: Int32) -> Double? {
        guard usualStep > 0, isContinued(by: packet, clockRateHz: clockRateHz) else { return nil }
        return Double(packet.timestamp &- previousTimestamp) / Double(usualStep)
    }

    /// Whether the numbers went round at least once since the last packet, which was the highest one: its clock says how
    /// many it sent, to the packet, and wall clock and number agree. A sender that was silent counts on, and its clock hits
    /// upon that only by chance.
    @inline(never) func hasGoneRound(before packet: PacketEvent, highest: Int, clockRateHz: Int32) -> Bool {
        guard hasPrevious, previousSequence == UInt16(truncatingIfNeeded: highest),
            let sent = numbersSince(packet, clockRateHz: clockRateHz)
        else { return false }
        let ahead = Double(packet.sequenceNumber &- previousSequence)
        let rounds = ((sent - ahead) / 65_536).rounded()
        let isBehind = ahead > Double(65_536 - SequenceTracker.misorder - 1)
        return rounds >= (isBehind ? 0 : 1) && abs(sent - ahead - rounds * 65_536) <= 1
    }
}
