import TestSupport
import Testing

@testable import IQOSCore

@Suite("Delay variation without the clock's drift")
struct DriftFreeVariationTests {
    private struct Sample {
        var time: Int64
        var transitMs: Double
    }

    /// Packets every 20 ms whose network adds exponential delays, by a clock that runs `ppm` fast.
    private static func samples(_ count: Int, ppm: Double, jitterMs: Double, seed: Int, pauseAt pause: Int = .max)
        -> [Sample]
    {
        var random = SeededRandom(seed)
        return (0..<count).map { index in
            let sent = Double(index) * 20 + (index >= pause ? 8000 : 0)
            let delay = -jitterMs * Math.log(1 - random.fraction())
            let arrival = sent + delay
            return Sample(time: Int64(arrival * 1e6), transitMs: delay - arrival * ppm * 1e-6)
        }
    }

    private static func measured(_ samples: [Sample], isSparse: Bool = false) -> DriftFreeVariation {
        var (delays, drift) = (DriftFreeVariation(), ClockDrift())
        for sample in samples {
            delays.add(transitMs: sample.transitMs, differenceMs: 0, at: sample.time)
            drift.add(time: sample.time, transitMs: sample.transitMs)
            if delays.wantsDrift(at: sample.time) {
                delays.take(drift: drift.rate(overSeconds: Double(sample.time) * 1e-9), at: sample.time)
            }
        }
        let seconds = Double(samples.last?.time ?? 0) * 1e-9
        delays.finish(isDriftKnown: true, drift: isSparse ? drift.rate(overSeconds: seconds) : nil)
        return delays
    }

