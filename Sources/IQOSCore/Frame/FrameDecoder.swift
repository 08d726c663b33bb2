/// Walks the headers of a frame down to its UDP datagram: the one place where link types and layers are listed.
///
/// Each step reads one header and says what comes next, so a tunnel is one more step. The depth is bounded by
/// `Encapsulation.hasRoom`.
public struct FrameDecoder: Sendable {
    /// EtherType of IEEE 802.3, as the next layer below the link.
    private enum EtherType {
        static let ipv4: UInt16 = 0x0800
        static let ipv6: UInt16 = 0x86DD

        /// 802.1Q, 802.1ad (QinQ) and the numbers used before it.
        @inline(__always) static func isVLAN(_ type: UInt16) -> Bool {
            type == 0x8100 || type == 0x88A8 || type == 0x9100 || type == 0x9200 || type == 0x9300
        }
    }

    public init() {}

    /// Finds the datagram of a frame.
    ///
    /// - Parameter bytes: The batch; the frame lies at `frame.offset`.
    /// - Complexity: O(1): at most eight layers and eight IPv6 extension headers.
    @inline(__always)
    public func content(of frame: FrameRef, in bytes: RawSpan) -> FrameContent {
        let start = Int(frame.offset)
        let packet = PacketExtent(
            offset: start, end: start + Int(frame.capturedLength), cut: frame.capturedLength < frame.originalLength)
        guard packet.end <= bytes.byteCount else { return .malformed }
        var layers = Encapsulation()
        switch frame.linkType {
        case .ethernet:
            layers.append(.ethernet)
            guard let type = bytes.bigEndian16(at: start + 12), start + 14 <= packet.end else { return .malformed }
            return network(type, packet.advanced(to: start + 14), in: bytes, layers)
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
        default:
            return .unknownLinkType
        }
    }

    /// What follows an EtherType.
    @inline(__always)
    private func network(
        _ type: UInt16, _ packet: PacketExtent, in bytes: RawSpan, _ layers: Encapsulation
    ) -> FrameContent {
        if type == EtherType.ipv4 { return ipv4(packet, in: bytes, layers) }
        return lessCommonNetwork(type, packet, in: bytes, layers)
    }

    @inline(never)
    private func lessCommonNetwork(
        _ firstType: UInt16, _ firstPacket: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation
    ) -> FrameContent {
        var type = firstType
        var packet = firstPacket
        var layers = outer
        while EtherType.isVLAN(type) {
            guard layers.hasRoom, let tag = bytes.bigEndian16(at: packet.offset),
                let inner = bytes.bigEndian16(at: packet.offset + 2), packet.offset + 4 <= packet.end
            else { return .malformed }
            layers.append(.vlan, id: tag & 0xFFF)
            packet = packet.advanced(to: packet.offset + 4)
            type = inner
        }
        switch type {
        case EtherType.ipv4: return ipv4(packet, in: bytes, layers)
        case EtherType.ipv6: return ipv6(packet, in: bytes, layers)
        // 802.3 length instead of a type: LLC with SNAP may carry one after all.
        case 0...1500:
            guard bytes.bigEndian32(at: packet.offset) == 0xAAAA_0300, bytes.byte(at: packet.offset + 4) == 0,
                bytes.byte(at: packet.offset + 5) == 0, let inner = bytes.bigEndian16(at: packet.offset + 6),
                packet.offset + 8 <= packet.end, inner > 1500
            else { return .other }
            return lessCommonNetwork(inner, packet.advanced(to: packet.offset + 8), in: bytes, layers)
        default: return .other
        }
    }

    /// IP of either version, told by its first nibble.
    private func internet(_ packet: PacketExtent, in bytes: RawSpan, _ layers: Encapsulation) -> FrameContent {
        guard packet.offset < packet.end, let first = bytes.byte(at: packet.offset) else { return .malformed }
        switch first >> 4 {
        case 4: return ipv4(packet, in: bytes, layers)
        case 6: return ipv6(packet, in: bytes, layers)
        default: return .other
        }
    }

    @inline(__always)
    private func ipv4(_ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation) -> FrameContent {
        guard let header = IPv4Header(in: bytes, packet) else { return .malformed }
        guard header.protocolNumber == 17 else { return .other }
        if header.isFragment { return .fragment }
        var layers = outer
        layers.append(.ipv4)
        return udp(
            header.payload, Address(ipv4: header.source), Address(ipv4: header.destination),
            ipLength: header.totalLength, dscp: header.dscp, in: bytes, layers)
    }

    @inline(never)
    private func ipv6(_ packet: PacketExtent, in bytes: RawSpan, _ outer: Encapsulation) -> FrameContent {
        guard let header = IPv6Header(in: bytes, packet) else { return .malformed }
        guard header.protocolNumber == 17 else { return header.isFragment ? .fragment : .other }
        var layers = outer
        layers.append(.ipv6)
        return udp(
            header.payload, header.source, header.destination,
            ipLength: header.totalLength, dscp: header.dscp, in: bytes, layers)
    }

    /// Reads the UDP header; the length field may be smaller than the packet, never larger.
    @inline(__always)
    private func udp(
        _ packet: PacketExtent, _ source: Address, _ destination: Address, ipLength: Int, dscp: UInt8,
        in bytes: RawSpan, _ layers: Encapsulation
    ) -> FrameContent {
        let offset = packet.offset
        guard offset + 8 <= packet.end, let ports = bytes.bigEndian32(at: offset),
            let claimed = bytes.bigEndian16(at: offset + 4)
        else { return .malformed }
        let sent = packet.sentEnd - offset
        // Segmentation offload leaves 0 in frames captured on the sending host.
        let length = claimed == 0 ? sent : Int(claimed)
        guard length >= 8, length <= sent else { return .malformed }
        return .datagram(
            Datagram(
                flow: Flow(
                    source: source, destination: destination, sourcePort: UInt16(ports >> 16),
                    destinationPort: UInt16(truncatingIfNeeded: ports)),
                payloadOffset: offset + 8, capturedLength: min(offset + length, packet.end) - offset - 8,
                payloadLength: length - 8, ipLength: ipLength, dscp: dscp, encapsulation: layers))
    }
}
