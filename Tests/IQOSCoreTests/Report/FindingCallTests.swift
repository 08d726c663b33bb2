import TestSupport
import Testing

@testable import IQOSCore

/// Findings that need both directions or the whole capture.
@Suite("Findings of calls and captures")
struct FindingCallTests {
    private static func leg(
        _ id: Int, from start: Double, to end: Double, ssrc: UInt32 = 1, codec: String? = "PCMU", ptime: Double = 20,
        dscp: Int = 46
    ) -> CallFigures.Leg {
        CallFigures.Leg(
            id: id, ssrc: ssrc, startS: start, endS: end, firstFrame: id * 10, lastFrame: id * 10 + 9, codec: codec,
            ptimeMs: ptime,
            dscp: [dscp], packets: 100)
    }

    private static func codes(_ forward: [CallFigures.Leg], _ backward: [CallFigures.Leg], status: Int? = nil)
        -> [String]
    {
        var call = CallFigures()
        call.forward = forward
        call.backward = backward
        call.status = status
        return FindingRules.findings(of: call).map(\.code)
    }

    @Test("a call of two like directions has none")
    func clean() {
        #expect(Self.codes([Self.leg(1, from: 0, to: 60)], [Self.leg(2, from: 0.5, to: 60)]) == [])
    }

    @Test("one direction alone is a finding only with a sign of the other side, and not for a moment")
    func oneWay() {
        var answered = Self.leg(1, from: 0, to: 10)
        answered.isAnswered = true
        #expect(Self.codes([answered], []) == ["one-way-media"])
        #expect(Self.codes([Self.leg(1, from: 0, to: 10)], []) == [])
        #expect(Self.codes([Self.leg(1, from: 0, to: 10)], [], status: 200) == ["one-way-media"])
        #expect(Self.codes([Self.leg(1, from: 0, to: 10)], [], status: 486) == [])
        answered.endS = 2.9
        #expect(Self.codes([answered], []) == [])
    }

    @Test("a direction ends early two seconds before the other, unless it pauses as one does that suppresses silence")
    func early() {
        #expect(Self.codes([Self.leg(1, from: 0, to: 60)], [Self.leg(2, from: 0, to: 57.9)]) == ["early-end"])
        #expect(Self.codes([Self.leg(1, from: 0, to: 60)], [Self.leg(2, from: 0, to: 58)]) == [])
        var pausing = Self.leg(2, from: 0, to: 40)
        pausing.longestPauseS = 2
        #expect(Self.codes([Self.leg(1, from: 0, to: 60)], [pausing]) == [])
        // One that has announced silence goes on.
        var silent = Self.leg(2, from: 0, to: 40)
        silent.endsWithNoise = true
        #expect(Self.codes([Self.leg(1, from: 0, to: 60)], [silent]) == [])
        // The last legs count: one that is followed by another did not end.
        let followed = [Self.leg(1, from: 0, to: 20), Self.leg(3, from: 20, to: 60)]
        #expect(Self.codes(followed, [Self.leg(2, from: 0, to: 60)]) == [])
    }

    @Test("the second direction is late after more than a second")
    func late() {
        #expect(Self.codes([Self.leg(1, from: 0, to: 60)], [Self.leg(2, from: 1.1, to: 60)]) == ["late-media"])
        #expect(Self.codes([Self.leg(1, from: 0, to: 60)], [Self.leg(2, from: 1, to: 60)]) == [])
        var pausing = Self.leg(2, from: 5, to: 60)
        pausing.longestPauseS = 2
        #expect(Self.codes([Self.leg(1, from: 0, to: 60)], [pausing]) == [])
    }

