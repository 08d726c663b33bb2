import TestSupport
import Testing

@testable import IQOSCore

@Suite("What a side is ready for")
struct MediaReadinessTests {
    private static func readiness(_ lines: [String]) -> MediaReadiness {
        let bytes = Array((["v=0", "c=IN IP4 10.0.0.1"] + lines).map { $0 + "\r\n" }.joined().utf8)
        return SDPDescription(in: bytes.span.bytes, 0..<bytes.count).readiness(at: 7, of: .callee)
    }

    @Test(
        "directions, and an address of zeros where no ICE is to tell another",
        arguments: [
            (["m=audio 4000 RTP/AVP 0"], true, true), (["m=audio 4000 RTP/AVP 0", "a=sendonly"], true, false),
            (["m=audio 4000 RTP/AVP 0", "a=recvonly"], false, true),
            (["m=audio 4000 RTP/AVP 0", "a=inactive"], false, false),
            (["m=audio 4000 RTP/AVP 0", "c=IN IP4 0.0.0.0"], true, false),
            (["m=audio 9 RTP/AVP 0", "c=IN IP4 0.0.0.0"], true, true),
            (["m=audio 4000 RTP/AVP 0", "c=IN IP4 0.0.0.0", "a=candidate:1 1 UDP 1 10.0.0.2 5 typ host"], true, true),
            // One of two is enough.
            (["m=audio 4000 RTP/AVP 0", "a=inactive", "m=video 4002 RTP/AVP 31"], true, true),
        ])
    func directions(lines: [String], sends: Bool, gets: Bool) {
        let readiness = Self.readiness(lines)
        #expect(readiness.media == .sound && readiness.since == 7 && readiness.side == .callee)
        #expect(readiness.sends == sends && readiness.gets == gets)
    }

    @Test("fax is an image alone; what is rejected counts for nothing")
    func fax() {
        #expect(Self.readiness(["m=image 4000 udptl t38"]).media == .fax)
        #expect(Self.readiness(["m=audio 0 RTP/AVP 0", "m=image 4000 udptl t38"]).media == .fax)
        #expect(Self.readiness(["m=audio 4000 RTP/AVP 0", "m=image 4002 udptl t38"]).media == .sound)
        #expect(Self.readiness(["m=image 4000 UDPTL T38"]).media == .fax)
        #expect(Self.readiness(["m=image 4000 tcp t38"]).media == .fax)
        #expect(Self.readiness(["m=audio 0 RTP/AVP 0"]).media == .nothing)
        // Other pictures are no fax, nor is T.38 that is no image.
        for line in [
            "m=image 4000 udp raw", "m=image 4000 TCP/MSRP *", "m=image 4000 tcp t38x", "m=text 4000 udptl t38",
        ] {
            #expect(Self.readiness([line]).media == .nothing, "\(line)")
        }
    }

    @Test("a call keeps the changes of each side, up to its limit")
    func limit() {
        let outcome = TestCapture.scanned { capture in
            for number in 0..<SignalledCall.readinessLimit {
                // Twice each: what is repeated is no change.
                let line = number / 2 % 2 == 0 ? [] : ["sendonly"]
                capture.setUp(
                    at: Double(number), offer: CallScript.audio(1, 4000, "0", line),
                    answer: CallScript.audio(2, 5000, "0", [number / 2 % 2 == 0 ? "sendrecv" : "recvonly"]),
                    number: number + 1)
            }
        }
        let readiness = outcome.summary.signalling.calls[0].readiness
        #expect(readiness.count == SignalledCall.readinessLimit)
        #expect(zip(readiness, readiness.dropFirst(2)).allSatisfy { $0.sends != $1.sends || $0.gets != $1.gets })
    }
}
