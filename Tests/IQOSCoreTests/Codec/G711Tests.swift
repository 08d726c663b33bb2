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

    @Test("every code word survives decoding and encoding", arguments: [G711.muLaw, .aLaw])
    func roundTrip(law: G711) {
        for code in UInt8.min ... .max {
            let decoded = law.table[Int(code)]
            // mu-law has two zeros; the encoder takes the positive one.
            let expected: UInt8 = law == .muLaw && code == 0x7F ? 0xFF : code
            #expect(law.encode(decoded) == expected)
        }
    }
}
