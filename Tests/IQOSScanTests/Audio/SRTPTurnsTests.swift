import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// Calls that turn to SRTP, or leave it, while they last; without an SSRC of their own for what follows.
@Suite("Encryption that changes in mid-stream")
struct SRTPTurnsTests {
    private static let there = TestCapture.Path()

    /// The INVITE of number `number` with its answer, both of which say the same of the media.
    private static func agree(
        _ capture: inout TestCapture, _ number: Int, at arrival: Int64, profile: String, lines: [[String]] = [[], []],
        formats: String = "0"
    ) {
        let signalling = TestCapture.Path(there.source, there.destination, from: 5060, to: 5060)
        for side in 0..<2 {
            let (host, port) = side == 0 ? ("10.0.0.1", there.sourcePort) : ("10.0.0.2", there.destinationPort)
            let body =
                [
                    "v=0", "o=- 1 \(number) IN IP4 \(host)", "s=-", "c=IN IP4 \(host)", "t=0 0",
                    "m=audio \(port) \(profile) \(formats)",
                ] + lines[side]
            let text = body.joined(separator: "\r\n") + "\r\n"
            let head = [
                side == 0 ? "INVITE sip:b@example.net SIP/2.0" : "SIP/2.0 200 OK",
                "Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK\(number)", "From: <sip:a@example.net>;tag=1",
                "To: <sip:b@example.net>" + (side == 1 || number > 1 ? ";tag=2" : ""), "Call-ID: 7",
                "CSeq: \(number) INVITE", "Content-Type: application/sdp", "Content-Length: \(text.utf8.count)", "", "",
            ]
            capture.append(
                datagram: Array((head.joined(separator: "\r\n") + text).utf8),
                arrival: arrival + Int64(side) * 10_000_000, on: side == 0 ? signalling : signalling.reversed)
        }
    }

    private static func time(_ packet: Int) -> Int64 { TestCapture.start + Int64(packet) * 20_000_000 }

    /// - Parameter payload: Of each packet.
    private static func append(
        _ range: Range<Int>, to capture: inout TestCapture, type: Int = 0, _ payload: (Int) -> [UInt8]
    ) {
        for index in range {
            capture.append(
                datagram: WireBytes.rtp(
                    type: type, sequence: 100 + index, timestamp: 1000 + index * 160, payload: payload(index)),
                arrival: time(index), on: there)
        }
    }

    private static func labels(_ scan: ScannedCapture, _ file: String) throws -> [String] {
        String(decoding: try scan.bytes("audio/\(file).txt"), as: UTF8.self).split(separator: "\n").dropFirst()
            .map { $0.split(separator: "\t").joined(separator: " ") }
    }

    @Test(
        "what is encrypted from some packet on is silent and marked from there, and has no score",
        arguments: ["", "UDP/TLS/RTP/SAVP", "SDES"])
    func withoutKey(profile: String) throws {
        var capture = TestCapture()
        Self.agree(&capture, 1, at: Self.time(-10), profile: "RTP/AVP")
        Self.append(0..<101, to: &capture, SealedStream.payload)
        if !profile.isEmpty {
            let key = TestKeys.base64(TestKeys.secret(.aes128SHA80, seed: 5))
            let line = profile == "SDES" ? ["a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:\(key)"] : []
            Self.agree(
                &capture, 2, at: Self.time(95) + 1_000_000, profile: profile == "SDES" ? "RTP/SAVP" : profile,
                lines: [line, line])
        }
        var random = SeededRandom(7)
        Self.append(101..<300, to: &capture) { _ in random.bytes(170) }
        capture.sort()
        let scan = try ScannedCapture(capture, audio: .wav)
        let stream = try #require(scan.streams.first)
        #expect(stream.encrypted == true && stream.quality.mosLQ == nil)
        #expect(stream.quality.reason?.contains("in part") == true)
        #expect(stream.audio?.reason?.contains("199") == true)
        let clear = G711Model.muLaw.samples(SealedStream.clear(101))
        let sound = try scan.wave("audio/stream-1.wav").channels[0]
        #expect(sound == clear + [Int16](repeating: 0, count: 199 * 160))
        #expect(try Self.labels(scan, "stream-1").contains("2.020000 6.000000 199 not decrypted"))
        let heard = try scan.wave("audio/call-1.wav").channels[0]
        #expect(heard.count == 48_000 && heard[(101 * 160 + 480)...].allSatisfy { $0 == 0 })
        #expect(try Self.labels(scan, "call-1").contains { $0.contains("199 not decrypted") })
        let finding = try #require(stream.findings.first { $0.code == "encrypted" })
        #expect(abs((finding.startS ?? 0) - 2.22) < 1e-6 && finding.message.contains("from"))
        #expect(!stream.findings.contains { $0.code == "loud-noise" })
        #expect(stream.findings.contains { $0.code == "srtp-key-wrong" } == (profile == "SDES" && SRTPLibrary.isThere))
        // What the first pass knows is the same without sound.
        let silent = try #require(try ScannedCapture(capture).streams.first)
        #expect(silent.encrypted == true && silent.quality.mosLQ == nil)
    }

