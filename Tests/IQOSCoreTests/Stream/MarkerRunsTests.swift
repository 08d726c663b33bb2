import Testing

@testable import IQOSCore

@Suite("Places to listen to")
struct MarkerRunsTests {
    @Test("each run of losses lasts to the next packet that came")
    func runs() {
        var log = StreamLog()
        var chain: Int32 = -1
        var runs = MarkerRuns()
        let slots: [(SlotWindow.Slot.Fate, Int64)] = [
            (.played, 0), (.lost, 20), (.lost, 40), (.played, 60), (.late, 80), (.lost, 100), (.played, 120),
            (.lost, 140),
        ]
        for (number, slot) in slots.enumerated() {
            runs.add(.init(fate: slot.0, arrival: slot.1), number: number, log: &log, chain: &chain)
        }
        runs.finish(at: 160, log: &log, chain: &chain)
        #expect(log.recent.map(\.kind) == [.lost, .lost, .lost])
        #expect(log.recent.map(\.start) == [20, 100, 140])
        #expect(log.recent.map(\.end) == [60, 120, 160])
        #expect(log.recent.map(\.interval) == [2, 1, 1])
        #expect(log.recent.map(\.behind).prefix(2) == [3, 6])
        #expect(log.recent.map(\.previous) == [-1, 0, 1])
    }

    @Test("a stream without losses has none")
    func none() {
        var log = StreamLog()
        var chain: Int32 = -1
        var runs = MarkerRuns()
        for arrival in 0..<10 {
            runs.add(.init(fate: .played, arrival: Int64(arrival)), number: arrival, log: &log, chain: &chain)
        }
        runs.finish(at: 10, log: &log, chain: &chain)
        #expect(log.recent.isEmpty && chain == -1)
    }
}
