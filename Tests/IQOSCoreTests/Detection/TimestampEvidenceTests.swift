import TestSupport
import Testing

@testable import IQOSCore

@Suite("Evidence of timestamps")
struct TimestampEvidenceTests {
    /// - Parameter gap: Between two packets, ns.
    private static func evidence(_ ticks: [Int], gap: Int64 = 20_000_000) -> TimestampEvidence {
        var evidence = TimestampEvidence()
        for ticks in ticks { evidence.add(ticks: Int32(ticks), gap: gap) }
        return evidence
    }

    @Test("what media does says nothing against it: steady, standing still, frames in pieces, frames out of order")
    func media() {
        #expect(!Self.evidence([Int](repeating: 160, count: 200)).isNone)
        #expect(!Self.evidence([Int](repeating: 0, count: 200)).isNone)
        #expect(!Self.evidence((0..<200).map { $0 % 10 == 9 ? 3000 : 0 }).isNone)
        // I P B B in the order of decoding.
        #expect(!Self.evidence((0..<200).map { [9000, -6000, 3000, 6000][$0 % 4] }).isNone)
        // Retransmissions of up to two seconds ago beside what goes on.
        var random = SeededRandom(3)
        var previous = 0
        let sentAgain = (0..<400).map { number in
            let timestamp = number * 4500 - random.below(180_000)
            defer { previous = timestamp }
            return timestamp - previous
        }
        #expect(!Self.evidence(sentAgain, gap: 50_000_000).isNone)
    }

    @Test("a pause of hours is no wild step where the clock went on, and one restart is forgiven")
    func pause() {
        var evidence = TimestampEvidence()
        evidence.add(ticks: 160, gap: 20_000_000)
        evidence.add(ticks: 90_000 * 7200, gap: 7_200_000_000_000)
        evidence.add(ticks: 1 << 30, gap: 20_000_000)
        #expect(evidence.wild == 1 && !evidence.isNone)
    }

    @Test("random bytes, halves of words and values that only go up and down are no timestamps")
    func none() {
        var random = SeededRandom(4)
        #expect(Self.evidence((0..<4).map { _ in (1 << 20) + random.below(1 << 30) }).isNone)
        #expect(Self.evidence((0..<60).map { $0 % 3 == 0 ? 0 : 65_536 }).isNone)
        var previous = 0
        let values = (0..<100).map { _ in
            let value = random.below(400)
            defer { previous = value }
            return value - previous
        }
        #expect(Self.evidence(values).isNone)
        // Too few to tell.
        #expect(!Self.evidence(Array(values.prefix(20))).isNone)
    }

    @Test("what moves seldom and then anywhere is none, nor what wanders; a sender that restarts is forgiven")
    func wandering() {
        let jumps = (0..<200).map { $0 % 20 == 19 ? (1 << 24) * ($0 % 40 == 39 ? -1 : 1) : 0 }
        #expect(Self.evidence(jumps).isAnotherField && Self.evidence(Array(jumps.prefix(79))).isAnotherField == false)
        // Pictures by a clock of 27 MHz.
        #expect(!Self.evidence((0..<200).map { $0 % 20 == 19 ? 900_000 : 0 }, gap: 1_500_000).isAnotherField)
        #expect(!Self.evidence((0..<200).map { $0 % 20 == 19 ? 1 << 24 : 160 }).isAnotherField)
        var random = SeededRandom(6)
        let steps = (0..<3000).map { _ in random.below(41) - 20 }
        #expect(Self.evidence(steps).isAnotherField)
        #expect(!Self.evidence(steps.map { $0 + 60 }).isAnotherField)
    }

    @Test("what counts packets, or is slower than any media, is a counter; sound and pictures are none")
    func counters() {
        #expect(Self.evidence([1, 1]).isAnotherField)
        #expect(Self.evidence((0..<80).map { $0 % 8 == 7 ? 249 : 1 }, gap: 4_000_000).isAnotherField)
        #expect(Self.evidence((0..<80).map { $0 % 4 }).isAnotherField)
        #expect(Self.evidence([1, 1, 1], gap: 1_000_000_000).isAnotherField)
        #expect(!Self.evidence([Int](repeating: 0, count: 80)).isAnotherField)
        #expect(!Self.evidence([Int](repeating: 20, count: 80)).isAnotherField)
        // One packet of 20 ms in 15 s, and ten samples each eighth of a millisecond.
        #expect(!Self.evidence([160, 160, 160], gap: 15_000_000_000).isAnotherField)
        #expect(!Self.evidence([Int](repeating: 6, count: 800), gap: 125_000).isAnotherField)
        #expect(!Self.evidence([1]).isAnotherField)
    }

    @Test("times from one end of the clock to the other trap nowhere")
    func hostileTimes() {
        var evidence = TimestampEvidence()
        for gap in [Int64.max, .max, .min, .min, 0] {
            evidence.add(ticks: .min, gap: gap)
            evidence.add(ticks: .max, count: 32, over: gap)
        }
        #expect(evidence.steps == 165 && evidence.wild >= 1)
        _ = (evidence.isNone, evidence.hasClock, evidence.isAnotherField)
    }

    @Test("a run counts as its packets do", arguments: [0, 1, 160, 65_536, -160])
    func run(step: Int) {
        let single = Self.evidence([Int](repeating: step, count: 40))
        var run = TimestampEvidence()
        run.add(ticks: Int32(step), count: 40, over: 800_000_000)
        #expect((run.steps, run.moved, run.halfWords) == (single.steps, single.moved, single.halfWords))
        #expect(run.isNone == single.isNone && run.hasClock == single.hasClock)
        #expect(run.isAnotherField == single.isAnotherField)
    }

    @Test("a clock is 2 to 400 kHz, and anything where no time went by")
    func clock() {
        #expect(!Self.evidence([Int](repeating: 30, count: 50)).hasClock)
        #expect(Self.evidence([Int](repeating: 50, count: 50)).hasClock)
        #expect(Self.evidence([Int](repeating: 8000, count: 500)).hasClock)
        #expect(!Self.evidence([Int](repeating: 20_000, count: 500)).hasClock)
        #expect(Self.evidence([Int](repeating: 20_000, count: 50), gap: 0).hasClock)
        #expect(!Self.evidence([Int](repeating: 0, count: 50), gap: 0).hasClock)
    }
}
