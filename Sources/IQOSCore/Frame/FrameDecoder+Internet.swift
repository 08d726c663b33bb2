/// IP and what it carries.
extension FrameDecoder {
    /// What an IP header tells the layers above it.
    struct InternetContext: BitwiseCopyable {
        var source: Address
        var destination: Address
        /// Header and payload as sent, bytes.
        var length: Int
        var dscp: UInt8
    }

    enum ProtocolNumber {
        static let ipv4: UInt8 = 4
        static let tcp: UInt8 = 6
        static let udp: UInt8 = 17
        static let ipv6: UInt8 = 41
        static let gre: UInt8 = 47
        static let esp: UInt8 = 50
        static let authentication: UInt8 = 51
        static let etherIP: UInt8 = 97
        /// L2TP version 3 (RFC 3931): only its endpoints know how long the cookie is.
        static let l2tpV3: UInt8 = 115
        static let udpLite: UInt8 = 136
        static let mpls: UInt8 = 137

        /// Whether fragments of it are worth putting together.
        static func isCarrier(_ number: UInt8) -> Bool {
            switch number {
            case udp, udpLite, gre, ipv4, ipv6, authentication, etherIP, l2tpV3, mpls: true
            default: false
            }
        }
    }

    /// IP of either version, told by its first nibble.
    func internet(_ packet: PacketExtent, in bytes: RawSpan, _ layers: Encapsulation) -> FrameContent {
        guard packet.offset < packet.end, let first = bytes.byte(at: packet.offset) else { return .malformed }
        switch first >> 4 {
        case 4: return ipv4(packet, in: bytes, layers)
        case 6: return ipv6(packet, in: bytes, layers)
        default: return .other
        }
    }

    func ipv4(_ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation) -> FrameContent {
        guard outer.hasRoom else { return .tooDeep }
        guard let header = IPv4Header(in: bytes, packet) else { return .malformed }
        var layers = outer
        layers.append(.ipv4)
        let context = InternetContext(
            source: Address(ipv4: header.source), destination: Address(ipv4: header.destination),
            length: header.totalLength, dscp: header.dscp)
        guard header.isFragment else {
            return transport(header.protocolNumber, header.payload, context, in: bytes, layers)
        }
        let key = Fragment.Key(
            source: context.source, destination: context.destination,
            identification: UInt32(header.identification), protocolNumber: header.protocolNumber)
        return fragment(
            key, start: 8 * Int(header.fragmentField & 0x1FFF), isLast: header.fragmentField & 0x2000 == 0,
            header.payload, context, headerLength: header.payload.offset - packet.offset, layers)
    }

    func ipv6(_ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation) -> FrameContent {
        guard outer.hasRoom else { return .tooDeep }
        guard let header = IPv6Header(in: bytes, packet) else { return .malformed }
        var layers = outer
        layers.append(.ipv6)
        let context = InternetContext(
            source: header.source, destination: header.destination, length: header.totalLength, dscp: header.dscp)
        guard header.isFragment else {
            return transport(header.protocolNumber, header.payload, context, in: bytes, layers)
        }
        let key = Fragment.Key(
            source: context.source, destination: context.destination, identification: header.identification,
            protocolNumber: header.fragmentProtocol)
        return fragment(
            key, start: Int(header.fragmentField & 0xFFF8), isLast: header.fragmentField & 1 == 0, header.payload,
            context, headerLength: 40, layers)
    }

    /// Goes on with a packet that was put together from fragments.
    ///
    /// - Parameters:
    ///   - bytes: The payload of the packet.
    ///   - last: The fragment that completed it.
    func content(ofReassembled bytes: RawSpan, _ last: Fragment) -> FrameContent {
        let context = InternetContext(
            source: last.key.source, destination: last.key.destination,
            length: last.headerLength + bytes.byteCount, dscp: last.dscp)
        let packet = PacketExtent(offset: 0, end: bytes.byteCount, cut: false)
        return transport(last.key.protocolNumber, packet, context, in: bytes, last.encapsulation)
    }

    private func fragment(
        _ key: Fragment.Key, start: Int, isLast: Bool, _ payload: PacketExtent, _ context: InternetContext,
        headerLength: Int, _ layers: Encapsulation
    ) -> FrameContent {
        guard ProtocolNumber.isCarrier(key.protocolNumber) else { return .other }
        guard payload.end == payload.sentEnd else { return .incompleteFragment }
        return .fragment(
            Fragment(
                key: key, start: start, payload: payload.offset..<payload.end, isLast: isLast,
                headerLength: headerLength, dscp: context.dscp, encapsulation: layers))
    }

