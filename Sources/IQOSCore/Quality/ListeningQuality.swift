/// R factor and MOS-LQ of a stream or an interval: the E-model with everything at its default but codec and loss.
///
/// Listening quality: no delay impairment, which one direction of a capture cannot justify.
public struct ListeningQuality: Sendable, Equatable {
    public var rFactor: Double
    public var mosLQ: Double
    public var scale: QualityScale

    /// Scores a codec under loss; 0 and the least score where every packet is missing.
    ///
    /// - Parameters:
    ///   - losses: Lost and late packets.
    ///   - expected: Packets, ≥ `losses`.
    ///   - burstRatio: BurstR, ≥ 1; the wideband model has none.
    /// - Returns: `nil` where nothing was expected, or packets are missing and the codec has no published Bpl.
    public init?(_ codec: CodecImpairment, losses: Int, expected: Int, burstRatio: Double) {
        guard expected > 0 else { return nil }
        scale = codec.scale
        var impairment = codec.equipmentImpairment
        if losses > 0 {
            guard let robustness = codec.lossRobustness else { return nil }
            let lossPercent = 100 * Double(losses) / Double(expected)
            impairment = EModel.effectiveImpairment(
                impairment, robustness: robustness, lossPercent: lossPercent,
                burstRatio: scale == .narrowband ? burstRatio : 1)
        }
        let best = scale == .narrowband ? EModel.basicRating : WidebandEModel.basicRating
        // BurstR is no longer defined where nothing is left between the losses: with its least value the model would rate
        // silence above a stream that half came through.
        rFactor = losses < expected ? max(0, best - impairment) : 0
        mosLQ = Self.score(rFactor, scale)
    }

    /// MOS-CQ: the same rating less the delay impairment Idd. Echo is taken to be controlled perfectly.
    ///
    /// - Parameter absoluteDelayMs: Ta, mouth to ear, ms.
    public func mosCQ(absoluteDelayMs: Double) -> Double {
        let impairment =
            scale == .narrowband
            ? EModel.delayImpairment(absoluteDelayMs: absoluteDelayMs)
            : WidebandEModel.delayImpairment(absoluteDelayMs: absoluteDelayMs)
        return Self.score(max(0, rFactor - impairment), scale)
    }

    private static func score(_ rating: Double, _ scale: QualityScale) -> Double {
        scale == .narrowband
            ? EModel.meanOpinionScore(rFactor: rating) : WidebandEModel.meanOpinionScore(rFactor: rating)
    }
}
