import Foundation
import TestSupport
import Testing

@testable import IQOSCore

@Suite("Clock drift")
struct ClockDriftTests {
    /// Packets of 20 ms by a sender whose clock is `ppm` fast, each held up by `delay` ms.
    private static func drift(
        ppm: Double, packets: Int, ptimeMs: Double = 20, delay: (Int) -> Double = { _ in 0 }
    ) -> ClockDrift {
        var drift = ClockDrift()
        for index in 0..<packets {
            let media = Double(index) * ptimeMs
            let arrival = media / (1 + ppm * 1e-6) + delay(index)
            drift.add(time: Int64(arrival * 1e6), transitMs: arrival - media)
        }
        return drift
    }

    private static func exponential(_ random: inout SeededRandom, mean: Double) -> Double {
        -mean * ExactMath.log(1 - Double(random.below(1 << 30)) / Double(1 << 30))
    }

    // The worked example of the definition: 1500 packets every 20.2 ms whose timestamps advance by 20 ms.
    @Test("a clock that makes 20 ms of 20.2 is 9901 ppm slow")
    func workedExample() throws {
        let ppm = try #require(Self.drift(ppm: (20 / 20.2 - 1) * 1e6, packets: 1500).ppm(overSeconds: 30.28))
        #expect(abs(ppm + 9900.99) < 0.1)
    }

    @Test("waiting in queues does not bend the line", arguments: [-500.0, -100, 0, 30, 500], [0.0, 2, 20])
    func queues(ppm: Double, jitter: Double) throws {
        var random = SeededRandom(Int(ppm) + 1000)
        let drift = Self.drift(ppm: ppm, packets: 18_000) { _ in Self.exponential(&random, mean: jitter) }
        let found = try #require(drift.ppm(overSeconds: 360))
        #expect(abs(found - ppm) < 0.1 + jitter * 0.3)
    }

    /// Waits in a queue that keeps the order of packets, as a router's does: no packet comes before the one ahead of it.
    private static func queued(_ packets: Int, ptimeMs: Double, mean: Double, seed: Int) -> [Double] {
        var random = SeededRandom(seed)
        var last = 0.0
        return (0..<packets).map { index in
            let sent = Double(index) * ptimeMs
            last = max(last, sent + exponential(&random, mean: mean))
            return last - sent
        }
    }

    @Test(
        "the clock's drift is within the uncertainty, whatever queues do",
        arguments: [(30.0, 10.0), (30, 20), (60, 20), (120, 10), (120, 20), (120, 60), (300, 10)], [5.0, 20, 60])
    func uncertainty(shape: (seconds: Double, ptimeMs: Double), jitterMs: Double) throws {
        var (within, runs) = (0, 0)
        for seed in 1...40 {
            let packets = Int(shape.seconds * 1000 / shape.ptimeMs) + 2
            let delays = Self.queued(packets, ptimeMs: shape.ptimeMs, mean: jitterMs, seed: seed)
            let drift = Self.drift(ppm: -37, packets: packets, ptimeMs: shape.ptimeMs) { delays[$0] }
            let found = try #require(drift.estimate(overSeconds: shape.seconds))
            runs += 1
            if abs(found.ppm + 37) <= found.uncertaintyPpm { within += 1 }
            // No more than what queues of that kind can make of it, or it would say nothing.
            #expect(found.uncertaintyPpm < 400 * jitterMs * 1000 / (shape.seconds * shape.seconds.squareRoot()))
        }
        #expect(Double(within) >= 0.9 * Double(runs), "\(within) of \(runs)")
    }

    /// A normally distributed number.
    private static func normal(_ random: inout SeededRandom) -> Double {
        let radius = (2 * exponential(&random, mean: 1)).squareRoot()
        return radius * cos(2 * .pi * Double(random.below(1 << 30)) / Double(1 << 30))
    }

    // Least squares over all packets are off by σ √12 / (T √n), here by 2.8 ppm; the fastest packets by 40.
    @Test("delays that scatter both ways leave the drift as sure as all packets make it", arguments: [-500.0, 0, 80])
    func scatter(ppm: Double) throws {
        var (squares, within) = (0.0, 0)
        for seed in 1...20 {
            var random = SeededRandom(seed)
            let drift = Self.drift(ppm: ppm, packets: 6250) { _ in 100 + 8 * Self.normal(&random) }
            let found = try #require(drift.estimate(overSeconds: 125))
            squares += (found.ppm - ppm) * (found.ppm - ppm)
            if abs(found.ppm - ppm) <= found.uncertaintyPpm { within += 1 }
        }
        #expect((squares / 20).squareRoot() < 4.5)
        #expect(within >= 17)
    }