    @Test("what one side sends before the answer or behind the end needs no other direction")
    func signalled() {
        func codes(answered: Double?, ended: Double?, _ other: CallFigures.Leg) -> [FindingReport] {
            var call = CallFigures()
            (call.forward, call.backward) = ([Self.leg(1, from: 0, to: 60)], [other])
            (call.status, call.answeredS, call.endedS) = (200, answered, ended)
            return FindingRules.findings(of: call)
        }
        #expect(codes(answered: 12, ended: 50, Self.leg(2, from: 12.1, to: 49.9)).isEmpty)
        let late = codes(answered: 12, ended: nil, Self.leg(2, from: 15.1, to: 60))
        #expect(late.map(\.code) == ["late-media"] && late[0].severity == .warning && late[0].startS == 12)
        #expect(
            late[0].message == "The second direction of sound (stream 2) began 3.1 seconds after the call was answered."
        )
        let early = codes(answered: 0, ended: 50, Self.leg(2, from: 0, to: 44.9))
        #expect(early.map(\.code) == ["early-end"] && early[0].severity == .warning && early[0].endS == 50)
        #expect(early[0].message == "One direction of sound (stream 2) ended 5.1 seconds before the call did.")
        #expect(early[0].stream == 2)
        // Answered before either side was heard.
        #expect(
            codes(answered: -1, ended: 70, Self.leg(2, from: 1.1, to: 60)).map(\.message)
                == ["The second direction of sound (stream 2) began 1.1 seconds after the first."])
    }

    @Test("one direction that was agreed on is none too few, and one that reports to have sent was not silent")
    func oneWayReasons() {
        var call = CallFigures()
        call.forward = [Self.leg(1, from: 0, to: 10)]
        (call.status, call.backwardRests) = (200, TimeSpans(spans: [0...10]))
        #expect(FindingRules.findings(of: call).map(\.severity) == [.info])
        call.backwardRests = TimeSpans()
        #expect(FindingRules.findings(of: call)[0].message.hasSuffix("though the other side had accepted the call."))
        (call.forward[0].isAnswered, call.forward[0].answerersPackets) = (true, 1500)
        let finding = FindingRules.findings(of: call)[0]
        #expect(finding.message.contains("reports that it sent 1,500 packets: they were lost before the capture"))
        #expect(finding.evidence.contains { $0 == ("sent", 1500) })
    }

    @Test("before the answer one direction is right, and an answer to STUN is a sign of the other side, too")
    func oneWaySigns() {
        var call = CallFigures()
        call.forward = [Self.leg(1, from: 0, to: 10)]
        (call.status, call.answeredS) = (200, 7.1)
        #expect(FindingRules.findings(of: call).isEmpty)
        call.answeredS = 6
        #expect(FindingRules.findings(of: call).first?.evidence.first.map { $0 == ("seconds", 4) } == true)
        (call.status, call.answeredS, call.forward[0].isBound) = (nil, nil, true)
        let finding = FindingRules.findings(of: call)[0]
        #expect(finding.code == "one-way-media" && finding.severity == .warning)
        #expect(finding.message.hasSuffix("though the other side was there: it answered requests of STUN."))
    }

    @Test("video and keys are no sound: they hide neither a direction without it nor one that begins late")
    func besides() {
        func leg(_ id: Int, _ media: StreamMedia, from start: Double = 0) -> CallFigures.Leg {
            var leg = Self.leg(id, from: start, to: 20, codec: media == .sound ? "PCMU" : "H264")
            (leg.media, leg.reverse) = (media, media == .sound ? 3 - id : nil)
            return leg
        }
        func findings(_ forward: [CallFigures.Leg], _ backward: [CallFigures.Leg]) -> [FindingReport] {
            var call = CallFigures()
            (call.forward, call.backward) = (forward, backward)
            call.setSoundApart()
            return FindingRules.findings(of: call)
        }
        let sound = leg(1, .sound)
        #expect(findings([leg(5, .video), sound], [leg(6, .video), leg(2, .sound)]).isEmpty)
        let seen = findings([leg(5, .video), sound], [leg(6, .video)])
        #expect(seen.map(\.code) == ["one-way-media"] && seen[0].severity == .warning)
        #expect(seen[0].message.hasSuffix("though the other side was there: it sent video."))
        #expect(findings([sound], [leg(2, .keys)])[0].message.hasSuffix("it sent keys."))
        #expect(findings([sound], [leg(2, .nothing)]).isEmpty)
        #expect(findings([sound], [leg(6, .video), leg(2, .sound, from: 4)]).map(\.code) == ["late-media"])
        // A call of video alone is judged by that.
        #expect(findings([leg(5, .video)], [leg(6, .video, from: 4)]).map(\.code) == ["late-media"])
    }

    @Test("legs are compared with those that answer them")
    func pairs() {
        var far = [Self.leg(3, from: 0, to: 60, codec: "PCMA"), Self.leg(2, from: 0, to: 60)]
        var near = [Self.leg(1, from: 0, to: 60)]
        #expect(Self.codes(near, far) == ["codec-differs"])
        (near[0].reverse, far[1].reverse) = (2, 1)
        #expect(Self.codes(near, far) == [])
    }

    @Test("directions that differ are told apart by what differs")
    func asymmetric() {
        let forward = [Self.leg(1, from: 0, to: 60)]
        #expect(Self.codes(forward, [Self.leg(2, from: 0, to: 60, codec: "PCMA")]) == ["codec-differs"])
        #expect(Self.codes(forward, [Self.leg(2, from: 0, to: 60, codec: nil)]) == [])
        #expect(Self.codes(forward, [Self.leg(2, from: 0, to: 60, ptime: 30)]) == ["ptime-differs"])
        #expect(Self.codes(forward, [Self.leg(2, from: 0, to: 60, dscp: 0)]) == ["dscp-differs"])
        let unmarked = [Self.leg(1, from: 0, to: 60, dscp: 24)]
        #expect(Self.codes(unmarked, [Self.leg(2, from: 0, to: 60, dscp: 0)]) == [])
    }

    @Test("a new SSRC that follows on another is a restart, one beside it is not")
    func restart() {
        let back = [Self.leg(3, from: 0, to: 60)]
        let first = Self.leg(1, from: 0, to: 30)
        #expect(Self.codes([first, Self.leg(2, from: 31, to: 60, ssrc: 2)], back) == ["ssrc-restart"])
        #expect(Self.codes([first, Self.leg(2, from: 10, to: 60, ssrc: 2)], back) == [])
        var call = CallFigures()
        (call.forward, call.backward) = ([first, Self.leg(2, from: 31.5, to: 60, ssrc: 2)], back)
        #expect(FindingRules.findings(of: call)[0].message.contains("after 1.5 seconds without packets"))
        call.forward[1] = Self.leg(2, from: 29.9, to: 60, ssrc: 2)
        #expect(FindingRules.findings(of: call)[0].message.contains("call, without a pause (transfer"))
        #expect(Self.codes([first, Self.leg(2, from: 31, to: 60, ssrc: 2, codec: "H263")], back) == [])
    }

    @Test("drops and reversals of the capture are told, a good capture has none")
    func capture() {
        var figures = CaptureFigures()
        figures.frames = 100
        #expect(FindingRules.findings(of: figures).isEmpty)
        figures.droppedFrames = 1
        figures.timeReversals = 1
        figures.unseenGaps = 1
        #expect(
            FindingRules.findings(of: figures).map(\.code) == ["capture-drops", "capture-unseen", "time-reversals"])
    }

    @Test("datagrams cut before RTP can show are told once they are a tenth", arguments: [0, 9, 10, 100])
    func cut(percent: Int) {
        var figures = CaptureFigures()
        (figures.datagrams, figures.headersCut) = (1000, percent * 10)
        #expect(FindingRules.findings(of: figures).map(\.code) == (percent < 10 ? [] : ["capture-cut"]))
    }

    /// Both directions of a call whose caller is at another address from packet `last` + `missing` on.
    private static func moved(missing: Int, ssrc: Int = 7) -> [FindingReport] {
        var capture = TestCapture()
        let (before, behind) = (TestCapture.Path(0x0A00_0001, 0x0A00_0009), TestCapture.Path(0x0A05_0005, 0x0A00_0009))
        let packets = SimulatedPacket.steady(1500)
        capture.append(Array(packets[..<500]), on: before, ssrc: 7)
        capture.append(Array(packets[..<500]), on: before.reversed, ssrc: 8)
        capture.append(Array(packets[(500 + missing)...]), on: behind, ssrc: ssrc)
        capture.append(Array(packets[500...]), on: behind.reversed, ssrc: 8)
        capture.sort()
        return capture.scanned().calls.flatMap(\.findings)
    }

    @Test("what is missing between the streams of a leg that moved is told, as bad as a loss of that length")
    func handover() throws {
        for (missing, severity) in [(4, FindingReport.Severity.warning), (25, .critical), (150, .critical)] {
            let findings = Self.moved(missing: missing).filter { $0.code == "handover-loss" }
            let finding = try #require(findings.first)
            #expect(finding.severity == severity && findings.count == 1)
            #expect(finding.evidence.contains { $0 == ("missing", Double(missing)) })
            #expect(finding.evidence.contains { $0 == ("longest_ms", Double(missing * 20)) })
        }
        let message = try #require(Self.moved(missing: 150).first?.message)
        #expect(message.contains("150 packets are missing in between, 3,000 ms of it"))
        // Concealment covers three packets; and a sender that begins a new stream lost nothing that could be counted.
        #expect(!Self.moved(missing: 3).contains { $0.code == "handover-loss" })
        #expect(!Self.moved(missing: 150, ssrc: 9).contains { $0.code == "handover-loss" })
    }

    /// Calls between hosts of their own, 20 s each, that miss the packets given.
    private static func capture(_ calls: Int, lost: (Int) -> Set<Int>, sharedHost: Bool = false) -> TestCapture {
        var capture = TestCapture()
        for call in 0..<calls {
            let path = TestCapture.Path(
                sharedHost ? 0x0A00_0001 : 0x0A00_0001 + call, 0x0A01_0001 + call, from: 4000 + call * 2)
            capture.append(
                SimulatedPacket.steady(1000, start: TestCapture.start + Int64(call) * 1_700_000, lost: lost(call)),
                on: path, ssrc: 1000 + call)
        }
        capture.sort()
        return capture
    }

    private static func captureCodes(_ capture: TestCapture) -> [String] {
        capture.scanned().summary.findings(ofCapture: CaptureFigures()).map(\.code)
    }

    @Test("streams of different hosts that miss packets at once accuse the capture")
    func sharedGaps() {
        #expect(Self.captureCodes(Self.capture(5, lost: { _ in Set(400..<420) })) == ["capture-gaps"])
    }

    @Test("losses at different times, of one host, or of few of the streams do not")
    func ownGaps() {
        #expect(Self.captureCodes(Self.capture(5, lost: { Set(100 * $0 + 100..<100 * $0 + 120) })) == [])
        #expect(Self.captureCodes(Self.capture(5, lost: { _ in Set(400..<420) }, sharedHost: true)) == [])
        #expect(Self.captureCodes(Self.capture(8, lost: { $0 < 4 ? Set(400..<420) : [] })) == [])
        #expect(Self.captureCodes(Self.capture(3, lost: { _ in Set(400..<420) })) == [])
    }

    @Test("random loss of a third everywhere makes no shared gap")
    func heavyLoss() {
        var random = SeededRandom(3)
        let lost = (0..<5).map { _ in Set((1..<999).filter { _ in random.chance(0.33) }) }
        #expect(Self.captureCodes(Self.capture(5, lost: { lost[$0] })) == [])
    }
}

extension FindingRules {
    /// Of figures that are not there to be lent.
    static func findings(of call: CallFigures) -> [FindingReport] {
        var call = call
        return findings(of: &call)
    }
}
