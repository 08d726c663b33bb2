extension StreamReport {
    /// Losses that somebody may have heard: all but those in pauses that both sides had agreed on, and those that are in
    /// other streams.
    ///
    /// It changes nothing: what only reads is lent a copy of all of it.
    mutating func missed() -> Missed {
        let unsent = agreedGaps.reduce(0) { $0 + ($1.agreed == .elsewhere ? 0 : $1.missing) }
        let missed = unsent + (elsewhere?.lost ?? 0)
        guard missed > 0 else {
            return Missed(
                lost: packets.lost, expected: packets.expected, percent: packets.lostPercent,
                longestRun: loss.longestRun, burstRatio: loss.lostBurstRatio)
        }
        let (lost, expected) = (max(0, packets.lost - missed), max(1, packets.expected - missed))
        let runs = missedRuns()
        let longest = runs.map { $0.endS - $0.startS }.max() ?? 0
        let run = ptimeMs.map { Int((longest * 1000 / $0).rounded()) } ?? 0
        let share = Double(lost) / Double(expected)
        return Missed(
            lost: lost, expected: expected, percent: 100 * share, longestRun: min(lost, run),
            burstRatio: max(1, Double(lost) / Double(max(1, runs.count)) * (1 - share)))
    }

    struct Missed {
        var lost: Int
        var expected: Int
        var percent: Double
        /// Packets.
        var longestRun: Int
        /// BurstR of G.107 §7 of these alone: packets that came late do not make losses come in bursts.
        var burstRatio: Double
    }

    /// Places of those losses.
    mutating func missedRuns() -> [MarkerReport] {
        let pauses = agreedGaps
        let runs = markers.filter { marker in
            marker.kind == .lost && !pauses.contains { marker.endS > $0.startS && marker.startS < $0.endS }
        }
        return elsewhere?.without(runs) ?? runs
    }

    /// First and last frame, where they lie in one file.
    var frames: [Int] { firstFile == lastFile ? [firstFrame, lastFrame] : [firstFrame] }
}
