import TestSupport
import Testing

@testable import IQOSCore

@Suite("Plain datagram")
struct PlainDatagramTests {
    private static func frame(of bytes: [UInt8]) -> FrameRef {
        FrameRef(
            arrival: 5, offset: 0, capturedLength: UInt32(bytes.count), originalLength: UInt32(bytes.count), number: 11,
            linkType: .ethernet, interface: 0)
    }

    @Test("a frame that is known to be one is read the same")
    func known() throws {
        let bytes = WireBytes.ethernet(WireBytes.ipv4(0x0A00_0001, 0xC0A8_0002, WireBytes.udp(5004, 5006, [1, 2, 3])))
        let read = PlainDatagram(Self.frame(of: bytes), in: bytes.span.bytes)
        let first = try #require(read)
        let again = PlainDatagram(known: Self.frame(of: bytes), in: bytes.span.bytes)
        #expect(first.addresses == 0x0A00_0001_C0A8_0002 && first.ports == 5004 << 16 | 5006)
        #expect(again.addresses == first.addresses && again.ports == first.ports && again.dscp == first.dscp)
        #expect(again.payloadOffset == 42 && again.payloadLength == 3 && again.ipLength == 31)
        #expect(first.payloadOffset == 42 && first.payloadLength == 3 && first.ipLength == 31)
    }

    @Test("a packet with nothing but the fixed header is read as any other", arguments: 0...40)
    func bare(length: Int) throws {
        // The sequence number equals the datagram's length once.
        let rtp = WireBytes.rtp(
            type: 111, sequence: 28, timestamp: 0x8000_0001, isMarker: length % 2 == 0,
            payload: (0..<length).map { UInt8(200 + $0) })
        let bytes = WireBytes.ethernet(WireBytes.ipv4(1, 2, WireBytes.udp(5004, 5006, rtp))) + [9, 9, 9, 9]
        let frame = Self.frame(of: bytes)
        let datagram = PlainDatagram(known: frame, in: bytes.span.bytes)
        let bare = PacketEvent(bare: datagram, frame, file: 3, in: bytes.span.bytes)
        let general = PacketEvent(datagram, frame, file: 3, in: bytes.span.bytes)
        #expect((bare == nil) == (length < 4))
        #expect(try #require(general).numberIsLength == (length == 16))
        if bare != nil { #expect(bare == general) }
    }
}
