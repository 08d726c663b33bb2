import Foundation
import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

@Suite("Places to listen to")
struct SoundLabelTests {
    /// The chunks of a RIFF file, by name.
    private static func chunks(_ bytes: [UInt8]) -> [(name: String, content: [UInt8])] {
        var chunks: [(String, [UInt8])] = []
        var offset = 12
        while offset + 8 <= bytes.count {
            let length = number(bytes, offset + 4, 4)
            chunks.append(
                (
                    String(decoding: bytes[offset..<offset + 4], as: UTF8.self),
                    Array(bytes[offset + 8..<offset + 8 + length])
                ))
            offset += 8 + length + length % 2
        }
        return chunks
    }

    private static func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
        (0..<count).reduce(0) { $0 + Int(bytes[offset + $1]) << (8 * $1) }
    }

    /// 100 packets from 12:34:56.25 UTC on; 20 and 21 are lost, 40 comes 200 ms late, and after 70 all begins anew.
    private static func capture() -> TestCapture {
        let packets = (0..<100).filter { $0 != 20 && $0 != 21 }.map { index in
            SimulatedPacket(
                arrival: 1_000_038_896_250_000_000 + Int64(index) * 20_000_000 + (index == 40 ? 210_000_000 : 0),
                sequence: index < 70 ? index : index + 30_000, timestamp: index * 160, isMarker: index == 0)
        }
        var capture = TestCapture(packets)
        capture.sort()
        return capture
    }

    private static let restart = "The sender began numbering its packets anew once without a new stream."

    @Test("losses, late packets, restarts and findings are labelled, in Audacity's form and as cue points")
    func labels() throws {
        let scan = try ScannedCapture(Self.capture(), audio: [.wav, .mp3])
        let stream = String(decoding: try scan.bytes("audio/stream-1.txt"), as: UTF8.self)
        #expect(
            stream == """
                0.000000\t0.000000\tstart 2001-09-09T12:34:56.250000000Z
                0.400000\t0.440000\t2 lost
                0.800000\t0.820000\t1 late
                1.400000\t1.400000\trestart
                1.400000\t1.400000\tsequence-restart: \(Self.restart)

                """)
        let call = String(decoding: try scan.bytes("audio/call-1.txt"), as: UTF8.self)
        #expect(
            call == """
                0.000000\t0.000000\tstart 2001-09-09T12:34:56.250000000Z
                0.400000\t0.440000\t2 lost, concealed
                0.800000\t0.820000\t1 late, concealed
                1.400000\t1.400000\trestart
                1.400000\t1.400000\tsequence-restart: \(Self.restart)

                """)
        #expect(
            scan.streams[0].audio?.labels == "audio/stream-1.txt" && scan.calls[0].audio?.labels == "audio/call-1.txt")
        let chunks = Self.chunks(try scan.bytes("audio/call-1.wav"))
        #expect(chunks.map(\.name) == ["JUNK", "bext", "fmt ", "data", "cue ", "LIST"])
        let cue = chunks[4].content
        #expect(Self.number(cue, 0, 4) == 4)
        #expect((0..<4).map { Self.number(cue, 4 + 24 * $0 + 20, 4) } == [3200, 6400, 11_200, 11_200])
        let texts = String(decoding: chunks[5].content, as: UTF8.self)
        #expect(texts.contains("2 lost, concealed") && texts.contains("1 late, concealed") && texts.contains("restart"))
    }

    @Test("findings of both directions and of the call are labelled where they are, behind a jump of the timestamp too")
    func findings() throws {
        // 20 s; at 10 s the timestamp of the caller jumps by 125 s, at 15 s he loses 300 ms. The callee ends at 8 s.
        let one = (0..<1000).filter { !(750..<765).contains($0) }.map { index in
            SimulatedPacket(
                arrival: TestCapture.start + Int64(index) * 20_000_000, sequence: index,
                timestamp: index * 160 + (index < 500 ? 0 : 1_000_000))
        }
        let other = (0..<400).map { index in
            SimulatedPacket(
                arrival: TestCapture.start + 2_000_000_000 + Int64(index) * 20_000_000, sequence: index,
                timestamp: index * 160)
        }
        var capture = TestCapture(one)
        capture.append(other, on: TestCapture.Path().reversed, ssrc: 99)
        capture.sort()
        let scan = try ScannedCapture(capture, audio: .wav)
        let lines = { (file: String) in
            String(decoding: try scan.bytes(file), as: UTF8.self).split(separator: "\n").map { line in
                line.split(separator: "\t").map { $0.prefix { $0 != ":" } }.joined(separator: " ")
            }
        }
        let burst = try #require(scan.streams[0].findings.first { $0.code == "burst-loss" })
        #expect(abs((burst.startS ?? 0) - 15) < 1e-6 && abs((burst.endS ?? 0) - 15.3) < 1e-6)
        #expect(
            try lines("audio/stream-1.txt").dropFirst() == [
                "10.000000 10.000000 restart", "10.000000 10.000000 timestamp-restart",
                "15.000000 15.300000 15 lost", "15.000000 15.300000 burst-loss",
            ])
        let call = try lines("audio/call-1.txt")
        #expect(call.contains("15.000000 15.300000 left") && call.contains("0.000000 2.000000 late-media"))
        let whole = String(decoding: try scan.bytes("audio/call-1.txt"), as: UTF8.self)
        #expect(whole.contains("\tleft: burst-loss: \(burst.message)\n"))
        #expect(whole.contains("\tleft: 15 lost, concealed for 60 ms\n"))
        #expect(scan.calls[0].findings.contains { $0.code == "late-media" && $0.startS == 0 && $0.endS == 2 })
    }

    @Test("the broadcast extension has the capture's hash and the time of sample 0")
    func broadcast() throws {
        let scan = try ScannedCapture(Self.capture(), audio: .wav)
        let hash = try #require(scan.result.head.capture.files[0].sha256)
        let chunk = Self.chunks(try scan.bytes("audio/stream-1.wav"))[1].content
        let text = { (range: Range<Int>) in String(decoding: chunk[range].prefix { $0 != 0 }, as: UTF8.self) }
        #expect(text(0..<256) == "stream 1: 10.0.0.1 port 16384 to 10.0.0.2 port 20000, SSRC 0x11223344")
        #expect(text(320..<330) == "2001-09-09" && text(330..<338) == "12:34:56")
        // 45296.25 s after midnight.
        #expect(Self.number(chunk, 338, 8) == 362_370_000)
        #expect(text(602..<chunk.count).contains("sha256=\(hash)"))
    }

    @Test("the late packet's marker in the report spans the time in which it was not heard")
    func markers() throws {
        let markers = try ScannedCapture(Self.capture()).streams[0].markers
        let late = try #require(markers.first { $0.kind == .late })
        #expect(abs(late.startS - 0.8) < 1e-6 && abs(late.endS - 0.82) < 1e-6)
        let lost = try #require(markers.first { $0.kind == .lost })
        #expect(abs(lost.startS - 0.4) < 1e-6 && abs(lost.endS - 0.44) < 1e-6)
    }

    @Test("a loss is as long as its packets whatever their neighbours' jitter, and lies before the pause behind it")
    func lossMarkers() throws {
        // Three are lost at 0.4 s, between packets that came 15 ms early and 18 ms late; one at the end of the talk at 2 s.
        let early = [19: -15, 23: 18]
        let packets = (0..<200).compactMap { index -> SimulatedPacket? in
            guard ![20, 21, 22, 99].contains(index) else { return nil }
            let pause = index < 100 ? 0 : 3000
            return SimulatedPacket(
                arrival: TestCapture.start + Int64(20 * index + pause + (early[index] ?? 0)) * 1_000_000,
                sequence: index, timestamp: 8 * (20 * index + pause))
        }
        let lost = try ScannedCapture(TestCapture(packets)).streams[0].markers.filter { $0.kind == .lost }
        try #require(lost.count == 2)
        #expect(abs(lost[0].startS - 0.4) < 0.02 && abs(lost[0].endS - lost[0].startS - 0.06) < 1e-6)
        #expect(abs(lost[1].startS - 1.98) < 1e-6 && abs(lost[1].endS - 2) < 1e-6)
    }

    @Test("a header past 4 GB is RF64 and gives the sizes in its first chunk")
    func large() {
        let header = WaveHeader(channels: 2, sampleRateHz: 8000, frames: 2_000_000_000).head
        #expect(String(decoding: header[0..<4], as: UTF8.self) == "RF64")
        #expect(Self.number(header, 4, 4) == 0xFFFF_FFFF && String(decoding: header[12..<16], as: UTF8.self) == "ds64")
        #expect(Self.number(header, 20, 8) == header.count - 8 + 8_000_000_000)
        #expect(Self.number(header, 28, 8) == 8_000_000_000 && Self.number(header, 36, 8) == 2_000_000_000)
    }

    @Test(
        "what stands between the sizes and the samples has no byte that fills a chunk up",
        arguments: ["a.pcap", "ab.pcap"])
    func even(name: String) {
        let broadcast = BroadcastExtension(
            "stream 1", start: TestCapture.start, sampleRateHz: 8000, channels: 1,
            captures: [CaptureFileReport(name: name)])
        #expect(broadcast.bytes.count.isMultiple(of: 2))
    }

    @Test("a file with any number of places can be read, and its head is as long as that of one without")
    func many() throws {
        var header = WaveHeader(channels: 1, sampleRateHz: 8000, frames: 10)
        let length = header.head.count
        header.labels = (0..<100_000).map { SoundLabel(start: $0 * 10, end: $0 * 10 + 3, text: "1 lost") }
        #expect(header.head.count == length)
        let bytes = header.head + [UInt8](repeating: 0, count: 20) + header.tail
        #expect(try #require(WaveFile(bytes)).frames == 10)
        let chunks = Self.chunks(bytes)
        #expect(chunks.map(\.name) == ["JUNK", "fmt ", "data", "cue ", "LIST"])
        #expect(Self.number(chunks[3].content, 0, 4) == WaveHeader.cueLimit)
    }
}
