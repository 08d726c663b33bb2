import TestSupport
import Testing

@testable import IQOSCore

@Suite("Delay variation (RFC 5481 §4.2)")
struct DelayVariationTests {
    private static func nearestRank(_ values: [Double], _ percent: Double) -> Double {
        let sorted = values.sorted()
        // In whole numbers: no percentile here has more than one decimal.
        let rank = (Int((percent * 10).rounded()) * values.count + 999) / 1000
        return sorted[max(1, rank) - 1] - sorted[0]
    }

    private static func measured(_ values: [Double]) -> DelayVariation {
        var variation = DelayVariation()
        for value in values { variation.add(transitMs: value) }
        return variation
    }

    @Test("eight packets give the worked percentiles")
    func workedExample() throws {
        let variation = Self.measured([0, 0, 5, -2, 0, 30, 11, 0])
        #expect(try #require(variation.percentiles([50, 95, 99])) == [2, 32, 32])
        let percents: InlineArray<3, Double> = [50, 95, 99]
        let together = try #require(variation.percentiles(percents))
        #expect(together[0] == 2 && together[1] == 32 && together[2] == 32)
        #expect(variation.maximumMs == 32)
    }

    @Test("packets beyond a buffer are those of the worked example, the fastest packet its anchor")
    func beyond() {
        let variation = Self.measured([0, 0, 5, -2, 0, 30, 11, 0])
        // Delays 2, 2, 7, 0, 2, 32, 13 and 2 ms.
        let counts = [7, 7, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2] + [Int](repeating: 1, count: 19) + [0]
        #expect(variation.packets(aboveUpToMs: 500) == counts)
        #expect(variation.packets(aboveUpToMs: 32) == counts)
        #expect(variation.packets(aboveUpToMs: 12) == Array(counts[...12]))
        #expect(DelayVariation().packets(aboveUpToMs: 500) == [0])
    }

    @Test("packets beyond a buffer are those that a count of all finds, but for the width of a bin", arguments: 0..<10)
    func beyondModel(seed: Int) {
        var random = SeededRandom(seed)
        let values = (0..<(200 + seed * 300)).map { _ in random.fraction() * random.fraction() * 300 }
        let least = values.min() ?? 0
        let counts = Self.measured(values).packets(aboveUpToMs: 250)
        for bound in [0.0, 1, 10, 20, 50, 100, 150, 200, 250] {
            let count = Int(bound) < counts.count ? counts[Int(bound)] : 0
            // A bin is at most 1/32 of the distance from the center wide.
            let slack = values.count > 256 ? max(0.125, abs(bound) / 32 + 4) : 1e-4
            let few = values.count { $0 - least > bound + slack }
            let many = values.count { $0 - least > bound - slack }
            #expect(few <= count && count <= many)
        }
    }

    @Test("values that 24 bits round beyond the least and the greatest lose no packet", arguments: [1e5, 1e6, 1e7])
    func rounded(offset: Double) throws {
        for seed in 0..<50 {
            var random = SeededRandom(seed)
            let values = (0..<300).map { _ in offset + random.fraction() * 64 }
            let variation = Self.measured(values)
            let found = try #require(variation.percentiles([0, 50, 100]))
            #expect(found.count == 3 && found[2] <= (variation.maximumMs ?? 0))
            #expect(abs(found[2] - (variation.maximumMs ?? 0)) <= 2)
            #expect(variation.packets(aboveUpToMs: 100)[0] <= 300)
        }
    }

    @Test("nothing is known of no packet")
    func empty() {
        #expect(DelayVariation().percentiles([50]) == nil)
        #expect(DelayVariation().maximumMs == nil)
    }

    @Test("up to 256 packets the percentiles are exact", arguments: [1, 2, 3, 99, 100, 101, 255, 256])
    func exact(count: Int) throws {
        var random = SeededRandom(count)
        let values = (0..<count).map { _ in random.fraction() * 80 - 20 }
        let percents = [0.0, 1, 5, 50, 90, 95, 99, 99.9, 100]
        let result = try #require(Self.measured(values).percentiles(percents))
        for (percent, value) in zip(percents, result) {
            // Values are kept with 24 bits.
            #expect(abs(value - Self.nearestRank(values, percent)) < 1e-5, "p\(percent)")
        }
    }