    /// What follows an IP protocol number.
    func transport(
        _ number: UInt8, _ packet: PacketExtent, _ context: InternetContext, in bytes: RawSpan, _ layers: Encapsulation
    ) -> FrameContent {
        switch number {
        case ProtocolNumber.udp: return udp(packet, context, in: bytes, layers)
        case ProtocolNumber.tcp: return tcp(packet, context, in: bytes, layers)
        case ProtocolNumber.ipv4: return ipv4(packet, in: bytes, layers)
        case ProtocolNumber.ipv6: return ipv6(packet, in: bytes, layers)
        case ProtocolNumber.gre: return gre(packet, in: bytes, layers)
        case ProtocolNumber.mpls: return mpls(packet, in: bytes, layers)
        case ProtocolNumber.esp: return esp(packet, context, in: bytes, layers)
        case ProtocolNumber.l2tpV3: return enclosed(packet, in: bytes, layers) ?? .other
        case ProtocolNumber.udpLite:
            var layers = layers
            layers.append(.udpLite)
            return udp(packet, context, in: bytes, layers)
        case ProtocolNumber.authentication:
            // Length in 4-byte units, minus two (RFC 4302 §2.2); IPv6 reads it among its extension headers.
            guard let next = bytes.byte(at: packet.offset), let units = bytes.byte(at: packet.offset + 1),
                packet.offset + 8 + 4 * Int(units) <= packet.end
            else { return .malformed }
            guard layers.hasRoom else { return .tooDeep }
            var layers = layers
            layers.append(.authentication)
            return transport(
                next, packet.advanced(to: packet.offset + 8 + 4 * Int(units)), context, in: bytes, layers)
        case ProtocolNumber.etherIP:
            // Version 3 and 12 bits of 0 (RFC 3378 §3).
            guard bytes.bigEndian16(at: packet.offset) == 0x3000 else { return .other }
            var layers = layers
            layers.append(.etherIP)
            return ethernet(packet.advanced(to: packet.offset + 2), in: bytes, layers)
        default: return .other
        }
    }

    /// Reads the UDP header; the length field may be smaller than the packet, never larger.
    private func udp(
        _ packet: PacketExtent, _ context: InternetContext, in bytes: RawSpan, _ layers: Encapsulation
    ) -> FrameContent {
        let offset = packet.offset
        guard offset + 8 <= packet.end, let ports = bytes.bigEndian32(at: offset),
            let claimed = bytes.bigEndian16(at: offset + 4)
        else { return .malformed }
        let sent = packet.sentEnd - offset
        // Segmentation offload leaves 0 in frames captured on the sending host; what UDP-Lite has there is how much of
        // the datagram is checked, not how long it is (RFC 3828 §3.1).
        let length = claimed == 0 || layers.innermost == .udpLite ? sent : Int(claimed)
        guard length >= 8, let extent = packet.limited(toLength: length, from: offset) else { return .malformed }
        let flow = Flow(
            source: context.source, destination: context.destination, sourcePort: UInt16(ports >> 16),
            destinationPort: UInt16(truncatingIfNeeded: ports))
        if let inner = udpTunnel(flow, extent.advanced(to: offset + 8), context, in: bytes, layers) { return inner }
        return .datagram(
            Datagram(
                flow: flow, payloadOffset: offset + 8, capturedLength: extent.end - offset - 8,
                payloadLength: length - 8, ipLength: context.length, dscp: context.dscp, encapsulation: layers))
    }

    /// Reads the TCP header (RFC 9293 §3.1).
    private func tcp(
        _ packet: PacketExtent, _ context: InternetContext, in bytes: RawSpan, _ layers: Encapsulation
    ) -> FrameContent {
        let offset = packet.offset
        guard offset + 20 <= packet.end, let ports = bytes.bigEndian32(at: offset),
            let sequence = bytes.bigEndian32(at: offset + 4), let control = bytes.bigEndian16(at: offset + 12)
        else { return .malformed }
        let headerLength = Int(control >> 12) * 4
        guard headerLength >= 20, offset + headerLength <= packet.sentEnd else { return .malformed }
        let payload = offset + headerLength
        return .segment(
            TCPSegment(
                flow: Flow(
                    source: context.source, destination: context.destination, sourcePort: UInt16(ports >> 16),
                    destinationPort: UInt16(truncatingIfNeeded: ports)),
                sequenceNumber: sequence, acknowledged: control & 0x10 != 0 ? bytes.bigEndian32(at: offset + 8) : nil,
                isSyn: control & 2 != 0, isFinOrReset: control & 5 != 0,
                payloadOffset: payload, capturedLength: max(0, packet.end - payload),
                payloadLength: packet.sentEnd - payload, ipLength: context.length, dscp: context.dscp,
                encapsulation: layers))
    }
}
