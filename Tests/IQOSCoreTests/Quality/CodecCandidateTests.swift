import TestSupport
import Testing

@testable import IQOSCore

/// Payloads of types that nothing announces, made bit by bit as the payload formats draw them.
@Suite("Codecs by the look of payloads")
struct CodecCandidateTests {
    /// A payload of ones and noughts from chance, and what the codec's format asks for.
    struct Format: Sendable, CustomTestStringConvertible {
        var codec: String
        var clock: Int
        var ticks: Int
        var payload: @Sendable (inout SeededRandom) -> [UInt8]
        var testDescription: String { codec + " \(clock) \(ticks)" }
    }

    /// Fields of (value, bits), `nil` for bits by chance; the last byte is filled with `filling`.
    private static func pack(
        _ fields: [(value: Int?, bits: Int)], _ random: inout SeededRandom,
        filling: [Int] = Array(repeating: 0, count: 8)
    ) -> [UInt8] {
        var bits: [Int] = []
        for field in fields {
            for bit in (0..<field.bits).reversed() {
                bits.append(field.value.map { $0 >> bit & 1 } ?? random.below(2))
            }
        }
        bits += filling.prefix((8 - bits.count % 8) % 8)
        return stride(from: 0, to: bits.count, by: 8).map { start in
            UInt8(bits[start..<start + 8].reduce(0) { $0 << 1 | $1 })
        }
    }

    private static func g729(_ random: inout SeededRandom) -> [UInt8] {
        let pitch = random.below(256)
        let parity = (pitch >> 2).nonzeroBitCount & 1 ^ 1
        return pack([(nil, 18), (pitch, 8), (parity, 1), (nil, 53)], &random)
    }

    private static let formats: [Format] = [
        Format(codec: "AMR", clock: 8000, ticks: 160) { pack([(15, 4), (0, 1), (7, 4), (1, 1), (nil, 244)], &$0) },
        Format(codec: "AMR", clock: 8000, ticks: 320) {
            pack(
                [
                    (2, 4), (0, 4), (1, 1), (4, 4), (1, 1), (0, 2), (0, 1), (0, 4), (4, 3), (nil, 148), (0, 4),
                    (nil, 95), (0, 1),
                ], &$0)
        },
        Format(codec: "AMR-WB", clock: 16_000, ticks: 320) { pack([(8, 4), (0, 1), (2, 4), (1, 1), (nil, 253)], &$0) },
        Format(codec: "AMR-WB", clock: 16_000, ticks: 320) { random in
            let type = [0, 7][random.below(2)]
            return pack([(15, 4), (0, 4), (0, 1), (type, 4), (1, 1), (0, 2), (nil, type == 0 ? 132 : 461)], &random)
        },
        Format(codec: "opus", clock: 48_000, ticks: 960) { [UInt8(9 << 3)] + $0.bytes(20 + $0.below(60)) },
        Format(codec: "opus", clock: 48_000, ticks: 2880) { [UInt8(11 << 3 | 4)] + $0.bytes(20 + $0.below(60)) },
        Format(codec: "opus", clock: 48_000, ticks: 1920) { [UInt8(31 << 3 | 3), 0x82] + $0.bytes(60 + $0.below(60)) },
        Format(codec: "GSM", clock: 8000, ticks: 320) { random in
            (0..<2).flatMap { _ in pack([(0xD, 4), (nil, 260)], &random) }
        },
        Format(codec: "GSM-EFR", clock: 8000, ticks: 160) { pack([(0xC, 4), (nil, 244)], &$0) },
        Format(codec: "G723", clock: 8000, ticks: 240) { random in
            let isLow = random.chance(0.5)
            return pack([(nil, 6), (isLow ? 1 : 0, 2), (nil, isLow ? 152 : 184)], &random)
        },
        Format(codec: "G729", clock: 8000, ticks: 160) { random in g729(&random) + g729(&random) },
        Format(codec: "iLBC", clock: 8000, ticks: 160) { pack([(nil, 303), (0, 1)], &$0) },
        Format(codec: "iLBC", clock: 8000, ticks: 240) { pack([(nil, 399), (0, 1)], &$0) },
        Format(codec: "speex", clock: 8000, ticks: 160) {
            pack([(0, 1), (5, 4), (nil, 295)], &$0, filling: [0, 1, 1, 1, 1, 1, 1, 1])
        },
        Format(codec: "speex", clock: 16_000, ticks: 320) {
            pack([(0, 1), (3, 4), (nil, 155), (1, 1), (2, 3), (nil, 108)], &$0, filling: [0, 1, 1, 1, 1, 1, 1, 1])
        },
        Format(codec: "H264", clock: 90_000, ticks: 3600) { random in
            (random.chance(0.5) ? [0x41] : [0x7C, 0x05]) + random.bytes(200 + random.below(900))
        },
        Format(codec: "H265", clock: 90_000, ticks: 3600) { random in
            (random.chance(0.5) ? [0x02, 0x01] : [0x62, 0x01]) + random.bytes(200 + random.below(900))
        },
        Format(codec: "red", clock: 48_000, ticks: 960) { random in
            pack([(1, 1), (111, 7), (960, 14), (30, 10), (0, 1), (111, 7)], &random) + random.bytes(70)
        },
    ]

    private static func stream(
        _ count: Int = 200, clock: Int = 8000, ticks: Int = 160, type: Int = 96, _ payload: () -> [UInt8]
    ) throws -> StreamReport {
        let spacing = Int64(ticks) * 1_000_000_000 / Int64(clock)
        let packets = SimulatedPacket.steady(count, type: type, step: ticks, spacing: spacing).map { packet in
            var packet = packet
            packet.payload = payload()
            return packet
        }
        return try #require(TestCapture(packets).scanned().streams.first)
    }

