/// The wideband E-model of ITU-T G.107.1 (06/2019), as far as a capture feeds it.
public enum WidebandEModel {
    /// R without impairment (G.107.1 §7).
    public static let basicRating = 129.0
    /// How much longer this scale is than the narrowband one.
    public static let stretch = 1.29
    /// What Ie,WB is more than Ie for a narrowband codec (G.113 Appendix IV).
    public static let narrowbandPenalty = 35.8

    /// Ie,eff,WB: the constant is 95 on this scale too (G.107.1 §7.5).
    ///
    /// - Parameters:
    ///   - robustness: Bpl,WB, > 0.
    ///   - lossPercent: Ppl, 0 ... 100.
    public static func effectiveImpairment(_ impairment: Double, robustness: Double, lossPercent: Double) -> Double {
        EModel.effectiveImpairment(impairment, robustness: robustness, lossPercent: lossPercent, burstRatio: 1)
    }

    /// Idd,WB for an absolute one-way delay Ta, ms (G.107.1 §7.4).
    public static func delayImpairment(absoluteDelayMs: Double) -> Double {
        stretch * EModel.delayImpairment(absoluteDelayMs: absoluteDelayMs)
    }

    /// Mean opinion score of a wideband rating (G.107.1 Annex A), 1 ... 4.5.
    public static func meanOpinionScore(rFactor: Double) -> Double {
        EModel.meanOpinionScore(rFactor: rFactor / stretch)
    }
}
