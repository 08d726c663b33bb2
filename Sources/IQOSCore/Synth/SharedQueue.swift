/// Waiting time before a line that other traffic loads to one half: a queue M/M/1, followed in time.
///
/// Bursts of other packets come at random (a Poisson process) and are of exponentially distributed length. A packet that
/// comes then waits for what is left of them: half of all packets not at all, the others for an exponentially distributed
/// time, all together the mean on average. What waits is served at the line's pace, so waits follow one another as
/// behind a real router and no packet overtakes the one before it.
struct SharedQueue: Sendable {
    private static let load = 0.5
    /// Mean waits after which nothing is left of what the queue held before: correlation below 0.1 %.
    private static let memory = 80.0

    private let mean: Double
    private var generator: SeededGenerator
    /// Time that the line needs for what waits in front of it, ns.
    private var backlog = 0.0
    private var time: Int64?

    /// - Parameter meanMs: Mean wait, ms; at 0 no packet waits and no chance is drawn.
    init(meanMs: Double, generator: SeededGenerator) {
        mean = meanMs * 1e6
        self.generator = generator
    }

    /// Wait of a packet, ns.
    ///
    /// - Parameter arrival: When it comes to the queue, ns since 1970 UTC; not before the packet before it.
    mutating func wait(at arrival: Int64) -> Int64 {
        guard mean > 0 else { return 0 }
        let pause = time.map { Double(max(0, arrival - $0)) } ?? .infinity
        time = arrival
        if pause > Self.memory * mean {
            backlog = generator.uniform() < Self.load ? generator.exponential(mean: mean / (1 - Self.load)) : 0
        } else {
            pass(pause)
        }
        return Int64(backlog)
    }

    private mutating func pass(_ pause: Double) {
        let burst = mean * (1 - Self.load) / Self.load
        var left = pause
        while true {
            let gap = generator.exponential(mean: burst / Self.load)
            guard gap < left else { break }
            left -= gap
            backlog = max(0, backlog - gap) + generator.exponential(mean: burst)
        }
        backlog = max(0, backlog - left)
    }
}
