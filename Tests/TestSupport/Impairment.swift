/// What a network does to a stream, the same with every run.
public enum Impairment: String, CaseIterable, Sendable {
    case clean, lossy, reordered, doubled

    /// 300 packets, 20 ms apart with jitter, in the order in which they arrive.
    public var packets: [SimulatedPacket] {
        var random = SeededRandom(11)
        let delays = (0..<300).map { _ in Int64(random.below(15_000_000)) }
        let lost = self == .lossy ? Set((0..<300).filter { _ in random.chance(0.05) }) : []
        var packets = SimulatedPacket.steady(300, lost: lost) { delays[$0] }
        switch self {
        case .clean, .lossy: break
        case .reordered:
            // Neighbours, and now and then a packet that four others overtake.
            for place in stride(from: 5, to: 290, by: 13) { packets[place].arrival += 30_000_000 }
            for place in stride(from: 40, to: 290, by: 70) { packets[place].arrival += 85_000_000 }
            packets.sort { $0.arrival < $1.arrival }
        case .doubled:
            packets = packets.flatMap { packet in
                var copy = packet
                copy.arrival += 40_000
                return [packet, copy]
            }
        }
        return packets
    }
}
