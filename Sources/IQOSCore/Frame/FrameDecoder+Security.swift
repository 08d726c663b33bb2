/// ESP without encryption (RFC 2410, RFC 4303), as between phones of IMS and their network.
///
///     | SPI (4) | sequence number (4) | vector (0 or 8) | payload | 1, 2, 3 ... | pad length | next | check value |
///
/// Nothing in the header says that it is in the clear: the trailer has to show it (RFC 5879 §3), and what it encloses
/// has to fill the room between both to the byte.
extension FrameDecoder {
    /// RFC 3948.
    static let espPort: UInt16 = 4500
    /// Whether one of two ports, source above destination, is that of ESP behind UDP.
    @inline(__always) static func isESP(ports: UInt32) -> Bool {
        let differences = ports ^ UInt32(espPort) &* 0x1_0001
        return differences & 0xFFFF == 0 || differences &>> 16 == 0
    }

    /// Whether a datagram on that port may end in a trailer in the clear: one in twelve of those that are encrypted.
    static func mayBeClear(_ bytes: RawSpan, end: Int) -> Bool {
        checkLengths.contains { isCarried(bytes.byte(at: end - $0 - 1) ?? 0) }
    }

    private static let headerLength = 8
    /// None, and that of GMAC (RFC 4543).
    private static let vectorLengths = [0, 8]
    /// Check values of 96, 128, 192 and 256 bits (RFC 2404, RFC 4868); none where nothing is authenticated.
    private static let checkLengths = [12, 16, 24, 32, 0]

    /// What an ESP packet encloses in the clear.
    func esp(
        _ packet: PacketExtent, _ context: InternetContext, in bytes: RawSpan, _ outer: Encapsulation
    ) -> FrameContent {
        guard let (next, payload) = clearPayload(of: packet, context, in: bytes) else { return .other }
        guard outer.hasRoom else { return .tooDeep }
        var layers = outer
        layers.append(.esp)
        return transport(next, payload, context, in: bytes, layers)
    }

    /// The same behind UDP; `nil` where it is IKE, encrypted, or no ESP.
    func espInUDP(
        _ packet: PacketExtent, _ context: InternetContext, in bytes: RawSpan, _ outer: Encapsulation
    ) -> FrameContent? {
        // A security parameter index of 0 is IKE's mark.
        guard outer.hasRoom, bytes.bigEndian32(at: packet.offset) != 0,
            let (next, payload) = clearPayload(of: packet, context, in: bytes)
        else { return nil }
        var layers = outer
        layers.append(.esp)
        return transport(next, payload, context, in: bytes, layers)
    }

    /// Number and place of the enclosed protocol; `nil` where the snap length cut the packet, for all stands at its end.
    private func clearPayload(
        of packet: PacketExtent, _ context: InternetContext, in bytes: RawSpan
    ) -> (next: UInt8, payload: PacketExtent)? {
        guard packet.end == packet.sentEnd else { return nil }
        for check in Self.checkLengths {
            let trailer = packet.end - check
            let room = trailer - packet.offset - Self.headerLength
            guard room >= 10, room & 3 == 0, let length = bytes.byte(at: trailer - 2),
                let next = bytes.byte(at: trailer - 1), Self.isCarried(next)
            else { continue }
            let end = trailer - 2 - Int(length)
            guard (0..<Int(length)).allSatisfy({ bytes.byte(at: end + $0) == UInt8(truncatingIfNeeded: $0 + 1) })
            else { continue }
            for vector in Self.vectorLengths {
                let start = packet.offset + Self.headerLength + vector
                guard end - start >= 8 else { continue }
                let payload = PacketExtent(offset: start, end: end, cut: false)
                if fills(next, payload, context, in: bytes) { return (next, payload) }
            }
        }
        return nil
    }

    /// Whether a protocol's own length or check sum says that it fills its place.
    private func fills(_ number: UInt8, _ payload: PacketExtent, _ context: InternetContext, in bytes: RawSpan) -> Bool
    {
        let length = payload.end - payload.offset
        switch number {
        case ProtocolNumber.udp: return bytes.bigEndian16(at: payload.offset + 4) == UInt16(exactly: length)
        case ProtocolNumber.ipv4:
            return bytes.bigEndian16(at: payload.offset + 2) == UInt16(exactly: length)
                && IPv4Header(in: bytes, payload) != nil
        case ProtocolNumber.ipv6:
            return bytes.bigEndian16(at: payload.offset + 4) == UInt16(exactly: length - 40)
                && IPv6Header(in: bytes, payload) != nil
        case ProtocolNumber.tcp:
            return length >= 20 && Self.checkSum(of: payload, number, context, in: bytes) == 0xFFFF
        default: return false
        }
    }

    private static func isCarried(_ number: UInt8) -> Bool {
        number == ProtocolNumber.udp || number == ProtocolNumber.ipv4 || number == ProtocolNumber.ipv6
            || number == ProtocolNumber.tcp
    }

    /// Ones' complement sum of pseudo-header and payload (RFC 9293 §3.1): 0xFFFF where the check sum is right.
    private static func checkSum(
        of payload: PacketExtent, _ number: UInt8, _ context: InternetContext, in bytes: RawSpan
    ) -> UInt16 {
        var sum = UInt64(payload.end - payload.offset) + UInt64(number)
        for word in [context.source.high, context.source.low, context.destination.high, context.destination.low] {
            for shift in [UInt64(0), 16, 32, 48] { sum += word >> shift & 0xFFFF }
        }
        for offset in stride(from: payload.offset, to: payload.end, by: 2) {
            let high = UInt64(bytes.byte(at: offset) ?? 0) << 8
            sum += high | (offset + 1 < payload.end ? UInt64(bytes.byte(at: offset + 1) ?? 0) : 0)
        }
        while sum > 0xFFFF { sum = (sum & 0xFFFF) + sum >> 16 }
        return UInt16(sum)
    }
}
