import TestSupport
import Testing

@testable import IQOSCore

/// What signalling adds to a whole scan.
@Suite("Signalled calls")
struct SignalledCallsTests {
    @Test("a call is named, and its ladder is in the report")
    func named() throws {
        let outcome = TestCapture.scanned { capture in
            capture.setUp(at: 0, offer: CallScript.audio(1, 4000), answer: CallScript.audio(2, 5000))
            capture.media(1, 4000, 2, 5000, ssrc: 1, at: 1)
            capture.media(2, 5000, 1, 4000, ssrc: 2, at: 1.01)
        }
        let call = try #require(outcome.calls.first)
        #expect(outcome.calls.count == 1 && call.streams == [1, 2])
        let signalling = try #require(call.signalling)
        #expect(signalling.protocol == "SIP" && signalling.callID == CallScript().callID && signalling.status == 200)
        #expect(signalling.from == "\"Alice\" <sip:alice@10.0.0.1>" && signalling.to == "sip:bob@10.0.0.2")
        #expect(signalling.messages.map(\.summary) == ["INVITE", "200 OK (INVITE)"])
        #expect(signalling.messages.map(\.timeS) == [0, 0.5])
        let time = SignallingReport.ResponseTime(
            endpoint: "10.0.0.2:5060", timeMs: RTCPReport.RoundTripReport(p50: 500, min: 500, samples: 1))
        #expect(signalling.responseTimes == [time])
        #expect(signalling.messages.map(\.source) == ["10.0.0.1:5060", "10.0.0.2:5060"])
        #expect(outcome.streams[0].detection.evidence.contains("destination announced by SIP in frame 2: 0 PCMU/8000"))
    }

    @Test("a hold of minutes and new ports by re-INVITE stay in the call")
    func holdAndMove() {
        let outcome = TestCapture.scanned { capture in
            capture.setUp(at: 0, offer: CallScript.audio(1, 4000), answer: CallScript.audio(2, 5000))
            capture.media(1, 4000, 2, 5000, ssrc: 1, at: 1)
            capture.media(2, 5000, 1, 4000, ssrc: 2, at: 1.01)
            capture.setUp(at: 120, offer: CallScript.audio(1, 4100), answer: CallScript.audio(2, 5100), number: 2)
            capture.media(1, 4100, 2, 5100, ssrc: 3, at: 121)
            capture.media(2, 5100, 1, 4100, ssrc: 4, at: 121.01)
        }
        #expect(outcome.calls.map(\.streams) == [[1, 2, 3, 4]])
        #expect(outcome.summary.legs[0].forward == [0, 2] && outcome.summary.legs[0].backward == [1, 3])
        #expect(outcome.streams.map(\.reverseStream) == [2, 1, 4, 3])
    }

    @Test("left is the caller, whoever was captured first")
    func leftIsCaller() {
        let outcome = TestCapture.scanned { capture in
            capture.setUp(at: 0, offer: CallScript.audio(1, 4000), answer: CallScript.audio(2, 5000))
            capture.media(2, 5000, 1, 4000, ssrc: 2, at: 0.2)
            capture.media(1, 4000, 2, 5000, ssrc: 1, at: 1)
        }
        let channels = outcome.channels(ofCall: 0)
        #expect(channels.left == [1] && channels.right == [0])
    }

    @Test("media before the answer belongs to the call (early media, RFC 3960)")
    func earlyMedia() {
        let outcome = TestCapture.scanned { capture in
            let script = CallScript()
            capture.sip(
                script.text("INVITE sip:b SIP/2.0", "INVITE", 1, "z9hG4bKa", nil, false, CallScript.audio(1, 4000)),
                at: 0)
            capture.media(2, 5000, 1, 4000, ssrc: 2, at: 0.3)
            capture.sip(
                script.text(
                    "SIP/2.0 183 Session Progress", "INVITE", 1, "z9hG4bKa", "t", false, CallScript.audio(2, 5000)),
                at: 0.4, fromCallee: true)
            capture.sip(
                script.text("SIP/2.0 486 Busy Here", "INVITE", 1, "z9hG4bKa", "t"), at: 3, fromCallee: true)
        }
        #expect(outcome.calls.map { $0.signalling?.status } == [486])
    }

    @Test("each branch of a forked call that sends media is in the call")
    func forking() {
        let outcome = TestCapture.scanned { capture in
            let script = CallScript()
            capture.sip(
                script.text("INVITE sip:b SIP/2.0", "INVITE", 1, "z9hG4bKa", nil, false, CallScript.audio(1, 4000)),
                at: 0)
            for (tag, host) in [("one", 3), ("two", 4)] {
                capture.sip(
                    script.text(
                        "SIP/2.0 183 Session Progress", "INVITE", 1, "z9hG4bKa", tag, false,
                        CallScript.audio(UInt8(host), 5000)), at: 0.3, fromCallee: true)
                capture.media(host, 5000, 1, 4000, ssrc: host, at: 0.5 + 0.001 * Double(host))
            }
            capture.sip(
                script.text("SIP/2.0 200 OK", "INVITE", 1, "z9hG4bKa", "two", false, CallScript.audio(4, 5000)),
                at: 1.2, fromCallee: true)
            capture.media(1, 4000, 4, 5000, ssrc: 9, at: 1.3)
        }
        #expect(outcome.calls.map(\.streams) == [[1, 2, 3]])
        #expect(outcome.calls.first?.signalling?.status == 200)
        #expect(outcome.streams.last?.reverseStream == 2)
    }

