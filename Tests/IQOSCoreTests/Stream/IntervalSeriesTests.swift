import TestSupport
import Testing

@testable import IQOSCore

@Suite("Intervals")
struct IntervalSeriesTests {
    private static func intervals(
        _ slots: [(SlotWindow.Slot.Fate, Int64)], jitter: [(Double, Int64)] = [], length: Int64 = 100
    ) -> [LogRecord] {
        var log = StreamLog()
        var chain: Int32 = -1
        var series = IntervalSeries(origin: 0, length: length)
        for (value, arrival) in jitter { series.note(jitterMs: value, transitMs: 10 * value, at: arrival) }
        for (fate, arrival) in slots { series.add(.init(fate: fate, arrival: arrival), log: &log, chain: &chain) }
        series.finish(log: &log, chain: &chain)
        return log.recent
    }

    @Test("numbers are counted in the interval they arrived in, an empty interval leaves no record")
    func counts() {
        let records = Self.intervals([
            (.played, 0), (.lost, 50), (.played, 99), (.late, 100), (.played, 399), (.lost, 350), (.played, 500),
        ])
        #expect(records.map(\.interval) == [0, 1, 3, 5])
        #expect(records.map(\.packets) == [2, 1, 1, 1])
        #expect(records.map(\.lost) == [1, 0, 1, 0])
        #expect(records.map(\.late) == [0, 1, 0, 0])
    }

    @Test("a run of losses over a border counts in both intervals")
    func runs() {
        let records = Self.intervals([
            (.played, 0), (.lost, 80), (.lost, 90), (.lost, 110), (.played, 120), (.late, 130), (.lost, 140),
            (.played, 150), (.lost, 160),
        ])
        #expect(records.map(\.lossRuns) == [1, 3])
    }

    @Test("each interval has its longest transit time, and none where no packet of it told one")
    func transit() {
        let records = Self.intervals(
            [(.played, 0), (.played, 110), (.played, 220), (.played, 330)],
            jitter: [(3, 10), (2, 90), (1, 120), (4, 320)])
        #expect(records.map(\.interval) == [0, 1, 2, 3])
        #expect(records[0].transitMs == 30 && records[1].transitMs == 10 && records[3].transitMs == 40)
        #expect(records[2].transitMs.isNaN)
    }

    @Test("each interval has the jitter after its last packet")
    func jitter() {
        let slots = (0..<6).map { (SlotWindow.Slot.Fate.played, Int64($0) * 60) }
        let records = Self.intervals(slots, jitter: (1..<6).map { (Double($0), Int64($0) * 60) })
        // Packets at 0, 60 | 120, 180 | 240 | 300.
        #expect(records.map(\.jitterMs) == [1, 3, 4, 5])
        #expect(Self.intervals(slots).allSatisfy { $0.jitterMs.isNaN })
    }

    @Test("an interval none of whose packets arrived has no jitter")
    func jitterOfNothing() {
        let slots: [(SlotWindow.Slot.Fate, Int64)] = [
            (.played, 0), (.played, 50), (.lost, 120), (.lost, 180), (.played, 250), (.lost, 280),
        ]
        let records = Self.intervals(slots, jitter: [(1, 50), (2, 250)])
        #expect(records.map(\.packets) == [2, 0, 1])
        #expect(records[0].jitterMs == 1 && records[1].jitterMs.isNaN && records[2].jitterMs == 2)
    }

    @Test("an interval without a jitter of its own keeps the one before")
    func jitterWithoutPackets() {
        let slots: [(SlotWindow.Slot.Fate, Int64)] = [(.played, 0), (.played, 50), (.played, 250), (.played, 450)]
        let records = Self.intervals(slots, jitter: [(1, 50), (2, 450)])
        #expect(records.map(\.interval) == [0, 2, 4])
        #expect(records.map(\.jitterMs) == [1, 1, 2])
    }
}
