/// The score that VoIPmonitor's formula gives, to compare with what it printed. Not on the scale of MOS-LQ.
///
/// One model for every codec: R = 93.2062 − 95 · P/(P/BurstR + 17.2647) and a cubic of its own. Fewer than five losses count
/// as none, more than half of the packets as the least score.
enum VoIPmonitorScore {
    /// Losses that are taken for none.
    private static let tolerated = 4

    /// - Parameters:
    ///   - losses: Lost and late packets.
    ///   - expected: Packets, ≥ `losses`.
    ///   - burstRatio: Mean run of losses times the share that is left, ≥ 1.
    /// - Returns: 1 ... 4.5; `nil` where nothing was expected.
    static func score(losses: Int, expected: Int, burstRatio: Double) -> Double? {
        guard expected > 0 else { return nil }
        guard losses > tolerated else { return 4.5 }
        let percent = 100 * Double(losses) / Double(expected)
        guard percent <= 50 else { return 1 }
        let rating = 93.2062 - 95 * (percent / (percent / burstRatio + 17.2647))
        let cubic = 2.06405 + rating * (0.031738 + rating * (-0.000356641 + rating * 2.93143e-6))
        return min(max(cubic, 1), 4.5)
    }
}
