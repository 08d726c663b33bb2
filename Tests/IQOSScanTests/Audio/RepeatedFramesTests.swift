import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// Senders of AMR that put each frame into two packets, against a decoder that is given each frame once.
@Suite("Repeated frames of AMR", .enabled(if: FFmpeg.isThere, "ffmpeg and libavcodec are needed"))
struct RepeatedFramesTests {
    @Test(
        "each frame is decoded once, and one that came late or never is heard from the packet behind",
        arguments: [false, true])
    func once(isWide: Bool) throws {
        var random = SeededRandom(7)
        // Mode 7 of AMR has 244 bits, mode 8 of AMR-WB 477; any bits are speech.
        let frames = (0..<100).map { _ in isWide ? random.bytes(59) + [0xF8] : random.bytes(30) + [0xF0] }
        let (entry, ticks): (UInt8, Int) = isWide ? (0x44, 320) : (0x3C, 160)
        var packets = (1..<100).map { index in
            SimulatedPacket(
                arrival: TestCapture.start + Int64(index) * 20_000_000, sequence: index, timestamp: (index - 1) * ticks,
                type: 97, isMarker: index == 1,
                payload: [0xF0, entry | 0x80, entry] + frames[index - 1] + frames[index])
        }
        packets[59].arrival += 130_000_000
        packets.remove(at: 39)
        packets.sort { $0.arrival < $1.arrival }
        var capture = TestCapture()
        capture.announce(isWide ? "AMR-WB/16000" : "AMR/8000", parameters: "octet-align=1; max-red=20")
        capture.append(packets)
        let scan = try ScannedCapture(capture, audio: .wav) { $0.export = [.payload] }
        #expect(scan.streams[0].packets.lost == 1 && scan.streams[0].packets.late == 1)
        let file = Array((isWide ? "#!AMR-WB\n" : "#!AMR\n").utf8) + frames.flatMap { [entry] + $0 }
        #expect(try scan.bytes("export/stream-1." + (isWide ? "awb" : "amr")) == file)
        let expected = try FFmpeg.decoded(file, ["-f", "amr"])
        #expect(try scan.wave("audio/stream-1.wav").channels == [expected])
        #expect(try scan.wave("audio/call-1.wav").channels == [Array(expected.dropFirst(isWide ? 95 : 40))])
        #expect(scan.streams[0].audio?.overlappedPackets == 0)
    }
}
