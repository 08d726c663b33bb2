import TestSupport
import Testing

@testable import IQOSCore
@testable import IQOSScan

/// Streams of codecs that a library decodes, encoded and decoded independently by the ffmpeg command.
@Suite("Codecs of the library", .enabled(if: FFmpeg.isThere, "ffmpeg and libavcodec are needed"))
struct LibraryDecoderTests {
    struct Codec: Sendable, CustomTestStringConvertible {
        var rtpmap: String
        var type = 97
        /// What ffmpeg encodes with, and the format that it reads back from raw bytes.
        var encoder: [String]
        var reader: [String]?
        var rateHz = 8000
        var bytesPerPacket: Int
        var ticks = 160
        /// Of the decoded sound with what was encoded, the better of two polarities and any lag up to 20 ms.
        var correlation: Double
        /// Samples that the codec puts the sound off, of them those that are taken off: libspeex's encoder looks ahead by the
        /// rest (`SPEEX_GET_LOOKAHEAD`), and libopus by 312.
        var lag = (whole: 0, takenOff: 0)

        var testDescription: String { rtpmap }
    }

    private static let codecs =
        [
            Codec(
                rtpmap: "G722/8000", type: 9, encoder: ["g722"], reader: ["-f", "g722"], rateHz: 16_000,
                bytesPerPacket: 160, correlation: 0.99, lag: (22, 22)),
            Codec(
                rtpmap: "GSM/8000", type: 3, encoder: ["libgsm"], reader: ["-f", "gsm"], bytesPerPacket: 33,
                correlation: 0.95),
            Codec(
                rtpmap: "G723/8000", type: 4, encoder: ["g723_1", "-b:a", "6.3k"], reader: ["-f", "g723_1"],
                bytesPerPacket: 24, ticks: 240, correlation: 0.9, lag: (60, 60)),
            Codec(
                rtpmap: "opus/48000/2", encoder: ["libopus", "-vbr", "off", "-b:a", "32k"], rateHz: 48_000,
                bytesPerPacket: 80, ticks: 960, correlation: 0.94, lag: (312, 0)),
            Codec(
                rtpmap: "speex/8000", encoder: ["libspeex"], bytesPerPacket: 38, correlation: 0.8, lag: (80, 40)),
            Codec(
                rtpmap: "speex/16000", encoder: ["libspeex"], rateHz: 16_000, bytesPerPacket: 70, ticks: 320,
                correlation: 0.8, lag: (223, 80)),
        ]
        + [16, 24, 32, 40].flatMap { rate in
            ["G726-\(rate)", "AAL2-G726-\(rate)"].map { name in
                let format = name.hasPrefix("AAL2") ? "g726" : "g726le"
                return Codec(
                    rtpmap: name + "/8000", encoder: [format, "-b:a", "\(rate)k"],
                    reader: ["-f", format, "-code_size", "\(rate / 8)", "-sample_rate", "8000"],
                    bytesPerPacket: 20 * rate / 8, correlation: rate == 16 ? 0.9 : 0.98)
            }
        }

