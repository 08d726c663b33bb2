import TestSupport
import Testing

@testable import IQOSCore

@Suite("Active speech level (ITU-T P.56 method B)")
struct ActiveSpeechLevelTests {
    private static func measured(_ samples: [Double]) -> ActiveSpeechLevel {
        var level = ActiveSpeechLevel(sampleRateHz: 8000)
        for start in stride(from: 0, to: samples.count, by: 16) {
            let block = samples[start..<min(start + 16, samples.count)]
            level.add(
                magnitudes: block.reduce(0) { $0 + abs($1) }, squares: block.reduce(0) { $0 + $1 * $1 },
                count: block.count)
        }
        return level
    }

    private static func sine(_ amplitude: Double, seconds: Int = 5, onEvery: Int = 1) -> [Double] {
        (0..<8000 * seconds).map { index in
            index / 8000 % onEvery == 0 ? amplitude * Math.sin(2 * 3.141592653589793 * 1000 * Double(index) / 8000) : 0
        }
    }

    // An independent Python program that takes each sample by itself gives these.
    @Test(
        "tones have the levels of the reference",
        arguments: [
            (1.0, 5, 1, -3.01, -2.99, 99.5), (0.1, 5, 1, -23.01, -22.99, 99.5), (0.1, 10, 2, -26.02, -24.06, 63.7),
        ])
    func tones(amplitude: Double, seconds: Int, onEvery: Int, longTerm: Double, level: Double, activity: Double) throws
    {
        let measured = Self.measured(Self.sine(amplitude, seconds: seconds, onEvery: onEvery))
        let result = try #require(measured.result)
        #expect(abs((measured.longTermDbov ?? 0) - longTerm) < 0.01)
        #expect(abs(result.levelDbov - level) < 0.1 && abs(result.activityPercent - activity) < 1.5)
    }

    /// The method sample by sample, as the recommendation writes it.
    private static func model(_ samples: [Double]) -> (level: Double, activity: Double)? {
        let keep = Math.exp(-1 / (8000 * 0.03))
        let thresholds = (0..<15).map { Math.pow(2, Double($0) - 15) }
        var (active, hanging) = ([Int](repeating: 0, count: 15), [Int](repeating: 1600, count: 15))
        var (p, q, energy) = (0.0, 0.0, 0.0)
        for sample in samples {
            energy += sample * sample
            p = keep * p + (1 - keep) * abs(sample)
            q = keep * q + (1 - keep) * p
            for index in 0..<15 {
                if q >= thresholds[index] {
                    active[index] += 1
                    hanging[index] = 0
                } else if hanging[index] < 1600 {
                    active[index] += 1
                    hanging[index] += 1
                }
            }
        }
        var points: [(level: Double, distance: Double)] = []
        for index in 0..<15 where active[index] > 0 {
            let level = 10 * Math.log10(energy / Double(active[index]))
            points.append((level, level - 20 * Math.log10(thresholds[index])))
        }
        guard let crossing = points.indices.dropFirst().first(where: { points[$0].distance <= 15.9 }) else {
            return nil
        }
        let (above, below) = (points[crossing - 1], points[crossing])
        let share = (above.distance - 15.9) / (above.distance - below.distance)
        let level = above.level + (below.level - above.level) * share
        return (level, Math.pow(10, (10 * Math.log10(energy / Double(samples.count)) - level) / 10) * 100)
    }

    @Test("speech at any level is within 0.1 dB of the method sample by sample", arguments: 1...6)
    func speech(seed: Int) throws {
        var signal = SpeechSignal(seed: UInt64(seed), call: 0, side: seed % 2)
        var samples: [Double] = []
        for _ in 0..<4 {
            samples += signal.turn().map { Double($0) / 32768 / Double(seed) }
            samples += [Double](repeating: 0, count: 4000 * seed)
        }
        let model = try #require(Self.model(samples))
        let result = try #require(Self.measured(samples).result)
        #expect(abs(result.levelDbov - model.level) < 0.1 && abs(result.activityPercent - model.activity) < 1.5)
    }

    @Test("silence of any length can be added at once")
    func silence() throws {
        let tone = Self.sine(0.1, seconds: 1)
        for pause in [1, 7, 100, 1599, 1600, 5000, 80_000] {
            let whole = Self.measured(tone + [Double](repeating: 0, count: pause) + tone)
            var parts = Self.measured(tone)
            parts.addSilence(pause)
            for start in stride(from: 0, to: tone.count, by: 8) {
                let block = tone[start..<start + 8]
                parts.add(
                    magnitudes: block.reduce(0) { $0 + abs($1) }, squares: block.reduce(0) { $0 + $1 * $1 }, count: 8)
            }
            let (a, b) = (try #require(whole.result), try #require(parts.result))
            #expect(abs(a.levelDbov - b.levelDbov) < 0.02 && abs(a.activityPercent - b.activityPercent) < 0.2)
        }
    }

    @Test("no sound has no level")
    func nothing() {
        #expect(ActiveSpeechLevel(sampleRateHz: 8000).result == nil)
        #expect(Self.measured([Double](repeating: 0, count: 8000)).result == nil)
    }
}
