import TestSupport
import Testing

@testable import IQOSCore

@Suite("Frames down to UDP")
struct FrameDecoderTests {
    private static let payload = bytes("8000000100000064112233440102030405060708")
    private static let udp = WireBytes.udp(5004, 6006, payload)
    private static let ipv4 = WireBytes.ipv4(0x0A00_0001, 0x0A00_0002, udp, serviceType: 46 << 2)
    private static let ipv6 = WireBytes.ipv6(1, 2, udp, trafficClass: 34 << 2)

    /// What a frame holds, by itself in a batch or with other bytes around it.
    static func content(
        _ frame: [UInt8], _ linkType: LinkType = .ethernet, originalLength: Int? = nil, between filler: [UInt8] = []
    ) -> FrameContent {
        let batch = filler + frame + filler
        let reference = FrameRef(
            arrival: 0, offset: UInt32(filler.count), capturedLength: UInt32(frame.count),
            originalLength: UInt32(originalLength ?? frame.count), number: 1, linkType: linkType, interface: 0)
        return FrameDecoder().content(of: reference, in: batch.span.bytes)
    }

    static func datagram(_ content: FrameContent) -> Datagram? {
        if case .datagram(let datagram) = content { datagram } else { nil }
    }

    /// Link headers before an IP packet: type, header for IPv4 and for IPv6, name in the report.
    private static let links: [(LinkType, String, String, String)] = [
        (.ethernet, "0200000000010200000000020800", "02000000000102000000000286dd", "ethernet"),
        (.linuxCooked, "00000001000602000000000100000800", "000000010006020000000001000086dd", "linux-sll"),
        (
            .linuxCookedV2, "0800000000000002000100060200000000010000", "86dd000000000002000100060200000000010000",
            "linux-sll2"
        ),
        (.null, "02000000", "1e000000", "loopback"), (.null, "00000002", "0000000a", "loopback"),
        (.loop, "00000002", "00000018", "loopback"), (.raw, "", "", "raw"), (.rawBSD, "", "", "raw"),
        (.rawOpenBSD, "", "", "raw"),
    ]

    @Test("every link type leads to the datagram", arguments: links)
    func linkTypes(type: LinkType, header4: String, header6: String, name: String) throws {
        let four = try #require(Self.datagram(Self.content(bytes(header4) + Self.ipv4, type)))
        #expect(four.flow.source.description == "10.0.0.1" && four.flow.destination.description == "10.0.0.2")
        #expect(four.flow.sourcePort == 5004 && four.flow.destinationPort == 6006)
        #expect(four.payloadOffset == bytes(header4).count + 28)
        #expect(four.payloadLength == 20 && four.capturedLength == 20 && four.ipLength == 48 && four.dscp == 46)
        #expect(four.encapsulation.names == [name, "ipv4"])
        let six = try #require(Self.datagram(Self.content(bytes(header6) + Self.ipv6, type)))
        #expect(six.flow.source.description == "2001:db8::1" && six.flow.destination.description == "2001:db8::2")
        #expect(six.payloadOffset == bytes(header6).count + 48)
        #expect(six.payloadLength == 20 && six.ipLength == 68 && six.dscp == 34)
        #expect(six.encapsulation.names == [name, "ipv6"])
    }

    @Test("link types of one IP version carry it")
    func versionLinkTypes() {
        #expect(Self.datagram(Self.content(Self.ipv4, .ipv4)) != nil)
        #expect(Self.datagram(Self.content(Self.ipv6, .ipv6)) != nil)
    }

    @Test("a link type without a decoder is called so")
    func unknownLinkType() {
        guard case .unknownLinkType = Self.content(Self.ipv4, LinkType(rawValue: 9999)) else {
            Issue.record("not unknown")
            return
        }
    }

    @Test("VLAN tags of every kind are passed and named")
    func tags() throws {
        for type in [0x8100, 0x88A8, 0x9100, 0x9200, 0x9300] {
            // Priority bits stand above the 12 bits of the id.
            let frame = WireBytes.ethernet(Self.ipv4, tags: [(type, 0xE02A)])
            let datagram = try #require(Self.datagram(Self.content(frame)))
            #expect(datagram.encapsulation.names == ["ethernet", "vlan:42", "ipv4"])
        }
        let double = WireBytes.ethernet(Self.ipv6, type: 0x86DD, tags: [(0x88A8, 100), (0x8100, 4094)])
        let datagram = try #require(Self.datagram(Self.content(double)))
        #expect(datagram.encapsulation.names == ["ethernet", "vlan:100", "vlan:4094", "ipv6"])
    }

