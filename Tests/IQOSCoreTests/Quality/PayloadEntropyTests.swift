import Foundation
import TestSupport
import Testing

@testable import IQOSCore

@Suite("Entropy of payloads")
struct PayloadEntropyTests {
    private static func bits(_ payloads: [[UInt8]]) -> Double? {
        var entropy = PayloadEntropy()
        for payload in payloads { entropy.add(payload.span.bytes, offset: 0, length: payload.count) }
        entropy.finish()
        return entropy.bitsPerByte
    }

    @Test("random bytes measure nearly 8 bits", arguments: 0..<10)
    func random(seed: Int) throws {
        var random = SeededRandom(seed)
        let bits = try #require(Self.bits((0..<16).map { _ in random.bytes(170) }))
        #expect(bits > 7.8 && bits <= 8)
    }

    @Test("an idle line measures 0 bits, also where its counts run over")
    func idle() throws {
        let bits = try #require(
            Self.bits([[UInt8]](repeating: [UInt8](repeating: 0xFF, count: 160), count: 40)))
        #expect(abs(bits) < 0.01)
    }

    @Test("companded sound stays below 7.5 bits", arguments: [G711.muLaw, .aLaw])
    func sound(law: G711) throws {
        var random = SeededRandom(3)
        // Three tones and noise with a slow envelope: at least as even a spread of levels as speech has.
        let payloads = (0..<16).map { packet in
            (0..<160).map { index -> UInt8 in
                let time = Double(packet * 160 + index) / 8000
                let tones =
                    sin(2 * .pi * 210 * time) + 0.6 * sin(2 * .pi * 640 * time) + 0.3 * sin(2 * .pi * 1900 * time)
                let envelope = 2500 * (1 + sin(2 * .pi * 3 * time))
                return law.encode(Int16(envelope * tones + 200 * (random.fraction() - 0.5)))
            }
        }
        let bits = try #require(Self.bits(payloads))
        #expect(bits < 7.5, "\(bits)")
    }

    @Test("payloads too short to sample say nothing, and less than 256 bytes neither")
    func tooLittle() {
        #expect(Self.bits([]) == nil)
        #expect(Self.bits([[UInt8]](repeating: [1, 2, 3], count: 100)) == nil)
        #expect(Self.bits([[UInt8]](repeating: [UInt8](repeating: 1, count: 32), count: 7)) == nil)
        #expect(Self.bits([[UInt8]](repeating: [UInt8](repeating: 1, count: 32), count: 8)) != nil)
    }

    @Test("a sample that has ended takes no more")
    func ended() {
        var entropy = PayloadEntropy()
        let payload = [UInt8](repeating: 1, count: 32)
        for _ in 0..<8 { entropy.add(payload.span.bytes, offset: 0, length: 32) }
        entropy.finish()
        let (isOpen, bits) = (entropy.isOpen, entropy.bitsPerByte)
        for _ in 0..<40 { entropy.add([UInt8](0..<32).span.bytes, offset: 0, length: 32) }
        entropy.finish()
        let after = entropy.bitsPerByte
        #expect(!isOpen && bits ?? 1 < 0.01 && after == bits)
    }

    @Test("a length that the bytes do not have is passed over")
    func lyingLength() {
        var entropy = PayloadEntropy()
        let payload = [UInt8](repeating: 1, count: 35)
        for length in [-5, 100, 1000] { entropy.add(payload.span.bytes, offset: 4, length: length) }
        let bytes = entropy.bytes
        #expect(bytes == 0)
    }
}
