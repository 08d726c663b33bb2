/// R factor and MOS-LQ of a stream or an interval: G.107 with everything at its default but codec and loss.
///
/// Listening quality: no delay impairment, which one direction of a capture cannot justify.
public struct ListeningQuality: Sendable, Equatable {
    public var rFactor: Double
    public var mosLQ: Double

    /// Scores a codec under loss.
    ///
    /// - Parameters:
    ///   - losses: Lost and late packets.
    ///   - expected: Packets, ≥ `losses`.
    ///   - burstRatio: BurstR, ≥ 1.
    /// - Returns: `nil` where nothing was expected, or packets are missing and the codec has no published Bpl.
    public init?(_ codec: CodecImpairment, losses: Int, expected: Int, burstRatio: Double) {
        guard expected > 0 else { return nil }
        var impairment = codec.equipmentImpairment
        if losses > 0 {
            guard let robustness = codec.lossRobustness else { return nil }
            impairment = EModel.effectiveImpairment(
                impairment, robustness: robustness, lossPercent: 100 * Double(losses) / Double(expected),
                burstRatio: burstRatio)
        }
        rFactor = max(0, EModel.basicRating - impairment)
        mosLQ = EModel.meanOpinionScore(rFactor: rFactor)
    }
}
