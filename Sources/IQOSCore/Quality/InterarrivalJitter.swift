/// Interarrival jitter J, its maximum and its mean over the packets that gave a difference (RFC 3550 §6.4.1, A.8).
///
/// Computed in milliseconds: J in timestamp units divided by the clock rate is the same number.
public struct InterarrivalJitter: BitwiseCopyable, Sendable, Equatable {
    /// J after the last packet, ms; 0 before the first difference.
    public private(set) var currentMs = 0.0
    private var maximumMs = 0.0
    private var sumMs = 0.0
    private var count = 0

    public init() {}

    /// Adds one difference of relative transit times, D(i-1, i) of RFC 3550 §6.4.1, ms.
    @inline(__always) public mutating func add(differenceMs: Double) {
        currentMs += (abs(differenceMs) - currentMs) * (1.0 / 16.0)
        // One instruction, where `max` is six: it may not take -0 for 0.
        maximumMs = currentMs > maximumMs ? currentMs : maximumMs
        sumMs += currentMs
        count &+= 1
    }

    /// Adds those of a run.
    @inline(__always) mutating func add(_ transits: inout RunTransits) {
        // A copy that stays in registers throughout the loop.
        var jitter = self
        for index in 0..<transits.count { jitter.add(differenceMs: transits.differencesMs[index]) }
        self = jitter
    }

    /// Mean of the differences without their sign, ms; `nil` where there was none.
    ///
    /// J grows by a sixteenth of what a difference exceeds it by, so that all of them together are 15 times the last J and
    /// the sum of each J.
    var meanDifferenceMs: Double? {
        count == 0 ? nil : (15 * currentMs + sumMs) / Double(count)
    }

    /// Milliseconds; `nil` where no packet gave a difference.
    public var result: JitterFigures? {
        count == 0 ? nil : JitterFigures(mean: sumMs / Double(count), max: maximumMs, last: currentMs)
    }
}

/// Mean, maximum and last value of a jitter, ms.
public struct JitterFigures: BitwiseCopyable, Sendable, Equatable {
    public var mean: Double
    public var max: Double
    public var last: Double
}

/// The jitter of every unique packet, comfort noise and events with the rest (RFC 3550 A.8 to the letter).
public struct StrictJitter: BitwiseCopyable, Sendable {
    private var jitter = InterarrivalJitter()
    private var previousArrival: Int64 = 0
    private var previousTimestamp: UInt32 = 0
    private var hasPrevious = false

    public init() {}

    /// - Parameter clockRateHz: RTP clock, > 0.
    @inline(__always) public mutating func add(_ packet: PacketEvent, clockRateHz: Int32) {
        if hasPrevious {
            let ticks = Int32(bitPattern: packet.timestamp &- previousTimestamp)
            let arrivalMs = Double(packet.arrival &- previousArrival) * 1e-6
            jitter.add(differenceMs: arrivalMs - Double(ticks) * (1000 / Double(clockRateHz)))
        }
        previousArrival = packet.arrival
        previousTimestamp = packet.timestamp
        hasPrevious = true
    }

    /// Whether the packet before arrived and was sent at these times.
    @inline(__always) func hasPrevious(arrival: Int64, timestamp: UInt32) -> Bool {
        hasPrevious && previousArrival == arrival && previousTimestamp == timestamp
    }

    /// Whether it is the other jitter to the last bit: so far the same packets gave both their differences.
    @inline(__always) func hasFigures(of other: InterarrivalJitter) -> Bool {
        jitter == other
    }

    /// Takes over the figures of the other jitter, to which a run was added.
    @inline(__always) mutating func goOn(as other: InterarrivalJitter, behind last: PacketEvent) {
        jitter = other
        previousArrival = last.arrival
        previousTimestamp = last.timestamp
    }

    /// Adds a run.
    @inline(__always) mutating func add(_ transits: inout RunTransits, last: PacketEvent) {
        jitter.add(&transits)
        previousArrival = last.arrival
        previousTimestamp = last.timestamp
    }

    public var result: JitterFigures? { jitter.result }
}
