/// Walks the headers of a frame down to its UDP datagram or TCP segment: the one place where link types are listed.
///
/// Each step reads one header and says what comes next, so a tunnel is one more step. Every step adds a layer, and
/// `Encapsulation.hasRoom` bounds their number.
struct FrameDecoder: Sendable {
    /// EtherTypes of IEEE 802.3, as the next layer below the link.
    enum EtherType {
        static let ipv4: UInt16 = 0x0800
        static let ipv6: UInt16 = 0x86DD
        /// Transparent Ethernet bridging (RFC 1701).
        static let ethernet: UInt16 = 0x6558
        static let ppp: UInt16 = 0x880B
        static let pppoeSession: UInt16 = 0x8864
        /// Ethernet in a provider's backbone (IEEE 802.1ah).
        static let backbone: UInt16 = 0x88E7

        /// 802.1Q, 802.1ad (QinQ) and the numbers used before it.
        @inline(__always) static func isVLAN(_ type: UInt16) -> Bool {
            type == 0x8100 || type == 0x88A8 || type == 0x9100 || type == 0x9200 || type == 0x9300
        }

        static func isMPLS(_ type: UInt16) -> Bool { type == 0x8847 || type == 0x8848 }
    }

    /// Finds the datagram or segment of a frame.
    ///
    /// - Parameter bytes: The batch; the frame lies at `frame.offset`.
    /// - Complexity: O(1): at most sixteen layers and eight IPv6 extension headers each.
    func content(of frame: FrameRef, in bytes: RawSpan) -> FrameContent {
        let start = Int(frame.offset)
        let packet = PacketExtent(
            offset: start, end: start + Int(frame.capturedLength), cut: frame.capturedLength < frame.originalLength)
        guard packet.end <= bytes.byteCount else { return .malformed }
        return link(frame.linkType, packet, in: bytes, Encapsulation())
    }

    private func link(
        _ type: LinkType, _ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation
    ) -> FrameContent {
        let start = packet.offset
        var layers = outer
        switch type {
        case .ethernet:
            return ethernet(packet, in: bytes, layers)
        case .linuxCooked:
            layers.append(.linuxCooked)
            guard let type = bytes.bigEndian16(at: start + 14), start + 16 <= packet.end else { return .malformed }
            return network(type, packet.advanced(to: start + 16), in: bytes, layers)
        case .linuxCookedV2:
            layers.append(.linuxCookedV2)
            guard let type = bytes.bigEndian16(at: start), start + 20 <= packet.end else { return .malformed }
            return network(type, packet.advanced(to: start + 20), in: bytes, layers)
        case .null, .loop:
            layers.append(.loopback)
            // The address family differs from system to system; the version nibble does not.
            return internet(packet.advanced(to: start + 4), in: bytes, layers)
        case .raw, .rawBSD, .rawOpenBSD, .ipv4, .ipv6:
            layers.append(.raw)
            return internet(packet, in: bytes, layers)
        case .ppp:
            return ppp(packet, in: bytes, layers)
        case .ieee80211:
            return wireless(packet, in: bytes, layers)
        case .ieee80211Radiotap:
            guard let length = bytes.integer16(at: start + 2, bigEndian: false), length >= 8 else { return .malformed }
            return wireless(
                packet.advanced(to: start + Int(length)), isPadded: isPadded(radiotapAt: start, in: bytes), in: bytes,
                layers)
        case .pktap:
            // Its length and the link type of what follows, in the byte order of its host, which is little-endian.
            guard let length = bytes.integer32(at: start, bigEndian: false), (12...1024).contains(length),
                let inner = bytes.integer32(at: start + 8, bigEndian: false), inner <= UInt16.max,
                LinkType(rawValue: UInt16(inner)) != .pktap
            else { return .malformed }
            return link(
                LinkType(rawValue: UInt16(inner)), packet.advanced(to: start + Int(length)), in: bytes, layers)
        case .ppi:
            guard let length = bytes.integer16(at: start + 2, bigEndian: false), length >= 8,
                let inner = bytes.integer32(at: start + 4, bigEndian: false), inner <= UInt16.max,
                ![.ppi, .pktap].contains(LinkType(rawValue: UInt16(inner)))
            else { return .malformed }
            return link(
                LinkType(rawValue: UInt16(inner)), packet.advanced(to: start + Int(length)), in: bytes, layers)
        default:
            return rareLink(type, packet, in: bytes, layers)
        }
    }

    /// An Ethernet frame: two addresses and an EtherType.
    func ethernet(_ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation) -> FrameContent {
        guard outer.hasRoom else { return .tooDeep }
        var layers = outer
        layers.append(.ethernet)
        guard let type = bytes.bigEndian16(at: packet.offset + 12), packet.offset + 14 <= packet.end else {
            return .malformed
        }
        return network(type, packet.advanced(to: packet.offset + 14), in: bytes, layers)
    }

