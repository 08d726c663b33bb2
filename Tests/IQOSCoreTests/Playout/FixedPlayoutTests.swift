import TestSupport
import Testing

@testable import IQOSCore

@Suite("Fixed playout")
struct FixedPlayoutTests {
    private static func verdicts(
        arrivalsMs: [Double], timestamps: [Int64]? = nil, delayMs: Double, restarts: Set<Int> = []
    ) -> [FixedPlayout.Decision] {
        var playout = FixedPlayout(PlayoutOptions(delayMs: delayMs))
        return arrivalsMs.enumerated().map { index, arrival in
            playout.decide(
                arrival: TestCapture.start + Int64((arrival * 1e6).rounded()),
                extendedTimestamp: timestamps?[index] ?? Int64(index) * 160, clockRateHz: 8000,
                restarts: restarts.contains(index))
        }
    }

    private static func late(_ decisions: [FixedPlayout.Decision]) -> [Int] {
        decisions.indices.filter { decisions[$0].verdict == .late }
    }

    // A packet that arrives on its deadline (packet 5 at 30 ms) is on time.
    @Test(
        "late packets of the worked example, anchored at the first",
        arguments: [(10, [5, 6]), (15, [5]), (20, [5]), (30, []), (32, []), (60, [])] as [(Double, [Int])])
    func workedExample(delayMs: Double, late: [Int]) {
        let decisions = Self.verdicts(arrivalsMs: [0, 20, 45, 58, 80, 130, 131, 140], delayMs: delayMs)
        #expect(Self.late(decisions) == late)
    }

    @Test("without a delay every packet that is slower than the first is late")
    func noDelay() {
        let decisions = Self.verdicts(arrivalsMs: [0, 20, 40.000001, 60], delayMs: 0)
        #expect(Self.late(decisions) == [2])
    }

    @Test("after ten packets in a row that cannot be played the next one is the anchor")
    func resynchronises() {
        // The network becomes 200 ms slower for good at packet 5.
        let decisions = Self.verdicts(arrivalsMs: (0..<30).map { Double($0) * 20 + ($0 < 5 ? 0 : 200) }, delayMs: 60)
        #expect(Self.late(decisions) == Array(5..<15))
        #expect(decisions.indices.filter { decisions[$0].isAnchor } == [0, 15])
    }

    @Test("nine late packets in a row do not move the anchor")
    func nineLate() {
        let decisions = Self.verdicts(
            arrivalsMs: (0..<40).map { Double($0) * 20 + ((5..<14).contains($0) || (15..<24).contains($0) ? 200 : 0) },
            delayMs: 60)
        #expect(Self.late(decisions) == Array(5..<14) + Array(15..<24))
        #expect(decisions.indices.filter { decisions[$0].isAnchor } == [0])
    }

    @Test("a talkspurt is anchored anew: what was late would now be on time")
    func talkspurt() {
        let arrivals = (0..<20).map { Double($0) * 20 + ($0 < 5 ? 0 : 200) }
        let decisions = Self.verdicts(arrivalsMs: arrivals, delayMs: 60, restarts: [5])
        #expect(Self.late(decisions).isEmpty)
        #expect(decisions.indices.filter { decisions[$0].isAnchor } == [0, 5])
    }

    @Test("a packet more than half a second early beyond the delay overflows the buffer")
    func overflow() {
        for (ticks, verdict) in [(4000, FixedPlayout.Verdict.played), (4001, .overflow), (8000, .overflow)] {
            let decisions = Self.verdicts(arrivalsMs: [0, 0], timestamps: [0, Int64(ticks)], delayMs: 60)
            #expect(decisions[1].verdict == verdict, "\(ticks) ticks ahead")
        }
    }

    @Test("media time runs with the timestamps from the anchor's arrival")
    func mediaTime() {
        let decisions = Self.verdicts(
            arrivalsMs: [0, 25, 500, 520], timestamps: [1000, 1160, 5000, 5160], delayMs: 60, restarts: [2])
        #expect(decisions.map { ($0.mediaTime - TestCapture.start) / 1_000_000 } == [0, 20, 500, 520])
    }
}
