import TestSupport
import Testing

@testable import IQOSCore

/// Codecs that follow one another under one SSRC, each on its clock.
@Suite("Clocks of payload types")
struct OwnClockTests {
    /// `before` packets of PCMU, then `after` of a dynamic type on 48,000 Hz, 20 ms each.
    private static func packets(_ before: Int, _ after: Int) -> [SimulatedPacket] {
        SimulatedPacket.steady(before)
            + SimulatedPacket.steady(
                after, type: 111, step: 960, start: TestCapture.start + Int64(before) * 20_000_000,
                firstSequence: 100 + before, firstTimestamp: 1000 + before * 160)
    }

    private static func report(_ packets: [SimulatedPacket]) throws -> StreamReport {
        try #require(TestCapture(packets).scanned().streams.first)
    }

    @Test(
        "a dynamic type behind a static one is measured on its own clock",
        arguments: [(200, 300), (10, 300), (300, 110)])
    func inferred(before: Int, after: Int) throws {
        let stream = try Self.report(Self.packets(before, after))
        #expect(stream.payloadTypes.map(\.clockRateHz) == [8000, 48_000])
        #expect(stream.payloadTypes.map(\.source) == [.static, .inferred])
        #expect(stream.clockRateHz == (after > before ? 48_000 : 8000) && stream.ptimeMs == 20)
        #expect(stream.jitterMs?.max ?? 1 < 1e-6 && stream.packets.late == 0)
        #expect(stream.packets.captured == before + after && stream.packets.lost == 0)
    }

    @Test("a type whose clock does not show stays on that of the stream")
    func tooFew() throws {
        let stream = try Self.report(Self.packets(200, 50))
        #expect(stream.clockRateHz == 8000 && stream.packets.captured == 250 && stream.packets.lost == 0)
    }

    @Test("types that take turns share one clock, and nothing is lost over it", arguments: [1, 2, 5])
    func turns(every: Int) throws {
        var packets = SimulatedPacket.steady(600, type: 96, step: 160)
        for index in packets.indices where index > 150 && index % (every + 1) == 0 { packets[index].type = 97 }
        let stream = try Self.report(packets)
        #expect(stream.payloadTypes.map(\.clockRateHz) == [8000, 8000])
        #expect(stream.jitterMs?.max ?? 1 < 1e-6 && stream.packets.unique == 600 && stream.packets.lost == 0)
    }

    @Test("the clock of the type of most packets is the stream's, whichever came first")
    func announced() throws {
        let outcome = TestCapture.scanned { capture in
            let opus = ["rtpmap:111 opus/48000/2"]
            capture.setUp(
                at: 0, offer: CallScript.audio(1, 4000, "0 111", opus), answer: CallScript.audio(2, 5000, "0 111", opus)
            )
            capture.media(1, 4000, 2, 5000, ssrc: 1, at: 1, count: 100)
            capture.media(
                1, 4000, 2, 5000, ssrc: 1, at: 3, count: 200, type: 111, step: 960, firstSequence: 200,
                firstTimestamp: 17_000)
        }
        let stream = try #require(outcome.streams.first)
        #expect(stream.codec == "opus" && stream.clockRateHz == 48_000 && stream.ptimeMs == 20)
        #expect(stream.payloadTypes.map(\.clockRateHz) == [8000, 48_000])
    }

    @Test("steps on two clocks are no change of the packetisation time")
    func otherSteps() throws {
        let wide = SimulatedPacket.steady(
            150, type: 97, step: 320, start: TestCapture.start + 4_000_000_000, firstSequence: 300,
            firstTimestamp: 33_000)
        let stream = try Self.report(SimulatedPacket.steady(200) + wide)
        #expect(stream.payloadTypes.map(\.clockRateHz) == [8000, 16_000] && stream.ptimeMs == 20)
        #expect(stream.otherPtime == nil && !stream.findings.contains { $0.code == "ptime-changed" })
    }
}
