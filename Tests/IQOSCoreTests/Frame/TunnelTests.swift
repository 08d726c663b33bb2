import TestSupport
import Testing

@testable import IQOSCore

@Suite("Tunnels")
struct TunnelTests {
    private static let rtp = WireBytes.rtp(sequence: 7, timestamp: 160)
    private static let inner = WireBytes.ipv4(0x0A01_0001, 0x0A02_0001, WireBytes.udp(16384, 20000, rtp))
    private static let innerFrame = WireBytes.ethernet(inner)

    private static func outer(_ payload: [UInt8], port: Int) -> [UInt8] {
        WireBytes.ethernet(WireBytes.ipv4(0xC0A8_0001, 0xC0A8_0002, WireBytes.udp(40000, port, payload)))
    }

    private static func gre(_ header: String, _ payload: [UInt8]) -> [UInt8] {
        WireBytes.ethernet(WireBytes.ipv4(1, 2, bytes(header) + payload, protocolNumber: 47))
    }

    /// Headers as their specifications draw them; a frame, its link type, and the layers around the inner datagram.
    private static let tunnels: [(frame: [UInt8], link: LinkType, layers: [String])] = [
        (WireBytes.ethernet(bytes("00064140") + inner, type: 0x8847), .ethernet, ["ethernet", "mpls", "ipv4"]),
        (
            WireBytes.ethernet(bytes("00064040 00065140 00000000") + innerFrame, type: 0x8847), .ethernet,
            ["ethernet", "mpls", "mpls", "ethernet", "ipv4"]
        ),
        (
            WireBytes.ethernet(bytes("00065140") + innerFrame, type: 0x8847), .ethernet,
            ["ethernet", "mpls", "ethernet", "ipv4"]
        ),
        (
            WireBytes.ethernet(
                bytes("11000007") + WireBytes.bigEndian16(inner.count + 2) + bytes("0021") + inner, type: 0x8864),
            .ethernet, ["ethernet", "pppoe", "ppp", "ipv4"]
        ),
        (gre("00000800", inner), .ethernet, ["ethernet", "ipv4", "gre", "ipv4"]),
        (
            gre("b0000800 12340000 00000001 00000002", inner), .ethernet, ["ethernet", "ipv4", "gre", "ipv4"]
        ),
        (gre("00006558", innerFrame), .ethernet, ["ethernet", "ipv4", "gre", "ethernet", "ipv4"]),
        (
            gre("100088be 00000001 1000000100000000", innerFrame), .ethernet,
            ["ethernet", "ipv4", "gre", "erspan", "ethernet", "ipv4"]
        ),
        (
            gre("100022eb 00000001 200000010000000000000000", innerFrame), .ethernet,
            ["ethernet", "ipv4", "gre", "erspan", "ethernet", "ipv4"]
        ),
        (
            outer(bytes("0800000000002a00") + innerFrame, port: 4789), .ethernet,
            ["ethernet", "ipv4", "vxlan", "ethernet", "ipv4"]
        ),
        (
            outer(bytes("0200655800002a00 0102030400000000") + innerFrame, port: 6081), .ethernet,
            ["ethernet", "ipv4", "geneve", "ethernet", "ipv4"]
        ),
        (
            outer(bytes("30ff") + WireBytes.bigEndian16(inner.count) + bytes("00000001") + inner, port: 2152),
            .ethernet, ["ethernet", "ipv4", "gtp-u", "ipv4"]
        ),
        (
            outer(
                bytes("34ff") + WireBytes.bigEndian16(inner.count + 8) + bytes("00000001 00000085 01000100") + inner,
                port: 2152), .ethernet, ["ethernet", "ipv4", "gtp-u", "ipv4"]
        ),
        (
            outer(bytes("000200010002ff030021") + inner, port: 1701), .ethernet,
            ["ethernet", "ipv4", "l2tp", "ppp", "ipv4"]
        ),
        (
            outer(bytes("01000001 0a0101 00 01") + innerFrame, port: 37008), .ethernet,
            ["ethernet", "ipv4", "tzsp", "ethernet", "ipv4"]
        ),
        (WireBytes.ethernet(WireBytes.ipv4(1, 2, inner, protocolNumber: 4)), .ethernet, ["ethernet", "ipv4", "ipv4"]),
        (
            WireBytes.ethernet(WireBytes.ipv6(1, 2, inner, protocolNumber: 4), type: 0x86DD), .ethernet,
            ["ethernet", "ipv6", "ipv4"]
        ),
        (
            bytes("0000080000000000") + bytes("08010000") + [UInt8](repeating: 2, count: 20)
                + bytes("aaaa030000000800") + inner, .ieee80211Radiotap, ["ieee80211", "ipv4"]
        ),
        (
            bytes("88020000") + [UInt8](repeating: 2, count: 20) + bytes("0000") + bytes("aaaa030000000800") + inner,
            .ieee80211, ["ieee80211", "ipv4"]
        ),
        // Radiotap whose flags tell that the header of 26 bytes is padded: alone, and behind a time and a second word.
        (
            bytes("0000090002000000 20") + bytes("88010000") + [UInt8](repeating: 2, count: 20) + bytes("0000 0000")
                + bytes("aaaa030000000800") + inner, .ieee80211Radiotap, ["ieee80211", "ipv4"]
        ),
        (
            bytes("00001900 03000080 00000000 00000000 0102030405060708 30") + bytes("88010000")
                + [UInt8](repeating: 2, count: 20) + bytes("0000 0000") + bytes("aaaa030000000800") + inner,
            .ieee80211Radiotap, ["ieee80211", "ipv4"]
        ),
        (
            bytes("6c000000 01000000 01000000") + [UInt8](repeating: 0, count: 96) + innerFrame, .pktap,
            ["ethernet", "ipv4"]
        ),
        (bytes("0c000000 01000000 0c000000") + inner, .pktap, ["raw", "ipv4"]),
        (bytes("ff030021") + inner, .ppp, ["ppp", "ipv4"]),
    ]

