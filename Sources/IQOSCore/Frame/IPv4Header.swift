/// An IPv4 header (RFC 791).
///
///      0               8               16                             31
///     +-------+-------+---------------+-------------------------------+
///     |Version|  IHL  |  DSCP   | ECN |          Total length         |
///     +-------+-------+---------------+-----+-------------------------+
///     |         Identification        |Flags|     Fragment offset     |
///     +---------------+---------------+-----+-------------------------+
///     |      TTL      |    Protocol   |        Header checksum        |
///     +---------------+---------------+-------------------------------+
///     |                       Source, destination, options            |
struct IPv4Header: BitwiseCopyable, Sendable {
    var source: UInt32
    var destination: UInt32
    var protocolNumber: UInt8
    /// Differentiated services code point, 0 ... 63.
    var dscp: UInt8
    /// Flags and fragment offset as they stand in the header, without the reserved and "don't fragment" bits.
    var fragmentField: UInt16
    var identification: UInt16
    /// Header and payload, bytes.
    var totalLength: Int
    var payload: PacketExtent

    /// More fragments follow, or this one has an offset.
    @inline(__always) var isFragment: Bool { fragmentField != 0 }

    /// Reads the header at `packet.offset`; `nil` where lengths and bytes do not agree.
    @inline(__always) init?(in bytes: RawSpan, _ packet: PacketExtent) {
        let start = packet.offset
        guard start + 20 <= packet.end, let first = bytes.bigEndian32(at: start),
            let fragment = bytes.bigEndian32(at: start + 4), let upper = bytes.byte(at: start + 9),
            let source = bytes.bigEndian32(at: start + 12), let destination = bytes.bigEndian32(at: start + 16)
        else { return nil }
        let headerLength = Int(first >> 24 & 15) * 4
        let claimed = Int(first & 0xFFFF)
        // Segmentation offload leaves 0 in frames captured on the sending host.
        let total = claimed == 0 ? min(packet.sentEnd, packet.end) - start : claimed
        guard first >> 28 == 4, headerLength >= 20, total >= headerLength,
            let extent = packet.limited(toLength: total, from: start), start + headerLength <= extent.end
        else { return nil }
        self.source = source
        self.destination = destination
        protocolNumber = upper
        dscp = UInt8(truncatingIfNeeded: first >> 18 & 63)
        fragmentField = UInt16(truncatingIfNeeded: fragment & 0x3FFF)
        identification = UInt16(truncatingIfNeeded: fragment >> 16)
        totalLength = total
        payload = extent.advanced(to: start + headerLength)
    }
}
