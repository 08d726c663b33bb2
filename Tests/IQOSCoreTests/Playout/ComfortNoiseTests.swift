import TestSupport
import Testing

@testable import IQOSCore

@Suite("Comfort noise (RFC 3389)")
struct ComfortNoiseTests {
    private static func noise(_ payload: [UInt8]) -> ComfortNoise? {
        let bytes = payload.span.bytes
        return ComfortNoise(payload: bytes, 0..<payload.count)
    }

    private static func level(_ samples: [Int16]) -> Double {
        let power = samples.reduce(0) { $0 + Double($1) * Double($1) } / Double(samples.count)
        // 0 dBov is the square wave ±8031 of 14 bits: ±32124.
        return 10 * ExactMath.log(power / (32_124 * 32_124)) / ExactMath.log(10)
    }

    @Test(
        "noise is as loud as its first byte says", arguments: [20, 40, 55, 66], [[], [127 + 60], [40, 150, 100, 127]])
    func level(level: Int, coefficients: [UInt8]) throws {
        let noise = try #require(Self.noise([UInt8(level)] + coefficients))
        #expect(abs(Self.level(noise.samples(80_000, seed: 1)) + Double(level)) < 0.4)
    }

    // The first reflection coefficient is minus the correlation of neighbouring samples: k = 258 (N - 127) / 32768.
    @Test("the spectrum follows the coefficients", arguments: [20, 64, 127, 190, 240])
    func spectrum(index: Int) throws {
        let samples = try #require(Self.noise([30, UInt8(index)])).samples(80_000, seed: 5).map(Double.init)
        let power = samples.reduce(0) { $0 + $1 * $1 }
        let neighbours = zip(samples, samples.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(neighbours / power + 258 * Double(index - 127) / 32_768) < 0.02)
    }

    @Test("the same seed gives the same noise, another another")
    func seeded() throws {
        let noise = try #require(Self.noise([40, 100, 140]))
        #expect(noise.samples(500, seed: 3) == noise.samples(500, seed: 3))
        #expect(noise.samples(500, seed: 3) != noise.samples(500, seed: 4))
        #expect(ComfortNoise(encoded: noise.encoded) == noise)
    }

    @Test("any payload gives noise that stays in range, or none")
    func hostile() {
        #expect(Self.noise([]) == nil)
        var random = SeededRandom(9)
        for length in 1...40 {
            let loudest = [0] + random.bytes(length - 1)
            let samples = Self.noise(loudest)?.samples(2000, seed: 1) ?? []
            #expect(samples.count == 2000)
        }
        // All coefficients at their limits, the reserved one in the middle.
        for coefficients in [[UInt8](repeating: 0, count: 30), [UInt8](repeating: 254, count: 30), [254, 255, 0]] {
            #expect(Self.noise([0] + coefficients)?.samples(4000, seed: 1).count == 4000)
        }
    }

    @Test("the top bit of the level is not part of it")
    func reservedBit() {
        #expect(Self.noise([0x80 | 50])?.level == 50)
    }
}
