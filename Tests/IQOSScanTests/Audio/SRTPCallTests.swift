import Foundation
import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// Calls whose keys are in the captured SDP, and the whole command.
@Suite("Keys of SRTP from signalling and from the user")
struct SRTPCallTests {
    private static let there = TestCapture.Path()

    private static func message(_ start: String, _ number: Int, crypto: [String]) -> [UInt8] {
        let isAnswer = start.hasPrefix("SIP")
        let host = isAnswer ? "10.0.0.2" : "10.0.0.1"
        let port = isAnswer ? there.destinationPort : there.sourcePort
        let body =
            [
                "v=0", "o=- 1 \(number) IN IP4 \(host)", "s=-", "c=IN IP4 \(host)", "t=0 0",
                "m=audio \(port) RTP/SAVP 0",
            ] + crypto.map { "a=crypto:" + $0 }
        let head = [
            start, "Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK\(number)", "From: <sip:a@example.net>;tag=1",
            "To: <sip:b@example.net>" + (isAnswer || number > 1 ? ";tag=2" : ""), "Call-ID: 7",
            "CSeq: \(number) INVITE",
            "Content-Type: application/sdp", "Content-Length: \(body.joined(separator: "\r\n").utf8.count + 2)", "",
        ]
        return Array((head + body).joined(separator: "\r\n").utf8) + [13, 10]
    }

    private static func line(_ sealed: SealedStream, tag: Int = 1) -> String {
        let mki = sealed.identifier.last.map { "|2^31|\($0):\(sealed.identifier.count)" } ?? ""
        return "\(tag) \(sealed.suite.rawValue) inline:\(TestKeys.base64(sealed.secret))" + mki
    }

    /// A call whose sides have a key each; halfway the caller's sound goes on under another one.
    private static func call() throws -> (capture: TestCapture, secrets: [[UInt8]]) {
        let first = SealedStream(suite: .aes128SHA32, identifier: [0, 0, 0, 7], path: there)
        var second = SealedStream(suite: .aes256GCM, secretSeed: 2, firstSequence: 200, path: there)
        second.start += 2_000_000_000
        let back = SealedStream(secretSeed: 3, rollOver: 2, count: 150, ssrc: 5, path: there.reversed)
        let unused = SealedStream(suite: .aes192SHA80, secretSeed: 4)
        var capture = TestCapture()
        let signalling = TestCapture.Path(there.source, there.destination, from: 5060, to: 5060)
        let invite = "INVITE sip:b@example.net SIP/2.0"
        capture.append(
            datagram: message(invite, 1, crypto: [line(unused), line(first, tag: 2)]),
            arrival: TestCapture.start - 200_000_000, on: signalling)
        capture.append(
            datagram: message("SIP/2.0 200 OK", 1, crypto: [line(back, tag: 2)]),
            arrival: TestCapture.start - 100_000_000, on: signalling.reversed)
        try first.append(to: &capture)
        try back.append(to: &capture)
        capture.append(
            datagram: message(invite, 2, crypto: [line(second)]), arrival: second.start - 10_000_000,
            on: signalling)
        try second.append(to: &capture) { packets in
            // The sender goes on counting media time.
            for index in packets.indices { packets[index].arrival = second.start + Int64(index) * 20_000_000 }
        }
        capture.sort()
        return (capture, [first, second, back, unused].map(\.secret))
    }

