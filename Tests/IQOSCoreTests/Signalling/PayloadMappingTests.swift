import TestSupport
import Testing

@testable import IQOSCore

@Suite("Payload types that the user settles")
struct PayloadMappingTests {
    @Test(
        "a mapping reads as rtpmap does",
        arguments: [
            ("96=opus/48000/2", "96=opus/48000/2"), ("101=TELEPHONE-EVENT/8000", "101=telephone-event/8000"),
            ("97=AMR-WB/16000/1", "97=AMR-WB/16000"), ("35=x-own/44100", "35=x-own/44100"),
        ])
    func read(given: String, text: String) {
        #expect(PayloadMapping(given)?.text == text)
    }

    @Test(
        "what is no mapping is none",
        arguments: [
            "", "96", "96=", "96=opus", "96=opus/", "96=opus/0", "96=opus/48000/", "96=opus/48000/2/1", "96=/8000",
            "=opus/48000", "128=opus/48000", "0=PCMU/8000", "64=opus/48000", "72=opus/48000", "-1=opus/48000",
            "96=opus/48000/0", "96=opus/4800000000", "96=op us/48000", "96=opus/48000=2", "256=opus/48000",
        ])
    func refused(text: String) {
        #expect(PayloadMapping(text) == nil)
    }

    // IANA, RTP Payload Format Media Types; silk and multiopus are in no registry, but in many captures.
    @Test(
        "names are known by the registry, by their form or by use",
        arguments: [
            ("opus", true), ("t38", true), ("TETRA_ACELP", true), ("DSR-es202212", true), ("ATRAC3", true),
            ("vnd.octel.sbc", true), ("x-own", true), ("SILK", true), ("multiopus", true), ("opsu", false),
            ("G.729", true), ("G.799", false),
            ("own-x", false),
        ])
    func names(name: String, isKnown: Bool) {
        #expect(PayloadMapping("96=\(name)/8000")?.hasKnownName == isKnown)
    }

    @Test("it gives a stream too short for inference its codec and clock, and wins over SDP")
    func wins() throws {
        let packets = SimulatedPacket.steady(30, type: 96, step: 960)
        var options = ScannerOptions()
        options.stream.payloadTypes = [try #require(PayloadMapping("96=opus/48000/2"))]
        let plain = try #require(TestCapture(packets).scanned().streams.first)
        #expect(plain.codec == nil && plain.clockRateHz == nil)
        let stream = try #require(TestCapture(packets).scanned(options).streams.first)
        #expect(stream.codec == "opus" && stream.clockRateHz == 48000 && stream.ptimeMs == 20)
        #expect(stream.payloadTypes.map(\.source) == [.user] && stream.payloadTypes.map(\.channels) == [2])
        #expect(stream.jitterMs != nil)

        var capture = TestCapture(packets)
        let format = ["rtpmap:96 speex/16000"]
        capture.setUp(
            at: -1, offer: CallScript.audio(1, 16384, "96", format), answer: CallScript.audio(2, 20000, "96", format))
        capture.sort()
        #expect(capture.scanned().streams.first?.codec == "speex")
        let settled = try #require(capture.scanned(options).streams.first)
        #expect(settled.codec == "opus" && settled.clockRateHz == 48000)
    }

    @Test("sensitivity moves thresholds: what passes at low passes at normal and high")
    func sensitivity() {
        func found(_ packets: [SimulatedPacket]) -> [Bool] {
            Sensitivity.allCases.map { level in
                var options = ScannerOptions()
                options.sensitivity = level
                return TestCapture(packets).scanned(options).summary.streamCount == 1
            }
        }
        #expect(found(SimulatedPacket.steady(50)) == [true, true, true])
        #expect(found(SimulatedPacket.steady(4)) == [false, true, true])
        // Steps of one and of 35 in turn: half of them +1, all of them near.
        let uneven = (0..<40).map { index in
            SimulatedPacket(
                arrival: TestCapture.start + Int64(index) * 20_000_000, sequence: index / 5 * 200 + index % 5 * 40,
                timestamp: index * 160)
        }
        let levels = found(uneven)
        #expect(!levels[0] && zip(levels, levels.dropFirst()).allSatisfy { !$0 || $1 })
    }
}
