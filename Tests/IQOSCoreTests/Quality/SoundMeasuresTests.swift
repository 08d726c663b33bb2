import TestSupport
import Testing

@testable import IQOSCore

extension SoundMeasures {
    /// Adds a payload of G.711.
    mutating func add(_ bytes: RawSpan, _ range: Range<Int>, law companding: G711) {
        var samples: [Int16] = []
        companding.decode(bytes, range, into: &samples)
        add(samples.span, fullScale: Clipping.fullScale(of: companding))
        note(bytes, range, law: companding, isDecoded: true)
    }
}

@Suite("Measures of the sound")
struct SoundMeasuresTests {
    private static func measured(
        _ sound: TestSound, _ law: G711 = .muLaw, told: G711? = nil, packet: Int = 160
    ) -> SoundMeasures {
        var measures = SoundMeasures(sampleRateHz: 8000)
        let bytes = sound.encoded(law)
        for start in stride(from: 0, to: bytes.count, by: packet) {
            measures.add(bytes.span.bytes, start..<min(start + packet, bytes.count), law: told ?? law)
        }
        return measures
    }

    @Test("how the sound is cut into packets changes nothing", arguments: [1, 80, 113, 240, 1600])
    func packets(size: Int) {
        let sound = TestSound.speech(seconds: 4).noisy(20)
        let (whole, parts) = (Self.measured(sound), Self.measured(sound, packet: size))
        #expect(whole.level.result?.levelDbov == parts.level.result?.levelDbov)
        #expect(whole.frames.levels == parts.frames.levels && whole.offsetPercent == parts.offsetPercent)
        #expect(whole.clipping.samples == parts.clipping.samples)
    }

    @Test("speech that is driven too hard is clipped, loud speech is not", arguments: [G711.muLaw, .aLaw])
    func clipping(law: G711) throws {
        let speech = TestSound.speech(seconds: 5)
        #expect(Self.measured(speech, law).clippedPercent == 0)
        #expect(Self.measured(speech.scaled(3), law).clippedPercent == 0)
        let clipped = Self.measured(speech.scaled(12), law)
        #expect(try #require(clipped.clippedPercent) > 1 && clipped.clipping.runs > 100)
    }

    @Test("two samples at full scale are no run, three are one of three")
    func runs() {
        var clipping = Clipping()
        for isFull in [true, true, false, true, true, true, false] { clipping.add(isFullScale: isFull) }
        #expect(clipping.runs == 1 && clipping.samples == 3)
        clipping.add(isFullScale: true)
        clipping.add(isFullScale: true)
        clipping.cut()
        clipping.add(isFullScale: true)
        #expect(clipping.runs == 1)
    }

    // ITU-T G.711 tables: the loudest two code words.
    @Test("full scale is the companding law's own")
    func fullScale() {
        for (law, second) in [(G711.muLaw, 31100), (.aLaw, 31232)] {
            let loudest = Set(law.table.map { Int($0.magnitude) }).sorted().suffix(2)
            #expect(loudest.first == second && Int(Clipping.fullScale(of: law)) == second)
        }
    }

    @Test("an offset of one percent is found to a tenth", arguments: [1.0, -2, 5])
    func offset(percent: Double) throws {
        let sound = TestSound.silence(seconds: 3).noisy(30).shifted(327.68 * percent)
        let offset = try #require(Self.measured(sound).offsetPercent)
        #expect(abs(offset - percent) < 0.1)
    }

    @Test("mains hum is found with its frequency and level", arguments: [50.0, 60])
    func hum(frequency: Double) throws {
        // A triangle of amplitude 300 has its first harmonic at 243, -45.6 dBov.
        let sound = TestSound.speech(seconds: 12).noisy(10).humming(300, frequency: frequency)
        let hum = try #require(Self.measured(sound).hum.result)
        #expect(hum.frequencyHz == Int(frequency) && abs(hum.levelDbov + 45.6) < 1)
    }

    @Test("speech, noise, offsets and other tones do not hum", arguments: 0..<6)
    func noHum(kind: Int) {
        let speech = TestSound.speech(seconds: 12)
        let sounds = [
            speech, speech.noisy(100), speech.shifted(600), speech.humming(300, frequency: 90),
            TestSound.speech(seconds: 12, side: 1), TestSound.silence(seconds: 12).noisy(300),
        ]
        #expect(Self.measured(sounds[kind]).hum.result == nil)
    }

    @Test("sound under the wrong law is told, under the right one not", arguments: [G711.muLaw, .aLaw])
    func law(law: G711) {
        let sound = TestSound.speech(seconds: 8).noisy(10)
        let other: G711 = law == .muLaw ? .aLaw : .muLaw
        #expect(Self.measured(sound, law).law.isMismatch == false)
        #expect(Self.measured(sound, law, told: other).law.isMismatch == true)
        #expect(Self.measured(TestSound.silence(seconds: 8), law).law.isMismatch == nil)
        #expect(Self.measured(TestSound.silence(seconds: 8).noisy(3000), law).law.isMismatch == false)
    }

    @Test("the idle codes of both laws are silence, and quiet noise is not", arguments: [G711.muLaw, .aLaw])
    func silence(law: G711) {
        let idle = Self.measured(TestSound.silence(seconds: 4), law)
        #expect(idle.frames.longestSilence == 200 && idle.frames.longestDeadAir == 200 && idle.frames.deadFrames == 200)
        // Deviation 100 of 32768 is -50 dBov.
        let noise = Self.measured(TestSound.silence(seconds: 4).noisy(100), law)
        #expect(noise.frames.longestSilence == 0)
        #expect(abs((noise.frames.noiseFloorDbov ?? 0) + 51) < 2)
    }

    @Test("a gap is silence and no dead air, and counts as time")
    func gap() {
        var measures = SoundMeasures(sampleRateHz: 8000)
        let bytes = TestSound.speech(seconds: 1).noisy(200).encoded(.muLaw)
        measures.add(bytes.span.bytes, 0..<8000, law: .muLaw)
        measures.skip(24_000)
        measures.add(bytes.span.bytes, 0..<8000, law: .muLaw)
        #expect(measures.frames.frames == 250 && measures.frames.sent == 100)
        #expect(measures.frames.longestSilence >= 150 && measures.frames.longestDeadAir < 100)
        #expect(measures.level.samples == 40_000)
    }

    @Test("a talkspurt that begins at full level lost its beginning")
    func frontEnd() {
        var measures = SoundMeasures(sampleRateHz: 8000)
        let loud = TestSound.silence(seconds: 1).noisy(3000).encoded(.muLaw)
        let soft = TestSound.silence(seconds: 1).noisy(60).encoded(.muLaw)
        for spurt in 0..<10 {
            measures.skip(4000)
            if spurt < 7 { measures.add(soft.span.bytes, 0..<320, law: .muLaw) }
            measures.add(loud.span.bytes, 0..<8000, law: .muLaw)
        }
        #expect(measures.talkspurts.count == 10 && measures.talkspurts.cut == 3)
    }

    @Test("memory for levels and flags is capped")
    func caps() {
        var frames = FrameLevels()
        for _ in 0..<5000 { frames.add(power: 0.1) }
        frames.addAbsent(10_000_000)
        for _ in 0..<5000 { frames.add(power: 0.1) }
        #expect(frames.levels.count == FrameLevels.levelsKept)
        #expect(frames.speech.count <= FrameLevels.flagsKept / 64 + 1 && frames.frames == 10_010_000)
    }
}
