import TestSupport
import Testing

@testable import IQOSCore

@Suite("Bursts and gaps (RFC 3611 §4.7.2, Gmin 16)")
struct BurstGapTests {
    static func measured(_ pattern: [Character], cuts: Set<Int> = []) -> (bursts: BurstGap, runs: LossRuns) {
        var bursts = BurstGap()
        var runs = LossRuns()
        for (index, mark) in pattern.enumerated() {
            if cuts.contains(index) {
                bursts.closeChain()
                runs.endRun()
            }
            bursts.add(isLoss: mark != ".")
            runs.add(isLoss: mark != ".")
        }
        bursts.closeChain()
        return (bursts, runs)
    }

    private static func good(_ count: Int) -> String { String(repeating: ".", count: count) }

    // Computed from the definition by hand; densities as fractions of the packets in bursts and in gaps.
    @Test("an isolated loss and a burst of four losses in eight packets")
    func burst() {
        let pattern = Array(Self.good(20) + "x" + Self.good(30) + "xx.x...x" + Self.good(40))
        let (bursts, runs) = Self.measured(pattern)
        #expect(pattern.count == 99)
        #expect(bursts.bursts == 1 && bursts.burstPackets == 8 && bursts.burstLosses == 4 && bursts.isolatedLosses == 1)
        #expect(bursts.burstDensityPercent == 50)
        #expect(abs(bursts.gapDensityPercent - 100.0 / 91) < 1e-12)
        #expect(bursts.meanBurstPackets * 20 == 160 && bursts.meanGapPackets * 20 == 910)
        #expect(abs(runs.burstRatio - 1.186869) < 5e-7 && runs.longest == 2 && runs.losses == 5)
    }

    @Test("15 good packets between two losses make a burst, 16 do not")
    func gmin() {
        let pattern = Array(Self.good(16) + "x" + Self.good(15) + "x" + Self.good(16) + "x" + Self.good(16))
        let (bursts, _) = Self.measured(pattern)
        #expect(
            bursts.bursts == 1 && bursts.burstPackets == 17 && bursts.burstLosses == 2 && bursts.isolatedLosses == 1)
        #expect(abs(bursts.burstDensityPercent - 200.0 / 17) < 1e-12)
        #expect(abs(bursts.gapDensityPercent - 100.0 / 49) < 1e-12)
        #expect(bursts.meanBurstPackets * 20 == 340 && bursts.meanGapPackets * 20 == 490)
    }

    @Test("a session may begin with a burst")
    func atTheStart() {
        let (bursts, _) = Self.measured(Array("xxxx" + Self.good(20)))
        #expect(bursts.bursts == 1 && bursts.burstDensityPercent == 100 && bursts.gapDensityPercent == 0)
        #expect(bursts.meanBurstPackets * 20 == 80 && bursts.meanGapPackets * 20 == 200)
    }

    @Test("2 % of single losses have burst ratio 1, 2 % in pairs 1.96")
    func burstRatio() {
        let single = Self.measured(Array(repeating: Self.good(49) + "x", count: 10).flatMap { $0 })
        let pairs = Self.measured(Array(repeating: Self.good(98) + "xx", count: 5).flatMap { $0 })
        #expect(single.runs.burstRatio == 1)
        #expect(abs(pairs.runs.burstRatio - 1.96) < 1e-12)
    }

    @Test("no packet at all is no burst")
    func empty() {
        let (bursts, runs) = Self.measured([])
        #expect(bursts.bursts == 0 && bursts.burstDensityPercent == 0 && bursts.gapDensityPercent == 0)
        #expect(runs.burstRatio == 1 && runs.longest == 0)
    }

    @Test("a loss of everything is one burst")
    func everything() {
        let (bursts, runs) = Self.measured(Array("xxxxxxxx"))
        #expect(bursts.burstDensityPercent == 100 && bursts.gapDensityPercent == 0 && bursts.gapPackets == 0)
        #expect(runs.burstRatio == 1 && runs.longest == 8)
    }

    @Test("random patterns with segment cuts are what the model says", arguments: 0..<30)
    func random(seed: Int) {
        var random = SeededRandom(seed)
        let probability = random.fraction() * 0.3
        var isLoss = false
        let pattern = (0..<600).map { _ -> Character in
            if random.chance(0.4) { isLoss = random.chance(probability) }
            return isLoss ? "x" : "."
        }
        let cuts = Set((0..<random.below(4)).map { _ in random.below(600) })
        let (bursts, runs) = Self.measured(pattern, cuts: cuts)
        let model = LossModel(pattern, cuts: cuts)
        #expect(bursts.bursts == model.bursts.count && bursts.isolatedLosses == model.isolated.count)
        #expect(bursts.burstPackets == model.burstPackets)
        #expect(abs(bursts.burstDensityPercent - 100 * model.burstDensity) < 1e-9)
        #expect(abs(bursts.gapDensityPercent - 100 * model.gapDensity) < 1e-9)
        #expect(runs.longest == model.runs.max() ?? 0 && runs.losses == model.losses)
        #expect(abs(runs.burstRatio - model.burstRatio) < 1e-9)
    }
}
