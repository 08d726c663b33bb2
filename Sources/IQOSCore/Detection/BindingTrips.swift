/// Round-trip times between the capture point and both ends of a flow, from STUN's binding transactions.
///
/// Either end of a connectivity check may ask; the answer repeats the identifier of the request (RFC 8489 §6.3). A
/// request that was sent again tells nothing, for the answer may be to either.
struct BindingTrips: Sendable {
    /// Requests remembered: an answer comes soon or not at all.
    private static let memory = 8
    /// Longer than this is no round trip, ns.
    private static let longest: Int64 = 10_000_000_000
    private static let request: UInt16 = 0x0001
    private static let success: UInt16 = 0x0101

    private struct Request {
        var high: UInt64
        var low: UInt32
        var arrival: Int64
        var isForward: Bool
        var isRepeated = false
    }

    private var requests: [Request] = []
    /// ms, of requests in the direction that counts as forward, and of those against it.
    private(set) var forward = ThinnedSamples()
    private(set) var backward = ThinnedSamples()

    /// Takes a STUN message.
    ///
    /// - Parameters:
    ///   - offset: Of its header in `bytes`.
    ///   - isForward: Whether it goes in the direction that counts as forward.
    mutating func add(_ bytes: RawSpan, at offset: Int, arrival: Int64, isForward: Bool) {
        guard let type = bytes.bigEndian16(at: offset), type == Self.request || type == Self.success,
            let high = bytes.bigEndian64(at: offset + 8), let low = bytes.bigEndian32(at: offset + 16),
            arrival != FrameRef.noArrival
        else { return }
        let place = requests.lastIndex { $0.high == high && $0.low == low }
        guard type == Self.success else {
            if let place {
                requests[place].isRepeated = true
            } else {
                if requests.count == Self.memory { requests.removeFirst() }
                requests.append(Request(high: high, low: low, arrival: arrival, isForward: isForward))
            }
            return
        }
        guard let place, requests[place].isForward != isForward else { return }
        let asked = requests.remove(at: place)
        let trip = arrival &- asked.arrival
        guard !asked.isRepeated, (0...Self.longest).contains(trip) else { return }
        if asked.isForward { forward.add(Double(trip) * 1e-6) } else { backward.add(Double(trip) * 1e-6) }
    }
}
