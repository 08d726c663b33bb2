import TestSupport
import Testing

@testable import IQOSCore

@Suite("Calls without a stream")
struct CallsWithoutStreamTests {
    private static func refused(
        _ capture: inout TestCapture, _ script: CallScript, _ status: String, at seconds: Double
    ) {
        let branch = "z9hG4bK\(script.callID)"
        let offer = CallScript.audio(1, 4000)
        capture.sip(
            script.text("INVITE sip:bob@10.0.0.2 SIP/2.0", "INVITE", 1, branch, nil, false, offer), at: seconds)
        capture.sip(
            script.text("SIP/2.0 \(status)", "INVITE", 1, branch, script.calleeTag), at: seconds + 0.25,
            fromCallee: true)
    }

    @Test("a refused call is listed with its end, its messages and their time")
    func refusedCall() throws {
        let outcome = TestCapture.scanned { Self.refused(&$0, CallScript(), "486 Busy Here", at: 2) }
        let silent = outcome.summary.callsWithoutStream
        #expect(silent.more == 0)
        let call = try #require(silent.listed.first)
        #expect(silent.listed.count == 1)
        #expect(call.start == TestCapture.time(2))
        #expect(call.durationS == 0.25)
        #expect(call.signalling.status == 486)
        #expect(call.signalling.from?.contains("alice") == true)
        #expect(call.signalling.messages.map(\.summary) == ["INVITE", "486 Busy Here (INVITE)"])
        // Nobody answered, so nobody misses its sound.
        #expect(outcome.summary.callsWithoutMedia == nil)
    }

    @Test("a call with a stream is not among them, one before it on the same ports is")
    func withStream() throws {
        var second = CallScript()
        second.callID = "second@pc33"
        let outcome = TestCapture.scanned { capture in
            Self.refused(&capture, CallScript(), "480 Temporarily Unavailable", at: 0)
            capture.setUp(second, at: 10, offer: CallScript.audio(1, 4000), answer: CallScript.audio(2, 5000))
            capture.media(1, 4000, 2, 5000, ssrc: 1, at: 11)
        }
        #expect(outcome.calls.map(\.signalling?.callID) == [second.callID])
        #expect(outcome.summary.callsWithoutStream.listed.map(\.signalling.callID) == [CallScript().callID])
    }

    @Test("an answered call without media is told, one with media is not")
    func withoutMedia() {
        let outcome = TestCapture.scanned { capture in
            capture.setUp(at: 0, offer: CallScript.audio(1, 4000), answer: CallScript.audio(2, 5000))
        }
        #expect(
            outcome.summary.callsWithoutMedia?.sentence.contains(CallScript().callID) == true
                && outcome.summary.callsWithoutMedia?.count == 1)
        #expect(outcome.calls.isEmpty)
        let other = TestCapture.scanned { capture in
            capture.setUp(at: 0, offer: CallScript.audio(1, 4000), answer: CallScript.audio(2, 5000))
            capture.media(1, 4000, 2, 5000, ssrc: 1, at: 1)
        }
        #expect(other.summary.callsWithoutMedia == nil)
    }

    @Test("an answered fax is listed as one, and nobody misses its sound")
    func fax() throws {
        let image = { (host: UInt8, port: Int) in
            CallScript.audio(host, port).replacing("m=audio \(port) RTP/AVP 0", with: "m=image \(port) udptl t38")
        }
        let outcome = TestCapture.scanned { capture in
            capture.setUp(at: 0, offer: image(1, 4000), answer: image(2, 5000))
        }
        let call = try #require(outcome.summary.callsWithoutStream.listed.first)
        #expect(call.signalling.media == ["image"])
        #expect(outcome.summary.callsWithoutMedia == nil)
    }

    @Test("what is no call is not listed")
    func noCall() {
        let outcome = TestCapture.scanned { capture in
            capture.sip(CallScript().text("OPTIONS sip:bob@10.0.0.2 SIP/2.0", "OPTIONS", 1), at: 0)
            capture.sip(CallScript().text("SIP/2.0 200 OK", "OPTIONS", 1), at: 0.1, fromCallee: true)
        }
        #expect(outcome.summary.callsWithoutStream.listed.isEmpty)
    }

    @Test("no more than the limit are listed, in order of time, and the others counted")
    func limit() {
        let count = ScanSummary.callsWithoutStreamLimit + 7
        let outcome = TestCapture.scanned { capture in
            for number in 0..<count {
                var script = CallScript()
                script.callID = "call-\(number)@pc33"
                Self.refused(&capture, script, "404 Not Found", at: Double(number))
            }
        }
        let silent = outcome.summary.callsWithoutStream
        #expect(silent.listed.count == ScanSummary.callsWithoutStreamLimit)
        #expect(silent.more == 7)
        #expect(silent.listed.last?.start == TestCapture.time(Double(ScanSummary.callsWithoutStreamLimit - 1)))
    }

    @Test("frames without times keep their messages, and say why there is no time")
    func withoutTimes() throws {
        var capture = TestCapture()
        Self.refused(&capture, CallScript(), "486 Busy Here", at: 0)
        for index in capture.frames.indices { capture.frames[index].arrival = FrameRef.noArrival }
        let call = try #require(capture.scanned().summary.callsWithoutStream.listed.first)
        #expect(call.start == nil && call.durationS == nil)
        #expect(call.unknown.entries.map(\.key) == ["start", "duration_s"])
        #expect(call.signalling.messages.count == 2)
    }
}