    @Test("more tags than layers are kept neither trap nor carry a datagram")
    func tooManyTags() {
        for count in 13...20 {
            let frame = WireBytes.ethernet(
                Self.ipv4, tags: [(type: Int, control: Int)](repeating: (0x8100, 1), count: count))
            let isFound = Self.datagram(Self.content(frame)) != nil
            #expect(isFound == (count <= 14), "\(count) tags")
        }
    }

    @Test("LLC with SNAP behind a length carries IP, other lengths do not")
    func snap() {
        let snap = WireBytes.ethernet(bytes("aaaa030000000800") + Self.ipv4, type: 56)
        #expect(Self.datagram(Self.content(snap)) != nil)
        let spanningTree = WireBytes.ethernet(bytes("424203") + [UInt8](repeating: 0, count: 40), type: 43)
        guard case .other = Self.content(spanningTree) else {
            Issue.record("spanning tree is not other")
            return
        }
    }

    @Test("what cannot carry UDP or TCP is other")
    func others() {
        let icmp = WireBytes.ipv4(1, 2, [UInt8](repeating: 0, count: 20), protocolNumber: 1)
        for frame in [WireBytes.ethernet(icmp), WireBytes.ethernet([UInt8](repeating: 0, count: 46), type: 0x0806)] {
            guard case .other = Self.content(frame) else {
                Issue.record("not other")
                continue
            }
        }
    }

    @Test("padding behind a short packet is no payload")
    func padding() throws {
        let short = WireBytes.ipv4(1, 2, WireBytes.udp(1, 2, bytes("800000010000000000000000")))
        let frame = WireBytes.ethernet(short) + [UInt8](repeating: 0, count: 6)
        let datagram = try #require(Self.datagram(Self.content(frame)))
        #expect(datagram.payloadLength == 12 && datagram.capturedLength == 12 && datagram.ipLength == 40)
    }

    @Test("a snap length that cuts the payload leaves lengths as sent")
    func snapLength() throws {
        let frame = WireBytes.ethernet(Self.ipv4)
        let datagram = try #require(
            Self.datagram(Self.content(Array(frame.prefix(14 + 28 + 13)), originalLength: frame.count)))
        #expect(datagram.payloadLength == 20 && datagram.capturedLength == 13 && datagram.ipLength == 48)
    }

    @Test("a UDP length of 0 means up to the end of the packet")
    func udpLengthZero() throws {
        let packet = WireBytes.ipv4(1, 2, WireBytes.udp(1, 2, Self.payload, length: 0))
        let frame = WireBytes.ethernet(packet) + [0, 0, 0, 0]
        let datagram = try #require(Self.datagram(Self.content(frame)))
        #expect(datagram.payloadLength == 20)
    }

    @Test("a UDP length that is smaller than the packet counts, one that is larger or below 8 is malformed")
    func udpLengthLies() {
        let shorter = WireBytes.ethernet(WireBytes.ipv4(1, 2, WireBytes.udp(1, 2, Self.payload, length: 18)))
        #expect(Self.datagram(Self.content(shorter))?.payloadLength == 10)
        for length in [1, 7, 29, 30, 1500, 65535] {
            let frame = WireBytes.ethernet(WireBytes.ipv4(1, 2, WireBytes.udp(1, 2, Self.payload, length: length)))
            guard case .malformed = Self.content(frame) else {
                Issue.record("UDP length \(length) is not malformed")
                continue
            }
        }
    }

    @Test("an IPv4 fragment is no datagram")
    func fragments() {
        // More fragments; an offset; and "don't fragment", which is none.
        for (bits, isFragment) in [(0x2000, true), (0x0001, true), (0x2010, true), (0x4000, false), (0, false)] {
            let content = Self.content(WireBytes.ethernet(WireBytes.ipv4(1, 2, Self.udp, fragment: bits)))
            if case .fragment = content {
                #expect(isFragment)
            } else {
                #expect(!isFragment && Self.datagram(content) != nil)
            }
        }
    }
}
