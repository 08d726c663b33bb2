import TestSupport
import Testing

@testable import IQOSCore

@Suite("Loud noise")
struct LoudNoiseTests {
    private static func percent(_ sound: TestSound, sampleRateHz: Int = 8000) -> Double? {
        var digits = InbandDigits(sampleRateHz: sampleRateHz)
        let samples = sound.samples.map { Int16(clamping: Int($0.rounded())) }
        for start in stride(from: 0, to: samples.count, by: 1000) {
            digits.add(samples[start..<min(start + 1000, samples.count)], at: start)
        }
        digits.finish()
        return digits.noise.percent
    }

    @Test(
        "white noise is noise from -15 dBov on", arguments: [(0.25, true), (0.19, true), (0.16, false), (0.05, false)])
    func level(share: Double, isNoise: Bool) {
        let percent = Self.percent(TestSound.silence(seconds: 4).noisy(32_768 * share)) ?? -1
        #expect(isNoise ? percent > 80 : percent < 20)
    }

    @Test("neither a loud voice nor a tone is noise", arguments: [1, 2, 4, 8])
    func voice(gain: Double) {
        #expect(Self.percent(TestSound.speech(seconds: 10).scaled(gain)) ?? -1 < 2)
        for frequency in [300.0, 425, 1000, 1800, 2100, 3000] {
            let tone = TestSound.silence(seconds: 4).humming(3000 * gain, frequency: frequency)
            #expect(Self.percent(tone) == 0)
        }
    }

    @Test("random bytes are noise under the codecs whose code words all are sound", arguments: [8000, 16_000])
    func bytes(sampleRateHz: Int) {
        var random = SeededRandom(4)
        let words = (0..<4 * sampleRateHz).map { _ in Double(Int16(truncatingIfNeeded: random.below(65_536))) }
        #expect(Self.percent(TestSound(words), sampleRateHz: sampleRateHz) == 100)
        let codes = (0..<4 * sampleRateHz).map { _ in Double(G711.muLaw.table[random.below(256)]) }
        #expect(Self.percent(TestSound(codes), sampleRateHz: sampleRateHz) ?? 0 > 80)
    }

    @Test("less than two seconds tell nothing")
    func short() {
        #expect(Self.percent(TestSound.silence(seconds: 1).noisy(9000)) == nil)
    }
}
