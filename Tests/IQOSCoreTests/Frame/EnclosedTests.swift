import TestSupport
import Testing

@testable import IQOSCore

@Suite("IP behind headers that are not known")
struct EnclosedTests {
    private static let rtp = WireBytes.rtp(sequence: 7, timestamp: 160)
    private static let segment = WireBytes.udp(16384, 20000, rtp)
    private static let inner = WireBytes.checked(WireBytes.ipv4(0x0A01_0001, 0x0A02_0001, segment))
    private static let inner6 = WireBytes.ipv6(1, 2, segment)
    private static let frame = WireBytes.ethernet(inner)
    private static let chain = bytes("0fc20101 000123ff") + [UInt8](repeating: 0, count: 16)

    private static func udp(_ payload: [UInt8], port: Int) -> [UInt8] {
        WireBytes.ethernet(WireBytes.ipv4(0xC0A8_0001, 0xC0A8_0002, WireBytes.udp(40000, port, payload)))
    }

    private static func ip(_ number: Int, _ payload: [UInt8]) -> [UInt8] {
        WireBytes.ethernet(WireBytes.ipv4(1, 2, payload, protocolNumber: number))
    }

    /// As their specifications draw them: a frame, its link type, and the layers around the inner datagram.
    private static let carriers: [(name: String, frame: [UInt8], link: LinkType, layers: [String])] = [
        ("GRE in UDP", udp(bytes("20000800 00000005") + inner, port: 4754), .ethernet, ["ipv4", "gre", "ipv4"]),
        ("GUE", udp(bytes("00040000") + inner, port: 6080), .ethernet, ["ipv4", "other", "ipv4"]),
        ("GUE of IPv6", udp(bytes("00290000") + inner6, port: 6080), .ethernet, ["ipv4", "other", "ipv6"]),
        ("GUE without a header", udp(inner, port: 6080), .ethernet, ["ipv4", "other", "ipv4"]),
        ("AMT", udp(bytes("0600") + inner, port: 2268), .ethernet, ["ipv4", "other", "ipv4"]),
        (
            "GTP version 0", udp(bytes("1eff0054 00010002 ffffffff 0000000000000001") + inner, port: 3386), .ethernet,
            ["ipv4", "other", "ipv4"]
        ),
        ("L2TPv3", ip(115, bytes("00000005") + frame), .ethernet, ["ipv4", "other", "ipv4"]),
        (
            "L2TPv3 with a cookie and a sublayer", ip(115, bytes("00000005 0102030405060708 40000001") + frame),
            .ethernet, ["ipv4", "other", "ipv4"]
        ),
        (
            "L2TPv3 in UDP", udp(bytes("00030000 00000005") + frame, port: 1701), .ethernet, ["ipv4", "other", "ipv4"]
        ),
        ("NSH in Ethernet", WireBytes.ethernet(chain + inner, type: 0x894F), .ethernet, ["other", "ipv4"]),
        ("NSH in GRE", ip(47, bytes("0000894f") + chain + inner), .ethernet, ["ipv4", "gre", "other", "ipv4"]),
        (
            "NSH in VXLAN-GPE", udp(bytes("0c000004 00123400") + chain + frame, port: 4790), .ethernet,
            ["ipv4", "other", "ipv4"]
        ),
        (
            "TRILL", WireBytes.ethernet(bytes("003f00010002") + frame, type: 0x22F3), .ethernet, ["other", "ipv4"]
        ),
        (
            "MACsec in the clear",
            WireBytes.ethernet(
                bytes("200000000001 0200000000010001 0800") + inner + [UInt8](repeating: 7, count: 16), type: 0x88E5),
            .ethernet, ["other", "ipv4"]
        ),
        ("VN-tag", WireBytes.ethernet(bytes("00000001 0800") + inner, type: 0x8926), .ethernet, ["other", "ipv4"]),
        (
            "HSR of IPv6", WireBytes.ethernet(bytes("0050 0007 86dd") + inner6, type: 0x892F), .ethernet,
            ["other", "ipv6"]
        ),
        (
            "bridged by frame relay", bytes("1841 0300 80 0080c2 0007") + frame, .frameRelay,
            ["frame-relay", "other", "ipv4"]
        ),
        ("a link of one's own", bytes("0102030405") + frame, LinkType(rawValue: 147), ["other", "ipv4"]),
        (
            "a pseudowire of PPPoE",
            WireBytes.ethernet(
                bytes("00065140")
                    + WireBytes.ethernet(
                        bytes("11000007") + WireBytes.bigEndian16(inner.count + 2) + bytes("0021") + inner,
                        type: 0x8864), type: 0x8847), .ethernet, ["mpls", "other", "ipv4"]
        ),
        (
            "a pseudowire to an address that begins as IPv4",
            WireBytes.ethernet(bytes("00065140 4500003c00aa") + frame.dropFirst(6), type: 0x8847), .ethernet,
            ["mpls", "ethernet", "ipv4"]
        ),
    ]

