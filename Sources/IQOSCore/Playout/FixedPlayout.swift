/// A jitter buffer of fixed delay, simulated in order of arrival (metrics: Playout).
///
/// A packet is on time if it arrives by `anchor + delay + (timestamp - anchor's timestamp)`. The anchor is the first
/// packet of a talkspurt, or the one after ten packets in a row that could not be played.
public struct FixedPlayout: BitwiseCopyable, Sendable {
    /// Unplayable packets in a row after which a receiver starts over.
    static let resyncAfter = 10
    /// How long before its playing a packet may come beyond the delay, ns: the capacity of the buffer.
    static let capacity: Int64 = 500_000_000

    public enum Verdict: BitwiseCopyable, Sendable { case played, late, overflow }

    public struct Decision: BitwiseCopyable, Sendable {
        public var verdict: Verdict
        /// When the packet's first sample is due at the ear less the buffer's delay, ns since 1970 UTC.
        public var mediaTime: Int64
        /// This packet set the anchor.
        public var isAnchor: Bool
    }

    private let delay: Int64
    private var anchorArrival: Int64 = 0
    private var anchorTimestamp: Int64 = 0
    private var hasAnchor = false
    private var unplayable = 0

    public init(_ options: PlayoutOptions) {
        delay = Int64((options.delayMs * 1e6).rounded())
    }

    /// Decides on the next unique media packet in order of arrival.
    ///
    /// - Parameters:
    ///   - arrival: ns since 1970 UTC.
    ///   - extendedTimestamp: RTP timestamp without wraps.
    ///   - clockRateHz: RTP clock, > 0.
    ///   - restarts: A talkspurt, a segment or a new clock begins here.
    @inline(__always)
    public mutating func decide(
        arrival: Int64, extendedTimestamp: Int64, clockRateHz: Int32, restarts: Bool
    ) -> Decision {
        decide(
            arrival: arrival, extendedTimestamp: extendedTimestamp, nsPerTick: 1e9 / Double(clockRateHz),
            restarts: restarts)
    }

    /// The same for a clock rate that was divided before.
    @inline(__always)
    mutating func decide(
        arrival: Int64, extendedTimestamp: Int64, nsPerTick: Double, restarts: Bool
    ) -> Decision {
        if restarts || !hasAnchor || unplayable >= Self.resyncAfter {
            anchorArrival = arrival
            anchorTimestamp = extendedTimestamp
            hasAnchor = true
            unplayable = 0
            return Decision(verdict: .played, mediaTime: arrival, isAnchor: true)
        }
        let ticks = Double(extendedTimestamp - anchorTimestamp)
        let mediaTime = anchorArrival &+ Self.nearest(ticks * nsPerTick)
        let spare = mediaTime &+ delay &- arrival
        let verdict: Verdict = spare < 0 ? .late : spare > delay &+ Self.capacity ? .overflow : .played
        unplayable = verdict == .played ? 0 : unplayable + 1
        return Decision(verdict: verdict, mediaTime: mediaTime, isAnchor: false)
    }

    /// Takes a run of packets all of which are surely played.
    ///
    /// - Parameters:
    ///   - arrival: Of its first packet, ns since 1970 UTC.
    ///   - extendedTimestamp: Of its first packet; a timestamp step leads to each of the others.
    /// - Returns: `false` where that is not sure, and each of them has to be decided on.
    @inline(__always)
    mutating func playsAll(
        _ transits: inout RunTransits, from arrival: Int64, extendedTimestamp: Int64, nsPerTick: Double
    ) -> Bool {
        guard hasAnchor, unplayable < Self.resyncAfter, transits.leastMs > -1e9, transits.greatestMs < 1e9 else {
            return false
        }
        // How much later than the anchor the first packet comes, ns, and by how much more or less the others.
        let first = Double(arrival &- anchorArrival) - Double(extendedTimestamp - anchorTimestamp) * nsPerTick
        let most = first + (transits.greatestMs - transits.transitsMs[0]) * 1e6
        let least = first + (transits.leastMs - transits.transitsMs[0]) * 1e6
        // A microsecond is more than all of this and the rounding of media times can be wrong by.
        guard most < Double(delay) - 1000, least > Double(-Self.capacity) + 1000 else { return false }
        unplayable = 0
        return true
    }

    /// `Int64(value.rounded())` without the call into the C library that it is where the processor cannot round away from 0.
    @inline(__always) private static func nearest(_ value: Double) -> Int64 {
        let whole = Int64(value)
        // Exact: what is cut off is smaller than the value.
        let rest = value - Double(whole)
        return rest >= 0.5 ? whole + 1 : rest <= -0.5 ? whole - 1 : whole
    }
}
