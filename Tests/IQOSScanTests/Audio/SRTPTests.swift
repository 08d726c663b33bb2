import Foundation
import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

@Suite("Decrypting SRTP", .enabled(if: SRTPLibrary.isThere, "libsrtp2 is needed"))
struct SRTPTests {
    private static func scan(
        _ capture: TestCapture, keys: [String], change: (inout ScanOptions) -> Void = { _ in }
    ) throws -> ScannedCapture {
        try ScannedCapture(capture, audio: .wav) {
            $0.srtp.keys = keys.compactMap(SRTPKeyGiven.init)
            $0.export = [.payload]
            change(&$0)
        }
    }

    /// AES in counter mode and HMAC-SHA1, from the key of RFC 3711 B.3; the packet is of libsrtp's own known answers.
    @Test("a packet of known bytes is opened, and one bit more in it is refused")
    func knownAnswer() throws {
        let secret = "e1f97a0d3e018be0d64fa32c06de41390ec675ad498afeebb6960b3aabe6"
        let key = try #require(SRTPKeyGiven("AES_CM_128_HMAC_SHA1_80:" + secret)).key
        let sealed = TestKeys.bytes(
            "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb")
        var damaged = sealed
        damaged[20] ^= 1
        let session = try #require(SRTPSession(key, ssrc: 0xCAFE_BABE))
        #expect(session.open(&damaged) == .refused)
        var packet = sealed
        #expect(session.open(&packet) == .clear)
        let clear = TestKeys.bytes("800f1234decafbadcafebabe" + String(repeating: "ab", count: 16))
        #expect(packet == clear)
    }

    @Test(
        "every suite, with and without identifier, from any roll-over on, gives the sound that was sent",
        arguments: SRTPSuite.allCases, [([], 0), ([0, 0, 0, 1], 0), ([5], 3)] as [([UInt8], UInt32)])
    func suites(suite: SRTPSuite, ending: (identifier: [UInt8], rollOver: UInt32)) throws {
        let sealed = SealedStream(
            suite: suite, rollOver: ending.rollOver, identifier: ending.identifier, firstSequence: 65_500)
        let scan = try Self.scan(try sealed.capture(), keys: [sealed.key])
        let stream = try #require(scan.streams.first)
        #expect(stream.encrypted == true && stream.audio?.reason == nil)
        #expect(stream.audio?.srtp?.suite == suite.rawValue && stream.audio?.srtp?.keySource == "user")
        #expect(stream.audio?.srtp?.authenticated == 100 && stream.audio?.srtp?.refused == 0)
        let clear = SealedStream.clear(100)
        #expect(try scan.bytes("export/stream-1.ul") == clear)
        let sound = try scan.wave("audio/stream-1.wav").channels[0]
        #expect(sound == clear.map { G711.muLaw.table[Int($0)] })
        #expect(stream.findings.first { $0.code == "encrypted" }?.message.contains("decrypted") == true)
    }

    /// libsrtp pads a master key of 192 bits, so that the packets are encrypted here; their session keys are proved by
    /// RFC 6188 §7 in `SRTPSessionKeysTests`.
    @Test(
        "AES-192 by RFC 6188 is opened as well as libsrtp's", arguments: [SRTPSuite.aes192SHA80, .aes192SHA32], [0, 2])
    func standardDerivation(suite: SRTPSuite, rollOver: Int) throws {
        var sealed = SealedStream(suite: suite, rollOver: UInt32(rollOver), firstSequence: 65_500)
        sealed.derivesByStandard = true
        let capture = try sealed.capture { $0[70].bytes[60] ^= 1 }
        let scan = try Self.scan(capture, keys: [sealed.key])
        #expect(scan.streams[0].audio?.srtp?.authenticated == 99 && scan.streams[0].audio?.srtp?.refused == 1)
        let clear = (0..<100).filter { $0 != 70 }.flatMap(SealedStream.payload)
        #expect(try scan.bytes("export/stream-1.ul") == clear)
    }

    @Test("what a key opens is scored by its codec, and its keys are told; what does not fit is not")
    func scored() throws {
        var sealed = SealedStream(count: 200)
        sealed.pressed = (100..<103, 5)
        let capture = try sealed.capture { $0.remove(at: 50) }
        let opened = try Self.scan(capture, keys: [sealed.key]).streams[0]
        #expect(opened.encrypted == true && opened.packets.lost == 1)
        // One of 200 lost at random: R = 93.206 - 95 * 0.5 / (0.5 + 25.1), G.107 §7.5.
        #expect(abs((opened.quality.rFactor ?? 0) - (93.206208 - 95 * 0.5 / 25.6)) < 1e-3)
        #expect(opened.quality.scale == "nb" && opened.intervals.allSatisfy { $0.mosLQ != nil })
        #expect(opened.dtmf?.digits == "5" && opened.dtmf?.events.first?.source == "rfc4733")
        #expect(opened.dtmf?.events.first?.durationMs == 60)
        let other = try Self.scan(capture, keys: [SealedStream(secretSeed: 9).key]).streams[0]
        #expect(other.quality.mosLQ == nil && other.quality.reason?.contains("encrypted") == true)
        #expect(other.dtmf == nil)
        let damaged = try sealed.capture { $0[70].bytes[30] ^= 1 }
        let refused = try Self.scan(damaged, keys: [sealed.key]).streams[0]
        #expect(refused.quality.mosLQ == nil && refused.quality.reason?.contains("authenticated") == true)
    }

