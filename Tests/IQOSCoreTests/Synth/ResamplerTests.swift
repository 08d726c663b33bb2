import Foundation
import Testing

@testable import IQOSCore

@Suite("Resampler")
struct ResamplerTests {
    private func tone(hz: Double, rate: Int, seconds: Double) -> [Int16] {
        (0..<Int(Double(rate) * seconds)).map {
            Int16((10_000 * sin(2 * .pi * hz * Double($0) / Double(rate))).rounded())
        }
    }

    /// Root mean square of the middle half, where no end is felt.
    private func level(_ sound: [Int16]) -> Double {
        let middle = sound[sound.count / 4..<sound.count * 3 / 4]
        return (middle.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(middle.count)).squareRoot()
    }

    @Test("a tone keeps its length, pitch, phase and level", arguments: [22050, 44100, 48000, 16000, 11025, 4000])
    func tonePasses(rate: Int) {
        let output = Resampler(from: rate, to: 8000).convert(tone(hz: 1000, rate: rate, seconds: 0.5))
        let ideal = tone(hz: 1000, rate: 8000, seconds: 0.5)
        #expect(abs(output.count - ideal.count) <= 1)
        let difference = zip(output, ideal).map { Int16(clamping: Int($0) - Int($1)) }
        // A tenth of a percent of the tone, or -60 dB.
        #expect(level(difference) < 10)
    }

    @Test("what the output rate cannot hold is taken away", arguments: [4600.0, 6000, 9000])
    func noAliases(hz: Double) {
        let output = Resampler(from: 22050, to: 8000).convert(tone(hz: hz, rate: 22050, seconds: 0.5))
        #expect(level(output) < 10)
    }

    @Test("equal rates change nothing, and nothing gives nothing")
    func trivial() {
        let sound = tone(hz: 440, rate: 8000, seconds: 0.1)
        #expect(Resampler(from: 8000, to: 8000).convert(sound) == sound)
        #expect(Resampler(from: 44100, to: 8000).convert([]).isEmpty)
    }
}
