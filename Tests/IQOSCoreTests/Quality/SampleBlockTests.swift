import TestSupport
import Testing

@testable import IQOSCore

@Suite("Sixteen samples at once")
struct SampleBlockTests {
    /// Samples of any height, of full scale only, of next to none, about half of full scale, and the least one.
    private static func sound(_ random: inout SeededRandom, _ kind: Int) -> [Int16] {
        (0..<40).map { _ in
            switch kind {
            case 0: Int16(truncatingIfNeeded: random.below(65_536))
            case 1: random.below(2) == 0 ? .min : .max
            case 2: Int16(random.below(5)) - 2
            // Up to just below half of full scale, and a step over it now and then.
            case 3: Int16(random.below(32_767)) - 16_383
            case 4: random.below(100) == 0 ? -16_384 : (random.below(2) == 0 ? 16_383 : -16_383)
            default: .min
            }
        }
    }

    @Test("sums, peak and steps are those of one sample after the other, at both ends of the scale", arguments: 0..<6)
    func model(kind: Int) {
        var random = SeededRandom(kind)
        for _ in 0..<200 {
            let sound = Self.sound(&random, kind)
            let offset = random.below(24)
            let last: Int16? = random.below(4) == 0 ? nil : sound[39]
            let block = SampleBlock(sound.span, at: offset, after: last)
            let samples = sound[offset..<offset + 16].map(Int.init)
            let before = [last.map(Int.init) ?? samples[0]] + samples
            #expect(Int(block.sum) == samples.reduce(0, +))
            #expect(Int(block.magnitudes) == samples.reduce(0) { $0 + abs($1) })
            #expect(Int(block.squares) == samples.reduce(0) { $0 + $1 * $1 })
            #expect(Int(block.peak) == samples.map(abs).max())
            #expect(Int(block.step) == zip(before, samples).map { abs($0 - $1) }.max())
        }
    }

    @Test("a sample alone is a block of one", arguments: [Int16.min, -1, 0, 5, .max], [nil, Int16.min, 0, .max])
    func single(sample: Int16, last: Int16?) {
        let block = SampleBlock(sample, after: last)
        let value = Int(sample)
        #expect(Int(block.sum) == value && Int(block.magnitudes) == abs(value) && Int(block.peak) == abs(value))
        #expect(Int(block.squares) == value * value && Int(block.step) == abs(value - Int(last ?? sample)))
    }

    @Test(
        "what is measured does not depend on how the sound is cut into packets", arguments: [1, 7, 16, 100, 160, 333])
    func cuts(packet: Int) {
        var random = SeededRandom(9)
        let sound = (0..<16_000).map { Int16(random.below(60_000) - 30_000) / ($0 % 4000 < 2000 ? 1 : 500) }
        func measured(_ packet: Int, rate: Int) -> SoundMeasures {
            var measures = SoundMeasures(sampleRateHz: rate)
            for start in stride(from: 0, to: sound.count, by: packet) {
                measures.add(sound[start..<min(start + packet, sound.count)].span, fullScale: 29_000)
            }
            return measures
        }
        for rate in [6000, 8000, 11_025, 16_000, 44_100] {
            let (whole, cut) = (measured(sound.count, rate: rate), measured(packet, rate: rate))
            #expect(cut.level.result?.levelDbov == whole.level.result?.levelDbov)
            #expect(cut.clipping.samples == whole.clipping.samples && cut.clipping.runs == whole.clipping.runs)
            #expect(cut.offsetPercent == whole.offsetPercent && cut.frames.levels == whole.frames.levels)
            #expect(cut.faults.clicks == whole.faults.clicks)
        }
    }
}