    // A straight line through both sides of such a shift is off by 1.5 times the shift over the time: 25 to 120 ppm.
    @Test(
        "a shift of a delay that scatters both ways is no drift, or the uncertainty says so",
        arguments: [2.0, 5, 10], [2000, 3125, 5000])
    func shiftedScatter(shiftMs: Double, place: Int) throws {
        var (squares, within) = (0.0, 0)
        for seed in 1...20 {
            var random = SeededRandom(seed)
            let drift = Self.drift(ppm: 80, packets: 6250) { index in
                100 + 8 * Self.normal(&random) + (index < place ? 0 : shiftMs)
            }
            let found = try #require(drift.estimate(overSeconds: 125))
            squares += (found.ppm - 80) * (found.ppm - 80)
            if abs(found.ppm - 80) <= found.uncertaintyPpm { within += 1 }
        }
        #expect((squares / 20).squareRoot() < (shiftMs < 5 ? 30 : 15))
        #expect(within >= 15, "\(within) of 20")
    }

    @Test("load that grows through the call is no drift, where queues empty now and then")
    func load() throws {
        var random = SeededRandom(7)
        let drift = Self.drift(ppm: 100, packets: 6250) { index in
            Self.exponential(&random, mean: 0.5 + 30 * Double(index) / 6250)
        }
        #expect(abs(try #require(drift.ppm(overSeconds: 125)) - 100) < 10)
    }

    @Test("without queues it is certain")
    func certain() throws {
        let found = try #require(Self.drift(ppm: 500, packets: 3000).estimate(overSeconds: 60))
        #expect(abs(found.ppm - 500) < 0.1 && found.uncertaintyPpm < 0.1)
    }

    @Test(
        "another route in mid-call leaves the drift within its uncertainty, and that as small as half the call's",
        arguments: [40.0, 60, 180], [-45.0, -10, 20, 60])
    func rerouted(seconds: Double, stepMs: Double) throws {
        var (within, runs) = (0, 0)
        for seed in 1...20 {
            var random = SeededRandom(seed)
            let packets = Int(seconds * 50)
            let change = packets / 5 + seed * packets * 3 / 5 / 20
            let drift = Self.drift(ppm: 85, packets: packets) { index in
                Self.exponential(&random, mean: 3) + (index >= change ? stepMs : 0)
            }
            let found = try #require(drift.estimate(overSeconds: seconds))
            runs += 1
            if abs(found.ppm - 85) <= found.uncertaintyPpm { within += 1 }
            #expect(found.uncertaintyPpm < 4_000 / (seconds * seconds.squareRoot()))
        }
        #expect(Double(within) >= 0.9 * Double(runs), "\(within) of \(runs)")
    }

    @Test("one change of the network's delay does not pass for drift", arguments: [2000, 9000, 15_000])
    func route(change: Int) throws {
        let drift = Self.drift(ppm: 50, packets: 18_000) { $0 < change ? 0 : 80 }
        #expect(abs(try #require(drift.ppm(overSeconds: 360)) - 50) < 1)
    }

    @Test("delays that rise and fall are no drift beyond what clocks have", arguments: [600, 750, 1000, 2350])
    func sawtooth(period: Int) {
        for seconds in [60, 300] {
            let drift = Self.drift(ppm: 0, packets: seconds * 50) { 90 * Double($0 % period) / Double(period) }
            let found = drift.estimate(overSeconds: Double(seconds))
            #expect(abs(found?.ppm ?? 0) <= 300, "\(String(describing: found))")
            #expect(abs(drift.line(origin: 0).rate - 1) <= 0.0003)
        }
    }

    @Test("two changes of the delay stretch no sound", arguments: [11, 60, 600])
    func steps(seconds: Int) {
        let drift = Self.drift(ppm: 0, packets: seconds * 50) { Double($0 / (seconds * 50 / 3)) * 50 }
        #expect(abs(drift.line(origin: 0).rate - 1) <= 0.0003)
    }

