import TestSupport
import Testing

@testable import IQOSCore

/// Numbers that are missing behind a pause, and pauses so long that all numbers passed.
@Suite("Numbers across pauses")
struct PauseGapTests {
    private static func report(_ packets: [SimulatedPacket]) throws -> StreamReport {
        var capture = TestCapture(packets)
        capture.sort()
        return try #require(capture.scanned().streams.first)
    }

    /// Talkspurts of two seconds, eight seconds apart.
    private static func talkspurts(_ change: (_ index: Int, inout SimulatedPacket) -> Void) -> [SimulatedPacket] {
        (0..<4).flatMap { spurt in
            (0..<100).map { index in
                let place = spurt * 500 + index
                var packet = SimulatedPacket(
                    arrival: TestCapture.start + Int64(place) * 20_000_000, sequence: spurt * 100 + index,
                    timestamp: place * 160, isMarker: index == 0)
                if spurt > 0 { change(index, &packet) }
                return packet
            }
        }
    }

    @Test("an interval in which a packet is missing alone has no score of its own, and a short stream has")
    func lone() throws {
        var packets = SimulatedPacket.steady(1000, lost: [500])
        for index in 500..<packets.count {
            packets[index].arrival += 30_000_000_000
            packets[index].timestamp += 240_000
        }
        let stream = try Self.report(packets)
        let lone = try #require(stream.intervals.first { $0.packets == 0 })
        #expect(lone.lost == 1 && lone.mosLQ == nil && stream.quality.mosLQ != nil)
        #expect(stream.quality.minMosLQ == stream.intervals.compactMap(\.mosLQ).min())
        #expect(stream.quality.minMosLQ ?? 0 > 4 && stream.quality.overTime?.worst ?? 0 > 4)
        let short = try Self.report(SimulatedPacket.steady(4))
        #expect(short.intervals.map(\.mosLQ) == [nil] && short.quality.minMosLQ == short.quality.mosLQ)
    }
}
