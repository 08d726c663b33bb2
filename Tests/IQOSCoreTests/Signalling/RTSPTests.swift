import TestSupport
import Testing

@testable import IQOSCore

@Suite("RTSP (RFC 2326)")
struct RTSPTests {
    private static let connection = TestCapture.Path(0x0A00_0001, 0x0A00_0002, from: 41000, to: 8554)
    private static let description = """
        v=0
        o=- 1 1 IN IP4 10.0.0.2
        s=-
        c=IN IP4 0.0.0.0
        t=0 0
        m=audio 0 RTP/AVP 97
        a=rtpmap:97 L16/16000
        a=control:track1
        m=video 0 RTP/AVP 96
        a=rtpmap:96 H264/90000
        a=control:track2

        """

    private static func setUp(
        _ capture: inout TestCapture, transports: [(offer: String, answer: String)], trailing: [UInt8] = [],
        describing description: String = description
    ) {
        var requests = "DESCRIBE rtsp://h/a RTSP/1.0\nCSeq: 1\n\n"
        var answers =
            "RTSP/1.0 200 OK\nCSeq: 1\nContent-Type: application/sdp\nContent-Length: \(wire(description).count)\n\n"
            + description
        for (index, transport) in transports.enumerated() {
            requests +=
                "SETUP rtsp://h/a/track\(index + 1) RTSP/1.0\nCSeq: \(index + 2)\nTransport: \(transport.offer)\n\n"
            answers +=
                "RTSP/1.0 200 OK\nCSeq: \(index + 2)\nSession: 4711;timeout=60\nTransport: \(transport.answer)\n\n"
        }
        requests += "PLAY rtsp://h/a RTSP/1.0\nCSeq: 9\nSession: 4711\n\n"
        capture.append(connection: wire(requests), arrival: TestCapture.time(0), on: connection, segment: 100)
        capture.append(
            connection: wire(answers) + trailing, arrival: TestCapture.time(0.1), on: connection.reversed,
            segment: 100)
    }

    @Test("keys in the answer to DESCRIBE are kept for what the server sends")
    func keys() throws {
        let line = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz\n"
        let outcome = TestCapture.scanned { capture in
            Self.setUp(
                &capture,
                transports: [
                    (
                        "RTP/SAVP;unicast;client_port=5000-5001",
                        "RTP/SAVP;unicast;client_port=5000-5001;server_port=6000-6001"
                    )
                ],
                describing: Self.description.replacing("a=control:track1\n", with: "a=control:track1\n" + line))
            capture.media(2, 6000, 1, 5000, ssrc: 1, at: 1, type: 97, step: 320)
        }
        #expect(outcome.streams.first?.encrypted == true)
        let keys = outcome.summary.keys(ofPlace: 0, SRTPOptions())
        #expect(keys.map(\.suite) == [.aes128SHA80] && keys[0].source == .sdp)
    }

    @Test("SETUP tells the ports and DESCRIBE what is sent to them")
    func ports() throws {
        let outcome = TestCapture.scanned { capture in
            Self.setUp(
                &capture,
                transports: [
                    (
                        "RTP/AVP;unicast;client_port=5000-5001",
                        "RTP/AVP;unicast;client_port=5000-5001;server_port=6000-6001"
                    ),
                    (
                        "RTP/AVP;unicast;client_port=5002-5003",
                        "RTP/AVP;unicast;client_port=5002-5003;server_port=6002-6003"
                    ),
                ])
            capture.media(2, 6000, 1, 5000, ssrc: 1, at: 1, type: 97, step: 320)
            capture.media(2, 6002, 1, 5002, ssrc: 2, at: 1.001, type: 96, step: 1800)
        }
        #expect(outcome.streams.map(\.codec) == ["L16", "H264"])
        #expect(outcome.streams.map(\.clockRateHz) == [16000, 90000])
        let call = try #require(outcome.calls.first)
        #expect(outcome.calls.count == 1 && call.streams == [1, 2])
        #expect(call.signalling?.protocol == "RTSP" && call.signalling?.callID == "4711")
        #expect(call.signalling?.to == "rtsp://h/a" && call.signalling?.status == 200)
        #expect(call.signalling?.messages.first?.summary == "DESCRIBE")
    }