    @Test("the datagram inside a tunnel is found with its own addresses", arguments: tunnels.indices)
    func entered(index: Int) throws {
        let (frame, link, layers) = Self.tunnels[index]
        let found = FrameDecoderTests.datagram(FrameDecoderTests.content(frame, link))
        let datagram = try #require(found, "\(layers)")
        #expect(datagram.flow.source == Address(ipv4: 0x0A01_0001) && datagram.flow.destinationPort == 20000)
        #expect(Array(frame[datagram.payloadOffset...].prefix(datagram.payloadLength)) == Self.rtp)
        #expect(datagram.encapsulation.names == layers)
        #expect(datagram.ipLength == Self.inner.count)
    }

    @Test("a tunnel's frame cut at any byte neither traps nor holds more than it has", arguments: tunnels.indices)
    func cut(index: Int) {
        let (frame, link, _) = Self.tunnels[index]
        for length in 0..<frame.count {
            let part = Array(frame.prefix(length))
            for original in [length, frame.count] {
                let found = FrameDecoderTests.datagram(FrameDecoderTests.content(part, link, originalLength: original))
                if let found { #expect(found.payloadOffset + found.capturedLength <= length) }
            }
        }
    }

    @Test(
        "RTP on a tunnel's port stays RTP",
        arguments: [2152, 4789, 6081, 1701, 37008, 4790, 5247, 4341, 3544, 6635, 4754, 6080, 2268, 3386])
    func port(number: Int) throws {
        let found = FrameDecoderTests.datagram(FrameDecoderTests.content(Self.outer(Self.rtp, port: number)))
        let datagram = try #require(found)
        #expect(datagram.flow.destinationPort == UInt16(number) && datagram.payloadLength == Self.rtp.count)
    }

    @Test("of two ports a tunnel's is found in either place, and nothing else is taken for one")
    func ports() {
        for port in UInt16.min...UInt16.max {
            let isTunnel = FrameDecoder.isTunnelPort(port)
            let found = (FrameDecoder.isTunnelPort(port, or: 443), FrameDecoder.isTunnelPort(443, or: port))
            if found != (isTunnel, isTunnel) { Issue.record("\(port)") }
            let encloses = FrameDecoder.enclosingPorts.contains(port)
            if encloses != (isTunnel || port == FrameDecoder.espPort) { Issue.record("\(port)") }
        }
    }

    @Test(
        "fragments of whatever encloses packets in the clear are put together",
        arguments: [4, 17, 41, 47, 51, 97, 115, 136, 137])
    func fragments(number: Int) {
        let packet = WireBytes.ipv4(1, 2, Self.inner, protocolNumber: number, fragment: 0x2000)
        guard case .fragment = FrameDecoderTests.content(WireBytes.ethernet(packet)) else {
            Issue.record("passed over")
            return
        }
    }

    @Test("a tunnel inside itself ends at the sixteenth layer")
    func loop() {
        var packet = Self.inner
        for _ in 0..<40 { packet = WireBytes.ipv4(1, 2, packet, protocolNumber: 4) }
        guard case .tooDeep = FrameDecoderTests.content(WireBytes.ethernet(packet)) else {
            Issue.record("forty headers are not too deep")
            return
        }
    }

    @Test("a HEP packet gives the addresses in its chunks")
    func hep() throws {
        func chunk(_ type: Int, _ value: [UInt8]) -> [UInt8] {
            [0, 0] + WireBytes.bigEndian16(type) + WireBytes.bigEndian16(6 + value.count) + value
        }
        let body =
            chunk(1, [2]) + chunk(2, [17]) + chunk(3, [10, 1, 0, 1]) + chunk(4, [10, 2, 0, 1])
            + chunk(7, WireBytes.bigEndian16(16384)) + chunk(8, WireBytes.bigEndian16(20000)) + chunk(15, Self.rtp)
        let packet = Array("HEP3".utf8) + WireBytes.bigEndian16(6 + body.count) + body
        let found = FrameDecoderTests.datagram(FrameDecoderTests.content(Self.outer(packet, port: 9060)))
        let datagram = try #require(found)
        #expect(datagram.flow.source == Address(ipv4: 0x0A01_0001) && datagram.flow.sourcePort == 16384)
        #expect(datagram.payloadLength == Self.rtp.count)
    }
}
