import TestSupport
import Testing

@testable import IQOSCore

@Suite("IPv4 (RFC 791)")
struct IPv4HeaderTests {
    private static func header(_ packet: [UInt8], sent: Int? = nil) -> IPv4Header? {
        let extent = PacketExtent(offset: 0, end: packet.count, cut: sent.map { $0 > packet.count } ?? false)
        return IPv4Header(in: packet.span.bytes, extent)
    }

    @Test("options of every length move the payload")
    func options() throws {
        for words in 0...10 {
            let packet = WireBytes.ipv4(1, 2, [7, 8, 9], options: [UInt8](repeating: 1, count: 4 * words))
            let header = try #require(Self.header(packet))
            #expect(header.payload.offset == 20 + 4 * words)
            #expect(header.payload.end == packet.count && header.totalLength == packet.count)
        }
    }

    @Test("a header length that is too small or beyond the packet is refused")
    func headerLength() {
        for words in 0...15 {
            var packet = WireBytes.ipv4(1, 2, [UInt8](repeating: 0, count: 8))
            packet[0] = UInt8(0x40 | words)
            #expect((Self.header(packet) != nil) == (5...7).contains(words), "\(words) words")
        }
    }

    @Test("a total length beyond the packet or below the header is refused", arguments: [1, 19, 29, 1500, 65535])
    func totalLength(length: Int) {
        #expect(Self.header(WireBytes.ipv4(1, 2, [UInt8](repeating: 0, count: 8), totalLength: length)) == nil)
    }

    @Test("a total length of 0 is what segmentation offload leaves: the frame says how long the packet is")
    func totalLengthZero() throws {
        let header = try #require(Self.header(WireBytes.ipv4(1, 2, [UInt8](repeating: 0, count: 8), totalLength: 0)))
        #expect(header.totalLength == 28 && header.payload.sentEnd == 28)
    }

    @Test("a snap length may cut the payload but not the header")
    func snapLength() {
        let packet = WireBytes.ipv4(1, 2, [UInt8](repeating: 0, count: 8))
        for length in 0..<packet.count {
            #expect((Self.header(Array(packet.prefix(length)), sent: packet.count) != nil) == (length >= 20))
        }
    }

    @Test("another version is refused")
    func version() {
        var packet = WireBytes.ipv4(1, 2, [1])
        packet[0] = 0x55
        #expect(Self.header(packet) == nil)
    }
}
