import TestSupport
import Testing

@testable import IQOSCore

// The numbers are those of ITU-T G.711 Appendix I at 8 kHz: 390 samples of history, periods of 40 to 120 samples, frames
// of 80, a fade of a fifth a frame, silence from 60 ms on, a joint of a quarter period and 32 samples a further frame.
@Suite("Concealment (G.711 Appendix I)")
struct ConcealmentTests {
    /// A voice of whole numbers that repeats after `period` samples and not before.
    private static func buzz(_ index: Int, period: Int) -> Float {
        let phase = 2 * Double.pi * Double(index % period) / Double(period)
        let value =
            4000 * ExactMath.sin(phase) + 2000 * ExactMath.sin(2 * phase + 1) + 1000 * ExactMath.sin(3 * phase + 2)
        return Float(value.rounded())
    }

    private static func history(period: Int) -> [Float] { (0..<390).map { buzz($0, period: period) } }

    @Test("48.75 ms of the past are needed, and 60 ms are made up at most")
    func lengths() {
        let concealment = Concealment(sampleRateHz: 8000)
        #expect(concealment.historyLength == 390 && concealment.longest == 480)
        let wide = Concealment(sampleRateHz: 16_000)
        #expect(wide.historyLength == 780 && wide.longest == 960)
    }

    @Test("the period of a buzz is found", arguments: [64, 79, 80, 97, 113, 120])
    func pitch(period: Int) {
        #expect(PitchSearch.period(of: Self.history(period: period), samplesPerMs: 8) == period)
    }

    @Test("of a period and its double the shorter is repeated", arguments: [40, 44, 60])
    func shortest(period: Int) {
        #expect(PitchSearch.period(of: Self.history(period: period), samplesPerMs: 8) == period)
    }

    @Test(
        "a sound that repeats goes on as it was, fading by a fifth each 10 ms from the second on",
        arguments: [40, 72, 120])
    func continued(period: Int) {
        var concealment = Concealment(sampleRateHz: 8000)
        let ending = concealment.begin(after: Self.history(period: period))
        #expect(ending.count == period / 4)
        for (index, sample) in ending.enumerated() {
            #expect(abs(sample - Self.buzz(390 - period / 4 + index, period: period)) < 0.01)
        }
        let made = concealment.conceal(560)
        for index in 0..<560 {
            let gain = index < 80 ? 1 : max(0, 1 - 0.0025 * Float(index - 80))
            let expected = index < 480 ? Self.buzz(390 + index, period: period) * gain : 0
            #expect(abs(made[index] - expected) < 0.02, "sample \(index)")
        }
    }

    @Test("it does not matter in what pieces an erasure is asked for", arguments: [1, 7, 40, 80, 160, 333])
    func pieces(length: Int) {
        var random = SeededRandom(length)
        let history = (0..<390).map { _ in Float(random.below(20_000)) - 10_000 }
        var (whole, parts) = (Concealment(sampleRateHz: 8000), Concealment(sampleRateHz: 8000))
        #expect(whole.begin(after: history) == parts.begin(after: history))
        let expected = whole.conceal(600)
        var made: [Float] = []
        while made.count < 600 { made += parts.conceal(min(length, 600 - made.count)) }
        #expect(made == expected)
    }

    @Test(
        "good sound is joined over a quarter period and 4 ms more for each further 10 ms, 10 ms at most",
        arguments: [(80, 10), (160, 42), (240, 74), (320, 80), (480, 80), (4000, 80)])
    func joined(erased: Int, overlap: Int) {
        var concealment = Concealment(sampleRateHz: 8000)
        // A loud buzz of 40 samples before, a level that it never has after.
        _ = concealment.begin(after: Self.history(period: 40))
        _ = concealment.conceal(erased)
        var samples = [Int16](repeating: 30_000, count: 160)
        concealment.recover(&samples)
        #expect(samples[..<(overlap - 1)].allSatisfy { $0 != 30_000 })
        #expect(samples[(overlap - 1)...].allSatisfy { $0 == 30_000 })
        #expect(!concealment.isOpen)
    }

    @Test("without a past there is silence, and no sound at full scale overflows")
    func extremes() {
        var concealment = Concealment(sampleRateHz: 8000)
        _ = concealment.begin(after: [Float](repeating: 0, count: 390))
        #expect(concealment.conceal(300).allSatisfy { $0 == 0 })
        _ = concealment.begin(after: (0..<390).map { $0 / 30 % 2 == 0 ? 32_767 : -32_768 })
        #expect(concealment.conceal(600).allSatisfy { abs($0) <= 32_768 })
        var samples = [Int16](repeating: .max, count: 3)
        concealment.recover(&samples)
        var none: [Int16] = []
        concealment.recover(&none)
        #expect(none.isEmpty)
    }

    @Test("in the second and third frame the last two and three periods are repeated, not one")
    func periods() throws {
        // Three periods that differ in one sample: which of them is repeated can be seen.
        var history = Self.history(period: 40)
        for period in 0..<3 { history[390 - 120 + 40 * period + 25] = Float(8000 + 200 * period) }
        try #require(PitchSearch.period(of: history, samplesPerMs: 8) == 40)
        var concealment = Concealment(sampleRateHz: 8000)
        _ = concealment.begin(after: history)
        let made = concealment.conceal(480)
        func peaks(_ range: Range<Int>) -> [Int] {
            range.map { $0 < 80 ? made[$0] : made[$0] / (1 - 0.0025 * Float($0 - 80)) }
                .filter { $0 > 7500 }.map { Int($0.rounded()) }
        }
        #expect(peaks(0..<80) == [8400, 8400])
        #expect(peaks(80..<160) == [8200, 8400])
        #expect(peaks(160..<400) == [8000, 8200, 8400, 8000, 8200, 8400])
    }
}
