import IQOSCore
import Testing

@testable import IQOSScan

@Suite("Quality over time in a row")
struct QualityStripTests {
    private static func stream(from startS: Double, _ scores: [Double?], lastS: Double = 5) -> StreamReport {
        var stream = ReportFixture.result.stream(at: 0)
        stream.intervals = scores.enumerated().map { index, mos in
            IntervalReport(
                startS: startS + 5 * Double(index), durationS: index == scores.count - 1 ? lastS : 5, packets: 250,
                lost: 0, late: 0, jitterMs: 1, mosLQ: mos)
        }
        return stream
    }

    @Test("directions that begin a little apart do not reach into each other's next part")
    func offset() throws {
        let streams = [Self.stream(from: 1, [4.4, 2.5, 4.1]), Self.stream(from: 1.04, [4.3, 4.2, 3.4])]
        let strip = try #require(QualityStrip(streams: streams, startS: 1, durationS: 15.04))
        #expect(strip.scores == [4.3, 2.5, 3.4])
    }

    @Test("a direction that begins half a call later counts where it is, and a short end in its part")
    func later() throws {
        let streams = [Self.stream(from: 0, [4.4, 4.4, 4.4, 4.4]), Self.stream(from: 10.5, [2, 3], lastS: 0.3)]
        let strip = try #require(QualityStrip(streams: streams, startS: 0, durationS: 20))
        #expect(strip.scores == [4.4, 4.4, 2, 3])
    }

    @Test("a part of several intervals is their mean, of the direction that is worse")
    func means() throws {
        // 80 intervals in 40 parts: the first direction has a bad one in each.
        let streams = [[2.4, 4.4], [3.6, 3.6]].map { pair in
            Self.stream(from: 0, (0..<80).map { pair[$0 % 2] })
        }
        let strip = try #require(QualityStrip(streams: streams, startS: 0, durationS: 400))
        #expect(strip.scores.count == 40 && strip.scores.allSatisfy { abs(($0 ?? 0) - 3.4) < 1e-9 })
    }

    @Test("what is not rated leaves a gap, and nothing rated no strip")
    func gaps() throws {
        let strip = try #require(
            QualityStrip(streams: [Self.stream(from: 0, [4, nil, 3])], startS: 0, durationS: 15))
        #expect(strip.scores == [4, nil, 3])
        #expect(QualityStrip(streams: [Self.stream(from: 0, [nil, nil])], startS: 0, durationS: 10) == nil)
    }
}
