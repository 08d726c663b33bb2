import TestSupport
import Testing

@testable import IQOSCore

@Suite("SIP message (RFC 3261 7)")
struct SIPMessageTests {
    @Test("a request gives its headers and the place of its body")
    func request() throws {
        let bytes = wire(
            """
            INVITE sip:bob@biloxi.example SIP/2.0
            Via: SIP/2.0/UDP pc33.atlanta.example;branch=z9hG4bK776asdhds, SIP/2.0/TCP b;branch=other
            Max-Forwards: 70
            To: Bob <sip:bob@biloxi.example>
            From: "Alice; \\"the <first>\\"" <sip:alice@atlanta.example;user=phone>;x=1;TAG=1928301774
            Call-ID: a84b4c76e66710@pc33.atlanta.example
            CSeq: 314159 INVITE
            Contact: <sip:alice@pc33.atlanta.example>, <sip:alice@other>
            Content-Type: application/sdp
            Content-Length: 5

            v=0

            """)
        let message = try #require(sipMessage(bytes))
        #expect(message.isRequest && message.method == "INVITE")
        #expect(message.requestURI == "sip:bob@biloxi.example")
        #expect(message.branch == "z9hG4bK776asdhds")
        #expect(message.to.displayName == "Bob" && message.to.tag == nil)
        #expect(message.from.displayName == "Alice; \"the <first>\"")
        #expect(message.from.uri == "sip:alice@atlanta.example;user=phone")
        #expect(message.from.tag == "1928301774")
        #expect(message.callID == "a84b4c76e66710@pc33.atlanta.example")
        #expect(message.sequenceNumber == 314_159)
        #expect(message.contact?.uri == "sip:alice@pc33.atlanta.example")
        #expect(message.contentType == "application/sdp")
        #expect(message.isComplete)
        #expect(Array(bytes[message.body]) == wire("v=0\n"))
        #expect(message.sdp != nil)
    }

    @Test("compact names, folding, any case and bare line feeds read as the long form (RFC 3261 7.3)")
    func compactForm() throws {
        let text = """
            SIP/2.0 200 OK
            v: SIP/2.0/UDP a;received=10.0.0.9
              ;branch=z9hG4bKx
            f : sip:alice@a;tag=f1
            T:
            \t<sip:bob@b> ; tag = t1
            I: id
            cseq:   7
             INVITE
            m: sip:bob@b
            C: Application/SDP;charset=utf-8
            l: 5

            v=0\r

            """
        let message = try #require(sipMessage(Array(text.utf8)))
        #expect(message.statusCode == 200 && message.reason == "OK" && message.method == "INVITE")
        #expect(message.branch == "z9hG4bKx")
        #expect(message.from.uri == "sip:alice@a" && message.from.tag == "f1")
        #expect(message.to.uri == "sip:bob@b" && message.to.tag == "t1")
        #expect(message.callID == "id" && message.sequenceNumber == 7)
        #expect(message.sdp != nil && message.isComplete)
    }

