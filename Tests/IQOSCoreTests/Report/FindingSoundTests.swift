import Testing

@testable import IQOSCore

/// Findings that need the sound: values that have them, and values that come near.
@Suite("Findings of the sound")
struct FindingSoundTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var code: String
        var has: @Sendable (inout StreamAudioReport) -> Void
        var nearMiss: @Sendable (inout StreamAudioReport) -> Void

        var testDescription: String { code }
    }

    /// A minute of good speech.
    private static func clean() -> StreamReport {
        var stream = FindingRuleTests.clean()
        var audio = StreamAudioReport()
        audio.durationS = 60
        audio.activeSpeechLevelDbov = -26
        audio.activityPercent = 45
        audio.clippedPercent = 0
        audio.noiseFloorDbov = -65
        audio.dcOffsetPercent = 0.1
        audio.isOtherLaw = false
        stream.audio = audio
        return stream
    }

    static let cases: [Case] = [
        Case(code: "law-mismatch", has: { $0.isOtherLaw = true }, nearMiss: { $0.isOtherLaw = nil }),
        Case(
            code: "loud-noise", has: { $0.noisePercent = 50.1 },
            nearMiss: { ($0.noisePercent, $0.isOtherLaw) = (99, true) }),
        Case(code: "clipped-speech", has: { $0.clippedPercent = 0.11 }, nearMiss: { $0.clippedPercent = 0.1 }),
        Case(
            code: "quiet-speech", has: { $0.activeSpeechLevelDbov = -40.1 },
            nearMiss: { ($0.activeSpeechLevelDbov, $0.noiseFloorDbov) = (-53, -55) }),
        Case(
            code: "hot-speech", has: { $0.activeSpeechLevelDbov = -14.9 },
            nearMiss: { ($0.activeSpeechLevelDbov, $0.activityPercent) = (-10, 3) }),
        Case(
            code: "hot-speech", has: { ($0.activeSpeechLevelDbov, $0.noiseFloorDbov) = (-12, -23) },
            nearMiss: { ($0.activeSpeechLevelDbov, $0.noiseFloorDbov) = (-12, -13) }),
        Case(
            code: "dc-offset", has: { ($0.dcOffsetPercent, $0.noiseFloorDbov) = (-1.1, -39) },
            nearMiss: { ($0.dcOffsetPercent, $0.noiseFloorDbov) = (-1.1, -60) }),
        Case(code: "clicks", has: { $0.clicks = 6 }, nearMiss: { ($0.clicks, $0.durationS) = (6, 61) }),
        Case(code: "robotic-speech", has: { $0.repeatedPackets = 30 }, nearMiss: { $0.repeatedPackets = 9 }),
        Case(
            code: "hum", has: { ($0.humHz, $0.humLevelDbov) = (50, -50) }, nearMiss: { $0.humHz = nil }),
    ]
    static let codes = cases.map(\.code)

    @Test("the tone of a key that is cut out of the sound clicks, and is no fault")
    func clicksOfKeys() {
        for (clicks, isFound) in [(12, true), (11, false)] {
            var stream = Self.clean()
            stream.audio?.clicks = clicks
            let key = DTMFReport.Event(digit: "5", startS: 1, durationMs: 100, source: "rfc4733")
            stream.dtmf = DTMFReport(digits: "55", events: [key, key])
            #expect(FindingRules.findings(of: &stream).contains { $0.code == "clicks" } == isFound)
        }
    }

    @Test("values that have a finding give it, and near misses do not", arguments: cases)
    func both(example: Case) {
        for (change, isFound) in [(example.has, true), (example.nearMiss, false)] {
            var stream = Self.clean()
            var audio = stream.audio ?? StreamAudioReport()
            change(&audio)
            stream.audio = audio
            #expect(FindingRules.findings(of: stream).contains { $0.code == example.code } == isFound)
        }
    }

    @Test("good speech has none")
    func none() {
        #expect(FindingRules.findings(of: Self.clean()).isEmpty)
    }

    private static func call(
        _ activity: (Double?, Double?), silence: Double = 1, echo: Double = 0.2, end: Double = 60, packets: Int? = nil
    ) -> [String] {
        var call = CallFigures()
        call.forward = [Self.leg(1, activity.0, end)]
        call.backward = [Self.leg(2, activity.1, end, packets: packets)]
        guard
            var talk = TalkStates(Self.frames(500), Self.frames(500), offset: 0)
        else { return ["no talk"] }
        talk.longestMutualSilenceS = silence
        call.conversation = ConversationReport(talk: talk, longestStartS: 5)
        call.conversation?.echoOfLeft = EchoSearch.Echo(delayMs: 100, correlation: echo, lossDb: 20)
        return FindingRules.findings(of: call).map(\.code)
    }

    private static func frames(_ count: Int) -> FrameLevels {
        var frames = FrameLevels()
        for _ in 0..<count { frames.add(power: 0.01) }
        return frames
    }

    private static func leg(
        _ id: Int, _ activity: Double?, _ end: Double, packets: Int? = nil
    ) -> CallFigures.Leg {
        CallFigures.Leg(
            id: id, ssrc: UInt32(id), startS: 0, endS: end, firstFrame: 1, lastFrame: 9, codec: "PCMU", ptimeMs: 20,
            dscp: [46], packets: packets ?? Int(end * 50), activityPercent: activity)
    }

    @Test("one direction without speech is a finding where the other speaks for long enough")
    func oneWaySpeech() {
        #expect(Self.call((40, 1.9)) == ["one-way-speech"])
        #expect(Self.call((40, 2)) == [] && Self.call((10, 0)) == [] && Self.call((40, nil)) == [])
        #expect(Self.call((40, 0), end: 19) == [])
        // Who pauses without packets speaks in what he sends.
        #expect(Self.call((40, 1), packets: 1500) == [])
        #expect(Self.call((40, 1), packets: 1501) == ["one-way-speech"])
    }

    @Test("ten seconds in which nobody speaks are dead air")
    func deadAir() {
        #expect(Self.call((40, 40), silence: 10) == ["dead-air"])
        #expect(Self.call((40, 40), silence: 9.9) == [])
    }

    @Test("an echo is one that follows the voice closely")
    func echo() {
        #expect(Self.call((40, 40), echo: 0.7) == ["echo"])
        #expect(Self.call((40, 40), echo: 0.69) == [])
    }
}
