import Foundation
import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// Speech encoded by the ffmpeg command and sent under a dynamic payload type that nothing announces.
@Suite("Codecs that nothing announces", .enabled(if: FFmpeg.isThere, "ffmpeg and libavcodec are needed"))
struct UnannouncedCodecTests {
    struct Codec: Sendable, CustomTestStringConvertible {
        var name: String
        var encoder: [String]
        var rateHz = 8000
        var bytesPerPacket: Int
        var clockHz = 8000
        /// Of the decoded sound with what was encoded.
        var correlation = 0.9
        var testDescription: String { name }
    }

    private static let codecs = [
        Codec(name: "G722", encoder: ["g722"], rateHz: 16_000, bytesPerPacket: 160),
        Codec(name: "GSM", encoder: ["libgsm"], bytesPerPacket: 33, correlation: 0.75),
        Codec(
            name: "opus", encoder: ["libopus", "-vbr", "off", "-b:a", "32k"], rateHz: 48_000, bytesPerPacket: 80,
            clockHz: 48_000),
    ]

    @Test("the stream is named, decoded, and sounds like what was encoded", arguments: codecs)
    func decoded(_ codec: Codec) throws {
        let path = NSTemporaryDirectory() + "/iqos-speech-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        let speech = TestSound.speech(seconds: 6).samples.map { Int16($0) }
        try speech.withUnsafeBytes { Data($0) }.write(to: URL(fileURLWithPath: path))
        let input = ["-f", "s16le", "-ar", "8000", "-ac", "1", "-i", path, "-ar", "\(codec.rateHz)"]
        let encoded = try FFmpeg.output(input + ["-map", "0:a", "-c:a"] + codec.encoder + ["-f", "data"])
        let step = codec.clockHz / 50
        let packets = SimulatedPacket.steady(encoded.count / codec.bytesPerPacket, type: 98, step: step)
            .enumerated().map { index, packet in
                var packet = packet
                let start = index * codec.bytesPerPacket
                packet.payload = Array(encoded[start..<start + codec.bytesPerPacket])
                return packet
            }
        let scan = try ScannedCapture(TestCapture(packets), audio: .wav)
        let stream = try #require(scan.streams.first)
        #expect(stream.codec == codec.name && stream.payloadTypes[0].source == .inferred)
        #expect(stream.audio?.reason == nil)
        let sound = try scan.wave("audio/stream-1.wav")
        #expect(sound.sampleRateHz == codec.rateHz)
        let source = try FFmpeg.samples(input)
        #expect(
            LibraryDecoderTests.correlation(source, sound.channels[0], lags: 0...codec.rateHz / 50) > codec.correlation)
    }
}
