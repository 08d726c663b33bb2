/// Links that few captures have, down to the network layer.
extension FrameDecoder {
    /// What a frame of a link type that `link` does not list carries.
    func rareLink(
        _ type: LinkType, _ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation
    ) -> FrameContent {
        let start = packet.offset
        switch type {
        case .pppHDLC:
            return bytes.bigEndian16(at: start) == 0xFF03 || bytes.byte(at: start) == 0x21
                ? ppp(packet, in: bytes, outer) : ciscoHDLC(packet, in: bytes, outer)
        case .pppEther: return network(EtherType.pppoeSession, packet, in: bytes, outer)
        // A byte tells the direction; of PPP's own two the second one may follow.
        case .pppWithDirection: return ppp(packet.advanced(to: start + 1), in: bytes, outer)
        case .pppd:
            let skipped = bytes.byte(at: start + 1) == 3 ? 2 : 1
            return ppp(packet.advanced(to: start + skipped), in: bytes, outer)
        case .ciscoHDLC: return ciscoHDLC(packet, in: bytes, outer)
        case .ciscoHDLCWithDirection: return ciscoHDLC(packet.advanced(to: start + 1), in: bytes, outer)
        case .frameRelay: return frameRelay(packet, in: bytes, outer)
        case .frameRelayWithDirection: return frameRelay(packet.advanced(to: start + 1), in: bytes, outer)
        case .mpls: return mpls(packet, in: bytes, outer)
        case .nflog: return netfilter(packet, in: bytes, outer)
        case .pflog: return packetFilter(packet, in: bytes, outer)
        case .erf: return endace(packet, in: bytes, outer)
        case .docsis: return docsis(packet, in: bytes, outer)
        case .netanalyzer: return ethernet(packet.advanced(to: start + 4), in: bytes, outer)
        case .prism:
            // Either that or the header that took its place, which begins with its version.
            if bytes.bigEndian32(at: start).map({ $0 & 0xFFFF_F000 }) == 0x8021_1000 {
                return rareLink(.avs, packet, in: bytes, outer)
            }
            return wireless(behind: bytes.integer32(at: start + 4, bigEndian: false), packet, in: bytes, outer)
        case .avs: return wireless(behind: bytes.bigEndian32(at: start + 4), packet, in: bytes, outer)
        case .atm:
            var layers = outer
            layers.append(.atm)
            return llc(packet, in: bytes, layers)
        case .fddi:
            var layers = outer
            layers.append(.fddi)
            return llc(packet.advanced(to: start + 13), in: bytes, layers)
        case .tokenRing: return tokenRing(packet, in: bytes, outer)
        default: return enclosed(packet, in: bytes, outer) ?? .unknownLinkType
        }
    }

    /// Address, control, then an EtherType.
    private func ciscoHDLC(_ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation) -> FrameContent {
        guard let head = bytes.bigEndian32(at: packet.offset), packet.offset + 4 <= packet.end else {
            return .malformed
        }
        // Unicast or broadcast.
        guard head >> 24 == 0x0F || head >> 24 == 0x8F else { return .other }
        var layers = outer
        layers.append(.ciscoHDLC)
        return network(
            UInt16(truncatingIfNeeded: head), packet.advanced(to: packet.offset + 4), in: bytes, layers)
    }

    /// An address of two to four bytes, then a protocol as RFC 2427 or Cisco write it.
    private func frameRelay(_ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation) -> FrameContent {
        var offset = packet.offset
        for _ in 0..<4 {
            guard let address = bytes.byte(at: offset), offset < packet.end else { return .malformed }
            offset += 1
            if address & 1 == 1 { break }
        }
        guard let head = bytes.bigEndian16(at: offset), offset + 2 <= packet.end else { return .malformed }
        var layers = outer
        layers.append(.frameRelay)
        guard head >> 8 == 3 else { return network(head, packet.advanced(to: offset + 2), in: bytes, layers) }
        offset += 1
        if bytes.byte(at: offset) == 0 { offset += 1 }
        let inner = packet.advanced(to: offset + 1)
        switch bytes.byte(at: offset) {
        case 0xCC: return ipv4(inner, in: bytes, layers)
        case 0x8E: return ipv6(inner, in: bytes, layers)
        case 0xCF: return ppp(inner, in: bytes, layers)
        case 0x80:
            guard let organisation = bytes.bigEndian32(at: offset), organisation & 0xFF_FFFF == 0,
                let type = bytes.bigEndian16(at: offset + 4)
            else { return enclosed(inner, in: bytes, layers) ?? .other }
            return network(type, packet.advanced(to: offset + 6), in: bytes, layers)
        default: return .other
        }
    }

