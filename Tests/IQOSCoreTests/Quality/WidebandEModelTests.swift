import Testing

@testable import IQOSCore

/// Values that follow from G.107.1 (06/2019) and the impairments of G.113 Appendix IV.
@Suite("Wideband E-model (ITU-T G.107.1)")
struct WidebandEModelTests {
    private static func near(_ left: Double, _ right: Double) -> Bool { abs(left - right) <= 5e-4 }

    @Test(
        "ratings without loss",
        arguments: [
            (13.0, 116.0, 4.3371), (20, 109, 4.1820), (31, 98, 3.8630), (1, 128, 4.4940), (8, 121, 4.4206),
            (41, 88, 3.5123), (35.8, 93.2, 3.7006),
        ])
    func lossFree(impairment: Double, rating: Double, score: Double) {
        let found = QualityScale.wideband.basicRating - impairment
        #expect(Self.near(found, rating) && Self.near(QualityScale.wideband.meanOpinionScore(rFactor: found), score))
    }

    @Test("2 % loss of AMR-WB 12.65 heard with both ears")
    func loss() {
        let impairment = QualityScale.wideband.effectiveImpairment(20, robustness: 4.3, lossPercent: 2)
        // The reference counts Ie,eff from Ie,WB = 20: 129 - 43.8095.
        #expect(Self.near(impairment, 43.8095))
        #expect(Self.near(QualityScale.wideband.meanOpinionScore(rFactor: 129 - impairment), 3.4062))
    }

    @Test("G.722 with 300 ms of delay")
    func delay() {
        let impairment = QualityScale.wideband.delayImpairment(absoluteDelayMs: 300)
        #expect(Self.near(impairment, 19.0413))
        #expect(Self.near(QualityScale.wideband.meanOpinionScore(rFactor: 116 - impairment), 3.8288))
    }

    @Test("G.722 and AMR-WB are scored on the wideband scale, with loss not at all")
    func codecs() throws {
        let g722 = try #require(CodecImpairment.published(for: "G722"))
        let score = try #require(ListeningQuality(g722, losses: 0, expected: 100, burstRatio: 1))
        #expect(score.scale == .wideband && score.rFactor == 116 && Self.near(score.mosLQ, 4.3371))
        #expect(Self.near(score.mosCQ(absoluteDelayMs: 300), 3.8288))
        #expect(ListeningQuality(g722, losses: 1, expected: 100, burstRatio: 1) == nil)
        // Frames of 33 bytes in an octet-aligned packet: 12.65 kbit/s.
        #expect(CodecImpairment.published(for: "AMR-WB", payloadBytes: 34)?.equipmentImpairment == 13)
        #expect(CodecImpairment.published(for: "AMR-WB") == nil)
        for (bytes, impairment) in [(80, 13.0), (60, 19.0)] {
            let g7221 = CodecImpairment.published(for: "G7221", payloadBytes: bytes)
            #expect(g7221?.equipmentImpairment == impairment && g7221?.scale == .wideband)
        }
        #expect(CodecImpairment.published(for: "G7221", payloadBytes: 240) == nil, "three frames or four")
    }

    @Test("G.723.1 is told by its frames")
    func g723() {
        #expect(CodecImpairment.published(for: "G723", payloadBytes: 24)?.lossRobustness == 16.1)
        #expect(CodecImpairment.published(for: "G723", payloadBytes: 40)?.equipmentImpairment == 19)
        #expect(CodecImpairment.published(for: "G723") == nil)
    }

    // Narrowband: G.107 §7.4 with everything else at its default.
    @Test(
        "conversational quality of G.711",
        arguments: [(100.0, 4.4094), (150, 4.4062), (200, 4.3429), (300, 3.9639), (500, 3.2321)])
    func conversational(delay: Double, score: Double) throws {
        let g711 = try #require(CodecImpairment.published(for: "PCMU"))
        let quality = try #require(ListeningQuality(g711, losses: 0, expected: 100, burstRatio: 1))
        #expect(Self.near(quality.mosCQ(absoluteDelayMs: delay), score))
    }
}
