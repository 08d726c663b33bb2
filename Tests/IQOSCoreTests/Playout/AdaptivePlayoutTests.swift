import TestSupport
import Testing

@testable import IQOSCore

@Suite("Adaptive playout")
struct AdaptivePlayoutTests {
    private static func run(
        _ count: Int, spurts: Set<Int> = [], delayMs: (Int) -> Double
    ) -> (late: [Int], delays: [Double], playout: AdaptivePlayout) {
        var playout = AdaptivePlayout(.adaptive)
        var (late, delays): ([Int], [Double]) = ([], [])
        for index in 0..<count {
            let step = TransitTracker.Step(
                differenceMs: nil, transitMs: 0, extendedTimestamp: Int64(index) * 160, isRestart: false,
                startsTalkspurt: spurts.contains(index))
            let decision = playout.decide(
                arrival: TestCapture.start + Int64((Double(index) * 20 + delayMs(index)) * 1e6), step,
                clockRateHz: 8000, ptimeMs: 20)
            if decision.verdict == .late { late.append(index) }
            delays.append(playout.delayMs)
        }
        return (late, delays, playout)
    }

    @Test("without jitter the delay goes from 60 ms to a packet's 20 ms, by 2.5 ms a packet")
    func calm() {
        let run = Self.run(500) { _ in 0 }
        #expect(run.late.isEmpty && run.delays[0] == 60 && run.delays[499] == 20)
        #expect(zip(run.delays, run.delays.dropFirst()).allSatisfy { abs($0 - $1) <= 2.5 })
        #expect(run.playout.leastDelayMs == 20 && run.playout.largestDelayMs == 60 && run.playout.changes == 16)
    }

    @Test("a talkspurt takes the target at once")
    func talkspurt() {
        let run = Self.run(100, spurts: [10]) { _ in 0 }
        #expect(run.delays[9] > 20 && run.delays[10] == 20)
    }

    // One packet in 20 comes 80 ms late: the 98th percentile of the variation is 80 ms, and a packet makes 100.
    @Test("the target is the 98th percentile of the last 10 s and a packet")
    func percentile() {
        let run = Self.run(2000) { $0 % 20 == 7 ? 80 : 0 }
        #expect(run.delays[1999] == 100)
        #expect(run.late.allSatisfy { $0 < 100 })
        // One in 100 is beyond it.
        #expect(Self.run(2000) { $0 % 100 == 7 ? 80 : 0 }.delays[1999] == 20)
    }

    @Test("the delay stays between 20 and 500 ms")
    func limits() {
        let run = Self.run(4000) { $0 % 10 == 3 ? 900 : 0 }
        #expect(run.delays.max() == 500)
        #expect(run.late.suffix(100).allSatisfy { $0 % 10 == 3 })
    }

    @Test("a network that becomes slower for good is followed after ten packets")
    func resynchronises() {
        let run = Self.run(300) { $0 < 100 ? 0 : 400 }
        #expect(run.late == Array(100..<110))
    }

    /// Numbers of the packets with which the place of the sound is reckoned anew.
    private static func anchors(_ count: Int, delayMs: (Int) -> Double) -> [Int] {
        var playout = AdaptivePlayout(.adaptive)
        return (0..<count).filter { index in
            let step = TransitTracker.Step(
                differenceMs: nil, transitMs: 0, extendedTimestamp: Int64(index) * 160, isRestart: false,
                startsTalkspurt: false)
            return playout.decide(
                arrival: TestCapture.start + Int64((Double(index) * 20 + delayMs(index)) * 1e6), step,
                clockRateHz: 8000, ptimeMs: 20
            ).isAnchor
        }
    }

    @Test("behind a pause that is longer than the window, and where a packet is the fastest, it begins anew")
    func anchor() {
        #expect(Self.anchors(200) { $0 < 100 ? 0 : 12_000 } == [0, 100])
        #expect(Self.run(200) { $0 < 100 ? 0 : 12_000 }.late.isEmpty)
        #expect(Self.anchors(200) { $0 < 100 ? 800 : 0 } == [0, 100])
    }

    @Test("a drifting sender is never late", arguments: [-500.0, 500])
    func drift(ppm: Double) {
        #expect(Self.run(60_000) { Double($0) * 20 * ppm * -1e-6 }.late.isEmpty)
    }

    /// The definition word by word: the window is searched and sorted for every packet.
    private static func slowly(
        _ count: Int, spurts: Set<Int>, delayMs: (Int) -> Double
    ) -> (late: [Int], delays: [Double]) {
        var (late, delays): ([Int], [Double]) = ([], [])
        var past: [(timeMs: Double, transitMs: Double)] = []
        var (delay, target, unplayable) = (60.0, 60.0, 0)
        for index in 0..<count {
            let starts = index == 0 || unplayable >= 10
            if starts { (past, unplayable) = ([], 0) }
            let timeMs = Double(index) * 20 + delayMs(index)
            let window = past.filter { timeMs - $0.timeMs <= 10_000 }.map(\.transitMs).sorted()
            let place = max(1, Int((0.98 * Double(window.count)).rounded(.up))) - 1
            if !window.isEmpty { target = max(20, min(500, window[place] - window[0] + 20)) }
            delay = starts || spurts.contains(index) ? target : delay + max(-2.5, min(2.5, target - delay))
            delays.append(delay)
            past.append((timeMs, delayMs(index)))
            let isLate = delayMs(index) - min(delayMs(index), window.first ?? .infinity) > delay
            if isLate { late.append(index) }
            unplayable = isLate ? unplayable + 1 : 0
        }
        return (late, delays)
    }

    @Test("late packets and delays are those of a slow simulation", arguments: 1...20)
    func slowModel(seed: Int) {
        var random = SeededRandom(seed)
        var wait = 0.0
        let meanMs = Double(10 + random.below(80))
        // Waits that come and go; whole sixty-fourths of a millisecond, which every reckoning has exactly.
        let waits = (0..<3000).map { _ in
            wait = max(0, wait - 20 + (random.below(4) == 0 ? -meanMs * ExactMath.log(1 - random.fraction()) : 0))
            return (wait * 64).rounded() / 64
        }
        let spurts = Set((0..<3000).filter { _ in random.below(100) == 0 })
        let slow = Self.slowly(3000, spurts: spurts) { waits[$0] }
        let run = Self.run(3000, spurts: spurts) { waits[$0] }
        #expect(run.late == slow.late && !slow.late.isEmpty)
        #expect(zip(run.delays, slow.delays).allSatisfy { abs($0 - $1) < 0.01 })
    }
}
