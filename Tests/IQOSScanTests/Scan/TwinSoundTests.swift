import Foundation
import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// MP3 files beside their WAV files, decoded by a program that is not LAME's encoder.
@Suite("MP3 twins", .enabled(if: Command.has("ffmpeg"), "ffmpeg is not installed"))
struct TwinSoundTests {
    /// Decodes to a WAV file of 16 bits beside it.
    private static func decoded(_ path: String) throws -> WaveFile {
        try #require(WaveFile(wave(path)))
    }

    /// The bytes of that file, whose header has 44.
    private static func wave(_ path: String) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "ffmpeg", "-v", "error", "-i", path, "-map_metadata", "-1", "-c:a", "pcm_s16le", "-bitexact", "-y",
            path + ".wav",
        ]
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + ".wav")))
    }

    @Test(
        "an MP3 file is as long as its WAV file, to the sample",
        arguments: ["clean-sip.pcap", "one-way.pcap", "disorder.pcap", "vlan-no-signalling.pcap"])
    func length(name: String) throws {
        let scan = try ScannedCapture(nil, name: name, audio: [.wav, .mp3])
        for sound in scan.files.filter({ $0.hasSuffix(".wav") }) {
            let wave = try scan.wave(sound)
            let twin = try Self.decoded(scan.path(sound.dropLast(3) + "mp3"))
            #expect(twin.frames == wave.frames, "\(sound)")
            #expect(twin.channels.count == wave.channels.count && twin.sampleRateHz == wave.sampleRateHz)
        }
    }

    @Test("a click is heard at the same time in both files, to a millisecond", arguments: [1, 31, 77, 98])
    func click(packet: Int) throws {
        let packets = (0..<100).map { index in
            var payload = [UInt8](repeating: 0xFF, count: 160)
            if index == packet { for offset in 80..<84 { payload[offset] = offset < 82 ? 0x80 : 0x00 } }
            return SimulatedPacket(
                arrival: TestCapture.start + Int64(index) * 20_000_000, sequence: index, timestamp: index * 160,
                payload: payload)
        }
        let scan = try ScannedCapture(TestCapture(packets), audio: [.wav, .mp3])
        for sound in ["audio/stream-1", "audio/call-1"] {
            let wave = try scan.wave(sound + ".wav").channels[0]
            let twin = try Self.decoded(scan.path(sound + ".mp3")).channels[0]
            let places = [wave, twin].map { samples in
                samples.indices.max { samples[$0].magnitude < samples[$1].magnitude } ?? 0
            }
            #expect(places[0] == packet * 160 + 80)
            #expect(abs(places[1] - places[0]) <= 8, "\(places)")
        }
    }

    @Test(
        "at every sample rate a twin is as long as its WAV file and has its click at the same place",
        arguments: [8000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000])
    func rates(rate: Int) throws {
        let size = rate / 50
        var capture = TestCapture()
        capture.announce("L16/\(rate)")
        capture.append(
            (0..<100).map { index in
                var payload = [UInt8](repeating: 0, count: 2 * size)
                if index == 77 { for offset in size..<size + 6 { payload[offset] = 0x60 } }
                return SimulatedPacket(
                    arrival: TestCapture.start + Int64(index * size) * 1_000_000_000 / Int64(rate), sequence: index,
                    timestamp: index * size, type: 97, isMarker: index == 0, payload: payload)
            })
        let scan = try ScannedCapture(capture, audio: [.wav, .mp3])
        for sound in ["audio/stream-1", "audio/call-1"] {
            let wave = try scan.wave(sound + ".wav")
            let twin = try Self.decoded(scan.path(sound + ".mp3"))
            #expect(wave.sampleRateHz == rate && twin.sampleRateHz == rate && twin.frames == wave.frames)
            let places = [wave, twin].map { file in
                file.channels[0].indices.max { file.channels[0][$0].magnitude < file.channels[0][$1].magnitude } ?? 0
            }
            #expect(abs(places[1] - places[0]) <= rate / 1000, "\(places)")
        }
    }

    @Test("behind a minute of silence the header counts the music and has its CRC", arguments: [16_000, 48_000])
    func checkedMusic(rate: Int) throws {
        let size = rate / 50
        var capture = TestCapture()
        capture.announce("L16/\(rate)")
        capture.append(
            (0..<100).map { index in
                let slot = index < 50 ? index : index + 3000
                return SimulatedPacket(
                    arrival: TestCapture.start + Int64(slot) * 20_000_000, sequence: index, timestamp: slot * size,
                    type: 97, isMarker: index % 50 == 0,
                    payload: (0..<2 * size).map { UInt8($0 % 2 == 0 ? $0 / 2 % 32 : 0) })
            })
        let scan = try ScannedCapture(capture, audio: .mp3)
        #expect(try Self.isMusicChecked(scan.bytes("audio/stream-1.mp3")))
    }

    /// Whether the CRC of the music in the LAME header is that of the bytes behind its frame.
    private static func isMusicChecked(_ file: [UInt8]) throws -> Bool {
        let name = Array("Info".utf8)
        let info = try #require(file.indices.first { file[$0...].starts(with: name) })
        let number = { (offset: Int, count: Int) in
            (0..<count).reduce(0) { $0 << 8 | Int(file[info + offset + $1]) }
        }
        // Behind the last tag the music begins, with the frame that the header is in.
        let start = try #require((0..<info).last { file[$0] == 0xFF && file[$0 + 1] & 0xE0 == 0xE0 })
        #expect(file.count - start == number(148, 4))
        let (second, third) = (file[start + 1], file[start + 2])
        return (info - start + 156..<1100).contains { length in
            // The next frame has the same version, layer and sample rate.
            start + length + 2 < file.count && file[start + length] == 0xFF && file[start + length + 1] == second
                && (file[start + length + 2] ^ third) & 0x0C == 0
                && file[(start + length)...].reduce(UInt16(0)) { InfoFrame.crc($1, $0) } == UInt16(number(152, 2))
        }
    }

    @Test("a click behind an hour of silence is at its place too, and the length is right to the sample")
    func silence() throws {
        let packets = (0..<100).map { index in
            var payload = [UInt8](repeating: 0xFF, count: 160)
            if index == 75 { for offset in 80..<84 { payload[offset] = offset < 82 ? 0x80 : 0x00 } }
            return SimulatedPacket(
                arrival: TestCapture.start + Int64(index) * 20_000_000 + (index < 50 ? 0 : 3_599_960_000_000),
                sequence: index, timestamp: index * 160 + (index < 50 ? 0 : 28_799_680), isMarker: index % 50 == 0,
                payload: payload)
        }
        let scan = try ScannedCapture(TestCapture(packets), audio: [.wav, .mp3])
        let duration = try #require(scan.calls[0].audio?.durationS)
        #expect(duration == 3601.96)
        let twin = try Self.decoded(scan.path("audio/call-1.mp3"), last: 8000)
        #expect(twin.frames == Int(duration * 8000))
        let loudest = twin.tail.indices.max { twin.tail[$0].magnitude < twin.tail[$1].magnitude } ?? 0
        // Packet 75 of 100 ends 24 packets before the end.
        #expect(abs(8000 - loudest - (25 * 160 - 80)) <= 8)
    }

    /// Length of a decoded file, and its last samples.
    private static func decoded(_ path: String, last: Int) throws -> (frames: Int, tail: [Int16]) {
        let bytes = try wave(path)
        let frames = (bytes.count - 44) / 2
        return (frames, bytes.suffix(2 * last).withUnsafeBytes { Array($0.bindMemory(to: Int16.self)) })
    }
}
