import IQOSCore

/// Ways for RTP to travel, each as its specification draws it.
public enum Carriage: String, CaseIterable, Sendable {
    case plain, vlan, qinq, mpls
    case mplsControlWord = "mpls-control-word"
    case mplsPlainEthernet = "mpls-ethernet"
    case pppoe
    case gre
    case greAllFields = "gre-checksum-key-sequence"
    case greEthernet = "gre-ethernet"
    case erspan2 = "erspan-ii"
    case erspan3 = "erspan-iii"
    case erspan3Subheader = "erspan-iii-subheader"
    case vxlan, geneve
    case geneveOptions = "geneve-options"
    case gtpU = "gtp-u"
    case gtpUExtension = "gtp-u-extension"
    case gtpUSequence = "gtp-u-sequence-extensions"
    case ipip
    case sixInFour = "6in4"
    case fourInSix = "4in6"
    case l2tp
    case l2tpAllFields = "l2tp-all-fields"
    case tzsp
    case radiotap
    case radiotapQoS = "radiotap-qos"
    case ppi, hep3
    case turnChannel = "turn-channel"
    case turnSend = "turn-send"
    case turnData = "turn-data"
    case turnMultiplex = "turn-multiplex"
    case turnChannelTCP = "turn-channel-tcp"
    case turnDataTCP = "turn-data-tcp"
    case rfc4571
    case rtspInterleaved = "rtsp-interleaved"
    case ipv4Fragments = "ipv4-fragments"
    case ipv6
    case ipv6Fragments = "ipv6-fragments"
    case vxlanVLAN = "vxlan-in-vlan"
    case vxlanGPE = "vxlan-gpe"
    case udpLite = "udp-lite"
    case authentication = "ah"
    case etherIP = "etherip"
    case backbone = "802.1ah"
    case capwap
    case capwapWireless = "capwap-wireless"
    /// These begin as RTP does.
    case vxlanGroup = "vxlan-group"
    case lispNonce = "lisp-nonce"
    case greUDPChecksum = "gre-in-udp-checksum"
    case serviceChain = "nsh"
    case lisp, teredo
    case mplsUDP = "mpls-in-udp"
    case ciscoHDLC = "cisco-hdlc"
    case frameRelay = "frame-relay"
    case frameRelayCisco = "frame-relay-cisco"
    case pppHDLC = "ppp-hdlc"
    case nflog, pflog, erf, docsis, atm
    case tokenRing = "token-ring"
    case fddi, avs, prism
    case esp
    case espTunnel = "esp-tunnel"
    case espUDP = "esp-udp"
    case radiotapAggregate = "radiotap-aggregate"
    case rfc4571Cut = "rfc4571-cut"
    case rtspHTTP = "rtsp-http"

    /// Where RTP goes, under all that is around it.
    public static let path = TestCapture.Path()

    public var linkType: LinkType {
        switch self {
        case .radiotap, .radiotapQoS, .radiotapAggregate: .ieee80211Radiotap
        case .ppi: .ppi
        case .ciscoHDLC: .ciscoHDLC
        case .frameRelay, .frameRelayCisco: .frameRelay
        case .pppHDLC: .pppHDLC
        case .nflog: .nflog
        case .pflog: .pflog
        case .erf: .erf
        case .docsis: .docsis
        case .atm: .atm
        case .tokenRing: .tokenRing
        case .fddi: .fddi
        case .avs: .avs
        case .prism: .prism
        default: .ethernet
        }
    }

    public var isTCP: Bool {
        switch self {
        case .turnChannelTCP, .turnDataTCP, .rfc4571, .rfc4571Cut, .rtspInterleaved, .rtspHTTP: true
        default: false
        }
    }
    public var isIPv6: Bool { self == .ipv6 || self == .ipv6Fragments || self == .sixInFour || self == .teredo }

