/// The fullband E-model of ITU-T G.107.2, as far as a capture feeds it.
public enum FullbandEModel {
    /// R without impairment (G.107.2 §7).
    public static let basicRating = 148.0
    /// How much longer this scale is than the narrowband one.
    public static let stretch = 1.48
    /// The largest Ie,eff,FB (G.107.2 §7.5).
    public static let largestImpairment = 132.0

    /// Ie,eff,FB (G.107.2 §7.5).
    ///
    /// - Parameters:
    ///   - impairment: Ie,FB, 0 ... 132.
    ///   - robustness: Bpl,FB, > 0.
    ///   - lossPercent: Ppl, 0 ... 100.
    public static func effectiveImpairment(_ impairment: Double, robustness: Double, lossPercent: Double) -> Double {
        impairment + (largestImpairment - impairment) * lossPercent / (lossPercent + robustness)
    }

    /// Idd,FB for an absolute one-way delay Ta, ms (G.107.2 §7.4).
    public static func delayImpairment(absoluteDelayMs: Double) -> Double {
        stretch * EModel.delayImpairment(absoluteDelayMs: absoluteDelayMs)
    }

    /// Mean opinion score of a fullband rating, 1 ... 4.5.
    public static func meanOpinionScore(rFactor: Double) -> Double {
        EModel.meanOpinionScore(rFactor: rFactor / stretch)
    }
}