    @Test("the session description is found in a body of several, nested parts")
    func multipart() throws {
        let message = try #require(
            sipMessage(
                wire(
                    """
                    INVITE sip:b SIP/2.0
                    Call-ID: id
                    CSeq: 1 INVITE
                    Content-Type: multipart/mixed; boundary="out er"

                    preamble
                    --out er
                    Content-Type: application/isup;version=itu-t92+

                    v=not this
                    --out er
                    Content-Type: multipart/alternative; boundary=inner

                    --inner
                    Content-Type: text/plain

                    hello
                    --inner
                    c: application/sdp

                    v=0
                    c=IN IP4 10.0.0.1
                    m=audio 4000 RTP/AVP 0
                    --inner--
                    --out er--

                    """)))
        #expect(message.contentType == "multipart/mixed")
        #expect(message.sdp?.media.map(\.port) == [4000])
    }

    @Test("multipart bodies nested without end are given up")
    func endlessNesting() throws {
        let part = "--b\nContent-Type: multipart/mixed; boundary=b\n\n"
        let head = "INVITE sip:b SIP/2.0\nCall-ID: id\nContent-Type: multipart/mixed; boundary=b\n\n"
        let message = try #require(sipMessage(wire(head + String(repeating: part, count: 500))))
        #expect(message.sdp == nil)
    }

    @Test("a message that the snap length cut keeps what is there")
    func cut() throws {
        let script = CallScript()
        let whole = try #require(script.request("INVITE", 1, hasToTag: false, body: CallScript.audio(1, 4000)))
        #expect(whole.isComplete)
        let bytes = wire("BYE sip:b SIP/2.0\nCall-ID: id\nCSeq: 2 BYE\nFrom: <sip:a")
        let cut = try #require(sipMessage(bytes))
        #expect(cut.callID == "id" && cut.from.uri == "sip:a" && !cut.isComplete && cut.body.isEmpty)
        let short = try #require(sipMessage(wire("BYE sip:b SIP/2.0\nCall-ID: id\nContent-Length: 99\n\nv=0\n")))
        #expect(!short.isComplete && short.body.count == 5)
    }

    @Test("the first of repeated single headers counts")
    func repeated() throws {
        let message = try #require(
            sipMessage(wire("BYE sip:b SIP/2.0\nCall-ID: one\nCall-ID: two\nFrom: <sip:a>\nFrom: <sip:z>\n\n")))
        #expect(message.callID == "one" && message.from.uri == "sip:a")
    }

    @Test("numbers beyond any use are not taken", arguments: ["4294967296", "-1", "99999999999999999999", "x", ""])
    func numbers(number: String) throws {
        let message = try #require(
            sipMessage(wire("BYE sip:b SIP/2.0\nCall-ID: id\nCSeq: \(number) BYE\nContent-Length: \(number)\n\nbody")))
        #expect(message.sequenceNumber == nil)
        #expect(message.body.count <= 4)
    }

    @Test("a header may fill a datagram", arguments: [32_000, 40_000, 65_000])
    func longHeader(count: Int) throws {
        let name = String(repeating: "n", count: count)
        let message = try #require(sipMessage(wire("BYE sip:b SIP/2.0\nFrom: \"\(name)\" <sip:a@b>\nCall-ID: id\n\n")))
        #expect(message.callID == "id" && message.from.uri == "sip:a@b")
        #expect(message.from.displayName.utf8.count <= SIPParty.textLimit)
    }

    @Test("long and many headers cost no more than the limits", arguments: [300, 100_000])
    func hostileSizes(count: Int) throws {
        let many = wire("BYE sip:b SIP/2.0\n" + String(repeating: "a: b\n", count: count) + "Call-ID: id\n\n")
        #expect(try #require(sipMessage(many)).callID == nil)
        let long = wire("BYE sip:b SIP/2.0\nFrom: <sip:\(String(repeating: "a", count: count))>\nCall-ID: id\n\n")
        #expect(try #require(sipMessage(long)).from.uri.utf8.count <= SIPParty.textLimit)
        let folded = wire("BYE sip:b SIP/2.0\nX: y\n" + String(repeating: " z\n", count: count) + "Call-ID: id\n\n")
        #expect(sipMessage(folded) != nil)
    }

    @Test("bytes that are no UTF-8 are replaced, not refused")
    func notUTF8() throws {
        let bytes = wire("BYE sip:b SIP/2.0\nCall-ID: a") + [0xFF, 0xC0, 0x80] + wire("\n\n")
        #expect(try #require(sipMessage(bytes)).callID?.unicodeScalars.contains("\u{FFFD}") == true)
    }

    @Test("no change to a message traps, and every range is inside the bytes", arguments: [1, 2, 3])
    func mutations(seed: Int) {
        var random = SeededRandom(seed)
        let original = wire(
            """
            INVITE sip:b SIP/2.0
            v: SIP/2.0/UDP a;branch=z9
            f: "A" <sip:a>;tag=1
            Call-ID: id
            CSeq: 1 INVITE
            Content-Type: multipart/mixed;boundary=x

            --x
            Content-Type: application/sdp

            v=0
            c=IN IP6 2001:db8::1
            m=audio 4000/2 RTP/SAVP 0 96
            a=rtpmap:96 opus/48000/2
            a=candidate:1 1 UDP 1 10.0.0.1 5000 typ host
            --x--

            """)
        for _ in 0..<3000 {
            var bytes = original
            for _ in 0...random.below(6) {
                let place = random.below(bytes.count)
                switch random.below(4) {
                case 0: bytes[place] = UInt8(random.below(256))
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(contentsOf: bytes[place..<min(place + 40, bytes.count)], at: place)
                default: bytes.removeLast(min(bytes.count - 1, random.below(30)))
                }
            }
            let span = bytes.span.bytes
            if let message = SIPMessage(in: span, at: 0, end: bytes.count) {
                #expect(message.body.lowerBound >= 0 && message.body.upperBound <= bytes.count)
            }
            if case .message(let length) = SIPMessage.framing(in: span, at: 0, end: bytes.count) {
                #expect(length > 0 && length <= bytes.count)
            }
        }
    }
}