    @Test("the sound is what ffmpeg decodes, sample for sample, and what was encoded", arguments: codecs)
    func decoded(_ codec: Codec) throws {
        let input = FFmpeg.source(rateHz: codec.rateHz)
        let encoded = try FFmpeg.output(input + ["-map", "0:a", "-ac", "1", "-c:a"] + codec.encoder + ["-f", "data"])
        let scan = try Self.scan(encoded, codec)
        let report = try #require(scan.streams.first)
        #expect(report.audio?.reason == nil && report.audio?.sampleRateHz == codec.rateHz)
        let sound = try scan.wave("audio/stream-1.wav")
        #expect(sound.sampleRateHz == codec.rateHz)
        let heard = try scan.wave("audio/call-1.wav")
        // Both lie earlier by the delay: what was heard begins with the call, the evidence before its first packet.
        #expect(heard.channels[0] == Array(sound.channels[0].dropFirst(codec.lag.takenOff)))
        let delayNs = Int64(codec.lag.takenOff) * 1_000_000_000 / Int64(codec.rateHz)
        #expect(report.audio?.start == report.firstPacket.map { $0 - delayNs })
        #expect(report.audio?.codecDelayMs == Double(delayNs) * 1e-6)
        let packets = encoded.count / codec.bytesPerPacket
        #expect(
            sound.channels[0].count == packets * codec.ticks * codec.rateHz / (codec.type == 9 ? 8000 : codec.rateHz))
        if let reader = codec.reader {
            let whole = Array(encoded.prefix(packets * codec.bytesPerPacket))
            #expect(try FFmpeg.decoded(whole, reader) == sound.channels[0])
        }
        let source = try FFmpeg.samples(input)
        let alike = (0...codec.rateHz / 50).map { Self.correlation(source, sound.channels[0], lags: $0...$0) }
        #expect(alike.max() ?? 0 >= codec.correlation)
        let lag = alike.indices.max { alike[$0] < alike[$1] } ?? 0
        // A quarter of a millisecond: what codecs do to phases.
        #expect(abs(lag - codec.lag.whole) <= codec.rateHz / 4000, "\(lag) samples late")
    }

    @Test("lost packets are concealed at the codec's own rate and every other sample stays in its place")
    func loss() throws {
        let codec = Self.codecs[0]
        let encoded = try FFmpeg.output(
            FFmpeg.source(rateHz: 16_000) + ["-map", "0:a", "-ac", "1", "-c:a", "g722", "-f", "data"])
        let scan = try Self.scan(encoded, codec, lost: [50, 51])
        #expect(scan.streams[0].packets.lost == 2)
        let evidence = try scan.wave("audio/stream-1.wav").channels[0]
        let heard = try scan.wave("audio/call-1.wav").channels[0]
        #expect(evidence.count == 48_000 && heard.count == 48_000 - 22)
        #expect(evidence[50 * 320..<52 * 320].allSatisfy { $0 == 0 })
        #expect(heard[50 * 320 - 22..<51 * 320 - 22].contains { abs(Int($0)) > 500 })
    }

    /// Frames that nobody spoke: what counts is that both decoders are given the same, in the same order.
    @Test(
        "frames of G.729 and iLBC reach the decoder whole and in order, also behind one that never came",
        arguments: [
            ("G729/8000", 10, 2, 160, "g729", ""), ("iLBC/8000", 38, 1, 160, "ilbc", "#!iLBC20\n"),
            ("iLBC/8000", 50, 1, 240, "ilbc", "#!iLBC30\n"),
        ])
    func frames(
        rtpmap: String, frameBytes: Int, frames: Int, ticks: Int, format: String, head: String
    ) throws {
        var random = SeededRandom(frameBytes)
        let size = frameBytes * frames
        var coded: [UInt8] = []
        for _ in 0..<100 * frames {
            // The last bit of an iLBC frame is 0 (RFC 3951 §3.8).
            coded += random.bytes(frameBytes - 1) + [UInt8(random.below(128) * 2)]
        }
        let parameters = format == "ilbc" ? "mode=\(ticks / 8)" : nil
        func scan(lost: Range<Int>) throws -> ScannedCapture {
            var capture = TestCapture()
            capture.announce(rtpmap, parameters: parameters)
            capture.append(
                (0..<100).filter { !lost.contains($0) }.map { index in
                    SimulatedPacket(
                        arrival: TestCapture.start + Int64(index * ticks) * 125_000, sequence: index,
                        timestamp: index * ticks, type: 97, isMarker: index == 0,
                        payload: Array(coded[index * size..<(index + 1) * size]))
                })
            return try ScannedCapture(capture, audio: .wav)
        }
        let whole = try scan(lost: 0..<0)
        let sound = try whole.wave("audio/stream-1.wav").channels[0]
        // As a decoder of iLBC begins after a frame of silence.
        let before = format == "g729" ? [] : ticks == 160 ? LibraryDecoder.silentILBC20 : LibraryDecoder.silentILBC30
        let expected = try FFmpeg.decoded(Array(head.utf8) + before + coded, ["-f", format])
        #expect(Array(expected.dropFirst(before.isEmpty ? 0 : ticks)) == sound)
        #expect(sound.count == 100 * ticks && whole.streams[0].audio?.reason == nil)
        let holed = try scan(lost: 50..<52)
        let (evidence, heard) = (
            try holed.wave("audio/stream-1.wav").channels[0], try holed.wave("audio/call-1.wav").channels[0]
        )
        let delay = format == "g729" ? 40 : 0
        #expect(evidence.count == 100 * ticks && heard.count == 100 * ticks - delay)
        #expect(evidence[..<(50 * ticks)] == sound[..<(50 * ticks)])
        #expect(evidence[50 * ticks..<52 * ticks].allSatisfy { $0 == 0 })
        #expect(heard[50 * ticks - delay..<51 * ticks - delay].contains { $0 != 0 })
        #expect(holed.streams[0].packets.lost == 2)
    }

    /// Encoded by the source text of RFC 3951, whose own decoder reaches 0.92 in the third frame and a peak of 4846 of 4911.
    @Test(
        "iLBC from the middle of a call is the sound that was encoded from its first frame on, and not full scale",
        arguments: [
            (
                160,
                [
                    "860198cdf2857e100fe000fc204d9bf858e10b1beba7fd467f99a3e124084ee61633d4d4e2b8",
                    "860378e5f28507e1c07f080f824d55efe2fc0a5597a4ab3a1baebab3f3e7be6656451e1ee2b4",
                    "86037ad4d0878307f0103f040fe53aa4819ff4e6fca4b7f59bcd467fb8f1bd4605337f7f4ab4",
                ], 10, 0.65
            ),
            (
                240,
                [
                    "860568601967722307e7801f040fe10464ca28da96dfe3803ea57eb9eacf551b92acf9e3d351816aaab3636ffff8a7b7d57a",
                    "860568603777b2a307e3803f8407e10464c990da96cbe3f03fa661b92acf95db92acfc080f9a41babab7b7bbdbdeabb5e4f8",
                    "860568603766e6a2f140ff8007e080f4651223dad881840659aa36bf948be79f394bbd2a53518a3c7c77474acace2757e4fa",
                ], 8, 0.8
            ),
        ])
    func beginning(ticks: Int, frames: [String], before: Int, alike: Double) throws {
        // Two tones, of which the encoder had heard `before` frames.
        let source = (0..<3 * ticks).map { index -> Int16 in
            let angle = Double(index + before * ticks) * 2 * Double.pi / 8000
            return Int16((3000 * ExactMath.sin(440 * angle) + 2000 * ExactMath.sin(880 * angle + 1)).rounded())
        }
        // Twice, for three packets are no more than a probable stream.
        let capture = (frames + frames).enumerated().map { index, frame in
            SimulatedPacket(
                arrival: TestCapture.start + Int64(index * ticks) * 125_000, sequence: index,
                timestamp: index * ticks, type: 97, isMarker: index == 0,
                payload: stride(from: 0, to: frame.utf8.count, by: 2).map { place in
                    UInt8(frame.dropFirst(place).prefix(2), radix: 16) ?? 0
                })
        }
        var test = TestCapture()
        test.announce("iLBC/8000", parameters: "mode=\(ticks / 8)")
        test.append(capture)
        let sound = try ScannedCapture(test, audio: .wav).wave("audio/stream-1.wav").channels[0]
        #expect(sound.count == 6 * ticks)
        for frame in 0..<3 {
            let range = frame * ticks..<(frame + 1) * ticks
            #expect(Self.correlation(Array(source[range]), Array(sound[range]), lags: 0...0) >= alike)
            #expect(sound[range].allSatisfy { abs(Int($0)) < 5500 })
        }
    }

    @Test("payloads of random bytes and lengths stay silent or not, and trap nothing", arguments: 0..<4)
    func hostile(seed: Int) throws {
        for codec in Self.codecs {
            var random = SeededRandom(seed)
            let packets = (0..<60).map { index in
                SimulatedPacket(
                    arrival: TestCapture.start + Int64(index) * 20_000_000, sequence: index,
                    timestamp: index * codec.ticks, type: codec.type,
                    payload: random.bytes(random.below(3) == 0 ? random.below(90) : codec.bytesPerPacket))
            }
            var capture = TestCapture()
            capture.announce(codec.rtpmap)
            capture.append(packets)
            let scan = try ScannedCapture(capture, audio: .wav)
            #expect(scan.streams.count == 1)
        }
    }

    @Test("without a library the stream is measured, and the report names the package that would decode it")
    func withoutLibrary() throws {
        let scan = try Self.scan([UInt8](repeating: 0xD5, count: 3300), Self.codecs[1]) {
            $0.decoders = AudioDecoders(advice: AudioDecoders.ofThisMachine.advice)
        }
        #expect(scan.streams[0].codec == "GSM" && scan.streams[0].audio?.wav == nil)
        #expect(scan.streams[0].audio?.reason?.contains("libavcodec59") == true)
        let warnings = scan.result.head.warnings.filter { $0.code == "no-decoder" }
        #expect(warnings.count == 1 && warnings[0].message.contains("(GSM): install libavcodec"))
    }

    private static func scan(
        _ encoded: [UInt8], _ codec: Codec, lost: Set<Int> = [], change: (inout ScanOptions) -> Void = { _ in }
    ) throws -> ScannedCapture {
        let clock = codec.type == 9 ? 8000 : codec.rateHz
        let packets = (0..<encoded.count / codec.bytesPerPacket).filter { !lost.contains($0) }.map { index in
            SimulatedPacket(
                arrival: TestCapture.start + Int64(index * codec.ticks) * 1_000_000_000 / Int64(clock),
                sequence: index, timestamp: 5000 + index * codec.ticks, type: codec.type, isMarker: index == 0,
                payload: Array(encoded[index * codec.bytesPerPacket..<(index + 1) * codec.bytesPerPacket]))
        }
        var capture = TestCapture()
        if codec.type == 97 { capture.announce(codec.rtpmap) }
        capture.append(packets)
        return try ScannedCapture(capture, audio: .wav, change: change)
    }

    /// The highest normalized correlation over the lags by which the second sound may be late.
    static func correlation(_ source: [Int16], _ sound: [Int16], lags: ClosedRange<Int>) -> Double {
        lags.map { lag in
            let count = min(source.count, sound.count - lag)
            var (product, one, other) = (0.0, 0.0, 0.0)
            for index in 0..<count {
                let (a, b) = (Double(source[index]), Double(sound[index + lag]))
                product += a * b
                one += a * a
                other += b * b
            }
            return product / max(1, (one * other).squareRoot())
        }.max() ?? 0
    }
}
