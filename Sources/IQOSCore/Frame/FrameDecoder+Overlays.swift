/// Tunnels in UDP that campus and provider networks lay over others.
extension FrameDecoder {
    /// VXLAN that says what it carries (draft-ietf-nvo3-vxlan-gpe §3).
    func vxlanGPE(
        _ head: UInt32, _ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation
    ) -> FrameContent? {
        // Version 0, an identifier and a protocol are there, no control message.
        guard head >> 24 & 0xFD == 0x0C, head & 0xFF_FF00 == 0 else { return nil }
        guard outer.hasRoom else { return .tooDeep }
        var layers = outer
        layers.append(.vxlan)
        let inner = packet.advanced(to: packet.offset + 8)
        switch head & 0xFF {
        case 1: return ipv4(inner, in: bytes, layers)
        case 2: return ipv6(inner, in: bytes, layers)
        case 3: return ethernet(inner, in: bytes, layers)
        default: return nil
        }
    }

    /// What a wireless controller and its access points exchange: a whole frame of either kind (RFC 5415 §4.3).
    ///
    ///     +---------+----------+---------+-----------+-----------------------+
    ///     | version | length 5 | radio 5 | binding 5 | T F L W M K, 3 bits 0 |
    ///     +---------+----------+---------+-----------+-----------------------+
    func capwap(
        _ head: UInt32, _ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation
    ) -> FrameContent? {
        // Version 0 and in the clear; no fragment, no keep-alive, reserved bits 0.
        guard head >> 24 == 0, head & 0x8F == 0 else { return nil }
        let length = 4 * Int(head >> 19 & 31)
        guard length >= 8, packet.offset + length <= packet.end else { return nil }
        guard outer.hasRoom else { return .tooDeep }
        var layers = outer
        layers.append(.capwap)
        let inner = packet.advanced(to: packet.offset + length)
        guard head & 0x100 != 0 else { return ethernet(inner, in: bytes, layers) }
        // Some controllers send frame control with its bytes swapped; type data tells which one is the first.
        let isSwapped = bytes.byte(at: inner.offset).map { $0 & 15 } != 8
        return wireless(inner, isSwapped: isSwapped, in: bytes, layers)
    }

    /// Flags, a nonce or map versions, an instance; then IP (RFC 9300 §5).
    func lisp(_ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation) -> FrameContent? {
        let inner = packet.advanced(to: packet.offset + 8)
        guard IPv4Header(in: bytes, inner) != nil || IPv6Header(in: bytes, inner) != nil else { return nil }
        guard outer.hasRoom else { return .tooDeep }
        var layers = outer
        layers.append(.lisp)
        return internet(inner, in: bytes, layers)
    }

    /// IPv6 behind at most one authentication header and one origin (RFC 4380 §5.1.1).
    func teredo(_ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation) -> FrameContent? {
        var inner = packet
        if bytes.bigEndian16(at: inner.offset) == 1 {
            guard let identifier = bytes.byte(at: inner.offset + 2), let value = bytes.byte(at: inner.offset + 3)
            else { return nil }
            inner.offset += 13 + Int(identifier) + Int(value)
        }
        if bytes.bigEndian16(at: inner.offset) == 0 { inner.offset += 8 }
        guard IPv6Header(in: bytes, inner) != nil else { return nil }
        guard outer.hasRoom else { return .tooDeep }
        var layers = outer
        layers.append(.teredo)
        return ipv6(inner, in: bytes, layers)
    }

    /// What a header without a mark of its own carries, as those of MPLS (RFC 7510 §3) and GRE in UDP: where IP is found.
    func known(_ content: FrameContent) -> FrameContent? {
        switch content {
        case .other, .malformed: nil
        default: content
        }
    }
}
