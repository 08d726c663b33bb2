import Foundation
import Testing

@testable import IQOSCore

/// The scores that docs/metrics.md sets beside each other.
@Suite("Scores beside VoIPmonitor's")
struct VoIPmonitorTests {
    /// VoIPmonitor's formula for random loss, percent, as docs/metrics.md gives it.
    private static func score(lossPercent: Double) -> Double {
        let rating = 93.2062 - 95 * (lossPercent / (lossPercent + 17.2647))
        return 2.06405 + 0.031738 * rating - 0.000356641 * rating * rating + 2.93143e-6 * rating * rating * rating
    }

    // Read from VoIPmonitor's source, and reckoned there to three decimals.
    @Test(
        "its formula gives its figures, G.107 ours",
        arguments: [
            (0, 4.298, 4.41), (1, 4.093, 4.33), (2, 3.929, 4.24), (5, 3.591, 3.92), (10, 3.284, 3.41),
        ] as [(Int, Double, Double)])
    func scores(lossPercent: Int, theirs: Double, ours: Double) throws {
        #expect(abs(Self.score(lossPercent: Double(lossPercent)) - theirs) <= 6e-4)
        let g711 = try #require(CodecImpairment.published(for: "PCMU"))
        let score = try #require(ListeningQuality(g711, losses: lossPercent, expected: 100, burstRatio: 1))
        #expect(abs(score.mosLQ - ours) <= 0.00501)
        #expect(score.inputs.lossPercent == Double(lossPercent) && score.inputs.lossRobustness == 25.1)
    }
}
