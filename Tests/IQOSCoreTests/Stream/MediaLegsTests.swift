import TestSupport
import Testing

@testable import IQOSCore

/// Calls whose middle leaves the media alone, and strangers who announce the same ends.
@Suite("Legs of one media")
struct MediaLegsTests {
    /// INVITE and 200 of a leg between two hosts (last bytes of their addresses), each at its time.
    private struct Leg {
        var callID: String
        var from = 1
        var to = 9
        var invited: Double
        var answered: Double?
        var offer = CallScript.audio(1, 4000)
        var answer = CallScript.audio(2, 5000)

        func append(to capture: inout TestCapture) {
            let path = TestCapture.Path(0x0A00_0000 | from, 0x0A00_0000 | to, from: 5060, to: 5060)
            var script = CallScript()
            script.callID = callID
            func send(_ start: String, _ tag: String?, _ body: String, at seconds: Double, _ path: TestCapture.Path) {
                let text = script.text(start, "INVITE", 1, "z9hG4bK\(callID)", tag, false, body)
                capture.append(datagram: wire(text), arrival: TestCapture.time(seconds), on: path)
            }
            send("INVITE sip:bob@10.0.0.2 SIP/2.0", nil, offer, at: invited, path)
            guard let answered else { return }
            send("SIP/2.0 200 OK", script.calleeTag, answer, at: answered, path.reversed)
        }
    }

    private static func scanned(_ legs: [Leg], mediaAt seconds: Double = 1.5) -> ScanOutcome {
        TestCapture.scanned { capture in
            for leg in legs { leg.append(to: &capture) }
            capture.media(1, 4000, 2, 5000, ssrc: 1, at: seconds, count: 200)
            capture.media(2, 5000, 1, 4000, ssrc: 2, at: seconds + 0.003, count: 200)
        }
    }

    @Test("a middle that leaves the media alone parts no call, whichever leg speaks last", arguments: [0.6, 1.5, 3])
    func backToBack(mediaAt: Double) throws {
        for (first, second) in [(1.0, 1.01), (1.01, 1.0)] {
            let outcome = Self.scanned(
                [
                    Leg(callID: "near", from: 1, to: 9, invited: 0, answered: second),
                    Leg(callID: "far", from: 9, to: 2, invited: 0.01, answered: first),
                ], mediaAt: mediaAt)
            let call = try #require(outcome.calls.first)
            #expect(outcome.calls.count == 1 && call.streams == [1, 2])
            #expect(call.findings.isEmpty && outcome.summary.callsWithoutStream.listed.isEmpty)
            let signalling = try #require(call.signalling)
            #expect(Set([signalling.callID] + signalling.otherCallIDs) == ["near", "far"])
            #expect(signalling.messages.count == 4)
        }
    }

    @Test("a leg that was refused takes part in nothing")
    func refused() throws {
        let outcome = Self.scanned([
            Leg(callID: "near", from: 1, to: 9, invited: 0, answered: 1.01),
            Leg(callID: "far", from: 9, to: 2, invited: 0.01, answered: 1),
            Leg(callID: "busy", from: 9, to: 3, invited: 0.02, answered: nil),
        ])
        #expect(outcome.calls.count == 1 && outcome.calls[0].signalling?.otherCallIDs == ["far"])
        #expect(outcome.summary.callsWithoutStream.listed.map(\.signalling.callID) == ["busy"])
    }

    @Test("an offer of strangers that nobody took names neither call nor codec", arguments: [0.7, 1.2, 2])
    func strangers(at seconds: Double) throws {
        let opus = CallScript.audio(2, 5000, "0", ["rtpmap:0 opus/48000/2"])
        let outcome = Self.scanned([
            Leg(callID: "own", from: 1, to: 2, invited: 0, answered: 0.5),
            Leg(callID: "stranger", from: 7, to: 8, invited: seconds, answered: nil, offer: opus),
        ])
        #expect(outcome.calls.count == 1 && outcome.calls[0].signalling?.callID == "own")
        #expect(outcome.streams.map(\.codec) == ["PCMU", "PCMU"])
    }

    @Test("calls of the same hosts on the same ports stay apart")
    func sharedPorts() {
        let outcome = TestCapture.scanned { capture in
            for call in 0..<3 {
                let start = Double(call) * 0.4
                Leg(callID: "call\(call)", from: 1, to: 2, invited: start, answered: start + 0.1).append(to: &capture)
                capture.media(1, 4000, 2, 5000, ssrc: 10 + call, at: start + 0.2, count: 200, payloadSeed: call)
            }
        }
        #expect(outcome.calls.map { $0.signalling?.callID } == ["call0", "call1", "call2"])
        #expect(outcome.calls.allSatisfy { $0.signalling?.otherCallIDs.isEmpty == true })
    }

    @Test("a call whose end was not captured takes nothing from the next one of its hosts")
    func unendedBefore() {
        let outcome = TestCapture.scanned { capture in
            Leg(callID: "first", from: 1, to: 2, invited: 0, answered: 0.5).append(to: &capture)
            capture.media(1, 4000, 2, 5000, ssrc: 1, at: 1, count: 200)
            capture.media(2, 5000, 1, 4000, ssrc: 2, at: 1.01, count: 200)
            Leg(callID: "second", from: 1, to: 2, invited: 50, answered: 57).append(to: &capture)
            capture.media(2, 5000, 1, 4000, ssrc: 4, at: 50.5, count: 500)
            capture.media(1, 4000, 2, 5000, ssrc: 3, at: 57.1, count: 200)
        }
        #expect(outcome.calls.map { $0.signalling?.callID } == ["first", "second"])
        #expect(outcome.calls.map(\.streams) == [[1, 2], [3, 4]])
    }

    @Test("of calls that share their ports each has its own leg beside it")
    func legsOfSharedPorts() {
        let outcome = TestCapture.scanned { capture in
            for call in 0..<3 {
                let start = Double(call)
                Leg(callID: "near\(call)", from: 1, to: 9, invited: start, answered: start + 0.11).append(to: &capture)
                Leg(callID: "far\(call)", from: 9, to: 2, invited: start + 0.01, answered: start + 0.1)
                    .append(to: &capture)
                capture.media(1, 4000, 2, 5000, ssrc: 10 + call, at: start + 0.2, count: 200, payloadSeed: call)
            }
        }
        #expect(outcome.calls.map { $0.signalling?.callID } == ["near0", "near1", "near2"])
        #expect(outcome.calls.map { $0.signalling?.otherCallIDs } == [["far0"], ["far1"], ["far2"]])
    }

    @Test("a stream that only the far leg names is in the call of the near one")
    func namedByOtherLeg() {
        let outcome = TestCapture.scanned { capture in
            Leg(callID: "near", from: 1, to: 9, invited: 0, answered: 1.01).append(to: &capture)
            Leg(callID: "far", from: 9, to: 2, invited: 0.01, answered: 1).append(to: &capture)
            capture.media(1, 4000, 2, 5000, ssrc: 1, at: 1.5, count: 200)
            capture.media(2, 5000, 1, 4000, ssrc: 2, at: 1.503, count: 200)
            // The callee goes on from another port, and tells its own side alone.
            Leg(
                callID: "far", from: 9, to: 2, invited: 6, answered: 6.1, answer: CallScript.audio(2, 7000)
            ).append(to: &capture)
            capture.media(1, 4000, 2, 7000, ssrc: 1, at: 6.2, count: 200, firstSequence: 300, firstTimestamp: 40_000)
        }
        #expect(outcome.calls.map(\.streams) == [[1, 2, 3]])
    }
}
