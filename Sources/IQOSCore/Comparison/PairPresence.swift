/// Which packets of one point are missing at the other while that one's capture ran.
struct PairPresence: Sendable {
    /// Indices into the packets of each point, ascending.
    private(set) var missingAtB: [Int32] = []
    private(set) var missingAtA: [Int32] = []
    /// Packets that one point alone could see.
    private(set) var outside = 0
    /// How much later the second point usually is, on its clock, ns.
    let usuallyLater: Int64

    /// - Parameters:
    ///   - later: Differences of the packets in common, ns; empty where frames carry no time.
    ///   - spans: First and last frame of each capture; `nil` where frames carry no time.
    init(
        _ pairs: PairedPackets, _ a: [SeenPacket], _ b: [SeenPacket], later: [Int64],
        spans: (a: ClosedRange<Int64>?, b: ClosedRange<Int64>?)
    ) {
        let sorted = later.sorted()
        usuallyLater = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
        let slack = (sorted.last ?? 0) - (sorted.first ?? 0)
        let commonA = (pairs.both.first?.a ?? 0)...(pairs.both.last?.a ?? 0)
        let commonB = (pairs.both.map(\.b).min() ?? 0)...(pairs.both.map(\.b).max() ?? 0)
        let isCovered = { (packet: SeenPacket, span: ClosedRange<Int64>?, later: Int64) -> Bool in
            guard let span, !sorted.isEmpty, packet.arrival != FrameRef.noArrival else { return false }
            // In an order in which nothing overflows: times are below 2^62, `later` is between two of them, and `slack`,
            // between two such differences, has no room beside another.
            let expected = packet.arrival + later
            return slack <= expected - span.lowerBound && slack <= span.upperBound - expected
        }
        for index in pairs.onlyA {
            if commonA.contains(index) || isCovered(a[Int(index)], spans.b, usuallyLater) {
                missingAtB.append(index)
            } else {
                outside += 1
            }
        }
        for index in pairs.onlyB {
            if commonB.contains(index) || isCovered(b[Int(index)], spans.a, -usuallyLater) {
                missingAtA.append(index)
            } else {
                outside += 1
            }
        }
    }
}
