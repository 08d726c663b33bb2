import TestSupport
import Testing

@testable import IQOSCore

@Suite("Payloads cut into frames")
struct PayloadTests {
    private static func cut(_ codec: AudioCodec, _ payload: [UInt8]) -> CodedFrames {
        var frames = CodedFrames()
        codec.cut(payload.span.bytes, 0..<payload.count, into: &frames)
        return frames
    }

    private static func shape(_ codec: AudioCodec, _ length: Int) -> ([Int], isMalformed: Bool) {
        let frames = cut(codec, [UInt8](repeating: 0xD0, count: length))
        return (frames.frames.map(\.length), frames.isMalformed)
    }

    @Test("frames of fixed length come out whole, and what is left over is told")
    func fixed() {
        #expect(Self.shape(.g729, 20) == ([10, 10], false))
        #expect(Self.shape(.g729, 22) == ([10, 10, 2], false))
        #expect(Self.shape(.g729, 13) == ([10], true))
        #expect(Self.shape(.gsm, 66) == ([33, 33], false))
        // Two frames as Microsoft packs them are none of GSM.
        #expect(Self.shape(.gsm, 65) == ([65], true))
        #expect(Self.shape(.ilbc(frameMs: nil), 38) == ([38], false))
        #expect(Self.shape(.ilbc(frameMs: 20), 50) == ([50], false))
        #expect(Self.shape(.ilbc(frameMs: nil), 100) == ([50, 50], false))
        #expect(Self.shape(.g726(bits: 3, isBigEndian: false), 61) == ([60], true))
        #expect(Self.shape(.dvi4, 3) == ([], true))
    }

    @Test("frames of Speex in one payload become payloads of their own")
    func speex() {
        // Modes 1 (43 bits) and 0 (5 bits), filled up; one of wideband with its layer of 36 bits.
        let two = Self.cut(.speex, [0x08, 1, 2, 3, 4, 0x40, 0x7F])
        #expect(two.frames.map(\.length) == [6, 1] && two.bytes[..<5] == [0x08, 1, 2, 3, 4])
        #expect(two.bytes[5] == 0x4F && two.bytes[6] == 0x03)
        for payload in [[0x08, 1, 2, 3, 4, 0x4F], [0x0C, 0x80, 0, 0, 0, 0x07], [0xFF, 1, 2]] as [[UInt8]] {
            #expect(Self.cut(.speex, payload).frames.map(\.length) == [payload.count])
        }
    }

    @Test("two bytes behind frames of G.729 are a pause of 10 ms (G.729 annex B)")
    func pause() {
        let frames = Self.cut(.g729, [1, 2])
        #expect(frames.frames.map(\.isSpeech) == [false] && frames.frames.map(\.samples) == [80])
    }

    @Test("the first bits of a frame of G.723.1 tell its length (RFC 3551 4.5.3)")
    func g723() {
        let payload = [UInt8](repeating: 0, count: 24) + [1] + [UInt8](repeating: 0, count: 19) + [2, 0, 0, 0]
        #expect(Self.cut(.g723, payload).frames.map(\.length) == [24, 20, 4])
        #expect(Self.cut(.g723, payload).frames.map(\.isSpeech) == [true, true, false])
        #expect(Self.cut(.g723, payload + [3]).isMalformed)
        #expect(Self.cut(.g723, [0, 0]).isMalformed)
    }

    // libavcodec makes noise with an effective value of 88, 128 and 344 times 1.29 of them, with a spectrum whose prediction
    // gains a factor of 1.39.
    @Test(
        "the noise of a pause of G.723.1 is as loud as its six bits of gain",
        arguments: [(3, 6), (30, 88), (36, 128), (63, 344)])
    func g723Noise(index: UInt8, gain: Double) throws {
        let level = try #require(Self.cut(.g723, [2, 0, 0, index << 2]).noiseLevel)
        #expect(abs(Math.pow(2, level) - gain) < 1e-9)
        #expect(Self.cut(.g723, [2, 0, 0, 0]).noiseLevel == -1)
    }

