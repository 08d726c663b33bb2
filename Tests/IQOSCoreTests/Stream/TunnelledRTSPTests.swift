import TestSupport
import Testing

@testable import IQOSCore

@Suite("RTSP in HTTP")
struct TunnelledRTSPTests {
    private static let down = TestCapture.Path(0x0A00_0002, 0x0A00_0001, from: 20000, to: 80)
    private static let up = TestCapture.Path(0x0A00_0002, 0x0A00_0001, from: 20002, to: 80)
    private static let kind = "application/x-rtsp-tunnelled\r\n"
    private static let sdp = "v=0\r\ns=-\r\nm=audio 0 RTP/AVP 96\r\na=rtpmap:96 L16/16000\r\na=control:t1\r\n"

    /// Writes the bytes of a connection one after another.
    private struct Writer {
        var capture = TestCapture()
        private var sent: [Int: Int] = [:]

        /// - Parameter segment: Bytes in each.
        mutating func send(_ bytes: [UInt8], ms: Int64, _ path: TestCapture.Path, segment: Int = 1460) {
            let key = path.sourcePort << 16 | path.destinationPort
            capture.append(
                connection: bytes, arrival: TestCapture.start + ms * 1_000_000, on: path,
                sequence: 1 + sent[key, default: 0], segment: segment)
            sent[key, default: 0] += bytes.count
        }

        mutating func send(_ text: String, ms: Int64, _ path: TestCapture.Path, segment: Int = 1460) {
            send(Array(text.utf8), ms: ms, path, segment: segment)
        }

        mutating func request(_ text: String, ms: Int64, segment: Int = 1460) {
            send(Carriage.base64(Array(text.utf8)), ms: ms, up, segment: segment)
        }
    }

    private static func opened(segment: Int = 1460) -> Writer {
        var writer = Writer()
        writer.send("GET /a HTTP/1.0\r\nx-sessioncookie: abc\r\nAccept: \(kind)\r\n", ms: 0, down)
        writer.send("HTTP/1.0 200 OK\r\nContent-Type: \(kind)\r\n", ms: 1, down.reversed)
        writer.send(
            "POST /a HTTP/1.0\r\nx-sessioncookie: abc\r\nContent-Type: \(kind)Content-Length: 32767\r\n\r\n", ms: 2, up)
        writer.request("DESCRIBE rtsp://h/a RTSP/1.0\r\nCSeq: 1\r\n\r\n", ms: 3, segment: segment)
        writer.send(
            "RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Type: application/sdp\r\nContent-Length: \(sdp.utf8.count)\r\n\r\n"
                + sdp, ms: 4, down.reversed)
        writer.request(
            "SETUP rtsp://h/a/t1 RTSP/1.0\r\nCSeq: 2\r\nTransport: RTP/AVP/TCP;interleaved=0-1\r\n\r\n", ms: 5,
            segment: segment)
        writer.send(
            "RTSP/1.0 200 OK\r\nCSeq: 2\r\nSession: 77\r\nTransport: RTP/AVP/TCP;interleaved=0-1\r\n\r\n", ms: 6,
            down.reversed)
        return writer
    }

    private static func rtp(_ number: Int) -> [UInt8] {
        let packet = WireBytes.rtp(
            type: 96, sequence: 100 + number, timestamp: 320 * number, payload: [UInt8](repeating: 3, count: 640))
        return [0x24, 0] + WireBytes.bigEndian16(packet.count) + packet
    }

    @Test("requests in Base64 are read, whatever pieces they come in, and belong to the answers", arguments: [1460, 7])
    func codec(segment: Int) throws {
        var writer = Self.opened(segment: segment)
        for number in 0..<200 { writer.send(Self.rtp(number), ms: 20 + 20 * Int64(number), Self.down.reversed) }
        let outcome = writer.capture.scanned()
        let stream = try #require(outcome.streams.first)
        #expect(outcome.streams.count == 1 && stream.packets.captured == 200)
        #expect(stream.codec == "L16" && stream.clockRateHz == 16000 && stream.wrapper == "rtsp-interleaved")
        let signalling = try #require(outcome.calls.first?.signalling)
        #expect(signalling.protocol == "RTSP" && signalling.status == 200 && signalling.callID == "77")
        #expect(signalling.messages.map(\.summary) == ["DESCRIBE", "200 OK", "SETUP", "200 OK"])
        // Four seconds in one direction are no fault of a session that has no other.
        #expect(outcome.calls.first?.findings.isEmpty == true)
    }

    @Test("media that a client sends in Base64 is read, and again behind a segment that was not captured")
    func sent() throws {
        var writer = Self.opened()
        for number in 0..<50 {
            writer.send(Carriage.base64(Self.rtp(number)), ms: 20 + 20 * Int64(number), Self.up)
        }
        let whole = writer.capture.scanned().streams
        #expect(whole.map(\.packets.captured) == [50] && whole.map(\.codec) == ["L16"])
        writer.capture.frames.remove(at: 30)
        let stream = try #require(writer.capture.scanned().streams.first)
        #expect(stream.packets.captured == 49 && stream.packets.lost == 1)
    }

    @Test("what HTTP carries otherwise is none of it")
    func pages() {
        var writer = Writer()
        writer.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n", ms: 0, Self.down)
        writer.send("HTTP/1.1 200 OK\r\nContent-Length: 40000\r\n\r\n", ms: 1, Self.down.reversed)
        for number in 0..<50 { writer.send(Carriage.base64(Self.rtp(number)), ms: 20, Self.down.reversed) }
        let outcome = writer.capture.scanned()
        #expect(outcome.streams.isEmpty && outcome.summary.signalledCalls == 0)
    }
}
