/// MOS of the parts of a stream, which its mean hides: a minute with six bad seconds looks fine on average.
public struct ScoresOverTime: Sendable, Equatable {
    /// Below it some users are dissatisfied (R 70, G.107 Annex B).
    public static let threshold = 3.6

    public var worst: Double
    /// 5th percentile by nearest rank.
    public var p5: Double
    /// Weighted with the duration.
    public var mean: Double
    /// Share of the time below `threshold`, percent.
    public var belowPercent: Double

    /// - Parameter parts: Score and length, s, of every part that has a score.
    /// - Returns: `nil` without a part that takes any time.
    public init?(_ parts: some Sequence<(mos: Double, durationS: Double)>) {
        var (count, total, weighted, below, worst) = (0, 0.0, 0.0, 0.0, Double.infinity)
        for part in parts {
            count += 1
            total += part.durationS
            weighted += part.mos * part.durationS
            if part.mos < Self.threshold { below += part.durationS }
            worst = min(worst, part.mos)
        }
        guard total > 0 else { return nil }
        self.worst = worst
        let rank = max(1, Int((0.05 * Double(count)).rounded(.up)))
        p5 = rank == 1 ? worst : parts.map(\.mos).sorted()[rank - 1]
        mean = weighted / total
        belowPercent = 100 * below / total
    }
}