    @Test(
        "both directions are decrypted with the keys of offer, answer and re-offer, and no key is in any file",
        .enabled(if: SRTPLibrary.isThere))
    func signalled() throws {
        let (capture, secrets) = try Self.call()
        let scan = try ScannedCapture(capture, audio: [.wav]) { $0.export = ExportFormat.allCases }
        #expect(scan.calls.count == 1 && scan.streams.count == 2)
        let caller = try #require(scan.streams.first { $0.ssrc != 5 })
        #expect(caller.encrypted == true && caller.audio?.srtp?.keySource == "sdp")
        #expect(caller.audio?.srtp?.authenticated == 200 && caller.audio?.srtp?.refused == 0)
        let callee = try #require(scan.streams.first { $0.ssrc == 5 })
        #expect(callee.audio?.srtp?.authenticated == 150 && callee.audio?.reason == nil)
        #expect(try scan.bytes("export/stream-\(callee.id).ul") == SealedStream.clear(150))
        #expect(
            try scan.bytes("export/stream-\(caller.id).ul") == SealedStream.clear(100) + SealedStream.clear(100))
        for file in scan.files {
            let bytes = Data(try scan.bytes(file))
            for secret in secrets {
                for text in [TestKeys.base64(secret), TestKeys.hexadecimal(secret)] {
                    #expect(bytes.range(of: Data(text.utf8.prefix(16))) == nil, "\(file)")
                }
                #expect(bytes.range(of: Data(secret.prefix(8))) == nil, "\(file)")
            }
        }
    }

    @Test(
        "of packets that are authenticated and not encrypted the tag is no sound and no payload",
        arguments: [("AES_CM_128_HMAC_SHA1_80", "", 10), ("AES_CM_128_HMAC_SHA1_32", "|2^20|7:4", 8)])
    func unencrypted(suite: String, identifier: String, trailer: Int) throws {
        let key = TestKeys.base64(TestKeys.secret(.aes128SHA80, seed: 5))
        var capture = TestCapture()
        capture.append(
            datagram: Self.message(
                "INVITE sip:b@example.net SIP/2.0", 1,
                crypto: ["1 \(suite) inline:\(key)\(identifier) UNENCRYPTED_SRTP"]),
            arrival: TestCapture.start - 200_000_000,
            on: TestCapture.Path(Self.there.source, Self.there.destination, from: 5060, to: 5060))
        var random = SeededRandom(3)
        capture.append(
            SimulatedPacket.steady(100).enumerated().map { index, packet in
                var packet = packet
                packet.payload = SealedStream.payload(index) + random.bytes(trailer)
                return packet
            })
        let scan = try ScannedCapture(capture, audio: .wav) { $0.export = [.payload] }
        #expect(try scan.bytes("export/stream-1.ul") == SealedStream.clear(100))
        let sound = G711Model.muLaw.samples(SealedStream.clear(100))
        #expect(try scan.wave("audio/stream-1.wav").channels == [sound])
        #expect(try scan.wave("audio/call-1.wav").channels == [sound])
        #expect(scan.streams[0].encrypted == false && scan.streams[0].audio?.overlappedPackets == 0)
    }

    @Test("a key that is none ends the run with 64, names the option and is not repeated")
    func usage() throws {
        let command = try Command()
        try command.sample("clean-sip.pcap")
        try command.write(Array("# ours\n\nAES_CM_128_HMAC_SHA1_80:c2VjcmV0c2VjcmV0\n".utf8), to: "keys.txt")
        for value in [
            "AES_CM_128_HMAC_SHA1_80:c2VjcmV0c2VjcmV0", "NULL_AUTH:c2VjcmV0c2VjcmV0", "c2VjcmV0c2VjcmV0",
            "q=AES_CM_128_HMAC_SHA1_80:c2VjcmV0c2VjcmV0", "@keys.txt", "@missing.txt",
        ] {
            let outcome = try command.run(["clean-sip.pcap", "--srtp-key", value])
            #expect(outcome.status == 64 && outcome.errors.contains("--srtp-key"))
            #expect(!outcome.errors.contains("c2VjcmV0") && outcome.output.isEmpty)
        }
        #expect(try command.run(["clean-sip.pcap", "--srtp-key", "@keys.txt"]).errors.contains("line 3"))
        #expect(command.entries == ["clean-sip.pcap", "keys.txt"])
    }

    @Test("keys from a file decrypt, and the report tells how many were given", .enabled(if: SRTPLibrary.isThere))
    func file() throws {
        let command = try Command()
        let sealed = SealedStream(suite: .aes128GCM)
        try command.write(try sealed.capture().pcap, to: "call.pcap")
        let text = "# first\n0x99=\(SealedStream().key)\n\na=crypto:\(Self.line(sealed))\n"
        try command.write(Array(text.utf8), to: "keys.txt")
        let outcome = try command.run(["call.pcap", "-o", "out", "--srtp-key", "@keys.txt"])
        #expect(outcome.status == 0 && outcome.text.contains("decrypted"))
        let report = try command.json("out/report.json")
        #expect(report["options"]["srtp_keys"].int == 2)
        #expect(report["streams"].list[0]["audio"]["srtp"]["authenticated_packets"].int == 100)
        let secret = TestKeys.base64(sealed.secret).prefix(16)
        for (name, bytes) in try command.contents(of: "out") {
            #expect(Data(bytes).range(of: Data(secret.utf8)) == nil, "\(name)")
        }
        #expect(!outcome.text.contains(secret) && !outcome.errors.contains(secret))
    }
}
