import Foundation
import Testing

@testable import IQOSCore

@Suite("Queue that other traffic shares")
struct SharedQueueTests {
    private func waitsMs(meanMs: Double, everyMs: Int64, count: Int, seed: UInt64 = 3) -> [Double] {
        var queue = SharedQueue(meanMs: meanMs, generator: SeededGenerator(seed: seed, purpose: .jitter))
        return (0..<count).map { Double(queue.wait(at: Int64($0) * everyMs * 1_000_000)) * 1e-6 }
    }

    /// P(wait > x) = ½ exp(-x / 2m) in the queue M/M/1 at half load, whatever the packets' own distance.
    @Test("waits are distributed as theory says", arguments: [0.05, 1, 10, 60], [10, 20, 60])
    func distribution(meanMs: Double, everyMs: Int64) {
        let waits = waitsMs(meanMs: meanMs, everyMs: everyMs, count: 400_000)
        func share(over threshold: Double) -> Double { Double(waits.count { $0 > threshold }) / Double(waits.count) }
        #expect(abs(share(over: 0) - 0.5) < 0.02)
        #expect(abs(share(over: 2 * meanMs) - 0.5 * exp(-1)) < 0.02)
        #expect(abs(share(over: 6 * meanMs) - 0.5 * exp(-3)) < 0.005)
        #expect(abs(waits.reduce(0, +) / Double(waits.count) / meanMs - 1) < 0.06)
    }

    @Test("what waits is served at the line's pace: no wait falls by more than the time that passed")
    func pace() {
        let waits = waitsMs(meanMs: 60, everyMs: 10, count: 50_000)
        #expect(zip(waits, waits.dropFirst()).allSatisfy { $1 >= $0 - 10 - 1e-5 })
        let mean = waits.reduce(0, +) / Double(waits.count)
        let square = waits.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let neighbours = zip(waits, waits.dropFirst()).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) } / square
        #expect(neighbours > 0.9)
    }

    @Test("where nothing of the queue is left after a packet's distance waits are independent")
    func independence() {
        let waits = waitsMs(meanMs: 0.2, everyMs: 20, count: 100_000)
        let both = Double(zip(waits, waits.dropFirst()).count { $0 == 0 && $1 == 0 }) / Double(waits.count)
        #expect(abs(both - 0.25) < 0.01)
    }

    @Test("no mean, no wait")
    func none() {
        #expect(waitsMs(meanMs: 0, everyMs: 20, count: 100).allSatisfy { $0 == 0 })
    }
}
