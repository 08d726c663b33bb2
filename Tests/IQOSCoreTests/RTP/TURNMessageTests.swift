import TestSupport
import Testing

@testable import IQOSCore

@Suite("TURN messages (RFC 8656)")
struct TURNMessageTests {
    private static func message(_ bytes: [UInt8]) -> TURNMessage? {
        TURNMessage(in: bytes.span.bytes, at: 0, capturedLength: bytes.count, length: bytes.count)
    }

    @Test("channel data gives its payload, padded or not")
    func channelData() throws {
        for padding in 0..<4 {
            let message = Self.message(bytes("40000005 8000000102") + [UInt8](repeating: 0, count: padding))
            let found = try #require(message)
            #expect(found.offset == 4 && found.length == 5 && found.wrapper == .turnChannel)
        }
    }

    @Test(
        "a length that does not fit is no channel data",
        arguments: ["40000006 8000000102", "40000000", "40000001 80 00000000"])
    func channelLength(text: String) {
        let message = Self.message(bytes(text))
        #expect(message == nil)
    }

    @Test("the DATA attribute of an indication is found behind others", arguments: ["0016", "0017"])
    func indication(type: String) throws {
        let attributes = bytes("00120008 000104d200000001 00130003 80000100")
        let stun = bytes(type) + WireBytes.bigEndian16(attributes.count) + bytes("2112a442 000102030405060708090a0b")
        let message = Self.message(stun + attributes)
        let found = try #require(message)
        #expect(found.offset == 36 && found.length == 3 && found.wrapper == .turnData)
    }

    @Test("binding requests and attributes that lie carry nothing")
    func others() {
        let header = "2112a442 000102030405060708090a0b"
        for text in ["00010000" + header, "00160004" + header + "00130008", "00160000" + header] {
            let message = Self.message(bytes(text))
            #expect(message == nil)
        }
    }
}
