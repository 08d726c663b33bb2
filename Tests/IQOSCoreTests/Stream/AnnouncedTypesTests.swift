import TestSupport
import Testing

@testable import IQOSCore

/// What descriptions of sessions say of payload types, and when it counts.
@Suite("Announced clocks")
struct AnnouncedTypesTests {
    private static let opus = ["rtpmap:96 opus/48000/2", "rtpmap:101 telephone-event/48000", "ptime:20"]

    @Test("an announced clock measures a dynamic type from its first packet, however few there are")
    func dynamicClock() throws {
        let outcome = TestCapture.scanned { capture in
            capture.setUp(
                at: 0, offer: CallScript.audio(1, 4000, "96 101", Self.opus),
                answer: CallScript.audio(2, 5000, "96 101", Self.opus))
            capture.media(1, 4000, 2, 5000, ssrc: 1, at: 1, count: 20, type: 96, step: 960)
        }
        let stream = try #require(outcome.streams.first)
        #expect(stream.codec == "opus" && stream.clockRateHz == 48000 && stream.ptimeMs == 20)
        #expect(stream.jitterMs?.max == 0, "20 ms of 48 kHz in 20 ms of time")
        #expect(stream.payloadTypes.map(\.source) == [.sdp] && stream.payloadTypes.map(\.channels) == [2])
        #expect(stream.packets.late == 0)
    }

    @Test("a session changed on the way brings another clock, from the first packet that has it")
    func changedClock() throws {
        let outcome = TestCapture.scanned { capture in
            capture.setUp(
                at: 0, offer: CallScript.audio(1, 4000, "96", Self.opus),
                answer: CallScript.audio(2, 5000, "96", Self.opus))
            capture.media(1, 4000, 2, 5000, ssrc: 1, at: 1, type: 96, step: 960)
            let narrow = ["rtpmap:97 AMR/8000"]
            capture.setUp(
                at: 1.2, offer: CallScript.audio(1, 4000, "97", narrow),
                answer: CallScript.audio(2, 5000, "97", narrow), number: 2)
            capture.media(
                1, 4000, 2, 5000, ssrc: 1, at: 2, type: 97, step: 160, firstSequence: 150, firstTimestamp: 49000)
        }
        let stream = try #require(outcome.streams.first)
        #expect(outcome.streams.count == 1)
        #expect(stream.payloadTypes.map(\.codec) == ["opus", "AMR"])
        #expect(stream.payloadTypes.map(\.clockRateHz) == [48000, 8000])
        // The step between the two types cannot be on either clock; after it the jitter dies down again.
        #expect(stream.jitterMs.map { $0.last < $0.max / 16 || $0.max == 0 } == true)
    }

    @Test("a port and payload type announced again mean what the later call says")
    func portReuse() {
        let outcome = TestCapture.scanned { capture in
            var second = CallScript()
            second.callID = "second"
            capture.setUp(
                at: 0, offer: CallScript.audio(1, 4000, "97", ["rtpmap:97 iLBC/8000"]),
                answer: CallScript.audio(2, 5000, "97", ["rtpmap:97 iLBC/8000"]))
            capture.media(1, 4000, 2, 5000, ssrc: 1, at: 1, type: 97)
            // Within the 30 s that would join streams on the same ports.
            capture.setUp(
                second, at: 5, offer: CallScript.audio(1, 4000, "97", ["rtpmap:97 G726-32/8000"]),
                answer: CallScript.audio(2, 5000, "97", ["rtpmap:97 G726-32/8000"]))
            capture.media(1, 4000, 2, 5000, ssrc: 2, at: 6, type: 97)
        }
        #expect(outcome.streams.map(\.codec) == ["iLBC", "G726-32"])
        #expect(outcome.calls.map(\.streams) == [[1], [2]])
        #expect(outcome.calls.map { $0.signalling?.callID } == [CallScript().callID, "second"])
    }

    @Test("a description that the packets contradict names nothing, and stops no stream")
    func contradiction() {
        let events = ["rtpmap:96 telephone-event/8000"]
        let outcome = TestCapture.scanned { capture in
            capture.setUp(
                at: 0, offer: CallScript.audio(1, 4000, "96", events), answer: CallScript.audio(2, 5000, "96", events))
            capture.setUp(at: 0.1, offer: "v=0\nm=audio 0 RTP/AVP 8\n", answer: "v=0\n", number: 2)
            capture.media(1, 4000, 2, 5000, ssrc: 1, at: 1, type: 96)
        }
        #expect(outcome.streams.count == 1 && outcome.streams.first?.codec == nil)
    }

    @Test("static types stay what they are, unless the description says otherwise")
    func staticTypes() {
        let odd = ["rtpmap:9 G722/16000", "rtpmap:3 speex/8000"]
        let outcome = TestCapture.scanned { capture in
            capture.setUp(
                at: 0, offer: CallScript.audio(1, 4000, "9 3", odd), answer: CallScript.audio(2, 5000, "9 3", odd))
            capture.media(1, 4000, 2, 5000, ssrc: 1, at: 1, type: 9)
            capture.media(2, 5000, 1, 4000, ssrc: 2, at: 1.001, type: 3)
        }
        #expect(outcome.streams.map(\.codec) == ["G722", "speex"])
        #expect(outcome.streams.map(\.clockRateHz) == [8000, 8000])
        #expect(outcome.streams.map { $0.payloadTypes[0].source } == [.static, .sdp])
    }
}
