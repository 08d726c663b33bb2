import Foundation
import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

@Suite("Exported packets")
struct ExportFilesTests {
    /// 100 packets of G.711, two of them in the wrong order, one twice and one never.
    private static func packets() -> [SimulatedPacket] {
        var packets = SimulatedPacket.steady(100, type: 8, lost: [70])
        for index in packets.indices {
            packets[index].payload = (0..<160).map { UInt8(truncatingIfNeeded: $0 * 3 + Int(packets[index].sequence)) }
        }
        packets.swapAt(20, 21)
        (packets[20].arrival, packets[21].arrival) = (packets[21].arrival, packets[20].arrival)
        var again = packets[40]
        again.arrival += 1_000_000
        packets.insert(again, at: 41)
        return packets
    }

    private static func ordered() -> [SimulatedPacket] {
        var seen: Set<UInt16> = []
        return packets().filter { seen.insert($0.sequence).inserted }.sorted { $0.sequence < $1.sequence }
    }

    @Test("payload, rtpdump and pcap hold every packet once, in order of its number, and nothing else is written")
    func formats() throws {
        let scan = try ScannedCapture(TestCapture(Self.packets()), audio: .wav) {
            $0.audio = []
            $0.export = [.payload, .rtpdump, .pcap]
        }
        let files = ["al", "pcap", "rtpdump"].map { "export/stream-1." + $0 }
        #expect(scan.files.filter { $0.contains("/") } == files)
        #expect(scan.report["output"]["files"].list.compactMap(\.text).filter { $0.hasPrefix("export") } == files)
        let sent = Self.ordered()
        #expect(try scan.bytes("export/stream-1.al") == sent.flatMap(\.payload))
        for file in files {
            let mode = try FileManager.default.attributesOfItem(atPath: scan.path(file))[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
        let again = try ScannedCapture(try scan.bytes("export/stream-1.pcap"))
        let (first, second) = (scan.streams[0], again.streams[0])
        #expect(second.packets.unique == 99 && second.packets.lost == 1)
        // The packets keep the times they came at, so that a scan of them tells the same.
        #expect(first.packets.outOfOrder == 1 && second.packets.outOfOrder == 1)
        #expect(second.source == first.source && second.destination == first.destination && second.ssrc == first.ssrc)
        // rtptools' rtpdump: a line, 16 bytes, then length, RTP length and ms before each packet.
        let dump = try scan.bytes("export/stream-1.rtpdump")
        let line = try #require(dump.firstIndex(of: 10))
        #expect(String(decoding: dump[..<line], as: UTF8.self).hasPrefix("#!rtpplay1.0 "))
        let records = Array(dump[(line + 17)...])
        #expect(records.count == 99 * 180)
        for (index, packet) in sent.enumerated() {
            let record = Array(records[index * 180..<(index + 1) * 180])
            #expect(Array(record[0..<4]) == [0, 180, 0, 172])
            #expect(Int(record[10]) << 8 | Int(record[11]) == Int(packet.sequence))
            #expect(Array(record[20...]) == packet.payload)
        }
    }

    @Test("a stream that changes its codec has a file for each, that of most packets under the stream's own name")
    func codecChange() throws {
        var packets = SimulatedPacket.steady(100)
        for index in packets.indices {
            packets[index].type = index < 60 ? 0 : index < 70 ? 8 : index == 70 ? 13 : 101
            packets[index].payload =
                index < 70 ? [UInt8](repeating: UInt8(index), count: 160) : index == 70 ? [60] : [5, 10, 0, 160]
        }
        let scan = try ScannedCapture(TestCapture(packets), audio: .wav) {
            $0.audio = []
            $0.export = [.payload]
        }
        let files = ["stream-1-pt8.al", "stream-1.ul"].map { "export/" + $0 }
        #expect(scan.files.filter { $0.contains("/") } == files)
        #expect(scan.report["output"]["files"].list.compactMap(\.text).filter { $0.hasPrefix("export") } == files)
        #expect(try scan.bytes(files[0]) == packets[60..<70].flatMap(\.payload))
        #expect(try scan.bytes(files[1]) == packets[..<60].flatMap(\.payload))
    }

    @Test("two types of one codec, and types that nothing tells of, have files of their own")
    func sameCodec() throws {
        var packets = SimulatedPacket.steady(90)
        for index in packets.indices {
            packets[index].type = [97, 98, 99][index / 30]
            packets[index].payload = [UInt8](repeating: UInt8(index), count: 160)
        }
        var capture = TestCapture()
        capture.announce("PCMA/8000", others: [(98, "PCMA/8000")])
        capture.append(packets)
        let scan = try ScannedCapture(capture, audio: .wav) { $0.export = [.payload] }
        for (place, name) in ["stream-1.al", "stream-1-pt98.al", "stream-1-pt99.bin"].enumerated() {
            #expect(try scan.bytes("export/" + name) == packets[place * 30..<place * 30 + 30].flatMap(\.payload))
        }
        #expect(scan.files.count { $0.hasPrefix("export/") } == 3)
    }

    @Test("redundant audio data is exported as its primary blocks, with what came without them; packets stay as sent")
    func redundant() throws {
        let plain = SimulatedPacket.steady(100, lost: [70]).enumerated().map { index, packet in
            var packet = packet
            packet.payload = [UInt8](repeating: UInt8(index), count: 160)
            return packet
        }
        var packets = RedundantSender.wrapped(plain, type: 63, behind: [1])
        // Two come as they are, one cannot be read.
        packets[10] = plain[10]
        packets[11] = plain[11]
        packets[40].payload = [0x80, 1, 2]
        var capture = TestCapture()
        capture.announce("red/8000", parameters: "0/0", type: 63)
        capture.append(packets)
        let scan = try ScannedCapture(capture, audio: .wav) { $0.export = [.payload, .pcap] }
        #expect(
            try scan.bytes("export/stream-1.ul")
                == plain.enumerated().filter { $0.offset != 40 }.flatMap(\.element.payload))
        #expect(try scan.bytes("export/stream-1-pt63.bin") == [0x80, 1, 2])
        let again = try ScannedCapture(try scan.bytes("export/stream-1.pcap"))
        #expect(Set(again.streams[0].payloadTypes.map(\.number)) == [63, 0])
    }

    @Test("streams of unknown or encrypted payload are exported as they are")
    func unknown() throws {
        var random = SeededRandom(3)
        let packets = SimulatedPacket.steady(60, type: 111).map { packet in
            var packet = packet
            packet.payload = random.bytes(50)
            return packet
        }
        let scan = try ScannedCapture(TestCapture(packets), audio: .wav) { $0.export = [.payload] }
        #expect(try scan.bytes("export/stream-1.bin") == packets.flatMap(\.payload))
        #expect(scan.streams[0].audio?.wav == nil && scan.streams[0].audio?.reason != nil)
    }

    @Test("without the option nothing is exported")
    func none() throws {
        let scan = try ScannedCapture(TestCapture(Self.packets()), audio: .wav)
        #expect(scan.files.allSatisfy { !$0.hasPrefix("export") })
    }

    @Test(
        "ffmpeg reads what is exported and decodes what we wrote", .enabled(if: FFmpeg.isThere),
        arguments: [("opus/48000/2", 960, 48_000), ("AMR/8000", 160, 8000), ("AMR-WB/16000", 320, 16_000)])
    func containers(rtpmap: String, ticks: Int, rateHz: Int) throws {
        var random = SeededRandom(5)
        let encoded = try FFmpeg.output(
            FFmpeg.source(rateHz: 48_000)
                + ["-map", "0:a", "-c:a", "libopus", "-vbr", "off", "-b:a", "32k", "-f", "data"])
        let packets = (0..<100).map { index -> SimulatedPacket in
            // Mode 7 of AMR has 31 bytes, mode 8 of AMR-WB 60; any bits are speech. Octet-aligned, no mode request.
            let payload =
                ticks == 960
                ? Array(encoded[index * 80..<(index + 1) * 80])
                : ticks == 160 ? [0xF0, 0x3C] + random.bytes(30) + [0xF0] : [0xF0, 0x44] + random.bytes(59) + [0xF8]
            return SimulatedPacket(
                arrival: TestCapture.start + Int64(index) * 20_000_000, sequence: index, timestamp: index * ticks,
                type: 97, isMarker: index == 0, payload: payload)
        }
        var capture = TestCapture()
        capture.announce(rtpmap, parameters: ticks == 960 ? nil : "octet-align=1")
        capture.append(packets)
        let scan = try ScannedCapture(capture, audio: .wav) { $0.export = [.payload] }
        let name = try #require(scan.files.first { $0.hasPrefix("export/") })
        let reader = ticks == 960 ? ["-c:a", "libopus"] : []
        let sound = try scan.wave("audio/stream-1.wav")
        #expect(sound.sampleRateHz == rateHz && scan.streams[0].audio?.reason == nil)
        #expect(try FFmpeg.samples(reader + ["-i", scan.path(name)]) == sound.channels[0])
    }
}
