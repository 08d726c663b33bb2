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
}
