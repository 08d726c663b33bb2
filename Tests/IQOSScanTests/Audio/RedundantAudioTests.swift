import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// Speech as RED (RFC 2198) against the same packets without it.
@Suite("Sound of redundant audio data (RFC 2198)")
struct RedundantAudioTests {
    private static let speech = TestSound.speech(seconds: 4).packets(.muLaw)

    private static func announced(
        _ packets: [SimulatedPacket], rtpmap: String = "red/8000", parameters: String? = "0/0",
        others: [(type: Int, rtpmap: String)] = []
    ) throws -> ScannedCapture {
        var capture = TestCapture()
        capture.announce(rtpmap, parameters: parameters, type: 63, others: others)
        capture.append(packets.sorted { $0.arrival < $1.arrival })
        return try ScannedCapture(capture, audio: .wav)
    }

    private static func sent(_ packets: [SimulatedPacket] = speech, behind: [Int], lost: Set<Int>) -> [SimulatedPacket]
    {
        RedundantSender.wrapped(packets, type: 63, behind: behind).enumerated()
            .filter { !lost.contains($0.offset) }.map(\.element)
    }

    private static func samples(_ packets: [SimulatedPacket]) -> [Int16] {
        packets.flatMap { G711Model.muLaw.samples($0.payload) }
    }

    private static func labels(_ scan: ScannedCapture, _ file: String) throws -> [String] {
        let text = String(decoding: try scan.bytes("audio/\(file).txt"), as: UTF8.self)
        return text.split(separator: "\n").dropFirst().map { $0.split(separator: "\t").joined(separator: " ") }
    }

