/// Round-trip time between the capture point and the receiver of a stream, from RTCP (RFC 3550 §6.4.1, RFC 3611 §4.5).
///
/// A report that passes the capture point at t1 is echoed by its receiver in one that passes at t2, together with how
/// long the receiver had it: (t2 - t1) - DLSR. No clocks need agree. The other half of the way is the same reckoning
/// for the stream in the other direction, and the sum of both is the whole round trip.
public struct RoundTrip: Sendable {
    /// Reports remembered: an answer refers to one of the last.
    static let memory = 8
    /// Longer than this is no round trip: telephones are known to send a wrong DLSR. ns.
    static let longest: Int64 = 10_000_000_000
    /// What rounding to 1/65536 s may take away from a round trip of nothing, ns.
    private static let rounding: Int64 = 100_000

    private var reports: [(middle: UInt32, arrival: Int64)] = []
    public private(set) var samplesMs = ThinnedSamples()
    /// Answers whose DLSR cannot be right.
    public private(set) var invalid = 0
    /// Answers to reports that did not pass the capture point, or long ago.
    public private(set) var unmatched = 0

    public init() {}

    /// Notes a sender report or receiver reference time that passed the capture point.
    ///
    /// - Parameters:
    ///   - middle: Middle 32 bits of its NTP time; 0 is none.
    ///   - arrival: ns.
    public mutating func sent(middle: UInt32, at arrival: Int64) {
        guard middle != 0 else { return }
        if reports.count == Self.memory { reports.removeFirst() }
        if reports.isEmpty { reports.reserveCapacity(Self.memory) }
        reports.append((middle, arrival))
    }

    /// Adds the answer of a receiver that passed the capture point.
    ///
    /// - Parameters:
    ///   - lastReport: LSR or LRR, matched to the bit.
    ///   - delay: DLSR or DLRR, 1/65536 s.
    public mutating func answered(lastReport: UInt32, delay: UInt32, at arrival: Int64) {
        guard lastReport != 0 else { return }
        guard let report = reports.last(where: { $0.middle == lastReport }) else {
            unmatched += 1
            return
        }
        let held = Int64(delay) * 1_000_000_000 / 65536
        let trip = arrival &- report.arrival &- held
        guard trip >= -Self.rounding, trip <= Self.longest else {
            invalid += 1
            return
        }
        samplesMs.add(Double(max(0, trip)) * 1e-6)
    }
}
