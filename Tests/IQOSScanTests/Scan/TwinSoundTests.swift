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