    /// What follows an EtherType.
    func network(
        _ firstType: UInt16, _ firstPacket: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation
    ) -> FrameContent {
        var type = firstType
        var packet = firstPacket
        var layers = outer
        while EtherType.isVLAN(type) {
            guard layers.hasRoom else { return .tooDeep }
            guard let tag = bytes.bigEndian16(at: packet.offset),
                let inner = bytes.bigEndian16(at: packet.offset + 2), packet.offset + 4 <= packet.end
            else { return .malformed }
            layers.append(.vlan, id: tag & 0xFFF)
            packet = packet.advanced(to: packet.offset + 4)
            type = inner
        }
        switch type {
        case EtherType.ipv4: return ipv4(packet, in: bytes, layers)
        case EtherType.ipv6: return ipv6(packet, in: bytes, layers)
        case EtherType.ethernet: return ethernet(packet, in: bytes, layers)
        case EtherType.ppp: return ppp(packet, in: bytes, layers)
        case EtherType.pppoeSession: return pppoe(packet, in: bytes, layers)
        case EtherType.backbone:
            guard layers.hasRoom else { return .tooDeep }
            layers.append(.backbone)
            return ethernet(packet.advanced(to: packet.offset + 4), in: bytes, layers)
        case _ where EtherType.isMPLS(type): return mpls(packet, in: bytes, layers)
        // 802.3 length instead of a type: LLC with SNAP may carry one after all.
        case 0...1500: return llc(packet, in: bytes, layers)
        default: return enclosed(packet, in: bytes, layers) ?? .other
        }
    }

    /// LLC with a SNAP header that names an EtherType (IEEE 802.2, RFC 1042).
    func llc(_ packet: PacketExtent, in bytes: RawSpan, _ layers: Encapsulation) -> FrameContent {
        guard packet.offset + 8 <= packet.end, bytes.bigEndian32(at: packet.offset) == 0xAAAA_0300,
            let rest = bytes.bigEndian32(at: packet.offset + 4), rest >> 16 == 0, rest > 1500
        else { return enclosed(packet, in: bytes, layers) ?? .other }
        return network(
            UInt16(truncatingIfNeeded: rest), packet.advanced(to: packet.offset + 8), in: bytes, layers)
    }

    /// PPP, with or without address and control bytes, protocol in one byte or two (RFC 1661).
    func ppp(_ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation) -> FrameContent {
        guard outer.hasRoom else { return .tooDeep }
        var layers = outer
        layers.append(.ppp)
        var offset = packet.offset
        if bytes.bigEndian16(at: offset) == 0xFF03 { offset += 2 }
        guard offset + 2 <= packet.end, let first = bytes.byte(at: offset), let both = bytes.bigEndian16(at: offset)
        else { return .malformed }
        // An odd first byte is a whole protocol number.
        let number = first & 1 == 1 ? UInt16(first) : both
        let payload = packet.advanced(to: offset + (first & 1 == 1 ? 1 : 2))
        switch number {
        case 0x21: return ipv4(payload, in: bytes, layers)
        case 0x57: return ipv6(payload, in: bytes, layers)
        // A multilink fragment that is the whole packet, with the long sequence number (RFC 1990 §3).
        case 0x3D where bytes.byte(at: payload.offset) == 0xC0:
            return ppp(payload.advanced(to: payload.offset + 4), in: bytes, layers)
        default: return .other
        }
    }

    /// A PPPoE session packet: version and type, code, session, length (RFC 2516).
    private func pppoe(_ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation) -> FrameContent {
        guard outer.hasRoom else { return .tooDeep }
        var layers = outer
        layers.append(.pppoe)
        guard packet.offset + 6 <= packet.end, bytes.bigEndian16(at: packet.offset) == 0x1100,
            let length = bytes.bigEndian16(at: packet.offset + 4),
            let payload = packet.limited(toLength: 6 + Int(length), from: packet.offset)
        else { return .malformed }
        return ppp(payload.advanced(to: packet.offset + 6), in: bytes, layers)
    }

    /// A label stack, then IP or a pseudowire with or without control word (RFC 3032, RFC 4385).
    func mpls(_ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation) -> FrameContent {
        var layers = outer
        var offset = packet.offset
        while true {
            guard layers.hasRoom else { return .tooDeep }
            guard offset + 4 <= packet.end, let label = bytes.bigEndian32(at: offset) else { return .malformed }
            layers.append(.mpls)
            offset += 4
            if label >> 8 & 1 == 1 { break }
        }
        let payload = packet.advanced(to: offset)
        guard offset + 4 <= packet.end, let first = bytes.byte(at: offset) else { return .malformed }
        switch first >> 4 {
        // An Ethernet address may begin with any byte: the check sum tells.
        case 4
        where isIPv4(payload, in: bytes)
            || IPv4Header(in: bytes, payload) != nil && !isEthernet(payload, in: bytes):
            return ipv4(payload, in: bytes, layers)
        case 6 where IPv6Header(in: bytes, payload) != nil: return ipv6(payload, in: bytes, layers)
        // A control word begins with four zero bits; an Ethernet address may, too.
        case 0 where isEthernet(payload.advanced(to: offset + 4), in: bytes):
            return ethernet(payload.advanced(to: offset + 4), in: bytes, layers)
        default:
            if isEthernet(payload, in: bytes) { return ethernet(payload, in: bytes, layers) }
            return enclosed(payload, in: bytes, layers) ?? .other
        }
    }

    /// Whether an EtherType that is decoded here stands where an Ethernet frame has one.
    private func isEthernet(_ packet: PacketExtent, in bytes: RawSpan) -> Bool {
        guard let type = bytes.bigEndian16(at: packet.offset + 12), packet.offset + 14 <= packet.end else {
            return false
        }
        return type == EtherType.ipv4 || type == EtherType.ipv6 || EtherType.isVLAN(type) || EtherType.isMPLS(type)
    }
}
