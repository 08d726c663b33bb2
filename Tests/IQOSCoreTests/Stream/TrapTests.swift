import TestSupport
import Testing

@testable import IQOSCore

/// Mistakes that other tools have made with figures, each with a capture on which it would show.
@Suite("Traps")
struct TrapTests {
    private static func report(_ packets: [SimulatedPacket], payloadTypes: [PayloadMapping] = []) throws -> StreamReport
    {
        var options = ScannerOptions()
        options.stream.payloadTypes = payloadTypes
        return try #require(TestCapture(packets).scanned(options).streams.first)
    }

    @Test(
        "a clock of 11,025, 22,050 or 44,100 Hz is not cut to whole kilohertz",
        arguments: [(16, 441), (17, 882), (11, 1764)])
    func odd(type: Int, step: Int) throws {
        let stream = try Self.report(SimulatedPacket.steady(500, type: type, step: step, spacing: 40_000_000))
        #expect(abs(stream.jitterMs?.max ?? 1) < 1e-9 && stream.ptimeMs == 40)
    }

    @Test("G.722 runs on a clock of 8000 Hz, whatever it samples")
    func g722() throws {
        let stream = try Self.report(SimulatedPacket.steady(200, type: 9))
        #expect(stream.clockRateHz == 8000 && stream.ptimeMs == 20 && stream.jitterMs?.max == 0)
    }

    @Test("the clock of Opus is 48,000 Hz, whatever its parameters name")
    func opus() {
        let text =
            "v=0\r\nc=IN IP4 10.0.0.1\r\nm=audio 4000 RTP/AVP 111\r\na=rtpmap:111 opus/48000/2\r\n"
            + "a=fmtp:111 maxplaybackrate=16000;sprop-maxcapturerate=8000\r\n"
        let bytes = Array(text.utf8)
        let description = SDPDescription(in: bytes.span.bytes, 0..<bytes.count)
        #expect(description.media.first?.formats.map(\.clockRateHz) == [48_000])
    }

    @Test("late packets of the whole curve are those above each size, the last one being none")
    func curve() throws {
        // Arrivals 0, 20, 45, 58, 80, 130, 131, 140 ms: above the fastest by 2, 2, 7, 0, 2, 32, 13 and 2 ms.
        let packets = [0, 20, 45, 58, 80, 130, 131, 140].enumerated().map { index, arrival in
            SimulatedPacket(
                arrival: TestCapture.start + Int64(arrival) * 1_000_000, sequence: 7 + index, timestamp: index * 160)
        }
        let stream = try Self.report(packets)
        #expect(stream.playoutCurve.map(\.bufferMs) == [10, 20, 30, 40])
        #expect(stream.playoutCurve.map(\.latePercent) == [25, 12.5, 12.5, 0])
        #expect(stream.smallestBufferMs?.latePercent1 == 32 && stream.smallestBufferMs?.latePercent01 == 32)
    }

    @Test("more intervals than have a number end in the last one")
    func endlessIntervals() throws {
        var options = ScannerOptions()
        options.stream.interval = 500_000_000
        // 120 years lie between the halves.
        let packets = SimulatedPacket.steady(100) { $0 < 50 ? 0 : 3_786_912_000 * 1_000_000_000 }
        let stream = try #require(TestCapture(packets).scanned(options).streams.first)
        #expect(stream.intervals.map(\.packets).reduce(0, +) == 100)
    }

    @Test("a new SSRC whose numbers go on is a stream of its own, and nothing between them is lost")
    func ssrc() {
        var capture = TestCapture(SimulatedPacket.steady(200), ssrc: 1)
        capture.append(
            SimulatedPacket.steady(200, start: TestCapture.start + 19_000_000_000, firstSequence: 1048), ssrc: 2)
        let outcome = capture.scanned()
        #expect(outcome.streams.map(\.packets.lost) == [0, 0] && outcome.calls.count == 1)
    }

    @Test("EVS has no score by itself, and the reason says that fullband wants a given impairment")
    func fullband() throws {
        let mapping = try #require(PayloadMapping("96=EVS/16000"))
        let stream = try Self.report(
            SimulatedPacket.steady(300, type: 96, step: 320, payloadBytes: 33), payloadTypes: [mapping])
        #expect(stream.quality.mosLQ == nil && stream.quality.scale == "fb" && stream.quality.model == "G.107.2")
        #expect(stream.quality.reason?.contains("fullband") == true)
    }

    @Test("a telephone's VoIP metrics stand beside the same counters over what was captured")
    func extended() throws {
        // 20 good, x, 30 good, xx.x...x, 40 good: the worked pattern of RFC 3611 A.2.
        let lost: Set = [20, 51, 52, 54, 58]
        var capture = TestCapture(SimulatedPacket.steady(99, lost: lost))
        let block = WireBytes.bigEndian32(0x1122_3344) + [13, 0, 128, 2] + [UInt8](repeating: 0, count: 24)
        capture.append(
            datagram: RTCPBytes.extended(ssrc: 77, [7, 0, 0, 8] + block), arrival: TestCapture.start + 1_900_000_000,
            on: TestCapture.Path(from: 16385, to: 20001).reversed)
        capture.sort()
        let stream = try #require(capture.scanned().streams.first)
        let counted = try #require(stream.rtcp?.countedBursts)
        // c11 50, c13 1, c14 1, c22 2, c23 2, c33 1: p32 = 2/4, p23 = 1 - 2/4.
        #expect(abs(counted.burstDensityPercent - 50) < 1e-9 && abs(counted.gapDensityPercent - 100.0 / 51) < 1e-9)
        #expect(counted.gapDurationMs == 52 * 20 && counted.burstDurationMs == (59.0 + 1 - 52) * 20)
        #expect(stream.loss.meanBurstMs == 160 && stream.loss.meanGapMs == 910)
    }

    @Test("what comes far too early for the buffer is told apart among the late packets")
    func overflow() throws {
        // A queue holds the first packets for 540 ms and lets go of them at once: the first one sets a schedule for which
        // those from the 26th on come more than 500 ms too early, until ten in a row set another.
        let packets = SimulatedPacket.steady(100) { max(0, 540_000_000 - Int64($0) * 19_990_000) }
        let stream = try Self.report(packets)
        #expect(stream.packets.late == 10 && stream.packets.lateOverflow == 10 && stream.packets.lost == 0)
    }
}
