import TestSupport
import Testing

@testable import IQOSCore

/// Streams whose frames tell no times, or hardly any.
@Suite("Reports of streams without times")
struct UntimedStreamTests {
    private static func untimed(_ packet: SimulatedPacket) -> SimulatedPacket {
        var packet = packet
        packet.arrival = FrameRef.noArrival
        return packet
    }

    @Test("frames without a capture time keep counts and lose every time")
    func noTimes() throws {
        var packets = SimulatedPacket.steady(300, lost: [7, 8])
        packets[5].arrival = FrameRef.noArrival
        for stream in [
            try StreamReportTests.report(packets), try StreamReportTests.report(StreamReportTests.packets(.untimed)),
        ] {
            #expect(
                stream.jitterMs == nil && stream.deltaMs == nil && stream.durationS == nil && stream.packets.late == nil
            )
            #expect(stream.delayVariationMs == nil && stream.bandwidthKbps == nil && stream.quality.mosLQ == nil)
            #expect(StreamReportTests.reason("jitter_ms", stream) == "frames carry no capture time")
            #expect(stream.intervals.isEmpty && stream.markers.isEmpty)
        }
        #expect(try StreamReportTests.report(packets).packets.lost == 2)
        #expect(try StreamReportTests.report(SimulatedPacket.steady(30).map(Self.untimed)).ptimeMs == 20)
        #expect(try StreamReportTests.report(StreamReportTests.packets(.untimed)).packets.unique == 30)
    }

    @Test("frames that all carry one capture time keep counts and lose every time", arguments: [3, 10, 300])
    func oneMoment(count: Int) throws {
        let reason = "all frames carry the same capture time"
        let packets = SimulatedPacket.steady(count, spacing: 0)
        let report = TestCapture(packets, ssrc: 7).scanned()
        let stream = try #require(report.streams.first)
        #expect(stream.packets.unique == count && stream.packets.lost == 0 && stream.packets.late == nil)
        #expect(stream.durationS == nil && stream.deltaMs == nil && stream.jitterMs == nil)
        #expect(stream.delayVariationMs == nil && stream.bandwidthKbps == nil && stream.firstPacket == nil)
        #expect(stream.quality.mosLQ == nil && stream.intervals.isEmpty && stream.markers.isEmpty)
        for key in ["first_packet", "duration_s", "delta_ms", "jitter_ms", "late", "clock_drift_ppm"] {
            #expect(StreamReportTests.reason(key, stream) == reason, "\(key)")
        }
        let call = try #require(report.calls.first)
        #expect(call.start == nil && call.durationS == nil)
        #expect(call.unknown.entries.contains { $0.key == "duration_s" && $0.reason == reason })
    }

    @Test("frames that carry whole seconds only keep counts and lose every time; a millisecond in one tells times")
    func wholeSeconds() throws {
        var packets = SimulatedPacket.steady(300)
        for index in packets.indices { packets[index].arrival -= packets[index].arrival % 1_000_000_000 }
        let stream = try StreamReportTests.report(packets)
        #expect(stream.packets.unique == 300 && stream.packets.lost == 0 && stream.packets.late == nil)
        for key in ["first_packet", "duration_s", "delta_ms", "jitter_ms", "late"] {
            #expect(StreamReportTests.reason(key, stream) == "frames carry whole seconds only", "\(key)")
        }
        #expect(stream.findings.isEmpty)
        packets[299].arrival += 1_000_000
        #expect(try StreamReportTests.report(packets).jitterMs != nil)
    }

    @Test("one later frame is enough for times to tell something")
    func oneMomentAndAnother() throws {
        var packets = SimulatedPacket.steady(10, spacing: 0)
        packets[9].arrival += 1_000_000
        let stream = try StreamReportTests.report(packets)
        #expect(stream.jitterMs != nil && stream.deltaMs?.max == 1 && stream.firstPacket != nil)
    }
}
