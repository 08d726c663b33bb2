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

    @Test("losses, late packets and restarts are labelled with their spans, in Audacity's form and as cue points")
    func labels() throws {
        let scan = try ScannedCapture(Self.capture(), audio: [.wav, .mp3])
        let stream = String(decoding: try scan.bytes("audio/stream-1.txt"), as: UTF8.self)
        #expect(
            stream == """
                0.000000\t0.000000\tstart 2001-09-09T12:34:56.250000000Z
                0.400000\t0.440000\t2 lost
                1.400000\t1.400000\trestart

                """)
        let call = String(decoding: try scan.bytes("audio/call-1.txt"), as: UTF8.self)
        #expect(
            call == """
                0.000000\t0.000000\tstart 2001-09-09T12:34:56.250000000Z
                0.400000\t0.440000\t2 lost, concealed
                0.800000\t0.820000\t1 late, concealed
                1.400000\t1.400000\trestart

                """)
        #expect(
            scan.streams[0].audio?.labels == "audio/stream-1.txt" && scan.calls[0].audio?.labels == "audio/call-1.txt")
        let chunks = Self.chunks(try scan.bytes("audio/call-1.wav"))
        #expect(chunks.map(\.name) == ["bext", "fmt ", "cue ", "LIST", "data"])
        let cue = chunks[2].content
        #expect(Self.number(cue, 0, 4) == 3)
        #expect((0..<3).map { Self.number(cue, 4 + 24 * $0 + 20, 4) } == [3200, 6400, 11_200])
        let texts = String(decoding: chunks[3].content, as: UTF8.self)
        #expect(texts.contains("2 lost, concealed") && texts.contains("1 late, concealed") && texts.contains("restart"))
    }

    @Test("the broadcast extension has the capture's hash and the time of sample 0")
    func broadcast() throws {
        let scan = try ScannedCapture(Self.capture(), audio: .wav)
        let hash = try #require(scan.result.head.capture.files[0].sha256)
        let chunk = Self.chunks(try scan.bytes("audio/stream-1.wav"))[0].content
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

    @Test("a header past 4 GB is RF64 and gives the sizes in its first chunk")
    func large() {
        let header = WaveHeader(channels: 2, sampleRateHz: 8000, frames: 2_000_000_000).bytes
        #expect(String(decoding: header[0..<4], as: UTF8.self) == "RF64")
        #expect(Self.number(header, 4, 4) == 0xFFFF_FFFF && String(decoding: header[12..<16], as: UTF8.self) == "ds64")
        #expect(Self.number(header, 20, 8) == header.count - 8 + 8_000_000_000)
        #expect(Self.number(header, 28, 8) == 8_000_000_000 && Self.number(header, 36, 8) == 2_000_000_000)
    }

    @Test("any number of places gives a header that can be read")
    func many() throws {
        let labels = (0..<100_000).map { SoundLabel(start: $0 * 10, end: $0 * 10 + 3, text: "1 lost") }
        var header = WaveHeader(channels: 1, sampleRateHz: 8000, frames: 10)
        header.labels = labels
        let wave = try #require(WaveFile(header.bytes + [UInt8](repeating: 0, count: 20)))
        #expect(wave.frames == 10)
    }
}
