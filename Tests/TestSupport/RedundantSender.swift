/// Packets of redundant audio data (RFC 2198), put together as its figure in §3 draws them.
public enum RedundantSender {
    /// A payload of older blocks, oldest first, and the primary one.
    public static func payload(
        _ copies: [(type: Int, offset: Int, bytes: [UInt8])], _ type: Int, _ primary: [UInt8]
    ) -> [UInt8] {
        let heads = copies.flatMap { copy in
            (0..<4).map { index -> UInt8 in
                let fields = 1 << 31 | copy.type << 24 | copy.offset << 10 | copy.bytes.count
                return UInt8(truncatingIfNeeded: fields >> (24 - 8 * index))
            }
        }
        return heads + [UInt8(type)] + copies.flatMap(\.bytes) + primary
    }

    /// Headers of so many empty blocks of PCMU, 160 ticks behind.
    public static func headers(_ count: Int) -> [UInt8] {
        (0..<count).flatMap { _ in [0x80, 0x02, 0x80, 0] as [UInt8] }
    }

    /// The packets of a sender, as one of redundant data sends them.
    ///
    /// - Parameters:
    ///   - packets: In order, with steady timestamps.
    ///   - type: Of redundant data.
    ///   - behind: How many packets behind theirs the copies are, ascending.
    public static func wrapped(_ packets: [SimulatedPacket], type: Int, behind: [Int]) -> [SimulatedPacket] {
        packets.enumerated().map { index, packet in
            let copies = behind.reversed().filter { $0 <= index }.map { count -> (Int, Int, [UInt8]) in
                let older = packets[index - count]
                return (older.type, Int(packet.timestamp &- older.timestamp), older.payload)
            }
            var wrapped = packet
            wrapped.type = type
            wrapped.payload = payload(copies, packet.type, packet.payload)
            return wrapped
        }
    }
}
