import Testing

@testable import IQOSCore

@Suite("Network path")
struct NetworkPathTests {
    private func passages(_ plan: DirectionPlan, packets: Int = 5000, seed: UInt64 = 1) -> [NetworkPath.Passage] {
        var path = NetworkPath(plan, ptimeMs: 20, seed: seed, call: 0, side: 0)
        return (0..<packets).map { path.carry(sentAt: Int64($0) * 20_000_000) }
    }

    @Test("jitter alone never changes the order", arguments: [1.0, 15, 100])
    func order(jitterMs: Double) {
        var plan = DirectionPlan()
        plan.jitterMs = jitterMs
        let arrivals = passages(plan).compactMap(\.arrival)
        #expect(zip(arrivals, arrivals.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test("no packet comes before its delay is over")
    func delay() {
        var plan = DirectionPlan()
        plan.delayMs = 35
        plan.jitterMs = 10
        plan.reorderPercent = 5
        let arrivals = passages(plan).enumerated()
        #expect(arrivals.allSatisfy { ($1.arrival ?? 0) >= Int64($0) * 20_000_000 + 35_000_000 })
    }

    @Test("a reordered packet comes after its successor, and only reordered ones do")
    func reordering() {
        var plan = DirectionPlan()
        plan.reorderPercent = 3
        let arrivals = passages(plan).compactMap(\.arrival)
        let overtaken = zip(arrivals, arrivals.dropFirst()).count { $0 > $1 }
        // 150 expected; five standard deviations are 60. Two neighbours may both be held back.
        #expect((90...210).contains(overtaken))
    }

    @Test("loss takes packets away and leaves the rest where they were")
    func lossIsIndependent() {
        var plan = DirectionPlan()
        plan.jitterMs = 12
        plan.reorderPercent = 2
        plan.duplicatePercent = 2
        let whole = passages(plan)
        plan.loss = .random(percent: 10)
        let lossy = passages(plan)
        for (before, after) in zip(whole, lossy) where after.arrival != nil {
            #expect(before == after)
        }
        #expect(lossy.contains { $0.arrival == nil })
    }

    @Test("a copy comes three to ten milliseconds after the packet")
    func duplication() {
        var plan = DirectionPlan()
        plan.duplicatePercent = 10
        let copies = passages(plan).compactMap { passage in
            passage.copyArrival.map { $0 - (passage.arrival ?? 0) }
        }
        #expect((350...650).contains(copies.count))
        #expect(copies.allSatisfy { (3_000_000...10_000_000).contains($0) })
    }
}
