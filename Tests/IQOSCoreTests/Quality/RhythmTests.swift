import TestSupport
import Testing

@testable import IQOSCore

@Suite("Rhythm of events")
struct RhythmTests {
    @Test("events every two seconds have that period, with a few missing and a few ms of wander")
    func steady() throws {
        var random = SeededRandom(1)
        let times = (0..<40).filter { $0 % 9 != 4 }.map { Double($0) * 2 + random.fraction() * 0.05 }
        let period = try #require(Rhythm.period(of: times))
        #expect(abs(period - 2) < 0.1)
    }

    @Test("a group of losses each time counts as one event")
    func groups() throws {
        let starts = (0..<12).map { Double($0) * 5 }
        let times = starts.flatMap { start in [start, start + 0.04, start + 0.1] }
        #expect(abs((Rhythm.period(of: times) ?? 0) - 5) < 0.1)
    }

    @Test("random events have none", arguments: 0..<200)
    func random(seed: Int) {
        var random = SeededRandom(seed)
        var time = 0.0
        let times = (0..<(8 + seed % 60)).map { _ in
            time += -Math.log(1 - random.fraction()) * 2
            return time
        }
        #expect(Rhythm.period(of: times) == nil)
    }

    @Test("seven events are too few")
    func few() {
        #expect(Rhythm.period(of: (0..<7).map(Double.init)) == nil)
        #expect(Rhythm.period(of: []) == nil && Rhythm.period(of: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]) == nil)
    }
}