    @Test("what was captured is silent where packets are lost; what was heard is whole; figures count packets")
    func losses() throws {
        let lost: Set<Int> = [20, 50, 51, 90]
        let scan = try Self.announced(Self.sent(behind: [1, 2], lost: lost))
        let whole = Self.samples(Self.speech)
        let evidence = whole.enumerated().map { lost.contains($0.offset / 160) ? 0 : $0.element }
        #expect(try scan.wave("audio/stream-1.wav").channels == [evidence])
        #expect(try scan.wave("audio/call-1.wav").channels[0].suffix(whole.count) == whole[...])
        let stream = scan.streams[0]
        #expect(stream.codec == "red" && stream.packets.lost == 4 && stream.packets.unique == 196)
        #expect(stream.payloadTypes[0].carries == [BlockTypeReport(number: 0, codec: "PCMU")])
        #expect(
            stream.audio?.reason
                == "missing packets that later ones carry again (RFC 2198), silence here: 4, in time to be heard: 4")
        #expect(try Self.labels(scan, "stream-1").filter { $0.hasSuffix("lost") }.count == 3)
        let heard = try Self.labels(scan, "call-1").filter { $0.hasSuffix("heard from a later packet") }
        #expect(heard.map { $0.split(separator: " ")[2] } == ["1", "2", "1"])
    }

    @Test("a copy that comes behind its time is not heard, nor one that nobody sent")
    func tooLate() throws {
        // The buffer has 60 ms: the copy of the packet before the last but two comes 80 ms behind.
        let scan = try Self.announced(Self.sent(behind: [1, 2, 3, 4], lost: [50, 51, 52, 53]))
        #expect(scan.streams[0].audio?.reason?.hasSuffix("silence here: 4, in time to be heard: 3") == true)
        let labels = try Self.labels(scan, "call-1")
        #expect(labels.contains { $0.hasSuffix("1 lost, concealed") })
        #expect(labels.contains { $0.hasSuffix("3 lost, heard from a later packet") })
        let one = try Self.announced(Self.sent(behind: [1], lost: [50, 51]))
        #expect(one.streams[0].audio?.reason?.hasSuffix("silence here: 1, in time to be heard: 1") == true)
        #expect(try Self.labels(one, "call-1").filter { $0.contains("lost") }.count == 2)
    }

    @Test("copies that skip a packet are found behind the next one")
    func skipping() throws {
        let scan = try Self.announced(Self.sent(behind: [2], lost: [50, 80, 81]))
        let whole = Self.samples(Self.speech)
        #expect(try scan.wave("audio/call-1.wav").channels[0].suffix(whole.count) == whole[...])
    }

    @Test("of a packet that comes too late an earlier copy is heard, and it is late all the same")
    func late() throws {
        var packets = Self.sent(behind: [1], lost: [])
        packets[50].arrival += 110_000_000
        let scan = try Self.announced(packets)
        let whole = Self.samples(Self.speech)
        #expect(try scan.wave("audio/stream-1.wav").channels == [whole])
        #expect(try scan.wave("audio/call-1.wav").channels[0].suffix(whole.count) == whole[...])
        #expect(scan.streams[0].packets.late == 1 && scan.streams[0].audio?.reason == nil)
        #expect(try Self.labels(scan, "call-1").contains { $0.hasSuffix("1 late, heard from a later packet") })
    }

    @Test("without signalling blocks of one static type are heard, where their times are those of packets")
    func unannounced() throws {
        let scan = try ScannedCapture(TestCapture(Self.sent(behind: [1, 2], lost: [60])), audio: .wav)
        let type = scan.streams[0].payloadTypes[0]
        #expect(type.codec == "red" && type.source == .inferred && type.carries.map(\.codec) == ["PCMU"])
        #expect(try scan.wave("audio/call-1.wav").channels == [Self.samples(Self.speech)])
        let odd = RedundantSender.wrapped(Self.speech, type: 63, behind: [1]).map { packet in
            var packet = packet
            // 161 ticks are no packets.
            if packet.payload[0] & 0x80 != 0 { packet.payload[2] |= 4 }
            return packet
        }
        let unknown = try ScannedCapture(TestCapture(odd), audio: .wav).streams[0]
        #expect(unknown.codec == nil && unknown.audio?.wav == nil && unknown.payloadTypes[0].carries.isEmpty)
    }

    @Test(
        "blocks that do not add up, redundant data inside of it, and no sound are silence in their place, marked and told",
        arguments: [
            ([0x80, 0x02, 0x83, 0xFF, 0] + [UInt8](repeating: 0x90, count: 320), "1 not decodable" as String?),
            (RedundantSender.headers(1000), "1 not decodable"),
            ([63] + [UInt8](repeating: 0x90, count: 160), "1 not decodable"),
            (RedundantSender.payload([(0, 160, [UInt8](repeating: 0x90, count: 160))], 0, []), "1 empty"),
            (RedundantSender.payload([(0, 160, [UInt8](repeating: 0x90, count: 160))], 101, [1, 0, 0, 160]), nil),
        ])
    func broken(payload: [UInt8], label: String?) throws {
        var packets = Self.sent(behind: [1], lost: [])
        packets[70].payload = payload
        let scan = try Self.announced(packets)
        let evidence = Self.samples(Self.speech).enumerated().map { $0.offset / 160 == 70 ? 0 : $0.element }
        #expect(try scan.wave("audio/stream-1.wav").channels == [evidence])
        #expect(try scan.wave("audio/call-1.wav").channels[0].count >= evidence.count)
        let labels = try Self.labels(scan, "stream-1").map {
            $0.split(separator: " ").dropFirst(2).joined(separator: " ")
        }
        #expect(labels.filter { !$0.contains(":") } == (label.map { [$0] } ?? []))
        let reason = try #require(scan.streams[0].audio?.reason)
        #expect(reason.hasSuffix(": 1"), "\(reason)")
        #expect(scan.streams[0].packets.lost == 0)
    }

    @Test("a damaged type of one early block, of a codec at another rate, changes nothing")
    func damagedType() throws {
        var packets = Self.sent(behind: [1], lost: [])
        packets[5].payload[0] = 0x80 | 16
        let scan = try Self.announced(packets)
        #expect(try scan.wave("audio/stream-1.wav").channels == [Self.samples(Self.speech)])
        #expect(scan.streams[0].payloadTypes[0].carries.map(\.number) == [0])
    }

    @Test("a thousand empty blocks before the sound leave it whole")
    func chain() throws {
        var packets = Self.sent(behind: [1], lost: [])
        let sound = Self.speech[70].payload
        packets[70].payload = RedundantSender.headers(1000) + [0] + sound
        let scan = try Self.announced(packets)
        #expect(try scan.wave("audio/stream-1.wav").channels == [Self.samples(Self.speech)])
        #expect(scan.streams[0].audio?.reason == nil)
    }

    @Test(
        "Opus as redundant data sounds as without it, and whole where packets are lost",
        .enabled(if: FFmpeg.isThere, "ffmpeg and libavcodec are needed"), arguments: [true, false])
    func opus(isAnnounced: Bool) throws {
        let encoded = try FFmpeg.output(
            FFmpeg.source(rateHz: 48_000)
                + ["-map", "0:a", "-c:a", "libopus", "-vbr", "off", "-b:a", "32k", "-f", "data"])
        let plain = SimulatedPacket.steady(encoded.count / 80, type: 111, step: 960).enumerated().map { index, packet in
            var packet = packet
            packet.payload = Array(encoded[index * 80..<index * 80 + 80])
            return packet
        }
        let lost: Set<Int> = [30, 31, 77]
        func scan(_ packets: [SimulatedPacket]) throws -> ScannedCapture {
            guard isAnnounced else { return try ScannedCapture(TestCapture(packets), audio: .wav) }
            return try Self.announced(
                packets, rtpmap: "red/48000/2", parameters: "111/111", others: [(111, "opus/48000/2")])
        }
        let whole = try scan(plain)
        let gaps = try scan(plain.enumerated().filter { !lost.contains($0.offset) }.map(\.element))
        let redundant = try scan(Self.sent(plain, behind: [1, 2], lost: lost))
        #expect(redundant.streams[0].codec == "red" && redundant.streams[0].packets.lost == 3)
        #expect(redundant.streams[0].payloadTypes[0].carries == [BlockTypeReport(number: 111, codec: "opus")])
        #expect(try redundant.wave("audio/stream-1.wav").channels == gaps.wave("audio/stream-1.wav").channels)
        #expect(try redundant.wave("audio/call-1.wav").channels == whole.wave("audio/call-1.wav").channels)
    }
}