    @Test(
        "each payload format is recognised, said to be inferred, and its evidence stands in the report",
        arguments: formats)
    func recognised(_ format: Format) throws {
        var random = SeededRandom(7)
        let stream = try Self.stream(clock: format.clock, ticks: format.ticks) { format.payload(&random) }
        let type = try #require(stream.payloadTypes.first)
        #expect(stream.codec == format.codec && type.codec == format.codec && type.source == .inferred)
        #expect(stream.encrypted == false, "ciphertext has no such form")
        #expect((stream.ptimeMs == nil) == (format.clock == 90_000), "video has no packetisation time")
        #expect((type.channels == nil) == ["opus", "red", "H264", "H265"].contains(format.codec))
        let best = try #require(type.candidates.first)
        #expect(best.score >= 0.9 && best.clockRateHz == format.clock)
        #expect(stream.detection.evidence.contains { $0.contains("payload type 96 is \(format.codec), score 1.0") })
    }

    @Test(
        "a format is not taken for what its packets' times deny",
        arguments: formats.filter { $0.codec != "red" && $0.clock < 90_000 })
    func denied(_ format: Format) throws {
        var random = SeededRandom(7)
        let stream = try Self.stream(clock: format.clock, ticks: format.ticks + 80) { format.payload(&random) }
        #expect(stream.codec != format.codec)
    }

    @Test("companded speech and its silence are told by law", arguments: [G711.muLaw, .aLaw])
    func companded(law: G711) throws {
        let name = law == .muLaw ? "PCMU" : "PCMA"
        let speech = TestSound.speech(seconds: 5).encoded(law)
        var place = 0
        let stream = try Self.stream {
            defer { place += 160 }
            return Array(speech[place..<place + 160])
        }
        #expect(stream.codec == name && stream.encrypted == false && stream.quality.mosLQ != nil)
        let idle = try Self.stream { [UInt8](repeating: law.idleCode, count: 160) }
        #expect(idle.codec == nil && idle.payloadTypes[0].candidates.first?.codec == name)
    }

    @Test("speech after seconds of noise too faint to tell is waited for")
    func faintBeginning() throws {
        let sound = TestSound.silence(seconds: 3).noisy(20).samples + TestSound.speech(seconds: 4).samples
        let bytes = TestSound(sound).encoded(.aLaw)
        var place = 0
        let stream = try Self.stream(350) {
            defer { place += 160 }
            return Array(bytes[place..<place + 160])
        }
        #expect(stream.codec == "PCMA")
    }

    @Test("linear samples are told by their smoothness")
    func linear() throws {
        let bytes = TestSound.speech(seconds: 5).samples.flatMap { sample in
            let word = UInt16(bitPattern: Int16(sample))
            return [UInt8(word >> 8), UInt8(word & 255)]
        }
        var place = 0
        let stream = try Self.stream {
            defer { place += 320 }
            return Array(bytes[place..<place + 320])
        }
        #expect(stream.codec == "L16")
    }

    @Test(
        "linear samples of 24 bits are told with their channels, in packets of a millisecond too",
        arguments: [1, 2], [48, 960])
    func packedLinear(channels: Int, ticks: Int) throws {
        var random = SeededRandom(2)
        var place = 0
        let stream = try Self.stream(clock: 48_000, ticks: ticks) {
            (0..<ticks).flatMap { _ in
                place += 1
                return (0..<channels).flatMap { channel -> [UInt8] in
                    // Another tone in each channel, and noise in the lowest byte.
                    let tone = 3000 * Math.sin(Double(place * (channel + 2)) / 40)
                    let word = UInt32(bitPattern: Int32(tone * 256)) &+ UInt32(random.below(256))
                    return [UInt8(word >> 16 & 255), UInt8(word >> 8 & 255), UInt8(word & 255)]
                }
            }
        }
        #expect(stream.codec == "L24" && stream.payloadTypes[0].channels == channels)
    }

    @Test(
        "random bytes of any usual size are no codec",
        arguments: [20, 33, 38, 40, 50, 61, 80, 160, 320, 480, 960, 2880],
        [8000, 16_000, 48_000])
    func random(length: Int, clock: Int) throws {
        var random = SeededRandom(length)
        let stream = try Self.stream(clock: clock, ticks: clock / 50) { random.bytes(length) }
        #expect(stream.codec == nil)
        #expect(stream.payloadTypes[0].candidates.allSatisfy { $0.score <= 0.5 })
    }

    @Test("a byte a sample behind a tag, all random, is encrypted and is not decoded")
    func sealed() throws {
        var random = SeededRandom(3)
        let stream = try Self.stream { random.bytes(170) }
        #expect(stream.encrypted == true && stream.codec == nil)
    }

    @Test("too few packets are no ground for a codec")
    func few() throws {
        var random = SeededRandom(7)
        let stream = try Self.stream(19) { [0xD0] + random.bytes(32) }
        #expect(stream.codec == nil && stream.payloadTypes[0].candidates.isEmpty)
    }

    @Test("the last, shorter payload of a stream does not hide the usual length")
    func shortEnd() throws {
        let speech = TestSound.speech(seconds: 5).encoded(.muLaw)
        var place = 0
        let stream = try Self.stream {
            defer { place += 160 }
            return Array(speech[place..<place + (place == 199 * 160 ? 37 : 160)])
        }
        #expect(stream.codec == "PCMU")
    }
}
