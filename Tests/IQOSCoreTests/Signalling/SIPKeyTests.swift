import TestSupport
import Testing

@testable import IQOSCore

@Suite("Keys in SIP INFO")
struct SIPKeyTests {
    private static func info(_ type: String, _ body: String, method: String = "INFO") -> [UInt8] {
        wire(
            """
            \(method) sip:bob@10.0.0.2 SIP/2.0
            Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK\(type.count)\(body.count)
            From: <sip:alice@10.0.0.1>;tag=a
            To: <sip:bob@10.0.0.2>;tag=b
            Call-ID: keys@10.0.0.1
            CSeq: 7 \(method)
            Content-Type: \(type)
            Content-Length: \(wire(body).count)

            \(body)
            """)
    }

    @Test(
        "both bodies in use tell key and duration",
        arguments: [
            ("application/dtmf-relay", "Signal=5\nDuration=160\n", "5", 160),
            ("Application/DTMF-Relay; x=y", "signal= *\nduration= 250", "*", 250),
            ("application/dtmf-relay", "Signal=11\n", "#", nil), ("application/dtmf", "d\n", "D", nil),
            ("application/dtmf-relay", "Signal=0\nDuration=99999999", "0", nil),
        ] as [(String, String, Character, Int?)])
    func told(type: String, body: String, digit: Character, durationMs: Int?) throws {
        let key = try #require(sipMessage(Self.info(type, body))?.key)
        #expect(key.digit == digit && key.durationMs == durationMs)
    }

    @Test(
        "other bodies, methods and signals are no keys",
        arguments: [
            ("application/dtmf-relay", "Signal=E\n", "INFO"), ("application/dtmf-relay", "Signal=16\n", "INFO"),
            ("application/dtmf-relay", "Duration=160\n", "INFO"), ("application/dtmf", "", "INFO"),
            ("text/plain", "5", "INFO"), ("application/dtmf", "5", "MESSAGE"),
        ])
    func none(type: String, body: String, method: String) {
        #expect(sipMessage(Self.info(type, body, method: method))?.key == nil)
    }

    @Test("they stand in the signalling of the call, each once however often it was sent")
    func call() throws {
        var capture = TestCapture()
        let path = TestCapture.Path(0x0A00_0001, 0x0A00_0002, from: 5060, to: 5060)
        let invite = wire(
            """
            INVITE sip:bob@10.0.0.2 SIP/2.0
            Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKinvite
            From: <sip:alice@10.0.0.1>;tag=a
            To: <sip:bob@10.0.0.2>
            Call-ID: keys@10.0.0.1
            CSeq: 1 INVITE
            Content-Type: application/sdp

            v=0
            c=IN IP4 10.0.0.1
            m=audio 16384 RTP/AVP 0

            """)
        capture.append(datagram: invite, arrival: TestCapture.start, on: path)
        for ms in [2000, 2500] as [Int64] {
            capture.append(
                datagram: Self.info("application/dtmf-relay", "Signal=5\nDuration=160\n"),
                arrival: TestCapture.start + ms * 1_000_000, on: path)
        }
        capture.append(SimulatedPacket.steady(200), ssrc: 1)
        capture.sort()
        let signalling = try #require(capture.scanned().calls.first?.signalling)
        let key = SignallingReport.Key(timeS: 2, source: "10.0.0.1:5060", digit: "5", durationMs: 160)
        #expect(signalling.infoKeys == [key])
    }
}