    @Test("extension, contributing sources and padding are left in place and cut off")
    func elaborate() throws {
        let sealed = SealedStream(isElaborate: true)
        let scan = try Self.scan(try sealed.capture(), keys: [sealed.key])
        #expect(try scan.bytes("export/stream-1.ul") == SealedStream.clear(100))
    }

    @Test("copies, a wrong order and a late copy harm nothing")
    func disorder() throws {
        let sealed = SealedStream()
        let capture = try sealed.capture { packets in
            packets.swapAt(20, 22)
            (packets[20].arrival, packets[22].arrival) = (packets[22].arrival, packets[20].arrival)
            packets.insert((packets[40].arrival + 1_000_000, packets[40].bytes), at: 41)
            packets.append((packets[99].arrival + 1_000_000, packets[50].bytes))
        }
        let scan = try Self.scan(capture, keys: [sealed.key])
        #expect(scan.streams[0].audio?.srtp?.authenticated == 100 && scan.streams[0].audio?.srtp?.refused == 0)
        #expect(try scan.bytes("export/stream-1.ul") == SealedStream.clear(100))
    }

    @Test("packets that fail authentication are counted, silent in the evidence and concealed for the listener")
    func damage() throws {
        let sealed = SealedStream()
        let capture = try sealed.capture { packets in
            for index in 50..<52 { packets[index].bytes[60] ^= 0x10 }
        }
        let scan = try Self.scan(capture, keys: [sealed.key])
        let stream = try #require(scan.streams.first)
        #expect(stream.audio?.srtp?.authenticated == 98 && stream.audio?.srtp?.refused == 2)
        #expect(stream.audio?.reason == "packets that fail authentication, not decoded: 2")
        #expect(stream.findings.contains { $0.code == "srtp-authentication" })
        let sound = try scan.wave("audio/stream-1.wav").channels[0]
        #expect(sound.count == 16_000 && sound[8000..<8320].allSatisfy { $0 == 0 })
        let heard = try scan.wave("audio/call-1.wav").channels[0]
        #expect(heard[8000..<8100].contains { abs(Int($0)) > 100 })
    }

    @Test("a wrong key is said in plain words, and nothing is decoded or exported")
    func wrongKey() throws {
        let other = SealedStream(secretSeed: 2)
        let scan = try Self.scan(try SealedStream().capture(), keys: [other.key])
        let stream = try #require(scan.streams.first)
        #expect(
            stream.audio?.reason == "encrypted, and the key does not fit: 0 of 100 packets authenticated")
        #expect(stream.findings.first?.code == "srtp-key-wrong" && stream.encrypted == true)
        #expect(scan.files.allSatisfy { !$0.hasPrefix("audio/stream") && !$0.hasPrefix("export/") })
    }

    @Test("a key for another SSRC is not tried, and without any the report says so")
    func otherStream() throws {
        let scan = try Self.scan(try SealedStream().capture(), keys: ["99=" + SealedStream().key])
        #expect(scan.streams[0].audio?.reason == "encrypted: no key is known")
        #expect(scan.streams[0].audio?.srtp == nil)
    }

    @Test("a clear stream is not touched by keys that are for others")
    func clear() throws {
        var capture = TestCapture()
        let packets = SimulatedPacket.steady(100, type: 97).enumerated().map { index, packet in
            var packet = packet
            packet.payload = SealedStream.payload(index)
            return packet
        }
        capture.announce("PCMU/8000")
        capture.append(packets)
        let scan = try Self.scan(capture, keys: [SealedStream().key])
        #expect(scan.streams[0].encrypted == nil && scan.streams[0].audio?.srtp == nil)
        #expect(try scan.bytes("export/stream-1.ul") == SealedStream.clear(100))
    }

    @Test("packets cut by the snap length are not judged")
    func cut() throws {
        var capture = try SealedStream().capture()
        for index in capture.frames.indices {
            capture.frames[index].originalLength = capture.frames[index].bytes.count
            capture.frames[index].bytes.removeLast(40)
        }
        let scan = try Self.scan(capture, keys: [SealedStream().key])
        #expect(scan.streams[0].audio?.reason?.contains("not captured whole") == true)
        #expect(!scan.streams[0].findings.contains { $0.code == "srtp-key-wrong" })
    }

    @Test("without the library the report names the package that would decrypt it")
    func withoutLibrary() throws {
        let sealed = SealedStream()
        let scan = try Self.scan(try sealed.capture(), keys: [sealed.key]) {
            $0.srtp.cipher = .none(advice: SRTPCipher.ofThisMachine.advice)
        }
        #expect(scan.streams[0].audio?.reason?.contains("libsrtp2-1") == true)
        #expect(scan.streams[0].audio?.wav == nil && scan.streams[0].encrypted == true)
    }
}
