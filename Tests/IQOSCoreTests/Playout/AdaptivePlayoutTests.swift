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
        let run = Self.run(100, spurts: [20]) { _ in 0 }
        #expect(run.delays[19] > 20 && run.delays[20] == 20)
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

    @Test("a drifting sender is never late", arguments: [-500.0, 500])
    func drift(ppm: Double) {
        #expect(Self.run(60_000) { Double($0) * 20 * ppm * -1e-6 }.late.isEmpty)
    }
}
