import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// What signalling says of payload types, as far as it changes the sound.
@Suite("Sound of announced formats")
struct AnnouncedFormatTests {
    /// Three seconds of sound, of which the middle one is a packet of comfort noise at -50 dBov.
    private static func paused(
        type: Int, ticks: Int, payload: (Int) -> [UInt8], noiseType: Int
    ) -> [SimulatedPacket] {
        (0..<150).filter { !(51..<100).contains($0) }.enumerated().map { number, index in
            SimulatedPacket(
                arrival: TestCapture.start + Int64(index) * 20_000_000, sequence: number, timestamp: index * ticks,
                type: index == 50 ? noiseType : type, isMarker: index == 0 || index == 100,
                payload: index == 50 ? [50] : payload(index))
        }
    }

    @Test("comfort noise on an announced type is what it is on its static one: in the ear, the labels and the figures")
    func noise() throws {
        func scan(noiseType: Int) throws -> ScannedCapture {
            var capture = TestCapture()
            capture.announce("PCMU/8000", type: 0, others: [(98, "CN/8000")])
            capture.append(
                Self.paused(
                    type: 0, ticks: 160, payload: { _ in [UInt8](repeating: 0x90, count: 160) }, noiseType: noiseType))
            return try ScannedCapture(capture, audio: .wav)
        }
        let (own, other) = (try scan(noiseType: 13), try scan(noiseType: 98))
        for file in ["audio/call-1.wav", "audio/stream-1.wav"] {
            #expect(try own.wave(file).channels == other.wave(file).channels)
        }
        #expect(try own.bytes("audio/call-1.txt") == other.bytes("audio/call-1.txt"))
        #expect(own.streams[0].jitterMs == other.streams[0].jitterMs)
        #expect(own.streams[0].quality.mosLQ == other.streams[0].quality.mosLQ)
    }

    @Test("comfort noise of a wider codec sounds at its level and is labelled")
    func wideNoise() throws {
        var capture = TestCapture()
        capture.announce("L16/16000", others: [(98, "CN/16000")])
        capture.append(
            Self.paused(
                type: 97, ticks: 320, payload: { _ in (0..<320).flatMap { _ in [0x10, 0] as [UInt8] } }, noiseType: 98))
        let scan = try ScannedCapture(capture, audio: .wav)
        let heard = try scan.wave("audio/call-1.wav")
        #expect(heard.sampleRateHz == 16_000 && heard.channels[0].count == 48_000)
        let noise = heard.channels[0][16_000..<32_000].map(Double.init)
        let level = (noise.reduce(0) { $0 + $1 * $1 } / 16_000).squareRoot()
        // 50 dB below ±32124 (RFC 3389 §3.1).
        #expect((95...108).contains(level))
        let labels = String(decoding: try scan.bytes("audio/call-1.txt"), as: UTF8.self)
        #expect(labels.contains("\tcomfort noise\n"), "\(labels)")
    }
}