    @Test("a timestamp restart does not pass for drift either")
    func restart() throws {
        var drift = ClockDrift()
        for index in 0..<6000 {
            // The clock is 200 ppm fast; at packet 3000 nothing came for a minute, and what that made is not known.
            let time = Double(index) * 20 + (index >= 3000 ? 60_000 : 0)
            if index == 3000 { drift.cut() }
            drift.add(time: Int64(time * 1e6), transitMs: -Double(index) * 20 * 200e-6 + (index >= 3000 ? 7 : 0))
        }
        #expect(abs(try #require(drift.ppm(overSeconds: 180)) - 200) < 0.1)
        let line = drift.line(origin: 0)
        #expect(abs(line.rate - 1.0002) < 1e-8)
        #expect(line.leastTransitsMs.map(\.stretch) == [0, 1])
    }

    @Test(
        "an hour with a hold, in which the sender's clock stood still, and two restarts has the clock's drift",
        arguments: [-500.0, 0, 500], [[], [90_000, 150_000]])
    func hold(ppm: Double, restarts: [Int]) throws {
        var random = SeededRandom(5)
        var drift = ClockDrift()
        for index in 0..<180_000 {
            if restarts.contains(index) { drift.cut() }
            let media = Double(index) * 20
            // From minute 20 on everything is 45 s late by its timestamps.
            let held = index < 60_000 ? 0.0 : 45_000
            let arrival = media / (1 + ppm * 1e-6) + held + Self.exponential(&random, mean: 5)
            drift.add(time: Int64(arrival * 1e6), transitMs: arrival - media)
        }
        #expect(abs(try #require(drift.ppm(overSeconds: 3645)) - ppm) < 0.1)
    }

    @Test("in an hour the line is off by less than a millisecond", arguments: [-500.0, 500])
    func hour(ppm: Double) {
        var random = SeededRandom(4)
        let drift = Self.drift(ppm: ppm, packets: 180_000) { _ in Self.exponential(&random, mean: 5) }
        let line = drift.line(origin: 0)
        #expect(abs(line.rate - 1 - ppm * 1e-6) * 3_600_000 < 0.5)
        #expect(abs(line.leastTransitsMs[0].leastMs) < 0.5)
    }

    @Test("shorter than 30 s, or heard in fewer than 20 moments, there is none")
    func tooShort() {
        #expect(Self.drift(ppm: 100, packets: 1499).ppm(overSeconds: 29.96) == nil)
        #expect(Self.drift(ppm: 100, packets: 19, ptimeMs: 10_000).ppm(overSeconds: 180) == nil)
        #expect(ClockDrift().ppm(overSeconds: 100) == nil)
    }

    @Test("a drift too small to hear stretches nothing")
    func small() {
        #expect(Self.drift(ppm: 1, packets: 3000).line(origin: 0).rate == 1)
        // 2 % is no drift but a wrong clock rate; 10 buckets are too few.
        #expect(Self.drift(ppm: 80_000, packets: 3000).line(origin: 0).rate == 1)
    }

    @Test("any times and any number of restarts are taken")
    func hostile() {
        var drift = ClockDrift()
        var random = SeededRandom(1)
        for index in 0..<20_000 {
            if random.below(3) == 0 { drift.cut() }
            let time = Int64(bitPattern: UInt64(truncatingIfNeeded: random.below(1 << 62)) << 1)
            drift.add(time: index % 2 == 0 ? time : -time, transitMs: Double(random.below(1 << 40)) - 1e11)
        }
        _ = drift.ppm(overSeconds: 1e9)
        #expect(drift.line(origin: 0).leastTransitsMs.count <= DriftBuckets.limit + 2)
    }

    @Test("a stream too short to tell its clock takes its sender's, where its packets agree")
    func short() {
        let short = Self.drift(ppm: 500, packets: 200)
        #expect(short.ppm(overSeconds: 4) == nil && short.line(origin: 0).rate == 1)
        #expect(short.line(origin: 0, ppmOfSender: 480).rate == 1.00048)
        #expect(short.line(origin: 0, ppmOfSender: -300).rate == 1)
        #expect(Self.drift(ppm: 0, packets: 200).line(origin: 0, ppmOfSender: 480).rate == 1)
        #expect(abs(Self.drift(ppm: 100, packets: 3000).line(origin: 0, ppmOfSender: 480).rate - 1.0001) < 1e-7)
        #expect(ClockDrift().line(origin: 0, ppmOfSender: 480).rate == 1)
    }
}
