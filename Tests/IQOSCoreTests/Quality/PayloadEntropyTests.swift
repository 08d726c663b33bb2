import Foundation
import TestSupport
import Testing

@testable import IQOSCore

@Suite("Entropy of payloads")
struct PayloadEntropyTests {
    private static func entropy(_ payloads: [[UInt8]]) -> PayloadEntropy {
        var entropy = PayloadEntropy()
        for payload in payloads { entropy.add(payload.span.bytes, offset: 0, length: payload.count) }
        entropy.finish()
        return entropy
    }

    @Test("random bytes measure nearly 8 bits", arguments: 0..<10)
    func random(seed: Int) throws {
        var random = SeededRandom(seed)
        let bits = try #require(Self.entropy((0..<16).map { _ in random.bytes(170) }).bitsPerByte)
        #expect(bits > 7.8 && bits <= 8)
    }

    @Test("an idle line measures 0 bits, also where its counts run over")
    func idle() throws {
        let bits = try #require(
            Self.entropy([[UInt8]](repeating: [UInt8](repeating: 0xFF, count: 160), count: 40)).bitsPerByte)
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
        let bits = try #require(Self.entropy(payloads).bitsPerByte)
        #expect(bits < 7.5, "\(bits)")
    }

    @Test("payloads too short to sample say nothing, and less than 256 bytes neither")
    func tooLittle() {
        #expect(Self.entropy([]).bitsPerByte == nil)
        #expect(Self.entropy([[UInt8]](repeating: [1, 2, 3], count: 100)).bitsPerByte == nil)
        #expect(Self.entropy([[UInt8]](repeating: [UInt8](repeating: 1, count: 32), count: 7)).bitsPerByte == nil)
        #expect(Self.entropy([[UInt8]](repeating: [UInt8](repeating: 1, count: 32), count: 8)).bitsPerByte != nil)
    }

    @Test("a length that the bytes do not have is passed over")
    func lyingLength() {
        var entropy = PayloadEntropy()
        let payload = [UInt8](repeating: 1, count: 35)
        for length in [-5, 100, 1000] { entropy.add(payload.span.bytes, offset: 4, length: length) }
        #expect(entropy.bytes == 0)
    }
}
