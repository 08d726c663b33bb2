/// Round-trip times between the capture point and both ends of a flow, from STUN's binding transactions.
///
/// Either end of a connectivity check may ask; the answer repeats the identifier of the request (RFC 8489 §6.3). A
/// request that was sent again tells nothing, for the answer may be to either; a copy that the capture made is none.
struct BindingTrips: Sendable {
    /// Requests remembered, answered ones as well for their copies: an answer comes soon or not at all.
    private static let memory = 8
    /// Longer than this is no round trip, ns.
    private static let longest: Int64 = 10_000_000_000
    private static let request: UInt16 = 0x0001
    private static let success: UInt16 = 0x0101

    private struct Request {
        var high: UInt64
        var low: UInt32
        /// Of the first one.
        var sighting: MessageSighting
        var isForward: Bool
        var isRepeated = false
        var isAnswered = false
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
    mutating func add(_ bytes: RawSpan, at offset: Int, _ sighting: MessageSighting, isForward: Bool) {
        guard let type = bytes.bigEndian16(at: offset), type == Self.request || type == Self.success,
            let high = bytes.bigEndian64(at: offset + 8), let low = bytes.bigEndian32(at: offset + 16),
            sighting.arrival != FrameRef.noArrival
        else { return }
        let place = requests.lastIndex { $0.high == high && $0.low == low }
        guard type == Self.success else {
            if let place {
                if !requests[place].sighting.isCopied(by: sighting) { requests[place].isRepeated = true }
            } else {
                if requests.count == Self.memory { requests.remove(at: requests.firstIndex(where: \.isAnswered) ?? 0) }
                requests.append(Request(high: high, low: low, sighting: sighting, isForward: isForward))
            }
            return
        }
        guard let place, requests[place].isForward != isForward, !requests[place].isAnswered else { return }
        requests[place].isAnswered = true
        let asked = requests[place]
        let trip = sighting.arrival &- asked.sighting.arrival
        guard !asked.isRepeated, (0...Self.longest).contains(trip) else { return }
        if asked.isForward { forward.add(Double(trip) * 1e-6) } else { backward.add(Double(trip) * 1e-6) }
    }
}