    /// Netfilter's log: family, version, then values with their lengths, in the byte order of its host; one is a packet.
    private func netfilter(_ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation) -> FrameContent {
        var layers = outer
        layers.append(.nflog)
        var offset = packet.offset + 4
        while offset + 4 <= packet.end {
            // A length in the other byte order would be 256 and more, or 0.
            guard let little = bytes.integer16(at: offset, bigEndian: false),
                let big = bytes.bigEndian16(at: offset), let kind = bytes.bigEndian16(at: offset + 2)
            else { return .malformed }
            let isLittle = kind & 0xFF00 != 0
            let length = Int(isLittle ? little : big)
            guard length >= 4 else { return .malformed }
            if (isLittle ? kind >> 8 : kind) == 9 {
                guard let extent = packet.limited(toLength: length, from: offset) else { return .malformed }
                return internet(extent.advanced(to: offset + 4), in: bytes, layers)
            }
            offset += (length + 3) & ~3
        }
        return .other
    }

    /// OpenBSD's packet filter: a header that tells its length, filled up to four bytes.
    private func packetFilter(_ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation) -> FrameContent {
        guard let length = bytes.byte(at: packet.offset), length >= 4 else { return .malformed }
        var layers = outer
        layers.append(.pflog)
        return internet(packet.advanced(to: packet.offset + (Int(length) + 3) & ~3), in: bytes, layers)
    }

    /// Endace's extensible record format: time, type, lengths; then maybe further headers, and the frame.
    private func endace(_ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation) -> FrameContent {
        guard let first = bytes.byte(at: packet.offset + 8), packet.offset + 16 <= packet.end else {
            return .malformed
        }
        var layers = outer
        layers.append(.erf)
        var (type, offset) = (first, packet.offset + 16)
        for _ in 0..<8 where type & 0x80 != 0 {
            guard let next = bytes.byte(at: offset), offset + 8 <= packet.end else { return .malformed }
            type = next
            offset += 8
        }
        let inner = packet.advanced(to: offset)
        switch first & 0x7F {
        // Two bytes of padding before the addresses, in the coloured and hashed kinds, too.
        case 2, 11, 16, 20: return ethernet(packet.advanced(to: offset + 2), in: bytes, layers)
        case 1: return rareLink(.pppHDLC, inner, in: bytes, layers)
        case 22: return ipv4(inner, in: bytes, layers)
        case 23: return ipv6(inner, in: bytes, layers)
        default: return .other
        }
    }

    /// A data frame of a cable network: header, maybe extended, its check, then Ethernet.
    private func docsis(_ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation) -> FrameContent {
        guard let control = bytes.byte(at: packet.offset), let extended = bytes.byte(at: packet.offset + 1) else {
            return .malformed
        }
        guard control & 0xC0 == 0 else { return .other }
        var layers = outer
        layers.append(.docsis)
        let length = 6 + (control & 1 == 1 ? Int(extended) : 0)
        return ethernet(packet.advanced(to: packet.offset + length), in: bytes, layers)
    }

    private func wireless(
        behind length: UInt32?, _ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation
    ) -> FrameContent {
        guard let length, length >= 8, Int(length) <= packet.end - packet.offset else { return .malformed }
        return wireless(packet.advanced(to: packet.offset + Int(length)), in: bytes, outer)
    }

    /// Two control bytes, two addresses, maybe a route, then LLC (IEEE 802.5).
    private func tokenRing(_ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation) -> FrameContent {
        guard let source = bytes.byte(at: packet.offset + 8), let route = bytes.byte(at: packet.offset + 14) else {
            return .malformed
        }
        var layers = outer
        layers.append(.tokenRing)
        let length = 14 + (source & 0x80 != 0 ? Int(route & 31) : 0)
        return llc(packet.advanced(to: packet.offset + length), in: bytes, layers)
    }
}