    /// The capture of a stream whose packets travel this way, in the order given.
    public func capture(of packets: [SimulatedPacket]) -> TestCapture {
        var capture = TestCapture()
        var sequence = 1
        if self == .rtspInterleaved, let first = packets.first {
            sequence += setUp(in: &capture, before: first.arrival)
        }
        if self == .rtspHTTP, let first = packets.first {
            sequence += tunnel(in: &capture, before: first.arrival)
        }
        for (number, packet) in packets.enumerated() {
            let rtp = WireBytes.rtp(
                type: packet.type, sequence: Int(packet.sequence), timestamp: Int(packet.timestamp),
                isMarker: packet.isMarker, payload: packet.payload)
            if isTCP {
                let framed = framed(rtp, number: number)
                capture.append(connection: framed, arrival: packet.arrival, on: tcpPath, sequence: sequence)
                sequence += framed.count
            } else {
                for frame in frames(rtp, number: number) {
                    capture.append(frame: frame, arrival: packet.arrival, linkType: linkType)
                }
            }
        }
        if self == .rfc4571Cut {
            // Headers of Ethernet, IPv4 and TCP, the length, RTP's header and twenty bytes of sound.
            for index in capture.frames.indices { capture.frames[index].bytes.removeSubrange(88...) }
        }
        return capture
    }

    var tcpPath: TestCapture.Path {
        switch self {
        case .rtspInterleaved, .rtspHTTP: TestCapture.Path(from: 554, to: 20000)
        case .turnChannelTCP, .turnDataTCP: TestCapture.Path(from: 3478, to: 20000)
        default: Self.path
        }
    }

    /// A client asks for interleaved RTP and is answered, as readers that go by signalling need it.
    private func setUp(in capture: inout TestCapture, before arrival: Int64) -> Int {
        let transport = "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n"
        let request = "SETUP rtsp://10.0.0.1/a RTSP/1.0\r\nCSeq: 1\r\n\(transport)\r\n"
        let answer = "RTSP/1.0 200 OK\r\nCSeq: 1\r\nSession: 1\r\n\(transport)\r\n"
        capture.append(connection: Array(request.utf8), arrival: arrival, on: tcpPath.reversed)
        capture.append(connection: Array(answer.utf8), arrival: arrival, on: tcpPath)
        return answer.utf8.count
    }

    private func framed(_ rtp: [UInt8], number: Int) -> [UInt8] {
        switch self {
        case .turnDataTCP: Self.indication("0017", rtp, number: number)
        case .turnChannelTCP: Self.channelData(rtp)
        case .rtspInterleaved, .rtspHTTP: [0x24, 0] + WireBytes.bigEndian16(rtp.count) + rtp
        default: WireBytes.bigEndian16(rtp.count) + rtp
        }
    }

    private static func channelData(_ data: [UInt8]) -> [UInt8] {
        bytes("4001") + WireBytes.bigEndian16(data.count) + data + [UInt8](repeating: 0, count: -data.count & 3)
    }

    /// A TURN indication with an address of the peer and the data (RFC 8656 §11).
    private static func indication(_ type: String, _ data: [UInt8], number: Int) -> [UInt8] {
        let padded = data + [UInt8](repeating: 0, count: -data.count & 3)
        let attributes =
            bytes("0012 0008 0001 2b6f 2b12 a440 0013") + WireBytes.bigEndian16(data.count) + padded
        return bytes(type) + WireBytes.bigEndian16(attributes.count) + bytes("2112a442 000102030405060708")
            + [0, UInt8(number >> 8 & 255), UInt8(number & 255)] + attributes
    }

    private static func hep(_ rtp: [UInt8]) -> [UInt8] {
        func chunk(_ type: Int, _ value: [UInt8]) -> [UInt8] {
            [0, 0] + WireBytes.bigEndian16(type) + WireBytes.bigEndian16(6 + value.count) + value
        }
        let body =
            chunk(1, [2]) + chunk(2, [17]) + chunk(3, WireBytes.bigEndian32(path.source))
            + chunk(4, WireBytes.bigEndian32(path.destination)) + chunk(7, WireBytes.bigEndian16(path.sourcePort))
            + chunk(8, WireBytes.bigEndian16(path.destinationPort)) + chunk(11, [4]) + chunk(15, rtp)
        return Array("HEP3".utf8) + WireBytes.bigEndian16(6 + body.count) + body
    }

