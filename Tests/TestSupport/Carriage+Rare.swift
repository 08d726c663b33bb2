/// Tunnels and links that few networks have.
extension Carriage {
    /// One frame that carries a packet.
    ///
    /// - Parameters:
    ///   - inner: The packet from its IP header on.
    ///   - frame: The same in Ethernet.
    func rareFrame(_ inner: [UInt8], _ frame: [UInt8]) -> [UInt8] {
        let outer = { (port: Int, payload: [UInt8]) in
            WireBytes.ethernet(WireBytes.ipv4(0xC0A8_0001, 0xC0A8_0002, WireBytes.udp(40000, port, payload)))
        }
        let ip = { (protocolNumber: Int, payload: [UInt8]) in
            WireBytes.ethernet(WireBytes.ipv4(0xC0A8_0001, 0xC0A8_0002, payload, protocolNumber: protocolNumber))
        }
        let data = bytes("08010000") + Self.wirelessAddresses
        let llc = bytes("aaaa030000000800")
        switch self {
        case .vxlanGPE: return outer(4790, bytes("0c00000100002a00") + inner)
        case .udpLite:
            var packet = inner
            // Only the header is checked.
            packet.replaceSubrange(24..<26, with: [0, 8])
            packet[9] = 136
            return WireBytes.ethernet(packet)
        case .authentication:
            return ip(51, bytes("0404 0000 00000001 00000001") + bytes("000102030405060708090a0b") + inner)
        case .etherIP: return ip(97, bytes("3000") + frame)
        case .backbone: return WireBytes.ethernet(bytes("00000007") + frame, type: 0x88E7)
        case .capwap: return outer(5247, bytes("0010020000000000") + frame)
        case .capwapWireless: return outer(5247, bytes("0010030000000000") + data + llc + inner)
        case .vxlanGroup:
            return outer(4789, bytes("8800000700002a00") + WireBytes.ethernet(WireBytes.checked(inner)))
        case .lispNonce: return outer(4341, bytes("8012345600000000") + inner)
        case .greUDPChecksum: return outer(4754, bytes("8000080012340000") + inner)
        case .serviceChain:
            return WireBytes.ethernet(
                bytes("0fc20101 000123ff") + [UInt8](repeating: 0, count: 16) + WireBytes.checked(inner), type: 0x894F)
        case .lisp: return outer(4341, bytes("0800000000000001") + inner)
        case .mplsUDP: return outer(6635, bytes("00065140") + inner)
        case .ciscoHDLC: return bytes("0f000800") + inner
        case .frameRelay: return bytes("184103cc") + inner
        case .frameRelayCisco: return bytes("18410800") + inner
        case .pppHDLC: return bytes("ff030021") + inner
        // Prefix (type 10), then the packet (type 9), little-endian.
        case .nflog:
            let length = WireBytes.bigEndian16(inner.count + 4)
            return bytes("02000001 0500 0a00 00 000000") + [length[1], length[0]] + bytes("0900") + inner
        case .pflog:
            return [61, 2, 0, 0] + [UInt8](repeating: 0, count: 60) + inner
        case .erf:
            let length = WireBytes.bigEndian16(frame.count + 18)
            return bytes("0000000000000000 02 04") + length + bytes("0000") + WireBytes.bigEndian16(frame.count)
                + bytes("0000") + frame
        case .docsis:
            let header = bytes("0000") + WireBytes.bigEndian16(frame.count)
            return header + Self.check(header) + frame
        case .atm: return llc + inner
        case .tokenRing: return bytes("1040 020000000001 020000000002") + llc + inner
        case .fddi: return bytes("50 020000000001 020000000002") + llc + inner
        case .avs: return bytes("80211001 00000040") + [UInt8](repeating: 0, count: 56) + data + llc + inner
        case .prism: return bytes("44000000 90000000") + [UInt8](repeating: 0, count: 136) + data + llc + inner
        default: return frame
        }
    }

    /// The header check sequence of DOCSIS: the CRC of X.25, its higher byte last.
    private static func check(_ header: [UInt8]) -> [UInt8] {
        var remainder: UInt16 = 0xFFFF
        for byte in header {
            remainder ^= UInt16(byte)
            for _ in 0..<8 { remainder = remainder >> 1 ^ (remainder & 1 != 0 ? 0x8408 : 0) }
        }
        return [UInt8(~remainder & 0xFF), UInt8(~remainder >> 8)]
    }
}
