import Testing

@testable import IQOSCore

/// Scores beyond what ITU-T publishes.
@Suite("Impairments given, borrowed and of another program")
struct QualityOptionsTests {
    @Test(
        "an impairment is read as it is told",
        arguments: [
            ("opus=10/20", 10, 20, QualityScale.narrowband), ("AMR=5", 5, nil, .narrowband),
            ("opus=13/4.3/wb", 13, 4.3, .wideband), ("speex=0/nb", 0, nil, .narrowband),
            ("EVS=7.2/11.4/fb", 7.2, 11.4, .fullband), ("EVS=132/fb", 132, nil, .fullband),
        ] as [(String, Double, Double?, QualityScale)])
    func reads(text: String, impairment: Double, robustness: Double?, scale: QualityScale) throws {
        let mapping = try #require(ImpairmentMapping(text))
        #expect(mapping.impairment.equipmentImpairment == impairment)
        #expect(mapping.impairment.lossRobustness == robustness && mapping.impairment.scale == scale)
        #expect(mapping.impairment.source == .user)
        #expect(ImpairmentMapping(mapping.text) == mapping)
    }

    @Test(
        "what is no impairment is refused",
        arguments: [
            "", "opus", "=1/2", "opus=", "opus=x", "opus=1/2/3", "opus=-1", "opus=96", "opus=1/0", "opus=1/-3",
            "opus=nan",
            "opus=1/inf", "EVS=133/2/fb", "opus=96/2/wb", "opus=1/2/wb/nb", "o p=1", "opus=1=2",
        ])
    func refuses(text: String) {
        #expect(ImpairmentMapping(text) == nil)
    }

    @Test("a given impairment wins, a borrowed one is named so, and Opus has no relative")
    func choice() throws {
        var options = QualityOptions()
        #expect(options.impairment(of: "AMR", payloadBytes: 32) == nil)
        #expect(options.impairment(of: "GSM", payloadBytes: 33)?.lossRobustness == nil)
        options.approximates = true
        let amr = try #require(options.impairment(of: "AMR", payloadBytes: 32))
        #expect(amr.equipmentImpairment == 5 && amr.lossRobustness == 10 && amr.source == .approximate)
        #expect(options.impairment(of: "AMR", payloadBytes: 20)?.equipmentImpairment == 10)
        #expect(options.impairment(of: "iLBC", payloadBytes: 50)?.equipmentImpairment == 12)
        let gsm = try #require(options.impairment(of: "GSM", payloadBytes: 33))
        #expect(gsm.equipmentImpairment == 20 && gsm.lossRobustness == 10 && gsm.source == .approximate)
        #expect(options.impairment(of: "PCMU", payloadBytes: 160)?.source == .published)
        for codec in ["opus", "speex", "SILK"] { #expect(options.impairment(of: codec, payloadBytes: 60) == nil) }
        options.given = [try #require(ImpairmentMapping("PCMU=3/12"))]
        let given = try #require(options.impairment(of: "PCMU", payloadBytes: 160))
        #expect(given.equipmentImpairment == 3 && given.source == .user)
    }

    /// metrics.md section 13: 4.5 for no loss, 4.298 for hardly any, 4.093, 3.929, 3.591, 3.284 for 1, 2, 5, 10 %.
    @Test(
        "VoIPmonitor's formula gives its published scores",
        arguments: [(0, 4.5), (4, 4.5), (100, 4.093), (200, 3.929), (500, 3.591), (1000, 3.284), (5001, 1)])
    func voipmonitor(losses: Int, expected: Double) throws {
        let score = try #require(VoIPmonitorScore.score(losses: losses, expected: 10_000, burstRatio: 1))
        #expect(abs(score - expected) < 0.0006)
        #expect(VoIPmonitorScore.score(losses: 0, expected: 0, burstRatio: 1) == nil)
    }

    @Test("its step at the fifth loss is there")
    func step() throws {
        let score = try #require(VoIPmonitorScore.score(losses: 5, expected: 10_000_000, burstRatio: 1))
        #expect(abs(score - 4.298) < 0.001)
    }
}
