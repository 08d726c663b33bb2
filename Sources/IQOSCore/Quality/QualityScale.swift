/// Which E-model a score comes from; scores of two scales are never compared.
///
/// The wider scales are the narrowband one with other numbers, as far as a capture feeds them.
public enum QualityScale: String, Sendable {
    /// G.107, R up to 93.2.
    case narrowband = "nb"
    /// G.107.1 (06/2019), R up to 129.
    case wideband = "wb"
    /// G.107.2, R up to 148: reckoned with impairments that the user gives.
    case fullband = "fb"

    /// The recommendation.
    public var model: String {
        switch self {
        case .narrowband: "G.107"
        case .wideband: "G.107.1"
        case .fullband: "G.107.2"
        }
    }

    /// R without impairment (§7 of each).
    var basicRating: Double {
        switch self {
        case .narrowband: EModel.basicRating
        case .wideband: 129
        case .fullband: 148
        }
    }

    /// The largest equipment impairment (§7.5 of each): that of G.107.1 is 95, too, not 129.
    var largestImpairment: Double { self == .fullband ? 132 : 95 }

    /// How much longer the scale is than the narrowband one.
    private var stretch: Double {
        switch self {
        case .narrowband: 1
        case .wideband: 1.29
        case .fullband: 1.48
        }
    }

    /// Ie,eff (§7.5 of each).
    ///
    /// - Parameters:
    ///   - impairment: Ie, 0 ... `largestImpairment`.
    ///   - robustness: Bpl, > 0.
    ///   - lossPercent: Ppl, 0 ... 100.
    ///   - burstRatio: BurstR, ≥ 1; 1 on the wider scales, whose models have none.
    func effectiveImpairment(
        _ impairment: Double, robustness: Double, lossPercent: Double, burstRatio: Double = 1
    ) -> Double {
        EModel.effectiveImpairment(
            impairment, robustness: robustness, lossPercent: lossPercent, burstRatio: burstRatio,
            largest: largestImpairment)
    }

    /// Idd for an absolute one-way delay Ta, ms (§7.4 of each).
    func delayImpairment(absoluteDelayMs: Double) -> Double {
        stretch * EModel.delayImpairment(absoluteDelayMs: absoluteDelayMs)
    }

    /// Mean opinion score of a rating on this scale (G.107 Annex B, G.107.1 Annex A), 1 ... 4.5.
    func meanOpinionScore(rFactor: Double) -> Double { EModel.meanOpinionScore(rFactor: rFactor / stretch) }

    /// Whether the impairments of a codec are published for fullband alone (G.113 Appendix V).
    static func isFullband(_ codec: String) -> Bool { codec == "EVS" }
}
