/// IP behind headers that are not known here: service chains, mirrors, switch tags, pseudowires and what comes next.
///
/// What such a header says is not needed to find what it encloses. IPv4 shows by its check sum and by its length, which
/// leaves no more behind it than a frame's padding and check; IPv6 by its length and that of the UDP or TCP in it.
extension FrameDecoder {
    /// Bytes of headers that are looked through: as many as USB and its network functions put before a packet.
    private static let longestHeaders = 128
    /// Bytes that may follow a packet: padding of the shortest frame, check values and tags of a link.
    private static let longestTrailer = 64

    /// What the first IP packet in some bytes carries; `nil` where there is none.
    ///
    /// Never for what quotes packets, as ICMP does.
    ///
    /// - Complexity: O(1): at most 128 places.
    func enclosed(_ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation) -> FrameContent? {
        let last = min(packet.offset + Self.longestHeaders, packet.end - 28)
        guard outer.hasRoom, packet.offset <= last else { return nil }
        for offset in packet.offset...last {
            guard let first = bytes.byte(at: offset) else { return nil }
            guard first >> 4 == 4 || first >> 4 == 6 else { continue }
            let inner = packet.advanced(to: offset)
            guard first >> 4 == 4 ? isIPv4(inner, in: bytes) : isIPv6(inner, in: bytes) else { continue }
            var layers = outer
            layers.append(.other)
            return internet(inner, in: bytes, layers)
        }
        return nil
    }

    /// Whether an IPv4 packet with a right check sum fills its place.
    func isIPv4(_ packet: PacketExtent, in bytes: RawSpan) -> Bool {
        guard let total = bytes.bigEndian16(at: packet.offset + 2), total > 0, fills(packet, length: Int(total)),
            let header = IPv4Header(in: bytes, packet)
        else { return false }
        var sum: UInt32 = 0
        for offset in stride(from: packet.offset, to: header.payload.offset, by: 2) {
            sum += UInt32(bytes.bigEndian16(at: offset) ?? 0)
        }
        return (sum & 0xFFFF) + sum >> 16 == 0xFFFF
    }

    /// Whether an IPv6 packet with UDP or TCP of fitting length fills its place.
    private func isIPv6(_ packet: PacketExtent, in bytes: RawSpan) -> Bool {
        guard let claimed = bytes.bigEndian16(at: packet.offset + 4), fills(packet, length: 40 + Int(claimed)),
            let header = IPv6Header(in: bytes, packet), !header.isFragment
        else { return false }
        let start = header.payload.offset
        let length = packet.offset + header.totalLength - start
        switch header.protocolNumber {
        case ProtocolNumber.udp: return bytes.bigEndian16(at: start + 4) == UInt16(exactly: length)
        case ProtocolNumber.tcp:
            guard let control = bytes.bigEndian16(at: start + 12) else { return false }
            return control & 0x0E00 == 0 && (20...max(20, length)).contains(Int(control >> 12) * 4)
        default: return false
        }
    }

    private func fills(_ packet: PacketExtent, length: Int) -> Bool {
        // Of a frame that was cut nobody knows how long it was.
        let rest = packet.sentEnd - packet.offset - length
        return rest >= 0 && (rest <= Self.longestTrailer || packet.sentEnd > packet.end)
    }
}
