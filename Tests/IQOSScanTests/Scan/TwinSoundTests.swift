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
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "ffmpeg", "-v", "error", "-bitexact", "-i", path, "-c:a", "pcm_s16le", "-y", path + ".wav",
        ]
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + ".wav")))
        return try #require(WaveFile(bytes))
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
}
