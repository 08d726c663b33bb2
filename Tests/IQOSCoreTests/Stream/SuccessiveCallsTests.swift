import TestSupport
import Testing

@testable import IQOSCore

/// Signalled calls that use the addresses, ports and SSRC of an earlier one.
@Suite("Successive calls in one stream")
struct SuccessiveCallsTests {
    private static func script(_ call: Int) -> CallScript {
        var script = CallScript()
        script.callID = "call-\(call)@pc33"
        script.callerTag = "from\(call)"
        script.calleeTag = "to\(call)"
        return script
    }

    /// Calls of four seconds of sound each, 40 seconds apart, with a BYE.
    ///
    /// - Parameters:
    ///   - counts: By how much the numbers of each call are beyond those of the first.
    ///   - without: Calls that have no packets.
    private static func outcome(_ counts: [Int], clock: Int = 0, without: Set<Int> = []) -> ScanOutcome {
        TestCapture.scanned { capture in
            for (call, count) in counts.enumerated() {
                let (start, script) = (40 * Double(call), script(call))
                capture.setUp(script, at: start, offer: CallScript.audio(1, 4000), answer: CallScript.audio(2, 5000))
                let bye = script.text("BYE sip:bob@10.0.0.2 SIP/2.0", "BYE", 2, "z9hG4bKbye\(call)", script.calleeTag)
                capture.sip(bye, at: start + 5)
                guard !without.contains(call) else { continue }
                for (from, to) in [(1, 2), (2, 1)] {
                    capture.media(
                        from, 3000 + 1000 * from, to, 3000 + 1000 * to, ssrc: from, at: start + 1, count: 200,
                        firstSequence: 100 + count, firstTimestamp: 1000 + clock * call, payloadSeed: 10 * call + from)
                }
            }
        }
    }

    @Test("each is told with the streams that have its packets, and none of them as without media")
    func told() throws {
        let outcome = Self.outcome([0, 0, 20_000])
        #expect(outcome.calls.map(\.streams) == [[1, 2]])
        let silent = outcome.summary.callsWithoutStream.listed
        #expect(silent.map(\.signalling.callID) == ["call-1@pc33", "call-2@pc33"])
        #expect(silent.map(\.streams) == [[1, 2], [1, 2]] && silent.map(\.durationS) == [5, 5])
        #expect(outcome.summary.callsWithoutMedia == nil)
        let findings = try #require(outcome.calls.first).findings
        #expect(findings.map(\.code) == ["successive-calls"])
        #expect(findings.first?.evidence.map(\.value) == [3, 70])
    }

    @Test("that numbers and clock begin anew with a call is nothing to tell")
    func restarts() {
        for stream in Self.outcome([0, 0, 20_000]).streams {
            #expect(stream.segments.count == 3 && stream.findings.isEmpty)
        }
    }

    @Test("where numbers go on, what is missing between two calls was never sent", arguments: [200, 230, 6000])
    func goingOn(count: Int) {
        let outcome = Self.outcome([0, count], clock: 320_000)
        #expect(outcome.streams.flatMap(\.findings).isEmpty)
        #expect(outcome.summary.callsWithoutStream.listed.map(\.streams) == [[1, 2]])
    }

    @Test("where the clock stops between two calls, the sender has no gaps")
    func stoppedClock() {
        let outcome = Self.outcome([0, 200, 400], clock: 32_000)
        #expect(outcome.streams.flatMap(\.findings).isEmpty)
    }

    @Test("a call of them without packets has none")
    func silent() {
        let outcome = Self.outcome([0, 0, 0], without: [1])
        #expect(outcome.summary.callsWithoutStream.listed.map(\.streams) == [[], [1, 2]])
        #expect(outcome.summary.callsWithoutMedia?.sentence.contains("1 signalled call was answered") == true)
    }

    @Test("the silence between two calls is no dead air, that within one is")
    func silence() throws {
        var (figures, levels) = (CallFigures(), FrameLevels())
        for _ in 0..<500 { levels.add(power: 0.01) }
        var talk = try #require(TalkStates(levels, levels, offset: 0))
        talk.longestMutualSilenceS = 95
        figures.idle.spans = [10...100]
        figures.conversation = ConversationReport(talk: talk, longestStartS: 8)
        #expect(FindingRules.findings(of: &figures).isEmpty)
        figures.conversation?.longestStartS = 90
        #expect(FindingRules.findings(of: &figures).map(\.code) == ["dead-air"])
    }
}
