import Testing

@testable import IQOSCore

@Suite("MOS over time")
struct ScoresOverTimeTests {
    @Test("a minute with six bad seconds shows them")
    func badSeconds() throws {
        // 5 s of 2.63 (20 % lost), 55 s of 4.41.
        let scores = try #require(ScoresOverTime((0..<12).map { (mos: $0 == 4 ? 2.63 : 4.41, durationS: 5.0) }))
        #expect(scores.worst == 2.63 && scores.p5 == 2.63)
        #expect(abs(scores.mean - (2.63 + 11 * 4.41) / 12) < 1e-9)
        #expect(abs(scores.belowPercent - 100.0 / 12) < 1e-9)
    }

    @Test("the 5th percentile is by nearest rank")
    func percentile() throws {
        let scores = try #require(ScoresOverTime((1...100).map { (mos: 1 + Double($0) * 0.03, durationS: 5.0) }))
        #expect(abs(scores.p5 - 1.15) < 1e-9)
    }

    @Test("a short last part weighs less")
    func weights() throws {
        let scores = try #require(ScoresOverTime([(mos: 4, durationS: 4), (mos: 2, durationS: 1)]))
        #expect(abs(scores.mean - 3.6) < 1e-9 && scores.belowPercent == 20)
    }

    @Test("no part, or none that takes time, has no figures")
    func nothing() {
        #expect(ScoresOverTime([]) == nil && ScoresOverTime([(mos: 4.4, durationS: 0)]) == nil)
    }
}
