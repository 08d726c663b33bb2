import Testing

@testable import IQOSCore

@Suite("Bursts and gaps as telephones count them (RFC 3611 A.2)")
struct BurstGapCountersTests {
    private static func counted(_ pattern: String) -> BurstGapCounters {
        var counters = BurstGapCounters()
        for (position, mark) in pattern.enumerated() where mark != "." { counters.addLoss(at: position) }
        return counters
    }

    private static func good(_ count: Int) -> String { String(repeating: ".", count: count) }

    private static func counts(_ counters: BurstGapCounters) -> [Int] {
        [counters.c11, counters.c13, counters.c14, counters.c22, counters.c23, counters.c33]
    }

    // Counted by hand after the algorithm of A.2, the session taken to follow on 16 good packets.
    @Test(
        "the six counters of three patterns",
        arguments: [
            (good(20) + "x" + good(30) + "xx.x...x" + good(40), [50, 1, 1, 2, 2, 1]),
            (good(16) + "x" + good(15) + "x" + good(16) + "x" + good(16), [32, 2, 0, 14, 1, 0]),
            ("xxxx" + good(20), [0, 1, 0, 0, 0, 3]),
        ])
    func counters(pattern: String, counts: [Int]) {
        #expect(Self.counts(Self.counted(pattern)) == counts)
    }

    @Test("an isolated last loss counts as a burst, which the definition does not do")
    func weakness() throws {
        let pattern = Self.good(40) + "x.x" + Self.good(40) + "x" + Self.good(40)
        let figures = try #require(Self.counted(pattern).figures)
        #expect(Self.counted(pattern).c13 == 2 && BurstGapTests.measured(Array(pattern)).bursts.bursts == 1)
        // By the formulas of A.2: c11 80, c13 2, c14 0, c22 0, c23 1, c33 0.
        #expect(figures.gapPackets == 41 && abs(figures.burstPackets - 2) < 1e-12)
        #expect(figures.gapDensityPercent == 0 && abs(figures.burstDensityPercent - 75) < 1e-12)
    }

    @Test("without a loss there is nothing to tell, and a single one makes no number that is none")
    func few() throws {
        #expect(BurstGapCounters().figures == nil)
        for pattern in ["x", "...x", "x..."] {
            let figures = try #require(Self.counted(pattern).figures)
            #expect(figures.burstDensityPercent == 100 && figures.gapDensityPercent == 0)
            #expect(figures.burstPackets.isFinite && figures.gapPackets.isFinite)
        }
    }
}
