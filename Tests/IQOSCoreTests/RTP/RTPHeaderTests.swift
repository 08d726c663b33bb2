import TestSupport
import Testing

@testable import IQOSCore

@Suite("RTP header (RFC 3550 §5.1)")
struct RTPHeaderTests {
    private static func header(_ packet: [UInt8], at offset: Int = 0, sent: Int? = nil) -> RTPHeader? {
        RTPHeader(
            in: packet.span.bytes, at: offset, capturedLength: packet.count - offset,
            length: sent ?? packet.count - offset)
    }

    @Test("the fixed header is read field by field")
    func fixedHeader() throws {
        let header = try #require(Self.header(bytes("80e0fffe 01020304 a1b2c3d4 55")))
        #expect(header.isMarker && header.payloadType == 96)
        #expect(header.sequenceNumber == 0xFFFE && header.timestamp == 0x0102_0304 && header.ssrc == 0xA1B2_C3D4)
        #expect(header.payloadOffset == 12 && header.payloadLength == 1 && !header.isOpaque)
    }

    @Test("versions other than 2 are no RTP", arguments: [0x00, 0x40, 0xC0])
    func version(first: UInt8) {
        #expect(Self.header([first] + bytes("00000101020304a1b2c3d4")) == nil)
    }

    @Test("payload types 64 to 95 collide with RTCP", arguments: UInt8(0)...127)
    func payloadTypes(type: UInt8) {
        for marker: UInt8 in [0, 0x80] {
            let header = Self.header([0x80, marker | type] + bytes("000101020304a1b2c3d4"))
            #expect((header == nil) == (64...95).contains(type))
        }
    }

    @Test("each CSRC takes four bytes")
    func contributors() throws {
        for count in 0...15 {
            let packet = [UInt8(0x80 | count)] + bytes("00000101020304a1b2c3d4") + [UInt8](repeating: 9, count: 62)
            let header = try #require(Self.header(packet))
            #expect(header.payloadOffset == 12 + 4 * count && header.payloadLength == 62 - 4 * count)
        }
    }

    @Test("a CSRC list longer than the datagram is no RTP")
    func contributorsDoNotFit() {
        let packet = [0x84] + bytes("00000101020304a1b2c3d4") + [UInt8](repeating: 9, count: 15)
        #expect(Self.header(packet) == nil)
        #expect(Self.header(packet + [9])?.payloadLength == 0)
    }

    @Test("the length of a header extension is in words")
    func headerExtension() throws {
        let packet = bytes("90000001 01020304 a1b2c3d4 bede0002 1111111122222222 aabbcc")
        let header = try #require(Self.header(packet))
        #expect(header.payloadOffset == 24 && header.payloadLength == 3 && !header.isOpaque)
    }

    @Test("an extension that is encrypted along with the payload is told by its profile (RFC 9335)")
    func cryptex() {
        let profiles = ["c0de", "c2de", "bede", "1000"].map { profile in
            Self.header(bytes("90000001 01020304 a1b2c3d4 \(profile)0001 11223344 aabb"))
        }
        #expect(profiles.map { $0?.isCryptex } == [true, true, false, false])
        #expect(profiles.allSatisfy { $0?.payloadLength == 2 })
        #expect(Self.header(bytes("82000001 01020304 a1b2c3d4 c0de0001 c0de0001 aabb"))?.isCryptex == false)
    }

    @Test("CSRC list, extension and padding stack up")
    func allThree() throws {
        let packet = bytes("b1000001 01020304 a1b2c3d4 00000007 bede0001 11111111 aabb 000003")
        let header = try #require(Self.header(packet))
        #expect(header.payloadOffset == 24 && header.payloadLength == 2 && !header.isOpaque)
    }

    @Test("an extension longer than the datagram makes the payload opaque", arguments: ["bede0003", "bedeffff", "be"])
    func opaqueExtension(tail: String) throws {
        let packet = bytes("90000001 01020304 a1b2c3d4") + bytes(tail) + (tail.count > 2 ? [1, 2, 3, 4] : [])
        let header = try #require(Self.header(packet))
        #expect(header.isOpaque && header.payloadOffset == 12 && header.payloadLength == packet.count - 12)
    }

    @Test("padding is cut off; one that cannot be makes the payload opaque")
    func padding() throws {
        for (count, isOpaque) in [(1, false), (4, false), (8, false), (9, true), (255, true), (0, true)] {
            let packet = bytes("a0000001 01020304 a1b2c3d4 01020304 000000") + [UInt8(count)]
            let header = try #require(Self.header(packet))
            #expect(header.isOpaque == isOpaque, "padding \(count)")
            #expect(header.payloadLength == (isOpaque ? 8 : 8 - count), "padding \(count)")
        }
    }

    @Test("a padding bit without any payload makes it opaque")
    func paddingOfNothing() throws {
        let header = try #require(Self.header(bytes("a0000001 01020304 a1b2c3d4")))
        #expect(header.isOpaque && header.payloadLength == 0)
    }

    @Test("padding beyond the snap length is not guessed")
    func paddingWasCut() throws {
        let header = try #require(Self.header(bytes("a0000001 01020304 a1b2c3d4 0102"), sent: 20))
        #expect(!header.isOpaque && header.payloadLength == 8)
    }

    @Test("a header cut at any byte is read wholly or not at all")
    func cut() {
        let packet = bytes("b1000001 01020304 a1b2c3d4 00000007 bede0001 11111111 aabb 000003")
        for length in 0...packet.count {
            for sent in [length, packet.count] {
                let header = Self.header(Array(packet.prefix(length)), sent: sent)
                #expect(length >= 12 || header == nil)
                guard let header else { continue }
                #expect(header.payloadOffset >= 12 && header.payloadLength >= 0)
                #expect(header.payloadOffset + header.payloadLength <= sent)
            }
        }
    }

    @Test("no bytes trap, and the payload lies in the datagram", arguments: [1, 2, 3])
    func random(seed: Int) {
        var random = SeededRandom(seed)
        for _ in 0..<5000 {
            var packet = random.bytes(random.below(60))
            if !packet.isEmpty { packet[0] = packet[0] & 0x3F | 0x80 }
            let offset = random.below(packet.count + 1)
            let sent = packet.count - offset + random.below(2) * random.below(100)
            guard let header = Self.header(packet, at: offset, sent: sent) else { continue }
            #expect(header.payloadOffset >= offset + 12 && header.payloadLength >= 0)
            #expect(header.payloadOffset + header.payloadLength <= offset + sent)
        }
    }
}