    /// Ethernet frames, or those of `linkType`, that carry one packet.
    public func frames(_ rtp: [UInt8], number: Int) -> [[UInt8]] {
        let udp = WireBytes.udp(Self.path.sourcePort, Self.path.destinationPort, rtp)
        let inner = WireBytes.ipv4(Self.path.source, Self.path.destination, udp)
        let inner6 = WireBytes.ipv6(1, 2, udp)
        let frame = WireBytes.ethernet(inner)
        let outer = { (port: Int, payload: [UInt8]) in
            WireBytes.ethernet(WireBytes.ipv4(0xC0A8_0001, 0xC0A8_0002, WireBytes.udp(40000, port, payload)))
        }
        let ip = { (protocolNumber: Int, payload: [UInt8]) in
            WireBytes.ethernet(WireBytes.ipv4(0xC0A8_0001, 0xC0A8_0002, payload, protocolNumber: protocolNumber))
        }
        let counter = WireBytes.bigEndian32(number)
        switch self {
        case .plain: return [frame]
        case .vlan: return [WireBytes.ethernet(inner, tags: [(0x8100, 42)])]
        case .qinq: return [WireBytes.ethernet(inner, tags: [(0x88A8, 7), (0x8100, 42)])]
        case .mpls: return [WireBytes.ethernet(bytes("00064040 00065140") + inner, type: 0x8847)]
        case .mplsControlWord: return [WireBytes.ethernet(bytes("00065140 00000000") + frame, type: 0x8847)]
        case .mplsPlainEthernet: return [WireBytes.ethernet(bytes("00065140") + frame, type: 0x8847)]
        case .pppoe:
            let length = WireBytes.bigEndian16(inner.count + 2)
            return [WireBytes.ethernet(bytes("11000007") + length + bytes("0021") + inner, type: 0x8864)]
        case .gre: return [ip(47, bytes("00000800") + inner)]
        case .greAllFields: return [ip(47, bytes("b0000800 00000000 00000001") + counter + inner)]
        case .greEthernet: return [ip(47, bytes("20006558 00000007") + frame)]
        case .erspan2: return [ip(47, bytes("100088be") + counter + bytes("1064000700000000") + frame)]
        case .erspan3: return [ip(47, bytes("100022eb") + counter + bytes("206400070000000000000000") + frame)]
        case .erspan3Subheader:
            return [ip(47, bytes("100022eb") + counter + bytes("206400070000000000000001 0c00000000000000") + frame)]
        case .vxlan: return [outer(4789, bytes("0800000000002a00") + frame)]
        case .vxlanVLAN:
            let tunnel = WireBytes.udp(
                40000, 4789, bytes("0800000000002a00") + WireBytes.ethernet(inner, tags: [(0x8100, 9)]))
            return [WireBytes.ethernet(WireBytes.ipv4(0xC0A8_0001, 0xC0A8_0002, tunnel), tags: [(0x8100, 42)])]
        case .geneve: return [outer(6081, bytes("0000655800002a00") + frame)]
        case .geneveOptions: return [outer(6081, bytes("0200080000002a00 0102030100000000") + inner)]
        case .gtpU: return [outer(2152, bytes("30ff") + WireBytes.bigEndian16(inner.count) + bytes("00000001") + inner)]
        case .gtpUExtension:
            let length = WireBytes.bigEndian16(inner.count + 8)
            return [outer(2152, bytes("34ff") + length + bytes("00000001 00000085 01100100") + inner)]
        case .gtpUSequence:
            let length = WireBytes.bigEndian16(inner.count + 12)
            let extensions = bytes("00c0 01123485 01100100")
            return [outer(2152, bytes("36ff") + length + bytes("00000001") + counter.suffix(2) + extensions + inner)]
        case .ipip: return [ip(4, inner)]
        case .sixInFour: return [ip(41, inner6)]
        case .fourInSix: return [WireBytes.ethernet(WireBytes.ipv6(9, 10, inner, protocolNumber: 4), type: 0x86DD)]
        case .l2tp: return [outer(1701, bytes("0002 0001 0002 ff03 0021") + inner)]
        case .l2tpAllFields:
            let length = WireBytes.bigEndian16(inner.count + 16)
            return [
                outer(
                    1701,
                    bytes("4a02") + length + bytes("0001 0002") + counter.suffix(2) + bytes("0000 0000 ff03 0021")
                        + inner)
            ]
        case .tzsp: return [outer(37008, bytes("01000001 0a01c8 00 01") + frame)]
        case .radiotap:
            return [bytes("0000080000000000 08010000") + Self.wirelessAddresses + bytes("aaaa030000000800") + inner]
        case .radiotapQoS:
            return [
                bytes("0000080000000000 88010000") + Self.wirelessAddresses + bytes("0000 aaaa030000000800") + inner
            ]
        case .radiotapAggregate:
            return [bytes("0000080000000000 88010000") + Self.wirelessAddresses + bytes("8000") + Self.aggregate(inner)]
        case .ppi:
            return [bytes("0000080069000000 08010000") + Self.wirelessAddresses + bytes("aaaa030000000800") + inner]
        case .hep3: return [outer(9060, Self.hep(rtp))]
        case .turnChannel: return [Self.onPath(Self.channelData(rtp))]
        case .turnSend: return [Self.onPath(Self.indication("0016", rtp, number: number))]
        case .turnData: return [Self.onPath(Self.indication("0017", rtp, number: number))]
        case .ipv4Fragments: return Self.fragments(udp, number: number)
        case .ipv6: return [WireBytes.ethernet(inner6, type: 0x86DD)]
        case .ipv6Fragments: return Self.fragments6(udp, number: number)
        case .turnMultiplex:
            return [Self.onPath(bytes("ff10") + WireBytes.bigEndian16(rtp.count + 8) + bytes("0102030405060708") + rtp)]
        case .turnChannelTCP, .turnDataTCP, .rfc4571, .rfc4571Cut, .rtspInterleaved, .rtspHTTP: return []
        case .esp:
            let secured = Self.esp(udp, next: 17, number: number)
            return [
                WireBytes.ethernet(WireBytes.ipv4(Self.path.source, Self.path.destination, secured, protocolNumber: 50))
            ]
        case .espTunnel: return [ip(50, Self.esp(inner, next: 4, number: number))]
        case .espUDP: return [outer(4500, Self.esp(inner, next: 4, number: number))]
        case .teredo: return [outer(3544, bytes("0000 ffff 3f57fefe") + inner6)]
        default: return [rareFrame(inner, frame)]
        }
    }