    @Test("media between the messages of the connection has the formats of its tracks")
    func interleaved() {
        let frames = (0..<10).flatMap { number -> [UInt8] in
            let packet = WireBytes.rtp(type: 97, sequence: number, timestamp: number * 320, payload: [UInt8](1...40))
            return [0x24, 0] + WireBytes.bigEndian16(packet.count) + packet
        }
        let outcome = TestCapture.scanned { capture in
            Self.setUp(
                &capture,
                transports: [("RTP/AVP/TCP;unicast;interleaved=0-1", "RTP/AVP/TCP;unicast;interleaved=0-1")],
                trailing: frames)
        }
        #expect(outcome.streams.map(\.codec) == ["L16"])
        #expect(outcome.streams.map(\.wrapper) == ["rtsp-interleaved"])
        #expect(outcome.calls.map { $0.signalling?.protocol } == ["RTSP"])
    }

    @Test("a track that is set up again and again has its formats once")
    func setUpAgain() throws {
        var tracker = SignallingTracker()
        let flow = Flow(source: host(1), destination: host(2), sourcePort: 41000, destinationPort: 554)
        func send(_ text: String, isRequest: Bool) {
            let place = SignallingPlace(flow: isRequest ? flow : flow.reversed, arrival: 0, file: 0, frame: 1)
            let bytes = wire(text)
            tracker.ingest(bytes.span.bytes, 0..<bytes.count, at: place, nil)
        }
        send("DESCRIBE rtsp://h/a RTSP/1.0\nCSeq: 1\n\n", isRequest: true)
        let length = wire(Self.description).count
        send(
            "RTSP/1.0 200 OK\nCSeq: 1\nContent-Type: application/sdp\nContent-Length: \(length)\n\n" + Self.description,
            isRequest: false)
        for number in 2...200 {
            let transport = "CSeq: \(number)\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\n\n"
            send("SETUP rtsp://h/a/track\(number % 2 + 1) RTSP/1.0\n" + transport, isRequest: true)
            send("RTSP/1.0 200 OK\nSession: 4711\n" + transport, isRequest: false)
        }
        #expect(tracker.sessions.rtsp.values.map { $0.interleaved.map(\.payloadType) } == [[97, 96]])
    }

    @Test("tunnels of one connection that server and client share are remembered up to a limit")
    func tunnels() throws {
        var tracker = SignallingTracker()
        for port in 0..<UInt16(SignallingSessions.limit + 100) {
            let bytes = wire("\(port == 0 ? "GET" : "POST") /a HTTP/1.0\nx-sessioncookie: c\n\n")
            let tunnel = HTTPTunnel(in: bytes.span.bytes, at: 0, end: bytes.count)
            tracker.ingest(
                try #require(tunnel),
                on: Flow(source: host(1), destination: host(2), sourcePort: 1000 + port, destinationPort: 80))
        }
        #expect(tracker.sessions.tunnelled.count <= SignallingSessions.limit)
        #expect(tracker.sessions.forgotten == 1)
    }

    @Test("a refused SETUP announces nothing")
    func refused() {
        var tracker = SignallingTracker()
        let flow = Flow(source: host(1), destination: host(2), sourcePort: 41000, destinationPort: 554)
        for (text, isRequest) in [
            ("SETUP rtsp://h/a RTSP/1.0\nCSeq: 1\nTransport: RTP/AVP;client_port=5000-5001\n\n", true),
            ("RTSP/1.0 461 Unsupported Transport\nCSeq: 1\nTransport: RTP/AVP;client_port=5000-5001\n\n", false),
        ] {
            let bytes = wire(text)
            let place = SignallingPlace(flow: isRequest ? flow : flow.reversed, arrival: 0, file: 0, frame: 1)
            tracker.ingest(bytes.span.bytes, 0..<bytes.count, at: place, nil)
        }
        #expect(tracker.calls.map(\.status) == [461])
        #expect(tracker.isSilent)
    }
}
