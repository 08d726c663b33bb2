import TestSupport
import Testing

@testable import IQOSCore

@Suite("IPv6 (RFC 8200)")
struct IPv6HeaderTests {
    private static func header(_ packet: [UInt8], isCut: Bool = false) -> IPv6Header? {
        IPv6Header(in: packet.span.bytes, PacketExtent(offset: 0, end: packet.count, cut: isCut))
    }

    private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

    @Test("each extension header is passed by the length it has")
    func extensionHeaders() throws {
        let headers: [(number: UInt8, body: [UInt8])] = [
            // Length in units of 8 bytes beyond the first.
            (0, Self.zeros(8)), (43, [0, 2] + Self.zeros(22)), (60, [0, 1] + Self.zeros(14)), (135, Self.zeros(8)),
            // Length in units of 4 bytes less two: 24 bytes (RFC 4302 §2.2).
            (51, [0, 4] + Self.zeros(22)),
            // Fragment header with offset 0 and no more to come: a whole packet (RFC 6946).
            (44, Self.zeros(8)),
        ]
        for header in headers {
            let found = try #require(Self.header(WireBytes.ipv6(1, 2, [1, 2, 3], extensions: [header])))
            #expect(found.protocolNumber == 17 && !found.isFragment)
            #expect(found.payload.offset == 40 + header.body.count, "header \(header.number)")
        }
        let all = try #require(Self.header(WireBytes.ipv6(1, 2, [1, 2, 3], extensions: headers)))
        #expect(all.protocolNumber == 17)
        #expect(all.payload.offset == 40 + headers.map(\.body.count).reduce(0, +))
    }

    @Test("a fragment is told from an atomic one")
    func fragments() throws {
        for (bits, isFragment) in [(0x0000, false), (0x0001, true), (0x0008, true), (0xFFF9, true), (0x0006, false)] {
            let body = [0, 0] + WireBytes.bigEndian16(bits) + [0, 0, 0, 1]
            let found = try #require(Self.header(WireBytes.ipv6(1, 2, Self.zeros(8), extensions: [(44, body)])))
            #expect(found.isFragment == isFragment, "bits \(bits)")
        }
    }

    @Test("a chain of nine extension headers is not followed to its end")
    func longChain() {
        for count in 7...12 {
            let chain = [(number: UInt8, body: [UInt8])](repeating: (60, Self.zeros(8)), count: count)
            let found = Self.header(WireBytes.ipv6(1, 2, Self.zeros(8), extensions: chain))
            #expect((found?.protocolNumber == 17) == (count <= 8), "\(count) headers")
        }
    }

    @Test("an extension header longer than the packet is refused")
    func lyingExtension() {
        for number: UInt8 in [0, 43, 51, 60, 135] {
            let chain = [(number: number, body: [0, 200] + Self.zeros(6))]
            #expect(Self.header(WireBytes.ipv6(1, 2, Self.zeros(8), extensions: chain)) == nil)
        }
    }

    @Test("a payload length beyond the packet is refused, one of 0 means the whole frame")
    func payloadLength() {
        #expect(Self.header(WireBytes.ipv6(1, 2, Self.zeros(8), payloadLength: 9)) == nil)
        #expect(Self.header(WireBytes.ipv6(1, 2, Self.zeros(8), payloadLength: 9), isCut: true) != nil)
        #expect(Self.header(WireBytes.ipv6(1, 2, Self.zeros(8), payloadLength: 0))?.totalLength == 48)
    }

    @Test("a cut header is refused", arguments: 0..<40)
    func cutHeader(length: Int) {
        #expect(Self.header(Array(WireBytes.ipv6(1, 2, Self.zeros(8)).prefix(length)), isCut: true) == nil)
    }
}
