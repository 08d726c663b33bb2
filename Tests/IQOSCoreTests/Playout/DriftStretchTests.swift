import TestSupport
import Testing

@testable import IQOSCore

@Suite("Stretching to the capture's clock")
struct DriftStretchTests {
    private static func tone(_ hertz: Double, at sample: Double) -> Double {
        10_000 * ExactMath.sin(2 * .pi * hertz * sample / 8000)
    }

    private static func stretched(_ rate: Double, start: Int, count: Int, _ value: (Int) -> Double) -> [Float] {
        let needed = DriftStretch.input(of: start, count: count, rate: rate)
        return DriftStretch.output(needed.map { Float(value($0)) }, start: start, count: count, rate: rate)
    }

    @Test(
        "a tone keeps its level and its place, to 1 %", arguments: [300.0, 1000, 2000, 3000],
        [1.0005, 0.9995, 1.0001, 0.99, 1.000001])
    func tone(hertz: Double, rate: Double) {
        for start in [0, 79_990, 28_800_000] {
            let output = Self.stretched(rate, start: start, count: 1000) { Self.tone(hertz, at: Double($0)) }
            for (index, sample) in output.enumerated() {
                let expected = Self.tone(hertz, at: Double(start + index) * rate)
                #expect(abs(Double(sample) - expected) < 100, "sample \(start + index)")
            }
        }
    }

    @Test("levels pass unchanged")
    func level() {
        #expect(Self.stretched(1.00037, start: 0, count: 5000) { _ in 12_345 }.allSatisfy { abs($0 - 12_345) < 0.1 })
    }

    // 300 ppm: six outputs share a filter, so that those of a block of 1, 4 and 5 lie beside each other and at its end.
    @Test(
        "an output is the sum of what is around its instant, wherever it lies in a block",
        arguments: [1, 4, 5, 8, 13, 200])
    func ends(count: Int) {
        var random = SeededRandom(count)
        let rate = 1.0003
        let needed = DriftStretch.input(of: 500, count: count, rate: rate)
        let input = needed.map { _ in Float(random.below(60_000) - 30_000) }
        let padded = input + [Float](repeating: 1e9, count: 16)
        let output = DriftStretch.output(input, start: 500, count: count, rate: rate)
        #expect(output.count == count)
        // What lies behind the input changes nothing.
        #expect(DriftStretch.output(padded, start: 500, count: count, rate: rate) == output)
        for index in 0..<count {
            let instant = Double(500 + index) * rate
            let expected = needed.reduce(0.0) { sum, position in
                let distance = Double(position) - instant
                guard abs(distance) < 16 else { return sum }
                let x = Double.pi * distance
                let window = 0.42 + 0.5 * ExactMath.cos(x / 16) + 0.08 * ExactMath.cos(x / 8)
                return sum + Double(input[position - needed.lowerBound]) * window * (x == 0 ? 1 : ExactMath.sin(x) / x)
            }
            // Instants are a 1/1024 sample off at most.
            #expect(abs(Double(output[index]) - expected) < 250)
        }
    }

    @Test("the nearest whole number of a half is the one further from 0")
    func nearest() {
        var random = SeededRandom(3)
        let halves = (-70_000...70_000).map { Float($0) / 2 }
        let others = (0..<20_000).map { _ in Float(random.below(1 << 30)) / 8192 - 65_536 }
        for value in halves + others + [0.499_999_97, -0.499_999_97, 4_194_303.5, -4_194_303.5] {
            #expect(DriftStretch.nearest(value) == Int32(value.rounded(.toNearestOrAwayFromZero)))
        }
    }
}
