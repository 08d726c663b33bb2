import Testing

@testable import IQOSCore

@Suite("Listening quality")
struct ListeningQualityTests {
    private static let concealed = CodecImpairment(equipmentImpairment: 0, lossRobustness: 25.1)

    // 1 % lost, then 1 % lost and 2 % late: both weigh as loss.
    @Test(
        "late packets weigh as lost ones",
        arguments: [(0, 93.2062, 4.4094), (10, 89.566, 4.3282), (30, 83.064, 4.1344)])
    func discard(losses: Int, rating: Double, score: Double) throws {
        let quality = try #require(ListeningQuality(Self.concealed, losses: losses, expected: 1000, burstRatio: 1))
        #expect(abs(quality.rFactor - rating) < 5e-4 && abs(quality.mosLQ - score) < 5e-5)
    }

    @Test("nothing expected has no score")
    func nothing() {
        #expect(ListeningQuality(Self.concealed, losses: 0, expected: 0, burstRatio: 1) == nil)
    }

    @Test("without a published Bpl only a loss-free stream has a score")
    func noRobustness() throws {
        let gsm = try #require(CodecImpairment.published(for: "GSM"))
        #expect(ListeningQuality(gsm, losses: 1, expected: 100, burstRatio: 1) == nil)
        let quality = try #require(ListeningQuality(gsm, losses: 0, expected: 100, burstRatio: 1))
        #expect(abs(quality.rFactor - 73.2062) < 5e-5)
    }

    @Test("a stream of nothing but losses has the least score, however they are counted", arguments: [1, 1.5, 50])
    func allLost(burstRatio: Double) throws {
        let quality = try #require(ListeningQuality(Self.concealed, losses: 100, expected: 100, burstRatio: burstRatio))
        #expect(quality.rFactor == 0 && quality.mosLQ == 1)
    }

    @Test("an interval in which nothing was heard is not above one in which half was", arguments: [250, 125])
    func silentInterval(lost: UInt32) throws {
        let record = LogRecord.interval(
            0, packets: 250 - lost, lost: lost, late: 0, lossRuns: 1, jitterMs: .nan, transitMs: .nan)
        #expect(try #require(ListeningQuality(Self.concealed, interval: record, least: 5)).mosLQ == 1)
    }

    // ITU-T G.113 Appendix I; `nil` for what it does not publish.
    @Test(
        "impairments are the published ones",
        arguments: [
            ("PCMU", 0, 25.1), ("PCMA", 0, 25.1), ("G726-40", 2, nil), ("G726-32", 7, nil), ("G726-24", 25, nil),
            ("G726-16", 50, nil), ("G728", 7, nil), ("G729", 11, 19), ("GSM", 20, nil), ("GSM-EFR", 5, 10),
        ] as [(String, Double, Double?)])
    func published(codec: String, impairment: Double, robustness: Double?) {
        let published = CodecImpairment.published(for: codec)
        #expect(published?.equipmentImpairment == impairment && published?.lossRobustness == robustness)
        #expect(published?.scale == .narrowband)
    }

    @Test(
        "a codec without a published value has none",
        arguments: ["opus", "AMR", "SILK", "speex", "iLBC", "CN", ""])
    func unpublished(codec: String) {
        #expect(CodecImpairment.published(for: codec) == nil)
    }
}
