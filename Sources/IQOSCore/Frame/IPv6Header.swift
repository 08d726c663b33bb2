/// An IPv6 header with its chain of extension headers (RFC 8200).
///
///      0       4               12                                     31
///     +-------+---------------+---------------------------------------+
///     |Version| Traffic class |              Flow label               |
///     +-------+---------------+-------+---------------+---------------+
///     |         Payload length        |  Next header  |   Hop limit   |
///     +-------------------------------+---------------+---------------+
///     |          Source (16 bytes), destination (16 bytes)            |
struct IPv6Header: BitwiseCopyable, Sendable {
    /// Longer chains than this occur in attacks only.
    private static let maximumExtensions = 8

    var source: Address
    var destination: Address
    /// First protocol that is no extension header.
    var protocolNumber: UInt8
    /// Differentiated services code point, 0 ... 63.
    var dscp: UInt8
    /// A fragment header with an offset or more to come stands in the chain.
    var isFragment = false
    /// Offset in 8-byte units above, two reserved bits, "more" in the lowest bit; of a fragment header.
    var fragmentField: UInt16 = 0
    var identification: UInt32 = 0
    /// What the fragments of this packet carry.
    var fragmentProtocol: UInt8 = 0
    /// Header and payload, bytes.
    var totalLength: Int
    var payload: PacketExtent

    /// Reads the headers at `packet.offset`; `nil` where lengths and bytes do not agree.
    init?(in bytes: RawSpan, _ packet: PacketExtent) {
        let start = packet.offset
        guard start + 40 <= packet.end, let first = bytes.bigEndian32(at: start), first >> 28 == 6,
            let claimed = bytes.bigEndian16(at: start + 4), let next = bytes.byte(at: start + 6),
            let sourceHigh = bytes.bigEndian64(at: start + 8), let sourceLow = bytes.bigEndian64(at: start + 16),
            let destinationHigh = bytes.bigEndian64(at: start + 24),
            let destinationLow = bytes.bigEndian64(at: start + 32)
        else { return nil }
        // 0 is a jumbogram or segmentation offload: the frame says how long it is.
        totalLength = claimed == 0 ? packet.end - start : 40 + Int(claimed)
        guard let extent = packet.limited(toLength: totalLength, from: start) else { return nil }
        source = Address(ipv6High: sourceHigh, low: sourceLow)
        destination = Address(ipv6High: destinationHigh, low: destinationLow)
        dscp = UInt8(truncatingIfNeeded: first >> 22 & 63)
        protocolNumber = next
        payload = extent.advanced(to: start + 40)
        guard skipExtensions(in: bytes) else { return nil }
    }

    /// Moves `payload` behind the extension headers; `false` where one does not fit.
    private mutating func skipExtensions(in bytes: RawSpan) -> Bool {
        for _ in 0..<Self.maximumExtensions {
            let offset = payload.offset
            let length: Int
            switch protocolNumber {
            // Hop-by-hop, routing, destination options, mobility: length in 8-byte units beyond the first.
            case 0, 43, 60, 135:
                guard let units = bytes.byte(at: offset + 1) else { return false }
                length = 8 + 8 * Int(units)
            // Authentication header: length in 4-byte units, minus two (RFC 4302 §2.2).
            case 51:
                guard let units = bytes.byte(at: offset + 1) else { return false }
                length = 8 + 4 * Int(units)
            case 44:
                guard offset + 8 <= payload.end, let fragment = bytes.bigEndian16(at: offset + 2) else { return false }
                // Offset in the upper 13 bits, "more" in the lowest; an atomic fragment (RFC 6946) is a whole packet.
                if fragment & 0xFFF9 != 0 {
                    isFragment = true
                    fragmentField = fragment
                    identification = bytes.bigEndian32(at: offset + 4) ?? 0
                    fragmentProtocol = bytes.byte(at: offset) ?? 59
                    payload = payload.advanced(to: offset + 8)
                    return true
                }
                length = 8
            default:
                return true
            }
            guard offset + length <= payload.end, let next = bytes.byte(at: offset) else { return false }
            protocolNumber = next
            payload = payload.advanced(to: offset + length)
        }
        return true
    }
}
