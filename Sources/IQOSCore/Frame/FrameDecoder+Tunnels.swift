/// Ports of UDP on which tunnels come.
enum TunnelPort: UInt16, CaseIterable {
    case gtpU = 2152
    case vxlan = 4789
    /// VXLAN before its registration.
    case oldVXLAN = 8472
    case geneve = 6081
    case l2tp = 1701
    case tzsp = 37008
    case vxlanGPE = 4790
    case capwap = 5247
    case lisp = 4341
    case teredo = 3544
    case mpls = 6635
    /// GRE in UDP (RFC 8086).
    case gre = 4754
    /// Generic UDP encapsulation, multicast tunnels (RFC 7450), GTP-U before its first version.
    case gue = 6080
    case amt = 2268
    case oldGTP = 3386
}

/// Tunnels: each is entered only where its header is whole and consistent.
extension FrameDecoder {
    /// Whether a port is one that tunnels use; `tunnelPorts` has the same.
    @inline(__always) static func isTunnelPort(_ port: UInt16) -> Bool { TunnelPort(rawValue: port) != nil }

    /// Whether one of two ports is one that tunnels use.
    ///
    /// Ports of a flood are any: comparing them with one after another takes turns that no processor foresees. Two bits,
    /// each told by six bits of a port, leave out all but 2 % of them.
    @inline(__always) static func isTunnelPort(_ source: UInt16, or destination: UInt16) -> Bool {
        mayBeTunnelPort(source) | mayBeTunnelPort(destination) != 0
            && (isTunnelPort(source) || isTunnelPort(destination))
    }

    @inline(__always) private static func mayBeTunnelPort(_ port: UInt16) -> UInt64 {
        (tunnelPorts(0) &>> UInt64(port & 63)) & (tunnelPorts(6) &>> UInt64(port &>> 6 & 63)) & 1
    }

    /// A bit for each value that six bits of a tunnel's port have, from a place on. A constant, once compiled.
    @inline(__always) private static func tunnelPorts(_ place: UInt16) -> UInt64 {
        func bit(_ port: TunnelPort) -> UInt64 { 1 &<< UInt64(port.rawValue &>> place & 63) }
        return bit(.gtpU) | bit(.vxlan) | bit(.oldVXLAN) | bit(.geneve) | bit(.l2tp) | bit(.tzsp) | bit(.vxlanGPE)
            | bit(.capwap) | bit(.lisp) | bit(.teredo) | bit(.mpls) | bit(.gre) | bit(.gue) | bit(.amt) | bit(.oldGTP)
    }

    /// The ports on which something may be enclosed: those of tunnels, and that of ESP.
    static let enclosingPorts = TunnelPort.allCases.map(\.rawValue) + [espPort]

    /// What a UDP payload carries if it is a tunnel's; `nil` where it is none.
    ///
    /// A port alone proves nothing: these are ports of RTP, too, and some of the headers can begin as RTP does.
    func udpTunnel(
        _ flow: Flow, _ packet: PacketExtent, _ context: InternetContext, in bytes: RawSpan, _ layers: Encapsulation
    ) -> FrameContent? {
        guard packet.offset + 8 <= packet.end, let head = bytes.bigEndian32(at: packet.offset) else { return nil }
        if head == 0x4845_5033 { return hep(packet, in: bytes, layers) }
        guard Self.isTunnelPort(flow.sourcePort, or: flow.destinationPort) else {
            return Self.isESP(ports: UInt32(flow.sourcePort) << 16 | UInt32(flow.destinationPort))
                ? espInUDP(packet, context, in: bytes, layers) : nil
        }
        return tunnel(of: flow, head, packet, context, in: bytes, layers) ?? enclosed(packet, in: bytes, layers)
    }

    /// What the header of the tunnel whose port it is says that it carries.
    private func tunnel(
        of flow: Flow, _ head: UInt32, _ packet: PacketExtent, _ context: InternetContext, in bytes: RawSpan,
        _ layers: Encapsulation
    ) -> FrameContent? {
        switch (TunnelPort(rawValue: flow.sourcePort), TunnelPort(rawValue: flow.destinationPort)) {
        case (.gtpU, _), (_, .gtpU): return gtpU(packet, in: bytes, layers)
        case (_, .vxlan), (_, .oldVXLAN): return vxlan(head, packet, in: bytes, layers)
        case (_, .geneve): return geneve(head, packet, in: bytes, layers)
        case (.l2tp, _), (_, .l2tp): return l2tp(head, packet, in: bytes, layers)
        case (_, .tzsp): return tzsp(head, packet, in: bytes, layers)
        case (_, .vxlanGPE): return vxlanGPE(head, packet, in: bytes, layers)
        case (.capwap, _), (_, .capwap): return capwap(head, packet, in: bytes, layers)
        case (_, .lisp): return lisp(packet, in: bytes, layers)
        case (.teredo, _), (_, .teredo): return teredo(packet, in: bytes, layers)
        case _ where flow.sourcePort == Self.espPort || flow.destinationPort == Self.espPort:
            return espInUDP(packet, context, in: bytes, layers)
        case (_, .mpls): return known(mpls(packet, in: bytes, layers))
        case (_, .gre): return known(gre(packet, in: bytes, layers))
        default: return nil
        }
    }

