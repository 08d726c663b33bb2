import TestSupport
import Testing

@testable import IQOSCore

@Suite("Who speaks when, and echo")
struct TalkStatesTests {
    private static func levels(_ sound: TestSound) -> FrameLevels {
        var measures = SoundMeasures(sampleRateHz: 8000)
        let bytes = sound.encoded(.muLaw)
        measures.add(bytes.span.bytes, 0..<bytes.count, law: .muLaw)
        return measures.frames
    }

    /// Noise of speech level in these seconds of twenty.
    private static func talk(_ ranges: [Range<Int>]) -> TestSound {
        var sound = TestSound.silence(seconds: 20)
        for range in ranges {
            sound = sound.mixed(TestSound.silence(seconds: range.count).noisy(2000), from: range.lowerBound * 8000)
        }
        return sound
    }

    @Test("talk, double talk and mutual silence are shares of the common time")
    func shares() throws {
        let talk = try #require(
            TalkStates(Self.levels(Self.talk([0..<6])), Self.levels(Self.talk([4..<8, 18..<20])), offset: 0))
        #expect(talk.seconds == 20)
        // The 200 ms that are filled behind a talkspurt count as talk.
        #expect(abs(talk.leftPercent - 30) < 1.1 && abs(talk.rightPercent - 30) < 1.1)
        #expect(abs(talk.doubleTalkPercent - 10) < 1.1 && abs(talk.mutualSilencePercent - 50) < 1.1)
        #expect(abs(talk.longestMutualSilenceS - 10) < 0.25 && abs(talk.longestStartS - 8) < 0.25)
    }

    @Test("directions that begin at different times are compared where both are")
    func offset() throws {
        let left = Self.levels(Self.talk([0..<10]))
        let right = Self.levels(Self.talk([0..<10]))
        let talk = try #require(TalkStates(left, right, offset: 500))
        #expect(talk.seconds == 10 && talk.leftPercent < 3 && talk.rightPercent > 97)
        #expect(TalkStates(left, right, offset: 1000) == nil)
    }

    @Test("silence that begins in the first hour is followed to its end")
    func beyondTheHour() throws {
        var (left, right) = (FrameLevels(), FrameLevels())
        for _ in 0..<50 { left.add(power: 0.01) }
        left.addAbsent(1_000_000)
        left.add(power: 0.01)
        right.addAbsent(900_000)
        for power in [1e-9, 0.01, 1e-9] { right.add(power: power) }
        right.addAbsent(200_000)
        let talk = try #require(TalkStates(left, right, offset: 0))
        #expect(talk.seconds == 3600 && abs(talk.longestMutualSilenceS - (18_000.02 - 1.2)) < 0.05)
        #expect(abs(talk.longestStartS - 1.2) < 0.05)
    }

    @Test("a voice that comes back quieter is an echo with its delay", arguments: [40, 120, 300, 480])
    func echo(delay: Int) throws {
        let voice = TestSound.speech(seconds: 30)
        let back = TestSound.silence(seconds: 30).noisy(8).mixed(voice, from: delay * 8, gain: 0.1)
        let echo = try #require(
            EchoSearch.strongest(Self.levels(voice).levels, in: Self.levels(back).levels, offset: 0))
        #expect(echo.correlation > FindingThresholds.echoCorrelation && abs(echo.delayMs - Double(delay)) <= 20)
        #expect(abs(echo.lossDb - 20) < 4)
    }

    @Test("what is sent back at once and as loud is no echo, whatever rhythm it has")
    func loop() {
        let levels = Self.levels(TestSound.speech(seconds: 30).noisy(8)).levels
        #expect(EchoSearch.strongest(levels, in: levels, offset: 0) == nil)
        #expect(EchoSearch.strongest(levels, in: Array(levels.dropFirst(100)), offset: 100) == nil)
    }

    @Test("another voice, quiet or loud, is no echo", arguments: 0..<12)
    func otherVoice(seed: Int) {
        let voice = TestSound.speech(seconds: 40, seed: UInt64(seed))
        let other = TestSound.speech(seconds: 40, seed: UInt64(seed) + 100, side: 1).scaled(seed % 2 == 0 ? 0.1 : 0.4)
        let echo = EchoSearch.strongest(
            Self.levels(voice).levels, in: Self.levels(other.noisy(8)).levels, offset: 0)
        #expect(echo?.correlation ?? 0 < FindingThresholds.echoCorrelation)
    }

    @Test("silence and steady noise come back from nowhere")
    func noise() {
        let voice = Self.levels(TestSound.speech(seconds: 30)).levels
        #expect(
            EchoSearch.strongest(voice, in: Self.levels(TestSound.silence(seconds: 30)).levels, offset: 0)?.correlation
                ?? 0 < 0.3)
        let noise = Self.levels(TestSound.silence(seconds: 30).noisy(60)).levels
        #expect(EchoSearch.strongest(voice, in: noise, offset: 0)?.correlation ?? 0 < 0.3)
    }
}