    @Test("the datagram is found with its own addresses", arguments: carriers.indices)
    func found(index: Int) throws {
        let (name, frame, link, layers) = Self.carriers[index]
        let found = FrameDecoderTests.datagram(FrameDecoderTests.content(frame, link))
        let datagram = try #require(found, "\(name)")
        #expect(datagram.flow.sourcePort == 16384 && datagram.flow.destinationPort == 20000, "\(name)")
        #expect(Array(frame[datagram.payloadOffset...].prefix(datagram.payloadLength)) == Self.rtp, "\(name)")
        #expect(datagram.encapsulation.names.suffix(layers.count) == layers[...], "\(name)")
    }

    @Test("a frame cut at any byte neither traps nor holds more than it has", arguments: carriers.indices)
    func cut(index: Int) {
        let (_, frame, link, _) = Self.carriers[index]
        for length in 0..<frame.count {
            let part = Array(frame.prefix(length))
            for original in [length, frame.count] {
                let found = FrameDecoderTests.datagram(FrameDecoderTests.content(part, link, originalLength: original))
                if let found { #expect(found.payloadOffset + found.capturedLength <= length) }
            }
        }
    }

    @Test("a cut frame is entered all the same")
    func snapLength() throws {
        let (_, frame, link, _) = Self.carriers[9]
        let part = Array(frame.dropLast(Self.rtp.count - 12))
        let found = FrameDecoderTests.datagram(FrameDecoderTests.content(part, link, originalLength: frame.count))
        let datagram = try #require(found)
        #expect(datagram.payloadLength == Self.rtp.count && datagram.capturedLength == 12)
    }

    @Test("what is damaged, has another length or is quoted is none")
    func refused() {
        var damaged = Self.inner
        damaged[15] ^= 1
        let longer = Self.inner + [UInt8](repeating: 0, count: 65)
        for payload in [damaged, longer, Array(Self.inner.dropLast())] {
            let frame = WireBytes.ethernet(Self.chain + payload, type: 0x894F)
            #expect(FrameDecoderTests.datagram(FrameDecoderTests.content(frame)) == nil)
        }
        // The receiver had no such port and sends back what it got.
        let quoted = Self.ip(1, bytes("03030000 00000000") + Self.inner)
        #expect(FrameDecoderTests.datagram(FrameDecoderTests.content(quoted)) == nil)
        let deeper = WireBytes.ethernet([UInt8](repeating: 0, count: 129) + Self.inner, type: 0x894F)
        #expect(FrameDecoderTests.datagram(FrameDecoderTests.content(deeper)) == nil)
    }

    @Test("what fits no other length of IPv6 than its own is none")
    func refused6() {
        var damaged = Self.inner6
        damaged[45] ^= 1
        let frame = WireBytes.ethernet(Self.chain + damaged, type: 0x894F)
        #expect(FrameDecoderTests.datagram(FrameDecoderTests.content(frame)) == nil)
    }

    @Test("random bytes are none", arguments: 0..<4)
    func random(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<5000 {
            let payload = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            let content = FrameDecoderTests.content(WireBytes.ethernet(payload, type: 0x894F))
            guard case .other = content else {
                Issue.record("found in \(payload)")
                return
            }
        }
    }
}
