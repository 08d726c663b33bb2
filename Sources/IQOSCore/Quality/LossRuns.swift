/// Runs of consecutive losses: the longest, and the burst ratio BurstR of G.107 §7.
public struct LossRuns: BitwiseCopyable, Sendable {
    /// Losses so far.
    public private(set) var losses = 0
    /// Longest run.
    public private(set) var longest = 0
    private var runs = 0
    private var current = 0
    private var packets = 0

    public init() {}

    /// Adds the next packet in order of sequence numbers.
    @inline(__always) public mutating func add(isLoss: Bool) {
        packets += 1
        guard isLoss else {
            current = 0
            return
        }
        losses += 1
        if current == 0 { runs += 1 }
        current += 1
        longest = max(longest, current)
    }

    /// Adds packets that were not lost.
    @inline(__always) mutating func add(played count: Int) {
        packets += count
        current = 0
    }

    /// Ends the open run: packets of two segments are no neighbours.
    public mutating func endRun() {
        current = 0
    }

    /// Mean observed run times (1 - Ppl), never below 1: 1 for random loss, more for bursts.
    public var burstRatio: Double {
        guard runs > 0 else { return 1 }
        let mean = Double(losses) / Double(runs)
        return max(1, mean * (1 - Double(losses) / Double(packets)))
    }
}
