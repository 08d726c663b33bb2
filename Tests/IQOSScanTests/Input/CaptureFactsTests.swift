import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

@Suite("What the frames of a file come to")
struct CaptureFactsTests {
    /// Times that mostly go on, now and then back by less or by more than frames may be out of order, and some missing.
    private static func frames(_ count: Int, _ random: inout some RandomNumberGenerator) -> [FrameRef] {
        var time: Int64 = 1_000_000_000_000
        let isUneven = Bool.random(using: &random)
        return (0..<count).map { number in
            time += .random(in: 0...3_000_000, using: &random)
            let turn = isUneven ? Int.random(in: 0..<40, using: &random) : 40
            var arrival = time
            if turn == 0 { arrival -= .random(in: 1...TimeOrder.window, using: &random) }
            if turn == 1 { arrival = FrameRef.noArrival }
            if turn == 2 {
                time -= .random(in: TimeOrder.window + 1...5 * TimeOrder.window, using: &random)
                arrival = time
            }
            return FrameRef(
                arrival: arrival, offset: 0, capturedLength: 60, originalLength: 60, number: UInt32(number + 1),
                linkType: number < count / 2 ? .ethernet : .raw, interface: 0)
        }
    }

    // The slow model looks at one frame after another.
    @Test("times, steps of the clock and disorder are those of the list, in whatever batches", arguments: 1...40)
    func model(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let frames = Self.frames(600, &random)
        var (latest, steps, largest, isOutOfOrder) = (Int64.min, 0, Int64(0), false)
        for arrival in frames.map(\.arrival) where arrival != FrameRef.noArrival {
            if arrival < latest, latest - arrival <= TimeOrder.window {
                isOutOfOrder = true
                continue
            }
            if arrival < latest { (steps, largest) = (steps + 1, max(largest, latest - arrival)) }
            latest = arrival
        }
        var (facts, goesBack) = (CaptureFacts(), false)
        var rest = frames[...]
        while !rest.isEmpty {
            let batch = Array(rest.prefix(.random(in: 1...50, using: &random)))
            rest = rest.dropFirst(batch.count)
            if facts.add(batch.span) { goesBack = true }
        }
        let times = frames.map(\.arrival).filter { $0 != FrameRef.noArrival }
        #expect(facts.packets == 600 && facts.firstArrival == times.min() && facts.lastArrival == times.max())
        #expect(facts.stepsBack == steps && facts.largestStepBack == largest && goesBack == isOutOfOrder)
        #expect(facts.linkTypes == [.ethernet, .raw])
    }
}
