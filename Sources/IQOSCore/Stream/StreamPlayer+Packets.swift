/// Packets put in order for export.
extension StreamPlayer {
    /// A packet in order of sequence numbers, for export.
    public struct KeptPacket: Sendable {
        /// Behind the fixed header of RFC 3550, without lists.
        public var bytes: [UInt8]
        /// ns since 1970 UTC.
        public var arrival: Int64
    }

    /// Hands over the packets that were kept, in order.
    public mutating func takePackets() -> [KeptPacket] {
        defer { kept.removeAll() }
        return kept
    }

    /// Keeps a packet for export, behind the fixed header of RFC 3550.
    @inline(never) mutating func keep(
        _ item: SequenceOrder.Item, _ bytes: RawSpan, _ payload: Range<Int>
    ) {
        var packet: [UInt8] = [0x80, item.markerAndType]
        let fields = UInt64(item.timestamp) << 32 | UInt64(plan.key.ssrc)
        packet += [UInt8(truncatingIfNeeded: item.number >> 8), UInt8(truncatingIfNeeded: item.number)]
        packet += (0..<8).map { UInt8(truncatingIfNeeded: fields >> (56 - 8 * $0)) }
        kept.append(KeptPacket(bytes: packet + [UInt8](bytes, payload), arrival: item.arrival))
    }
}
