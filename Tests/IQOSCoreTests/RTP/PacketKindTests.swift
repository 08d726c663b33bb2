import Testing

@testable import IQOSCore

@Suite("Demultiplexing (RFC 7983, RFC 5761)")
struct PacketKindTests {
    // The table of RFC 7983 §7; 128 ... 191 with a second byte of 192 ... 223 is RTCP (RFC 5761 §4).
    @Test("the first byte tells the protocol", arguments: UInt8.min ... .max)
    func firstByte(first: UInt8) {
        let expected: PacketKind =
            switch first {
            case 0...3: .stun
            case 16...19: .zrtp
            case 20...63: .dtls
            case 64...79: .turnChannel
            case 128...191: .rtp
            default: .other
            }
        #expect(PacketKind(first: first, second: 0) == expected)
    }

    @Test("the second byte tells RTCP from RTP", arguments: UInt8.min ... .max)
    func secondByte(second: UInt8) {
        for first: UInt8 in [0x80, 0x81, 0x9F, 0xA0, 0xBF] {
            #expect(PacketKind(first: first, second: second) == ((192...223).contains(second) ? .rtcp : .rtp))
        }
        #expect(PacketKind(first: 0x40, second: second) == .turnChannel)
    }
}