    @Test("a rank that is a whole number is that one", arguments: [1000, 2000, 3000, 7000, 50_000])
    func wholeRanks(count: Int) throws {
        // One packet in a thousand is far behind the others.
        let variation = Self.measured((0..<count).map { $0 % 1000 == 999 ? 100 : 1 })
        let values = try #require(variation.percentiles([99.9, 100]))
        #expect(values[0] < 1 && abs(values[1] - 99) < 1e-9)
    }

    @Test("no percentile is negative or above the maximum", arguments: [0.1, 0.3, 1e-7, 1234.567891])
    func rounding(value: Double) throws {
        for values in [[value], [value, value], [-value, value], [value, value + 1e-9]] {
            let variation = Self.measured(values)
            let result = try #require(variation.percentiles([0, 50, 99, 100]))
            let maximum = try #require(variation.maximumMs)
            #expect(result.allSatisfy { $0 >= 0 && $0 <= maximum }, "\(values): \(result)")
        }
    }

    @Test(
        "beyond 256 packets the error is at most 1/16 ms or 1.6 % of the distance from the center",
        arguments: [1, 2, 3, 4, 5, 6])
    func histogram(seed: Int) throws {
        var random = SeededRandom(seed)
        // Spreads from 1 ms to two minutes, with and without a tail.
        let spread = [1.0, 20, 200, 2000, 7000, 120_000][seed - 1]
        let values = (0..<3000).map { _ in
            let value = random.fraction() * spread - spread / 3
            return random.chance(0.01) ? value * 1.1 : value
        }
        let variation = Self.measured(values)
        let percents = [0.0, 1, 5, 25, 50, 75, 95, 99, 99.9, 100]
        let result = try #require(variation.percentiles(percents))
        let minimum = values.min() ?? 0
        let center = Self.nearestRank(Array(values.prefix(256)), 50) + (values.prefix(256).min() ?? 0)
        for (percent, value) in zip(percents, result) {
            let truth = Self.nearestRank(values, percent)
            let distance = abs(truth + minimum - center)
            #expect(abs(value - truth) <= max(1.0 / 16, 0.016 * distance) + 0.01, "p\(percent)")
        }
        #expect(abs((variation.maximumMs ?? 0) - ((values.max() ?? 0) - minimum)) < 1e-9)
    }

    @Test("percentiles taken together are those taken one by one", arguments: [40, 256, 257, 5000])
    func together(count: Int) throws {
        var random = SeededRandom(count)
        let variation = Self.measured((0..<count).map { _ in random.fraction() * random.fraction() * 300 })
        let percents: InlineArray<5, Double> = [0, 50, 95, 99, 100]
        let together = try #require(variation.percentiles(percents))
        for index in percents.indices {
            #expect(try #require(variation.percentiles([percents[index]])) == [together[index]])
        }
    }

    @Test("percentiles rise with their rank")
    func monotonic() throws {
        var random = SeededRandom(9)
        let variation = Self.measured((0..<1000).map { _ in random.fraction() * 100 })
        let result = try #require(variation.percentiles((0...100).map(Double.init)))
        #expect(zip(result, result.dropFirst()).allSatisfy { $0 <= $1 })
    }

    @Test("times of days do not trap")
    func extremes() throws {
        let day = 86_400_000.0
        let variation = Self.measured((0..<600).map { $0 % 2 == 0 ? -40_000 * day : 40_000 * day })
        let result = try #require(variation.percentiles([50, 100]))
        #expect(result.allSatisfy { $0 >= 0 && $0 <= 80_000 * day })
    }
}

extension DelayVariation {
    /// Each percentile by itself.
    fileprivate func percentiles(_ percents: [Double]) -> [Double]? {
        var values: [Double] = []
        for percent in percents {
            let one: InlineArray<1, Double> = [percent]
            guard let value = percentiles(one) else { return nil }
            values.append(value[0])
        }
        return values
    }
}