    @Test("the first byte of Opus tells how long it is (RFC 6716 table 2, 3.2)")
    func opus() {
        // Configurations 1, 13, 16 and 31: 20 ms of SILK, 20 ms hybrid, 2.5 and 20 ms of CELT.
        #expect(
            [UInt8(1), 13, 16, 31].map { Self.cut(.opus, [$0 << 3, 0]).frames.map(\.samples) } == [
                [960], [960], [120], [960],
            ])
        #expect(Self.cut(.opus, [31 << 3 | 1, 0]).frames.map(\.samples) == [1920])
        #expect(Self.cut(.opus, [31 << 3 | 3, 6]).frames.map(\.samples) == [5760])
        #expect(Self.cut(.opus, [31 << 3 | 3, 7]).isMalformed)
    }

    /// Bits as RFC 4867 draws them, packed by a slow model.
    private static func packed(_ bits: String) -> [UInt8] {
        let digits = Array(bits.filter { $0 != " " })
        return stride(from: 0, to: digits.count, by: 8).map { start in
            let byte = String(digits[start..<min(start + 8, digits.count)])
            return UInt8(byte + String(repeating: "0", count: 8 - byte.count), radix: 2) ?? 0
        }
    }

    @Test("both packings of AMR give the same frames as a file stores them (RFC 4867 4.3, 4.4, 5.3)")
    func amr() {
        // Two frames: mode 7 with 244 bits, and mode 0 with 95.
        let (long, short) = (String(repeating: "10110", count: 49).prefix(244), String(repeating: "01101", count: 19))
        let efficient = Self.packed("1111" + "1 0111 1" + "0 0000 1" + long + short)
        let aligned = Self.packed(
            "11110000" + "1 0111 1 00" + "0 0000 1 00" + long + "0000" + short + "0")
        let stored = Self.packed("0 0111 1 00" + long + "0000" + "0 0000 1 00" + short + "0")
        for announced in [true, false] {
            for payload in [efficient, aligned] {
                let frames = Self.cut(.amr(isWide: false, isOctetAligned: announced), payload)
                #expect(!frames.isMalformed)
                #expect(frames.bytes == stored)
                #expect(frames.frames.map(\.length) == [32, 13])
            }
        }
    }

    @Test("noise descriptions and frames that were not sent are pauses of 20 ms")
    func amrPauses() {
        let quiet = Self.cut(.amr(isWide: true, isOctetAligned: false), Self.packed("1111" + "0 1111 1"))
        #expect(quiet.frames.map(\.samples) == [320] && quiet.frames.map(\.isSpeech) == [false])
        let noise = Self.cut(
            .amr(isWide: false, isOctetAligned: false), Self.packed("1111 0 1000 1" + String(repeating: "1", count: 39))
        )
        #expect(noise.frames.map(\.samples) == [160] && noise.frames.map(\.isSpeech) == [false])
        #expect(noise.frames.map(\.length) == [6])
    }

    @Test("no payload of random bytes traps, and no frame lies outside it", arguments: 0..<20)
    func random(seed: Int) {
        var random = SeededRandom(seed)
        let codecs: [AudioCodec] = [
            .l24(channels: 3), .l16(channels: 2), .l8(channels: 1), .dvi4, .g722, .g726(bits: 5, isBigEndian: true),
            .gsm, .g729, .g723,
            .ilbc(frameMs: 30), .amr(isWide: true, isOctetAligned: true), .amr(isWide: false, isOctetAligned: false),
            .opus, .speex,
        ]
        for codec in codecs {
            for _ in 0..<50 {
                let payload = random.bytes(random.below(200))
                let frames = Self.cut(codec, payload)
                #expect(frames.frames.allSatisfy { $0.start + $0.length <= frames.bytes.count })
            }
        }
    }

    @Test("L24, L16, L8 and DVI4 decode to the samples that the clauses of RFC 3551 give")
    func waveforms() {
        func decoded(_ codec: AudioCodec, _ payload: [UInt8]) -> [Int16] {
            var samples: [Int16] = []
            var decoder = WaveformDecoder(codec)
            #expect(decoder.decode(payload[...], into: &samples))
            return samples
        }
        #expect(decoded(.l16(channels: 1), [0x7F, 0xFF, 0x80, 0x00, 0xFF, 0xFF]) == [32_767, -32_768, -1])
        #expect(decoded(.l16(channels: 2), [0, 10, 0, 20, 0, 0, 0, 0]) == [15, 0])
        // RFC 3190 §4; rounded to the nearest 16 bits, halves upwards, at full scale held.
        #expect(decoded(.l24(channels: 1), [0x12, 0x34, 0x7F, 0x12, 0x34, 0x80]) == [0x1234, 0x1235])
        #expect(decoded(.l24(channels: 1), [0xFF, 0xFF, 0x80, 0xFF, 0xFF, 0x7F]) == [0, -1])
        #expect(decoded(.l24(channels: 1), [0x7F, 0xFF, 0xFF, 0x80, 0, 0]) == [32_767, -32_768])
        #expect(decoded(.l24(channels: 2), [0, 10, 0, 0, 21, 0, 0x80, 0, 0, 0x7F, 0xFF, 0xFF]) == [16, 0])
        #expect(decoded(.l8(channels: 1), [0, 128, 255]) == [-32_768, 0, 127 << 8])
        // By hand after the IMA's paper: step 7, code 7 is 7 + 3 + 1 + 0; then step 16, code 15 is -(16 + 8 + 4 + 2).
        #expect(decoded(.dvi4, [0, 0, 0, 0, 0x7F]) == [11, -19])
    }

    @Test("settings of fmtp choose the packing, and packings that are not read give no codec")
    func parameters() {
        #expect(AudioCodec("AMR", parameters: "octet-align=1; mode-set=7") == .amr(isWide: false, isOctetAligned: true))
        #expect(AudioCodec("AMR-WB") == .amr(isWide: true, isOctetAligned: false))
        #expect(AudioCodec("AMR", parameters: "interleaving=30") == nil)
        #expect(AudioCodec("iLBC", parameters: "mode=20") == .ilbc(frameMs: 20))
        #expect(AudioCodec("telephone-event") == nil && AudioCodec("H264") == nil)
    }

    @Test(
        "an exported stream of AMR keeps time where frames are missing, but not where the clock was set",
        arguments: [
            (false, 160, [0xF0, 0x04] + [UInt8](repeating: 0, count: 12)),
            (true, 320, [0xF0, 0x04] + [UInt8](repeating: 0, count: 17)),
        ])
    func amrGaps(isWide: Bool, ticks: Int, payload: [UInt8]) {
        var container = PayloadContainer(
            .amr(isWide: isWide, isOctetAligned: true), clockRateHz: ticks * 50, serial: 1)
        func body(_ frame: Int, after seconds: Int) -> [UInt8] {
            container.body(
                payload[...], timestamp: UInt32(truncatingIfNeeded: 4_294_967_000 + frame * ticks),
                arrival: Int64(seconds) * 1_000_000_000)
        }
        let frame = Array(payload[1...])
        // NO_DATA with its quality bit (RFC 4867 §5.3); the timestamp wraps within them.
        let missing = [UInt8](repeating: 0x7C, count: 9)
        #expect([0, 1, 11].map { body($0, after: 0) } == [frame, frame, missing + frame])
        // Half an hour went by, then none of it.
        #expect(body(12 + 90_000, after: 1800).count == 90_000 + frame.count)
        #expect(body(13 + 180_000, after: 1801) == frame && body(5, after: 1802) == frame)
        // Not more than a day in all, whatever arrivals say.
        var total = 0
        for day in 1...20 { total += body(5 + day * 2_000_000, after: 1802 + day * 40_000).count - frame.count }
        #expect(total == 2 * 1_999_999)
    }

    @Test("an exported stream of AMR has frames once that a sender sends twice (RFC 4867 §3.7.1)")
    func amrRedundancy() {
        var container = PayloadContainer(.amr(isWide: false, isOctetAligned: true), clockRateHz: 8000, serial: 1)
        // Two frames of 4.75 kbit/s: the one before, and the new one. The last of their 96 bits is not used.
        func body(_ number: UInt8) -> [UInt8] {
            let data = [number, number + 1].flatMap { [UInt8](repeating: 2 * $0, count: 12) }
            return container.body(
                [0xF0, 0x84, 0x04] + data, timestamp: 1000 + UInt32(number) * 160,
                arrival: Int64(number) * 20_000_000)
        }
        let frames = (0..<4).map { [0x04] + [UInt8](repeating: 2 * $0, count: 12) }
        #expect(body(0) == frames[0] + frames[1])
        #expect(body(1) == frames[2] && body(2) == frames[3])
    }

    @Test("an exported stream of Opus says how many channels its first packet has", arguments: [1, 2] as [UInt8])
    func opusChannels(channels: UInt8) {
        var container = PayloadContainer(.opus, clockRateHz: 48_000, serial: 1)
        // Configuration 31, the S bit, one frame (RFC 6716 §3.1).
        let body = container.header + container.body([0xF8 | (channels - 1) << 2, 1, 2, 3], timestamp: 0, arrival: 0)
        let name = Array("OpusHead".utf8)
        let head = body.indices.first { body[$0...].starts(with: name) }
        #expect(head.map { Array(body[($0 + 8)..<($0 + 10)]) } == [1, channels])
    }
}