    /// GTP-U version 1, a G-PDU with its extension headers (3GPP TS 29.281 §5).
    private func gtpU(_ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation) -> FrameContent? {
        let start = packet.offset
        guard let flags = bytes.byte(at: start), flags >> 4 == 3, bytes.byte(at: start + 1) == 0xFF,
            let length = bytes.bigEndian16(at: start + 2),
            var inner = packet.limited(toLength: 8 + Int(length), from: start)
        else { return nil }
        guard outer.hasRoom else { return .tooDeep }
        var layers = outer
        layers.append(.gtpU)
        inner.offset = start + 8
        if flags & 7 != 0 {
            guard var next = bytes.byte(at: start + 11) else { return nil }
            inner.offset = start + 12
            while flags & 4 != 0, next != 0 {
                guard let units = bytes.byte(at: inner.offset), units > 0,
                    let following = bytes.byte(at: inner.offset + 4 * Int(units) - 1),
                    inner.offset + 4 * Int(units) <= inner.end
                else { return nil }
                inner.offset += 4 * Int(units)
                next = following
            }
        }
        return internet(inner, in: bytes, layers)
    }

    /// VXLAN: the I flag and nothing else, then Ethernet (RFC 7348 §5).
    private func vxlan(
        _ head: UInt32, _ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation
    ) -> FrameContent? {
        guard head == 0x0800_0000 else { return nil }
        guard outer.hasRoom else { return .tooDeep }
        var layers = outer
        layers.append(.vxlan)
        return ethernet(packet.advanced(to: packet.offset + 8), in: bytes, layers)
    }

    /// Geneve version 0 with its options (RFC 8926 §3.4).
    private func geneve(
        _ head: UInt32, _ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation
    ) -> FrameContent? {
        guard head >> 30 == 0, head >> 16 & 0x3F == 0 else { return nil }
        guard outer.hasRoom else { return .tooDeep }
        var layers = outer
        layers.append(.geneve)
        let offset = packet.offset + 8 + 4 * Int(head >> 24 & 0x3F)
        guard offset <= packet.end else { return nil }
        return network(UInt16(truncatingIfNeeded: head), packet.advanced(to: offset), in: bytes, layers)
    }

    /// An L2TP version 2 data message (RFC 2661 §3.1).
    private func l2tp(
        _ head: UInt32, _ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation
    ) -> FrameContent? {
        let flags = UInt16(head >> 16)
        // Version 2, no control message, reserved bits clear.
        guard flags & 0x000F == 2, flags & 0x8000 == 0, flags & 0x34F0 == 0 else { return nil }
        guard outer.hasRoom else { return .tooDeep }
        var layers = outer
        layers.append(.l2tp)
        var offset = packet.offset + 6
        if flags & 0x4000 != 0 { offset += 2 }
        if flags & 0x0800 != 0 { offset += 4 }
        if flags & 0x0200 != 0 {
            guard let pad = bytes.bigEndian16(at: offset) else { return nil }
            offset += 2 + Int(pad)
        }
        guard offset < packet.end else { return nil }
        return ppp(packet.advanced(to: offset), in: bytes, layers)
    }

    /// TZSP: version 1, a received or sent packet, tagged fields up to the end tag.
    private func tzsp(
        _ head: UInt32, _ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation
    ) -> FrameContent? {
        guard head >> 24 == 1, head >> 16 & 0xFF <= 1 else { return nil }
        guard outer.hasRoom else { return .tooDeep }
        var layers = outer
        layers.append(.tzsp)
        var offset = packet.offset + 4
        while true {
            guard offset < packet.end, let tag = bytes.byte(at: offset) else { return nil }
            offset += 1
            if tag == 1 { break }
            if tag == 0 { continue }
            guard let length = bytes.byte(at: offset) else { return nil }
            offset += 1 + Int(length)
        }
        let inner = packet.advanced(to: offset)
        switch head & 0xFFFF {
        case 1: return ethernet(inner, in: bytes, layers)
        case 0x12: return wireless(inner, in: bytes, layers)
        default: return .other
        }
    }

    /// GRE with checksum, key and sequence number; version 1 carries PPP (RFC 2784, RFC 2890, RFC 2637).
    func gre(_ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation) -> FrameContent {
        guard outer.hasRoom else { return .tooDeep }
        guard packet.offset + 4 <= packet.end, let head = bytes.bigEndian32(at: packet.offset) else {
            return .malformed
        }
        let flags = UInt16(head >> 16)
        let type = UInt16(truncatingIfNeeded: head)
        var layers = outer
        layers.append(.gre)
        // Routing is deprecated, other versions are unknown.
        guard flags & 0x4000 == 0, flags & 7 <= 1 else { return .other }
        var offset = packet.offset + 4
        for bit in [UInt16(0x8000), 0x2000, 0x1000] where flags & bit != 0 { offset += 4 }
        if flags & 7 == 1, flags & 0x0080 != 0 { offset += 4 }
        guard offset <= packet.end else { return .malformed }
        let inner = packet.advanced(to: offset)
        switch type {
        // ERSPAN type II has a sequence number in GRE, type I has neither that nor a header of its own.
        case 0x88BE: return erspan(inner, headerLength: flags & 0x1000 != 0 ? 8 : 0, in: bytes, layers)
        case 0x22EB:
            // Type III: twelve bytes, and eight more where the O bit in the last one says so.
            let hasSubheader = (bytes.byte(at: offset + 11) ?? 0) & 1 != 0
            return erspan(inner, headerLength: hasSubheader ? 20 : 12, in: bytes, layers)
        default: return network(type, inner, in: bytes, layers)
        }
    }

    private func erspan(
        _ packet: PacketExtent, headerLength: Int, in bytes: RawSpan, _ outer: Encapsulation
    ) -> FrameContent {
        guard outer.hasRoom else { return .tooDeep }
        var layers = outer
        layers.append(.erspan)
        return ethernet(packet.advanced(to: packet.offset + headerLength), in: bytes, layers)
    }
}
