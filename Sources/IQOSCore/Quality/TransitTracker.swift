/// Relative transit times of media packets in order of arrival: what jitter, delay variation and playout are made of.
///
/// The RTP timestamp is extended to 64 bits. A restart of the timestamp (a jump that the wall clock does not match)
/// keeps the transit time as it was: what the network did in that moment cannot be seen.
public struct TransitTracker: BitwiseCopyable, Sendable {
    /// A jump of the timestamp smaller than this is taken for network delay, ms.
    static let restartThresholdMs = 500.0

    /// One media packet beside the one before it.
    public struct Step: BitwiseCopyable, Sendable {
        /// Difference of the relative transit times D of RFC 3550 §6.4.1, ms; `nil` where the rules give none:
        /// the first packet, the first after comfort noise, an event, a segment cut or a restart.
        public var differenceMs: Double?
        /// Transit time relative to the first packet's, ms.
        public var transitMs: Double
        /// RTP timestamp without wraps, clock-rate units.
        public var extendedTimestamp: Int64
        /// The timestamp jumped and the wall clock did not, or the sequence numbers were cut.
        public var isRestart: Bool
        /// Silence may have ended here: marker, first after comfort noise, or a timestamp gap without a sequence gap; never
        /// with a packet older than one that came before it.
        public var startsTalkspurt: Bool
    }

    private var previousArrival: Int64 = 0
    private var previousTimestamp: UInt32 = 0
    private var previousSequence: UInt16 = 0
    private var extendedTimestamp: Int64 = 0
    /// Highest extended timestamp since the last restart.
    private var newestTimestamp = Int64.min
    private var transitMs = 0.0
    /// Last timestamp step between neighbours, clock-rate units: what the next one should be.
    private var usualStep: Int32 = 0
    private var previousClockRateHz: Int32 = 0
    private var hasPrevious = false
    private var previousWasMarker = false
    /// The packet before in order of arrival was a comfort noise or an event.
    private var interrupted: MediaKind = .media

    public init() {}

    /// Notes a comfort noise or event packet: the media packet after it gives no difference.
    @inline(__always) public mutating func interrupt(by kind: MediaKind) {
        interrupted = kind
    }

    /// Notes a segment cut: the next packet is a restart.
    public mutating func cut() {
        hasPrevious = false
    }

    /// Adds the next unique media packet in order of arrival.
    ///
    /// - Parameter clockRateHz: RTP clock of its payload type, > 0.
    @inline(__always)
    public mutating func add(_ packet: PacketEvent, clockRateHz: Int32) -> Step {
        let isFirst = previousClockRateHz == 0
        let ticks = Int32(bitPattern: packet.timestamp &- previousTimestamp)
        let sequenceStep = Int16(bitPattern: packet.sequenceNumber &- previousSequence)
        var step = Step(
            differenceMs: nil, transitMs: transitMs, extendedTimestamp: extendedTimestamp, isRestart: false,
            startsTalkspurt: interrupted == .comfortNoise)
        if hasPrevious, clockRateHz == previousClockRateHz {
            let msPerTick = 1000 / Double(clockRateHz)
            let arrivalMs = Double(packet.arrival &- previousArrival) * 1e-6
            let difference = arrivalMs - Double(ticks) * msPerTick
            let jumpTicks = Int64(ticks) - Int64(sequenceStep) * Int64(usualStep)
            let jumpMs = abs(Double(jumpTicks) * msPerTick)
            if jumpMs > Self.restartThresholdMs, abs(difference) > jumpMs / 2 {
                step.isRestart = true
            } else {
                transitMs += difference
                if interrupted == .media { step.differenceMs = difference }
                // Without a gap in the numbers the time between is silence that was not sent (metrics: DTX).
                if sequenceStep == 1, usualStep > 0, jumpTicks > Int64(usualStep) / 2 { step.startsTalkspurt = true }
            }
            if sequenceStep == 1, jumpMs <= Self.restartThresholdMs { usualStep = ticks }
        } else {
            step.isRestart = !isFirst
        }
        // Some senders mark every packet; a marker right after another says nothing.
        if packet.isMarker, !previousWasMarker { step.startsTalkspurt = true }
        extendedTimestamp += isFirst ? Int64(packet.timestamp) : Int64(ticks)
        step.extendedTimestamp = extendedTimestamp
        if step.isRestart || extendedTimestamp > newestTimestamp {
            newestTimestamp = extendedTimestamp
        } else {
            step.startsTalkspurt = false
        }
        step.transitMs = transitMs
        previousArrival = packet.arrival
        previousTimestamp = packet.timestamp
        previousSequence = packet.sequenceNumber
        previousClockRateHz = clockRateHz
        hasPrevious = true
        previousWasMarker = packet.isMarker
        interrupted = .media
        return step
    }
}
