import TestSupport
import Testing

@testable import IQOSCore

@Suite("MGCP (RFC 3435)")
struct MGCPTests {
    private static let agent = TestCapture.Path(0x0A00_0007, 0x0A00_0001, from: 2727, to: 2427)

    private static func audio(_ last: Int, _ port: Int) -> String {
        "v=0\nc=IN IP4 10.0.0.\(last)\nm=audio \(port) RTP/AVP 96\na=rtpmap:96 G726-32/8000\n"
    }

    @Test("connections on two endpoints are one call, told by its call identifier")
    func call() throws {
        let outcome = TestCapture.scanned { capture in
            let messages: [(text: String, isCommand: Bool)] = [
                ("CRCX 1 AALN/1@gw1 MGCP 1.0\nC: A3C\nL: p:20\nM: recvonly\n\n", true),
                ("200 1 OK\nI: 1\n\n" + Self.audio(1, 4000), false),
                ("CRCX 2 aaln/2@gw1 MGCP 1.0 NCS 1.0\nC: A3C\nM: sendrecv\n\n" + Self.audio(1, 4000), true),
                ("200 2 OK\nI: 2\n\n" + Self.audio(2, 5000), false),
                (
                    "MDCX 3 aaln/1@gw1 MGCP 1.0\nC: A3C\nI: 1\nM: sendrecv\n\n" + Self.audio(2, 5000)
                        + ".\nRQNT 4 aaln/1@gw1 MGCP 1.0\nX: 1\n", true
                ),
                ("DLCX 5 aaln/1@gw1 MGCP 1.0\nC: A3C\n\n", true), ("DLCX 6 aaln/2@gw1 MGCP 1.0\nC: A3C\n\n", true),
            ]
            for (index, message) in messages.enumerated() {
                capture.append(
                    datagram: wire(message.text), arrival: TestCapture.time(Double(index) * (index > 4 ? 2 : 0.1)),
                    on: message.isCommand ? Self.agent : Self.agent.reversed)
            }
            capture.media(1, 4000, 2, 5000, ssrc: 1, at: 1, type: 96, step: 160)
            capture.media(2, 5000, 1, 4000, ssrc: 2, at: 1.001, type: 96, step: 160)
        }
        let call = try #require(outcome.calls.first)
        #expect(outcome.calls.count == 1 && outcome.streams.map(\.codec) == ["G726-32", "G726-32"])
        #expect(
            call.signalling?.protocol == "MGCP" && call.signalling?.callID == "A3C" && call.signalling?.status == 200)
        #expect(call.signalling?.from == "aaln/1@gw1" && call.signalling?.to == "aaln/2@gw1")
        #expect(
            call.signalling?.messages.map(\.summary) == [
                "CRCX aaln/1@gw1", "200 (CRCX)", "CRCX aaln/2@gw1", "200 (CRCX)", "MDCX aaln/1@gw1", "DLCX aaln/1@gw1",
                "DLCX aaln/2@gw1",
            ])
    }

    @Test(
        "text that only looks like it is none",
        arguments: ["HELO 1 a b", "ABCD 1 a HTTP/1.0\n", "200 OK\n", "999 x y\n", "CRCX 1\n", "CRCX", "2OO 1 OK\n"])
    func foreign(text: String) {
        var tracker = SignallingTracker()
        let bytes = wire(text)
        let flow = Flow(source: host(1), destination: host(2), sourcePort: 2427, destinationPort: 2427)
        tracker.ingest(
            bytes.span.bytes, 0..<bytes.count, at: SignallingPlace(flow: flow, arrival: 0, file: 0, frame: 1), nil)
        #expect(tracker.calls.isEmpty && tracker.counters.messages == 0)
    }

    @Test("transactions and calls of a flood are bounded")
    func flood() {
        var tracker = SignallingTracker()
        let flow = Flow(source: host(1), destination: host(2), sourcePort: 2427, destinationPort: 2427)
        for number in 0..<10_000 {
            let bytes = wire("CRCX \(number) a@b MGCP 1.0\nC: \(number % 50)\n\n")
            tracker.ingest(
                bytes.span.bytes, 0..<bytes.count, at: SignallingPlace(flow: flow, arrival: 0, file: 0, frame: 1), nil)
        }
        #expect(tracker.sessions.mgcp.count <= SignallingSessions.limit)
        #expect(tracker.sessions.forgotten == 2)
        #expect(tracker.calls.count == 50)
    }
}
