import TestSupport
import Testing

@testable import IQOSCore

/// Video whose pictures are sent in the order in which they are decoded, with timestamps of when they are shown.
@Suite("Times of presentation")
struct PresentationTimeTests {
    /// Pictures of five packets each, 25 a second, the last packet of each marked; sent in groups in this order.
    ///
    /// - Parameter type: 32 is MPEG video, which has a static type and B frames.
    private static func video(_ order: [Int], groups: Int, type: Int = 32) -> [SimulatedPacket] {
        (0..<groups * order.count).flatMap { picture in
            let shown = picture / order.count * order.count + order[picture % order.count]
            return (0..<5).map { part in
                SimulatedPacket(
                    arrival: TestCapture.start + Int64(picture) * 40_000_000 + Int64(part) * 500_000,
                    sequence: 100 + picture * 5 + part, timestamp: 1000 + shown * 3600, type: type,
                    isMarker: part == 4, payload: [UInt8](repeating: 7, count: 900))
            }
        }
    }

    private static func report(_ packets: [SimulatedPacket]) throws -> StreamReport {
        try #require(TestCapture(packets).scanned().streams.first)
    }

    @Test(
        "of pictures that are not sent in order no delay is told, and jitter is what RFC 3550 makes of them",
        arguments: [[0, 3, 1, 2], [0, 2, 1], [0, 4, 2, 1, 3]])
    func reordered(order: [Int]) throws {
        let stream = try Self.report(Self.video(order, groups: 1200 / order.count))
        #expect(stream.findings.isEmpty, "\(stream.findings.map(\.code))")
        #expect(stream.packets.late == nil && stream.packets.lateOverflow == nil && stream.packets.lost == 0)
        #expect(stream.delayVariationMs == nil && stream.ipdvMs == nil && stream.delaySpikes == nil)
        #expect(stream.clockDriftPpm == nil && stream.smallestBufferMs == nil && stream.playoutCurve.isEmpty)
        #expect(stream.intervals.allSatisfy { $0.late == nil && $0.delayVariationMs == nil && $0.jitterMs != nil })
        #expect(stream.markers.isEmpty && stream.loss.bursts == 0 && stream.loss.burstRatio == 1)
        #expect(stream.jitterMs?.mean ?? 0 > 5 && stream.clockRateHz == 90_000)
        for key in ["delay_variation_ms", "ipdv_ms", "clock_drift_ppm", "smallest_buffer_ms", "late"] {
            #expect(stream.unknown[key]?.contains("B frames") == true, "\(key)")
        }
    }

    @Test("pictures in order keep their figures, also where a source gives way to another now and then")
    func inOrder() throws {
        var packets = Self.video([0], groups: 1200)
        for picture in [300, 600, 900] {
            for index in picture * 5..<packets.count { packets[index].timestamp -= 5000 }
        }
        for stream in [try Self.report(Self.video([0], groups: 1200)), try Self.report(packets)] {
            #expect(stream.packets.late == 0 && stream.delayVariationMs != nil && stream.clockDriftPpm != nil)
            #expect(stream.smallestBufferMs != nil && stream.ipdvMs != nil)
        }
    }

    @Test("sound is told as it was, whatever its timestamps do")
    func sound() throws {
        var packets = Self.video([0, 3, 1, 2], groups: 300)
        for index in packets.indices { packets[index].type = 0 }
        let stream = try Self.report(packets)
        #expect(stream.packets.late != nil && stream.delayVariationMs != nil)
    }
}