    @Test("an offer in the 200 and an answer in the ACK set a call up as well (RFC 3261 13.2.1)")
    func lateOffer() {
        let codec = ["rtpmap:96 AMR/8000"]
        let outcome = TestCapture.scanned { capture in
            let script = CallScript()
            capture.sip(script.text("INVITE sip:b SIP/2.0", "INVITE", 1, "z9hG4bKa"), at: 0)
            capture.sip(
                script.text(
                    "SIP/2.0 200 OK", "INVITE", 1, "z9hG4bKa", "t", false, CallScript.audio(2, 5000, "96", codec)),
                at: 1, fromCallee: true)
            capture.sip(
                script.text(
                    "ACK sip:b SIP/2.0", "ACK", 1, "z9hG4bKb", "t", false, CallScript.audio(1, 4000, "96", codec)),
                at: 1.1)
            capture.media(1, 4000, 2, 5000, ssrc: 1, at: 1.2, type: 96)
        }
        #expect(outcome.streams.map(\.codec) == ["AMR"])
        #expect(outcome.calls.map { $0.signalling?.messages.count } == [3])
    }

    @Test("compact headers, folded lines and a body of several parts are read")
    func unusualText() {
        let sdp = CallScript.audio(2, 5000, "98", ["rtpmap:98 G726-24/8000"])
        let outcome = TestCapture.scanned { capture in
            capture.sip(
                """
                INVITE sip:b@h SIP/2.0
                v: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKx
                f: "A,
                  B" <sip:a@h>;tag=1
                t: sip:b@h
                i: compact
                CSeq: 1
                 INVITE
                c: multipart/mixed;boundary="=_x"

                --=_x
                Content-Type: application/isup

                \u{1}\u{2}
                --=_x
                c: application/sdp

                \(sdp)
                --=_x--

                """, at: 0)
            capture.media(1, 4000, 2, 5000, ssrc: 1, at: 1, type: 98)
        }
        #expect(outcome.streams.map(\.codec) == ["G726-24"])
        #expect(outcome.calls.first?.signalling?.from == "\"A, B\" <sip:a@h>")
        #expect(outcome.calls.first?.signalling?.callID == "compact")
    }

    @Test("keys that both sides announce tell encryption where the bytes cannot; those of one side do not")
    func encrypted() {
        let key = "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz"
        let keys = ["rtpmap:96 AMR/8000", "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:\(key)"]
        for (answer, encrypted) in [(keys, true), ([keys[0]], nil)] {
            let outcome = TestCapture.scanned { capture in
                capture.setUp(
                    at: 0, offer: CallScript.audio(1, 4000, "96", keys),
                    answer: CallScript.audio(2, 5000, "96", answer))
                capture.media(1, 4000, 2, 5000, ssrc: 1, at: 1, type: 96)
            }
            #expect(outcome.streams.map(\.encrypted) == [encrypted])
            #expect(!outcome.text.contains(key), "no key gets into a report")
        }
    }

    @Test("SIP over TCP in segments of any size and out of order", arguments: [14, 50, 1460])
    func overTCP(segment: Int) {
        let script = CallScript()
        let codec = ["rtpmap:96 opus/48000/2"]
        let sent = wire(
            script.text(
                "INVITE sip:b SIP/2.0", "INVITE", 1, "z9hG4bKa", nil, false, CallScript.audio(1, 4000, "96", codec))
                + "\n\n" + script.text("ACK sip:b SIP/2.0", "ACK", 1, "z9hG4bKb", "t"))
        let answer = wire(
            script.text(
                "SIP/2.0 200 OK", "INVITE", 1, "z9hG4bKa", "t", false, CallScript.audio(2, 5000, "96", codec)))
        let path = TestCapture.Path(0x0A00_0001, 0x0A00_0002, from: 40000, to: 5080)
        var capture = TestCapture()
        // A connection is found at a segment that begins with a whole start line.
        let size = max(segment, 30)
        capture.append(connection: sent, arrival: TestCapture.time(0), on: path, segment: size)
        if segment == 50 { capture.frames.swapAt(3, 5) }
        capture.append(connection: answer, arrival: TestCapture.time(0.5), on: path.reversed, segment: size)
        capture.media(1, 4000, 2, 5000, ssrc: 1, at: 1, count: 10, type: 96, step: 960)
        let outcome = capture.scanned()
        #expect(outcome.streams.map(\.codec) == ["opus"])
        #expect(outcome.calls.first?.signalling?.messages.map(\.summary) == ["INVITE", "ACK", "200 OK (INVITE)"])
    }

    @Test("a stream that goes on from another port after a NAT has forgotten it stays in its call")
    func rebinding() {
        let outcome = TestCapture.scanned { capture in
            capture.media(1, 4000, 2, 5000, ssrc: 1, at: 0)
            capture.media(2, 5000, 1, 4000, ssrc: 2, at: 0.01, count: 200)
            capture.media(1, 4777, 2, 5000, ssrc: 1, at: 1.5, firstSequence: 152, firstTimestamp: 9320)
        }
        #expect(outcome.calls.map(\.streams) == [[1, 2, 3]])
        #expect(outcome.summary.legs[0].forward == [0, 2])
    }

    @Test("frames without times keep their names, and a mixture does not trap")
    func withoutTimes() {
        var capture = TestCapture()
        capture.setUp(at: 0, offer: CallScript.audio(1, 4000), answer: CallScript.audio(2, 5000))
        capture.media(1, 4000, 2, 5000, ssrc: 1, at: 1)
        for index in capture.frames.indices { capture.frames[index].arrival = FrameRef.noArrival }
        let outcome = capture.scanned()
        #expect(outcome.calls.first?.signalling?.callID == CallScript().callID)
        #expect(outcome.calls.first?.signalling?.messages.first?.timeS == nil)
        capture.frames[1].arrival = TestCapture.start
        capture.frames[5].arrival = TestCapture.start
        #expect(capture.scanned().streams.count == 1)
    }
}
