/// R factor and MOS-LQ of a stream or an interval: the E-model with everything at its default but codec and loss.
///
/// Listening quality: no delay impairment, which one direction of a capture cannot justify.
public struct ListeningQuality: Sendable, Equatable {
    public var rFactor: Double
    public var mosLQ: Double
    public var scale: QualityScale
    /// What it was reckoned from.
    public var inputs: Inputs

    /// What the E-model was fed.
    public struct Inputs: Sendable, Equatable {
        /// Ie, Ie,WB or Ie,FB.
        public var equipmentImpairment: Double
        /// Bpl, Bpl,WB or Bpl,FB; `nil` where none is published and none was needed.
        public var lossRobustness: Double?
        /// Ppl: lost and late packets of those expected, percent.
        public var lossPercent: Double
        /// BurstR; the wideband and fullband models have none and take 1.
        public var burstRatio: Double
        /// Where Ie and Bpl come from.
        public var source: CodecImpairment.Source
    }

    /// Scores a codec under loss; 0 and the least score where every packet is missing.
    ///
    /// - Parameters:
    ///   - losses: Lost and late packets.
    ///   - expected: Packets, ≥ `losses`.
    ///   - burstRatio: BurstR, ≥ 1; the wideband and fullband models have none.
    /// - Returns: `nil` where nothing was expected, or packets are missing and the codec has no published Bpl.
    public init?(_ codec: CodecImpairment, losses: Int, expected: Int, burstRatio: Double) {
        guard expected > 0 else { return nil }
        scale = codec.scale
        inputs = Inputs(
            equipmentImpairment: codec.equipmentImpairment, lossRobustness: codec.lossRobustness,
            lossPercent: 100 * Double(losses) / Double(expected), burstRatio: scale == .narrowband ? burstRatio : 1,
            source: codec.source)
        var impairment = codec.equipmentImpairment
        if losses > 0 {
            guard let robustness = codec.lossRobustness else { return nil }
            impairment = scale.effectiveImpairment(
                impairment, robustness: robustness, lossPercent: inputs.lossPercent, burstRatio: inputs.burstRatio)
        }
        // BurstR is no longer defined where nothing is left between the losses: with its least value the model would rate
        // silence above a stream that half came through.
        rFactor = losses < expected ? max(0, scale.basicRating - impairment) : 0
        mosLQ = scale.meanOpinionScore(rFactor: rFactor)
    }

    /// MOS-CQ: the same rating less the delay impairment Idd. Echo is taken to be controlled perfectly.
    ///
    /// - Parameter absoluteDelayMs: Ta, mouth to ear, ms.
    public func mosCQ(absoluteDelayMs: Double) -> Double {
        let impairment = scale.delayImpairment(absoluteDelayMs: absoluteDelayMs)
        return scale.meanOpinionScore(rFactor: max(0, rFactor - impairment))
    }

    /// MOS-CQ where the echo is no better than a telephone's usual one, TELR 65 dB, at all of that delay (G.107 §7.4).
    ///
    /// - Returns: `nil` on the other scales, which have no echo here.
    public func mosCQWithEcho(absoluteDelayMs: Double) -> Double? {
        guard scale == .narrowband else { return nil }
        var given = EModelParameters()
        given.absoluteDelayMs = absoluteDelayMs
        given.echoDelayMs = absoluteDelayMs
        given.roundTripMs = 2 * absoluteDelayMs
        let impairment = EModel.basicRating - EModel.rating(given)
        return scale.meanOpinionScore(rFactor: max(0, rFactor - impairment))
    }
}
