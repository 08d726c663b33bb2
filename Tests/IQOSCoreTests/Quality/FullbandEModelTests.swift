import Testing

@testable import IQOSCore

/// Values that follow from G.107.2 and EVS at 24.4 kbit/s, Ie,FB 7.2 and Bpl,FB 11.4.
@Suite("Fullband E-model (ITU-T G.107.2)")
struct FullbandEModelTests {
    private static func near(_ left: Double, _ right: Double) -> Bool { abs(left - right) <= 5e-4 }

    @Test("given impairments are scored on the fullband scale", arguments: [(0, 140.8, 4.4436), (20, 122.173, 4.1166)])
    func scored(losses: Int, rating: Double, score: Double) throws {
        let codec = try #require(ImpairmentMapping("EVS=7.2/11.4/fb")).impairment
        let found = try #require(ListeningQuality(codec, losses: losses, expected: 1000, burstRatio: 1.7))
        #expect(found.scale == .fullband && found.scale.model == "G.107.2")
        #expect(Self.near(found.rFactor, rating) && Self.near(found.mosLQ, score))
        // The model knows no bursts.
        #expect(found.inputs.burstRatio == 1)
        #expect(found.mosCQWithEcho(absoluteDelayMs: 200) == nil)
    }

    @Test("delay costs 1.48 times what it does on the narrowband scale")
    func delay() throws {
        let codec = try #require(ImpairmentMapping("EVS=7.2/11.4/fb")).impairment
        let found = try #require(ListeningQuality(codec, losses: 0, expected: 100, burstRatio: 1))
        let impairment = 1.48 * EModel.delayImpairment(absoluteDelayMs: 300)
        #expect(Self.near(QualityScale.fullband.delayImpairment(absoluteDelayMs: 300), impairment))
        let expected = EModel.meanOpinionScore(rFactor: (140.8 - impairment) / 1.48)
        #expect(Self.near(found.mosCQ(absoluteDelayMs: 300), expected))
    }

    @Test("where everything is lost the rating is the least there is, and no published value is taken")
    func bounds() throws {
        let codec = try #require(ImpairmentMapping("EVS=0/fb")).impairment
        let best = try #require(ListeningQuality(codec, losses: 0, expected: 100, burstRatio: 1))
        #expect(best.rFactor == 148 && best.mosLQ == 4.5)
        #expect(ListeningQuality(codec, losses: 1, expected: 100, burstRatio: 1) == nil, "no Bpl was given")
        let robust = try #require(ImpairmentMapping("EVS=0/10/fb")).impairment
        #expect(try #require(ListeningQuality(robust, losses: 100, expected: 100, burstRatio: 1)).rFactor == 0)
        #expect(CodecImpairment.published(for: "EVS", payloadBytes: 61) == nil)
    }
}
