/// Runs of packets that were played and wait for missing ones ahead of them to be settled: what would otherwise lie packet
/// by packet in the window.
struct WaitingRuns: BitwiseCopyable, Sendable {
    /// A run, or what is left of one. All of its packets came within one interval.
    struct Run: BitwiseCopyable, Sendable {
        /// Number of its first packet.
        var first: Int
        var count: Int
        /// Arrivals of its first and last packet in order of numbers, ns.
        var firstArrival: Int64
        var lastArrival: Int64
        /// Start of the interval.
        var intervalStart: Int64

        @inline(__always) func goesOn(with next: Run) -> Bool {
            first &+ count == next.first && intervalStart == next.intervalStart
        }
    }

    private static let capacity = 4
    private var count = 0
    private var runs = InlineArray<4, Run>(
        repeating: Run(first: 0, count: 0, firstArrival: 0, lastArrival: 0, intervalStart: 0))

    /// - Parameter run: Behind all that wait; it makes one with the last of them where it follows on it.
    /// - Returns: `false` where there is no room.
    @inline(__always) mutating func append(_ run: Run) -> Bool {
        if count > 0, runs[count &- 1].goesOn(with: run) {
            runs[count &- 1].count &+= run.count
            runs[count &- 1].lastArrival = run.lastArrival
            return true
        }
        guard count < Self.capacity else { return false }
        runs[count] = run
        count &+= 1
        return true
    }

    /// Takes the run that begins with a number, if it came in the interval that begins then.
    @inline(__always) mutating func takeRun(at number: Int, intervalStart: Int64) -> Run? {
        guard count > 0, runs[0].first == number, runs[0].intervalStart == intervalStart else { return nil }
        let run = runs[0]
        removeFirst()
        return run
    }

    /// Takes the packet with a number, if it is the next to wait.
    ///
    /// - Returns: Its arrival; for one inside a run, another one in the same interval.
    @inline(__always) mutating func takePacket(at number: Int) -> Int64? {
        guard count > 0, runs[0].first == number else { return nil }
        let arrival = runs[0].count == 1 ? runs[0].lastArrival : runs[0].firstArrival
        runs[0].first += 1
        runs[0].count -= 1
        // Nothing that is told of packets between the first and the last is finer than their interval.
        runs[0].firstArrival = runs[0].lastArrival
        if runs[0].count == 0 { removeFirst() }
        return arrival
    }

    @inline(never) private mutating func removeFirst() {
        count &-= 1
        for index in 0..<count { runs[index] = runs[index + 1] }
    }
}
