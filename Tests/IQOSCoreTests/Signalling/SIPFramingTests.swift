import TestSupport
import Testing

@testable import IQOSCore

@Suite("SIP start lines and framing (RFC 3261 7, 18.3)")
struct SIPFramingTests {
    private static func mayBegin(_ text: String) -> Bool {
        let bytes = wire(text)
        return SIPMessage.mayBegin(bytes.span.bytes, at: 0, end: bytes.count)
    }

    @Test(
        "start lines of requests and responses are recognised",
        arguments: [
            "INVITE sip:b SIP/2.0\n", "SIP/2.0 100 Trying\n", "ACK sip:b SIP/2.0\n", "BYE tel:+1 SIP/2.0\n",
            "X-NEW_1 sip:b SIP/2.0\n", "REGISTER sip:a SIP/2.0  \n", "MESSAGE sip:b SIP/2.0\n\nbody",
        ])
    func startLines(text: String) {
        #expect(Self.mayBegin(text))
    }

    @Test(
        "other text on the ports of SIP is not",
        arguments: [
            "NOTIFY * HTTP/1.1\n", "GET / HTTP/1.1\nX: SIP/2.0\n", "SIP/2.0", "SIP/3.0 200 OK\n",
            "INVITE sip:b SIP/2.0",
            "invite sip:b SIP/2.0\n", "INVITE SIP/2.0\n", " INVITE sip:b SIP/2.0\n", "", "I", "INVITE", "\n",
            "DESCRIBE rtsp://h RTSP/1.0\n", "INVITESIP/2.0\n",
        ])
    func otherText(text: String) {
        #expect(!Self.mayBegin(text))
    }

    @Test("random bytes are no SIP", arguments: [1, 2])
    func random(seed: Int) {
        var random = SeededRandom(seed)
        for _ in 0..<20_000 {
            let bytes = random.bytes(random.below(60))
            let begins = SIPMessage.mayBegin(bytes.span.bytes, at: 0, end: bytes.count)
            #expect(!begins)
        }
    }

    @Test("a stream of messages is cut where Content-Length says, in pieces of any size", arguments: [1, 7, 50, 1000])
    func stream(piece: Int) {
        let messages = [
            wire("INVITE sip:b SIP/2.0\nCall-ID: 1\nContent-Length: 4\n\nabcd"),
            wire("SIP/2.0 100 Trying\nCall-ID: 1\nl: 0\n\n"),
            wire("ACK sip:b SIP/2.0\nCall-ID: 1\n\n"),
        ]
        let sent = messages[0] + messages[1] + wire("\n\n") + messages[2]
        var found: [[UInt8]] = []
        var offset = 0
        var arrived = 0
        while arrived < sent.count {
            arrived = min(arrived + piece, sent.count)
            while offset < arrived {
                let framing = SIPMessage.framing(in: sent.span.bytes, at: offset, end: arrived)
                if framing == .incomplete { break }
                if case .partial = framing { break }
                switch framing {
                case .message(let length):
                    found.append(Array(sent[offset..<offset + length]))
                    offset += length
                case .padding(let length): offset += length
                default:
                    Issue.record("\(framing) at \(offset)")
                    return
                }
            }
        }
        #expect(found == messages)
        #expect(offset == sent.count)
    }

    @Test("a stream that is no SIP, or claims a body of megabytes, is given up")
    func foreign() {
        for text in ["GET / HTTP/1.1\n\n", "hello", "INVITE sip:b SIP/2.0\nContent-Length: 9999999\n\n", "\u{16}\u{3}"]
        {
            let bytes = wire(text)
            let framing = SIPMessage.framing(in: bytes.span.bytes, at: 0, end: bytes.count)
            #expect(framing == .foreign, "\(text)")
        }
        // A header that is longer than a first look, and one that ends where that does.
        for size in [1, 1900, 2000, 2048, 5000, 40_000] {
            let head = "INVITE sip:b SIP/2.0\na: \(String(repeating: "x", count: size))\nl: 2\n\n"
            let bytes = wire(head + "ab")
            for missing in 0...9 {
                let framing = SIPMessage.framing(in: bytes.span.bytes, at: 0, end: bytes.count - missing)
                switch missing {
                case 0: #expect(framing == .message(length: bytes.count))
                case ...2: #expect(framing == .partial(length: bytes.count))
                default: #expect(framing == .incomplete)
                }
            }
        }
        let endless = wire("INVITE sip:b SIP/2.0\n" + String(repeating: "a: b\n", count: 20_000))
        let framing = SIPMessage.framing(in: endless.span.bytes, at: 0, end: endless.count)
        #expect(framing == .foreign)
    }

    @Test("the end of a message is found without looking at all that follows it")
    func many() {
        let message = wire("BYE a SIP/2.0\n\n")
        let times = growth(
            of: { count in
                let bytes = [UInt8]((0..<count).map { _ in message }.joined())
                var (offset, found) = (0, 0)
                while case .message(let length) = SIPMessage.framing(in: bytes.span.bytes, at: offset, end: bytes.count)
                {
                    (offset, found) = (offset + length, found + 1)
                }
                #expect(found == count)
            }, from: 800)
        #expect(times < 8)
    }
}