    private static func percentiles(_ delays: DriftFreeVariation) throws -> [Double] {
        let percents: InlineArray<3, Double> = [50, 95, 99]
        let values = try #require(delays.variation.percentiles(percents))
        return [values[0], values[1], values[2], try #require(delays.variation.maximumMs)]
    }

    @Test(
        "of one who talks one second in five, or three in fifteen, too",
        arguments: [(seconds: 120, talk: 1, pause: 4), (120, 3, 12), (400, 1, 9)], [-200.0, 200])
    func sparse(shape: (seconds: Int, talk: Int, pause: Int), ppm: Double) throws {
        func samples(_ ppm: Double) -> [Sample] {
            Self.samples(shape.seconds * 50, ppm: ppm, jitterMs: 1, seed: 1).enumerated()
                .filter { $0.offset / 50 % (shape.talk + shape.pause) < shape.talk }.map(\.element)
        }
        let drifting = Self.measured(samples(ppm), isSparse: true)
        let steady = Self.measured(samples(0), isSparse: true)
        for (one, other) in zip(try Self.percentiles(drifting), try Self.percentiles(steady)) {
            #expect(abs(one - other) <= 0.5 + 0.05 * other, "\(one) for \(other)")
        }
    }

    @Test(
        "of a minute and more they are those of a clock that keeps time",
        arguments: [-9901.0, -500, -50, 50, 500], [(3000, Int.max), (6000, 700), (30_000, 4000)])
    func free(ppm: Double, shape: (count: Int, pause: Int)) throws {
        for jitterMs in [2.0, 15] {
            let drifting = try Self.percentiles(
                Self.measured(Self.samples(shape.count, ppm: ppm, jitterMs: jitterMs, seed: 1, pauseAt: shape.pause)))
            let steady = try Self.percentiles(
                Self.measured(Self.samples(shape.count, ppm: 0, jitterMs: jitterMs, seed: 1, pauseAt: shape.pause)))
            for (one, other) in zip(drifting, steady) {
                #expect(abs(one - other) <= 0.3 + 0.03 * other, "\(ppm) ppm, \(jitterMs) ms: \(drifting), \(steady)")
            }
        }
    }

    @Test(
        "few packets until the drift is told, and many behind, are those of a plain count",
        arguments: [60, 64, 65, 128, 129, 187, 255, 256, 257, 511, 513], [0, 1, 50, 400])
    func sparse(early: Int, more: Int) throws {
        var random = SeededRandom(early + more)
        // So many in the first 30 s, then fifty a second.
        let samples = (0..<early + more).map { index in
            let sentMs = index < early ? Double(index) * 29_000 / Double(early) : 31_000 + Double(index - early) * 20
            let delay = 40 + random.fraction() * random.fraction() * 60
            return Sample(time: Int64((sentMs + delay) * 1e6), transitMs: delay)
        }
        var (freed, plain) = (DriftFreeVariation(), DelayVariation())
        for sample in samples {
            if freed.wantsDrift(at: sample.time) { freed.take(drift: nil, at: sample.time) }
            freed.add(transitMs: sample.transitMs, differenceMs: 0, at: sample.time)
            plain.add(transitMs: sample.transitMs)
        }
        freed.finish(isDriftKnown: false)
        let percents: InlineArray<5, Double> = [1, 50, 95, 99, 99.9]
        let (one, other) = try (#require(freed.variation.percentiles(percents)), #require(plain.percentiles(percents)))
        for index in percents.indices { #expect(abs(one[index] - other[index]) < 1e-4, "p\(percents[index])") }
        #expect(freed.variation.packets(aboveUpToMs: 200) == plain.packets(aboveUpToMs: 200))
    }

    @Test("a delay that rises and falls is no drift, and varies as much as it does", arguments: [600, 750, 1000, 2350])
    func sawtooth(period: Int) throws {
        for count in [3000, 15_000] {
            let samples = (0..<count).map { index in
                let delay = 90 * Double(index % period) / Double(period)
                return Sample(time: Int64((Double(index) * 20 + delay) * 1e6), transitMs: delay)
            }
            let delays = Self.measured(samples)
            #expect(try Self.percentiles(delays)[1] <= 95)
        }
    }

    @Test("a packet that came very late puts no drift back")
    func oneLate() throws {
        var samples = Self.samples(30_000, ppm: 200, jitterMs: 3, seed: 1)
        samples[29_999].transitMs += 400
        #expect(try Self.percentiles(Self.measured(samples))[1] < 12)
    }

    @Test("a clock that is 1 % slow and a network that does nothing leave no variation")
    func worked() throws {
        var (delays, drift) = (DriftFreeVariation(), ClockDrift())
        for index in 0..<1500 {
            // Every 20.2 ms a packet of 20 ms.
            let (time, transitMs) = (Int64(index) * 20_200_000, Double(index) * 0.2)
            delays.add(transitMs: transitMs, differenceMs: 0, at: time)
            drift.add(time: time, transitMs: transitMs)
            if delays.wantsDrift(at: time) {
                delays.take(drift: drift.rate(overSeconds: Double(time) * 1e-9), at: time)
            }
        }
        delays.finish(isDriftKnown: true)
        for value in try Self.percentiles(delays) { #expect(value < 0.07) }
    }

    @Test("of a stream that ends before its drift is known nothing is taken off", arguments: [40, 256, 257, 1400])
    func short(count: Int) throws {
        let samples = Self.samples(count, ppm: 500, jitterMs: 5, seed: count)
        var plain = DelayVariation()
        for sample in samples { plain.add(transitMs: sample.transitMs) }
        let percents: InlineArray<3, Double> = [50, 95, 99]
        let expected = try #require(plain.percentiles(percents))
        let found = try Self.percentiles(Self.measured(samples))
        for index in percents.indices { #expect(abs(found[index] - expected[index]) < 1e-4) }
        #expect(found[3] == plain.maximumMs)
    }

    @Test("packets every 2.5 ms let the drift be estimated before half a minute", arguments: [-1000.0, 1000])
    func crowded(ppm: Double) throws {
        var (delays, drift) = (DriftFreeVariation(), ClockDrift())
        var random = SeededRandom(7)
        for index in 0..<40_000 {
            let time = Int64(index) * 2_500_000
            let transitMs = random.fraction() - Double(time) * ppm * 1e-12
            delays.add(transitMs: transitMs, differenceMs: 0, at: time)
            drift.add(time: time, transitMs: transitMs)
            if delays.wantsDrift(at: time) {
                delays.take(drift: drift.rate(overSeconds: Double(time) * 1e-9), at: time)
            }
        }
        delays.finish(isDriftKnown: true)
        // A hundred seconds at 1000 ppm are 100 ms; what came before the estimate, some ten seconds, is 10.
        let found = try Self.percentiles(delays)
        #expect(found[0] < 1.3 && found[3] < 13, "\(found)")
    }

    @Test("times that run backwards, stand still or leap do not trap")
    func hostile() throws {
        for times: [Int64] in [
            [0, 0, 0, 0], [0, -5, 7, -9], [0, .max / 4, 0, .max / 4], [0, 40_000_000_000, 1, 80_000_000_000],
        ] {
            var (delays, drift) = (DriftFreeVariation(), ClockDrift())
            for index in 0..<5000 {
                let (time, transitMs) = (times[index % 4], Double(index % 7))
                delays.add(transitMs: transitMs, differenceMs: 0, at: time)
                drift.add(time: time, transitMs: transitMs)
                if delays.wantsDrift(at: time) {
                    delays.take(drift: drift.rate(overSeconds: Double(time) * 1e-9), at: time)
                }
            }
            delays.finish(isDriftKnown: true)
            #expect(try Self.percentiles(delays).allSatisfy(\.isFinite))
        }
    }
}
