import Crypto
import Testing

@testable import IQOSCore

@Suite("G.711 (ITU-T G.711)")
struct G711Tests {
    // Values from spec-independent tables: sox and ffmpeg decode all 256 codes to the same.
    @Test("code words decode to the published values")
    func spotValues() {
        let aLaw = G711.aLaw.table
        #expect([0xD5, 0x55, 0x2A, 0xAA, 0x00, 0x80].map { aLaw[$0] } == [8, -8, -32256, 32256, -5504, 5504])
        let muLaw = G711.muLaw.table
        #expect([0xFF, 0x7F, 0x00, 0x80, 0x55, 0xAA].map { muLaw[$0] } == [0, 0, -32124, 32124, -716, 5372])
    }

    // Hashes of the 256 little-endian values as sox and ffmpeg decode them.
    @Test(
        "all 256 values are those of sox and ffmpeg",
        arguments: [
            (G711.aLaw, "e04788d110e58ff8c70c93b8480190d973e3b67876b6119abbaec766cc75c174"),
            (.muLaw, "3dab54339e520bb2c924826e3b72a917a2b612e9fd12fc867500f1d983a75827"),
        ])
    func tableHash(law: G711, hash: String) {
        let bytes = law.table.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        let digest = SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(digest == hash)
    }

    @Test(
        "sums, extremes and distinct values",
        arguments: [(G711.aLaw, Int16(32256), 1_564_672, 256), (.muLaw, 32124, 1_532_928, 255)])
    func shape(law: G711, peak: Int16, sumOfMagnitudes: Int, distinct: Int) {
        let table = law.table
        #expect(table.max() == peak && table.min() == -peak)
        #expect(table.reduce(0) { $0 + Int($1) } == 0)
        #expect(table.reduce(0) { $0 + Int($1.magnitude) } == sumOfMagnitudes)
        #expect(Set(table).count == distinct)
    }

    @Test("every code word survives decoding and encoding", arguments: [G711.muLaw, .aLaw])
    func roundTrip(law: G711) {
        for code in UInt8.min ... .max {
            let decoded = law.table[Int(code)]
            // mu-law has two zeros; the encoder takes the positive one.
            let expected: UInt8 = law == .muLaw && code == 0x7F ? 0xFF : code
            #expect(law.encode(decoded) == expected)
        }
    }

    /// Magnitudes at which the next code word begins, as 16-bit samples: tables 1a and 2a of G.711, whose values have
    /// 13 (A-law) and 14 bits (mu-law).
    private static func decisions(of law: G711) -> [Int] {
        switch law {
        case .aLaw:
            let linear = (1...32).map { 2 * $0 }
            return (linear + (1...6).flatMap { segment in (1...16).map { 32 << segment + $0 << (segment + 1) } })
                .map { 8 * $0 }
        case .muLaw:
            let first = [1] + (1...15).map { 2 * $0 + 1 }
            return (first + (1...7).flatMap { segment in (1...16).map { 32 << segment - 33 + $0 << (segment + 1) } })
                .map { 4 * $0 }
        }
    }

    @Test("every sample is encoded by the decision values of the standard", arguments: [G711.muLaw, .aLaw])
    func decisions(law: G711) {
        // The last value is where the range ends: everything above saturates.
        let decisions = Self.decisions(of: law).dropLast()
        #expect(decisions.count == 127)
        let magnitudes = law.table.map { Int($0.magnitude) }
        let levels = Set(magnitudes).sorted()
        var wrong: [Int] = []
        var level = 0
        for sample in 0...Int(Int16.max) {
            while level < 127, sample >= decisions[level] { level += 1 }
            let decoded = Int(law.table[Int(law.encode(Int16(sample)))])
            if decoded != levels[level] { wrong.append(sample) }
            // A negative sample on a decision value may go either way; 0 is positive.
            guard sample > 0 else { continue }
            let mirrored = Int(law.table[Int(law.encode(Int16(-sample)))])
            if mirrored != -levels[level], level == 0 || sample != decisions[level - 1] { wrong.append(-sample) }
        }
        #expect(wrong.isEmpty, "\(wrong.count), first \(wrong.prefix(5))")
        #expect(law.table[Int(law.encode(.min))] == law.table.min())
    }

    @Test("the idle code is silence", arguments: [(G711.muLaw, Int16(0)), (.aLaw, 8)])
    func idle(law: G711, value: Int16) {
        #expect(law.table[Int(law.idleCode)] == value)
    }
}