    static let wirelessAddresses = bytes("020000000001 020000000002 020000000003 0000")

    private static func onPath(_ payload: [UInt8]) -> [UInt8] {
        WireBytes.ethernet(
            WireBytes.ipv4(path.source, path.destination, WireBytes.udp(path.sourcePort, path.destinationPort, payload))
        )
    }

    /// Two pieces, the later one first: the frame that completes a packet is the one with its beginning.
    private static func fragments(_ udp: [UInt8], number: Int) -> [[UInt8]] {
        let cut = 96
        let pieces: [(flags: Int, bytes: ArraySlice<UInt8>)] = [(cut / 8, udp[cut...]), (0x2000, udp[..<cut])]
        return pieces.map { piece in
            var packet = WireBytes.ipv4(path.source, path.destination, Array(piece.bytes), fragment: piece.flags)
            packet.replaceSubrange(4..<6, with: WireBytes.bigEndian16(number))
            return WireBytes.ethernet(packet)
        }
    }

    private static func fragments6(_ udp: [UInt8], number: Int) -> [[UInt8]] {
        let cut = 96
        let pieces: [(flags: Int, bytes: ArraySlice<UInt8>)] = [(1, udp[..<cut]), (cut, udp[cut...])]
        return pieces.map { piece in
            let header = [0, 0] + WireBytes.bigEndian16(piece.flags) + WireBytes.bigEndian32(number)
            return WireBytes.ethernet(
                WireBytes.ipv6(1, 2, Array(piece.bytes), extensions: [(number: 44, body: header)]), type: 0x86DD)
        }
    }
}
