import Testing

@testable import IQOSCore

@Suite("MOS over time")
struct ScoresOverTimeTests {
    @Test("a minute with six bad seconds shows them")
    func badSeconds() throws {
        // 5 s of 2.63 (20 % lost), 55 s of 4.41.
        let scores = try #require(ScoresOverTime((0..<12).map { ($0 == 4 ? 2.63 : 4.41, 5.0) }))
        #expect(scores.worst == 2.63 && scores.p5 == 2.63)
        #expect(abs(scores.mean - (2.63 + 11 * 4.41) / 12) < 1e-9)
        #expect(abs(scores.belowPercent - 100.0 / 12) < 1e-9)
    }

    @Test("the 5th percentile is by nearest rank")
    func percentile() throws {
        let scores = try #require(ScoresOverTime((1...100).map { (1 + Double($0) * 0.03, 5.0) }))
        #expect(abs(scores.p5 - 1.15) < 1e-9)
    }

    @Test("a short last part weighs less")
    func weights() throws {
        let scores = try #require(ScoresOverTime([(4, 4), (2, 1)]))
        #expect(abs(scores.mean - 3.6) < 1e-9 && scores.belowPercent == 20)
    }

    @Test("no part, or none that takes time, has no figures")
    func nothing() {
        #expect(ScoresOverTime([]) == nil && ScoresOverTime([(4.4, 0)]) == nil)
    }
}