    @Test("keys that are agreed and not used, and payloads that are longer and no ciphertext, silence nothing")
    func clear() throws {
        var capture = TestCapture()
        Self.agree(&capture, 1, at: Self.time(-10), profile: "RTP/AVP")
        Self.append(0..<100, to: &capture, SealedStream.payload)
        Self.agree(&capture, 2, at: Self.time(95) + 1_000_000, profile: "RTP/SAVP")
        Self.append(100..<200, to: &capture, SealedStream.payload)
        Self.append(200..<300, to: &capture) { SealedStream.payload($0) + SealedStream.payload($0).prefix(10) }
        capture.sort()
        let scan = try ScannedCapture(capture, audio: .wav)
        #expect(scan.streams[0].encrypted == false && scan.streams[0].quality.mosLQ != nil)
        let sound = try scan.wave("audio/stream-1.wav").channels[0]
        #expect(Array(sound.prefix(200 * 160)) == G711Model.muLaw.samples(SealedStream.clear(200)))
        #expect(sound[32_000...].contains { abs(Int($0)) > 100 })
    }

    @Test("of a codec whose payloads do not tell what both sides agreed on counts")
    func agreed() throws {
        let line = ["a=rtpmap:96 L16/8000"]
        var capture = TestCapture()
        Self.agree(&capture, 1, at: Self.time(-10), profile: "RTP/AVP", lines: [line, line], formats: "96")
        Self.append(0..<100, to: &capture, type: 96) { _ in [UInt8](repeating: 4, count: 320) }
        Self.agree(
            &capture, 2, at: Self.time(98) + 1_000_000, profile: "UDP/TLS/RTP/SAVPF", lines: [line, line],
            formats: "96")
        var random = SeededRandom(7)
        Self.append(100..<200, to: &capture, type: 96) { _ in random.bytes(330) }
        Self.agree(
            &capture, 3, at: Self.time(198) + 1_000_000, profile: "RTP/AVP", lines: [line, line], formats: "96")
        Self.append(200..<300, to: &capture, type: 96) { _ in [UInt8](repeating: 4, count: 320) }
        capture.sort()
        let scan = try ScannedCapture(capture, audio: .wav)
        #expect(scan.streams[0].encrypted == true && scan.streams[0].quality.mosLQ == nil)
        let sound = try scan.wave("audio/stream-1.wav").channels[0]
        #expect(sound.count == 48_000 && sound[16_000..<31_600].allSatisfy { $0 == 0 })
        #expect(sound[..<15_600].allSatisfy { $0 == 0x0404 } && sound[32_000...].allSatisfy { $0 == 0x0404 })
    }

    @Test("keys that are pressed under encryption are no late speech, and their type is what SDP says")
    func sealedKeys() throws {
        let lines = ["a=rtpmap:101 telephone-event/8000"]
        var capture = TestCapture()
        Self.agree(
            &capture, 1, at: Self.time(-10), profile: "UDP/TLS/RTP/SAVP", lines: [lines, lines], formats: "0 101")
        var random = SeededRandom(9)
        for index in 0..<400 {
            let press = index % 100 >= 50 && index % 100 < 62 ? index - index % 100 + 50 : nil
            capture.append(
                datagram: WireBytes.rtp(
                    type: press == nil ? 0 : 101, sequence: 100 + index, timestamp: 1000 + (press ?? index) * 160,
                    isMarker: press == index, payload: random.bytes(press == nil ? 170 : 14)),
                arrival: Self.time(index), on: Self.there)
        }
        capture.sort()
        let stream = try #require(try ScannedCapture(capture).streams.first)
        #expect(stream.encrypted == true && stream.packets.late == 0 && stream.timestampRestarts == 0)
        let type = try #require(stream.payloadTypes.first { $0.number == 101 })
        #expect(type.codec == "telephone-event" && type.source == .sdp && type.packets == 48)
        #expect(stream.findings.map(\.code) == ["encrypted"], "\(stream.findings.map(\.code))")
        #expect(stream.dtmf == nil && stream.unknown["dtmf"] == "telephone-events are encrypted")
    }

    @Test(
        "what follows SRTP in the clear is heard once that is agreed; else it keeps its place and is marked",
        .enabled(if: SRTPLibrary.isThere), arguments: [true, false])
    func toClear(isAgreed: Bool) throws {
        let sealed = SealedStream(path: Self.there)
        let line = ["a=crypto:1 \(sealed.suite.rawValue) inline:\(TestKeys.base64(sealed.secret))"]
        var capture = TestCapture()
        Self.agree(&capture, 1, at: Self.time(-10), profile: "RTP/SAVP", lines: [line, line])
        // One is damaged, and is no clear one for that.
        try sealed.append(to: &capture) { $0[97].bytes[60] ^= 1 }
        if isAgreed { Self.agree(&capture, 2, at: Self.time(95) + 1_000_000, profile: "RTP/AVP") }
        Self.append(100..<200, to: &capture, SealedStream.payload)
        capture.sort()
        let scan = try ScannedCapture(capture, audio: .wav)
        let stream = try #require(scan.streams.first)
        #expect(stream.encrypted == true && stream.packets.late == 0)
        #expect(stream.audio?.srtp?.authenticated == 99 && stream.audio?.srtp?.refused == (isAgreed ? 1 : 101))
        #expect(stream.quality.mosLQ == nil)
        var clear = G711Model.muLaw.samples(SealedStream.clear(isAgreed ? 200 : 100))
        for index in 97 * 160..<98 * 160 { clear[index] = 0 }
        let sound = try scan.wave("audio/stream-1.wav").channels[0]
        #expect(sound == clear + [Int16](repeating: 0, count: isAgreed ? 0 : 16_000))
        for file in ["stream-1", "call-1"] {
            let labels = try Self.labels(scan, file)
            #expect(labels.contains { $0.hasPrefix("1.940000 1.960000 1 not decrypted") }, "\(labels)")
            #expect(labels.contains { $0.contains("100 not decrypted") } != isAgreed, "\(labels)")
            #expect(!labels.contains { $0.contains("late") }, "\(labels)")
        }
    }
}
