import TestSupport
import Testing

@testable import IQOSScan

@Suite("Outlines of sounds")
struct SoundPeaksTests {
    @Test("each part has its loudest sample, of its channel, wherever silence was left out", arguments: [1, 2])
    func parts(channels: Int) {
        // 10 s with a click a second, the second channel half as loud; from 4 s to 7 s silence is passed over.
        var peaks = SoundPeaks(channels: channels, sampleRateHz: 8000, sounds: 1)
        var random = SeededRandom(3)
        var position = 0
        while position < 80_000 {
            if position == 32_000 {
                peaks.skip(frames: 24_000)
                position += 24_000
                continue
            }
            let count = min(1 + random.below(5000), (position < 32_000 ? 32_000 : 80_000) - position)
            var block = [Int16](repeating: 0, count: count * channels)
            for frame in 0..<count where (position + frame) % 8000 == 4000 {
                for channel in 0..<channels { block[frame * channels + channel] = Int16(-20_000 / (channel + 1)) }
            }
            peaks.add(block, frames: count)
            position += count
        }
        let result = peaks.result
        #expect(result.count == channels && result[0].count == 1000)
        for channel in 0..<channels {
            let value = UInt8((255 * (20_000 / Double(channel + 1) / 32_768).squareRoot()).rounded())
            let loud = result[channel].indices.filter { result[channel][$0] > 0 }
            #expect(loud == [50, 150, 250, 350, 750, 850, 950])
            #expect(loud.allSatisfy { result[channel][$0] == value })
        }
    }

    @Test("a sound of an hour has its clicks where they are, to a part")
    func long() {
        var peaks = SoundPeaks(channels: 1, sampleRateHz: 8000, sounds: 1)
        var block = [Int16](repeating: 0, count: 8000)
        for second in 0..<3600 {
            block[0] = second % 600 == 0 ? 32_767 : 0
            peaks.add(block, frames: 8000)
        }
        let result = peaks.result[0]
        #expect(result.count == 8000)
        let loud = result.indices.filter { result[$0] > 0 }
        for click in 0..<6 { #expect(loud.contains { abs(Double($0) - Double(click) * 8000 / 6) <= 1 }) }
        #expect(loud.count <= 12)
    }
}
