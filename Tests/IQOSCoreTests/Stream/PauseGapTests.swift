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

    @Test("what comes soon behind its successor was not missing across the pause before")
    func overtaken() throws {
        let swapped = try Self.report(Self.talkspurts { if $0 == 0 { $1.arrival += 22_000_000 } })
        #expect(swapped.packets.lost == 0 && swapped.packets.outOfOrder == 3)
        #expect(swapped.loss.gapsWithPause == 0 && swapped.loss.lostWithPause == 0 && swapped.findings.isEmpty)
        // Of two that are left out one comes.
        let packets = Self.talkspurts { if $0 == 1 { $1.arrival += 22_000_000 } }.filter {
            $0.sequence == 0 || $0.sequence % 100 != 0
        }
        let missing = try Self.report(packets)
        #expect(missing.packets.lost == 3 && missing.loss.gapsWithPause == 3 && missing.loss.lostWithPause == 3)
        #expect(missing.pauseGap?.missing == 1)
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

    /// A steady sender, of whose packets the middle is missing; `skew` is what its clock went on beyond them.
    private static func outage(_ missing: Int, stepMs: Int = 20, skewPackets: Int = 0) -> [SimulatedPacket] {
        [0..<1000, 1000 + missing..<2000 + missing].flatMap { numbers in
            numbers.map { index in
                let place = index + (index < 1000 ? 0 : skewPackets)
                return SimulatedPacket(
                    arrival: TestCapture.start + Int64(place) * Int64(stepMs) * 1_000_000, sequence: 100 + index,
                    timestamp: 1000 + place * stepMs * 8, payload: [UInt8](repeating: 0xFF, count: stepMs * 8))
            }
        }
    }

    @Test(
        "numbers that went round unseen are an outage by the sender's clock, wherever they come out",
        arguments: [65_000, 65_435, 65_500, 65_535, 65_536, 65_600, 66_500, 69_000, 131_100])
    func rounds(missing: Int) throws {
        for stepMs in [1, 20] {
            let stream = try Self.report(Self.outage(missing, stepMs: stepMs))
            #expect(stream.findings.map(\.code) == ["outage"] && stream.outages.missing == missing)
            #expect(stream.packets.lost == 0 && stream.packets.duplicates == 0 && stream.packets.stray == 0)
            #expect(stream.segments.count == 2 && stream.packets.unique == 2000 && stream.packets.outOfOrder == 0)
        }
    }

    @Test("where the clock does not say so to the packet, the numbers are what they seem", arguments: [0, 964])
    func silent(missing: Int) throws {
        // Silence that was not sent, and its end, or a sender that begins anew.
        for skewPackets in [66_000, 70_000] {
            let stream = try Self.report(Self.outage(missing, skewPackets: skewPackets))
            #expect(stream.segments.count == 1 && stream.packets.lost == missing && stream.outages.count == 0)
        }
    }
}
