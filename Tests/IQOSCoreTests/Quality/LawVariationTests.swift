import Foundation
import TestSupport
import Testing

@testable import IQOSCore

@Suite("The law of G.711 by its first payloads")
struct LawVariationTests {
    private static func verdict(_ codes: [UInt8], told law: G711) -> Bool? {
        var evidence = LawEvidence()
        for start in stride(from: 0, to: codes.count, by: 160)
        where LawVariation.look(at: codes.span.bytes, offset: start, length: 160, told: law) == .other {
            evidence.add(codes.span.bytes, start..<start + 160, law: law)
        }
        return evidence.isMismatch(ofSamples: LawVariation.samplesNeeded)
    }

    @Test("speech is never told to be of the wrong law, and mostly that it is", arguments: [G711.muLaw, .aLaw])
    func speech(law: G711) {
        let other: G711 = law == .muLaw ? .aLaw : .muLaw
        var found = 0
        for seed in 1..<20 {
            let codes = TestSound.speech(seconds: 4, seed: UInt64(seed)).encoded(law)
            for start in stride(from: 0, to: codes.count - 2560, by: 2560) {
                let part = Array(codes[start..<start + 2560])
                #expect(Self.verdict(part, told: law) != true)
                found += Self.verdict(part, told: other) == true ? 1 : 0
            }
        }
        #expect(found > 19 * 4)
    }

    @Test("tones and noise of any level are of no wrong law", arguments: [G711.muLaw, .aLaw])
    func tones(law: G711) {
        var random = SeededRandom(1)
        for level in stride(from: 2.0, to: 15, by: 0.25) {
            let peak = exp2(level) - 1
            let noise = (0..<2560).map { _ in law.encode(Int16(peak * (2 * random.fraction() - 1))) }
            #expect(Self.verdict(noise, told: law) != true)
            for pitch in stride(from: 150.0, to: 3900, by: 107) {
                let tone = (0..<2560).map { law.encode(Int16(peak * sin(2 * .pi * pitch * Double($0) / 8000))) }
                #expect(Self.verdict(tone, told: law) != true)
            }
        }
    }

    @Test("random bytes, an idle line and payloads that are too short do not tell", arguments: [G711.muLaw, .aLaw])
    func nothing(law: G711) {
        var random = SeededRandom(2)
        #expect(Self.verdict(random.bytes(2560), told: law) != true)
        for idle: UInt8 in [0xFF, 0x7F, 0xD5, 0x55] {
            #expect(Self.verdict([UInt8](repeating: idle, count: 2560), told: law) == nil)
        }
        for length in 0..<32 {
            let payload = random.bytes(length)
            let look = LawVariation.look(at: payload.span.bytes, offset: 0, length: length, told: law)
            #expect(look == .either)
        }
    }
}
