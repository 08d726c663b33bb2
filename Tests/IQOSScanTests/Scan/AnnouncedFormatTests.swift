import Foundation
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

    @Test(
        "two channels of G.711 are mixed as they lie, sample by sample",
        arguments: [(97, "PCMU/8000/2"), (8, "PCMA/8000/2")])
    func stereo(type: Int, rtpmap: String) throws {
        let model = type == 8 ? G711Model.aLaw : G711Model.muLaw
        var random = SeededRandom(4)
        // Neighbours are alike in each channel, not in both.
        let codes = (0..<16_000).map { [UInt8(0x90 | $0 / 20 & 15), UInt8(0xA0 | random.below(2))] }
        var capture = TestCapture()
        capture.announce(rtpmap, type: type)
        capture.append(
            SimulatedPacket.steady(100, type: type).enumerated().map { index, packet in
                var packet = packet
                packet.payload = codes[index * 160..<index * 160 + 160].flatMap { $0 }
                return packet
            })
        let scan = try ScannedCapture(capture, audio: .wav)
        let mixed = codes.map { Int16((Int(model.sample($0[0])) + Int(model.sample($0[1]))) / 2) }
        #expect(try scan.wave("audio/stream-1.wav").channels == [mixed])
        #expect(try scan.wave("audio/call-1.wav").channels == [mixed])
        #expect(scan.streams[0].ptimeMs == 20 && scan.streams[0].audio?.overlappedPackets == 0)
    }

    @Test("two channels that are announced of packets with a byte a tick are a slip")
    func stereoSlip() throws {
        var capture = TestCapture()
        capture.announce("PCMU/8000/2", type: 0)
        capture.append(
            SimulatedPacket.steady(100).map { packet in
                var packet = packet
                packet.payload = [UInt8](repeating: 0x90, count: 160)
                return packet
            })
        let scan = try ScannedCapture(capture, audio: .wav)
        #expect(
            try scan.wave("audio/stream-1.wav").channels == [
                [Int16](repeating: G711Model.muLaw.sample(0x90), count: 16_000)
            ])
    }

    @Test(
        "L24 of any number of channels and packets of 0.125 ms to 20 ms is heard whole, and exported with all its bits",
        arguments: [(48_000, 1, 6), (48_000, 2, 48), (96_000, 1, 96), (44_100, 3, 441), (48_000, 8, 12)])
    func studio(rateHz: Int, channels: Int, ticks: Int) throws {
        var random = SeededRandom(9)
        let count = rateHz / 4 / ticks
        var (bytes, samples): ([UInt8], [Int16]) = ([], [])
        for index in 0..<count * ticks {
            // The same on all channels: the mean is what each has.
            let value = Int(sin(Double(index) * 2 * .pi * 440 / Double(rateHz)) * 4_000_000) + random.below(256)
            let word = (0..<3).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
            for _ in 0..<channels { bytes += word }
            samples.append(Int16(clamping: (value + 128) >> 8))
        }
        let size = 3 * channels * ticks
        var capture = TestCapture()
        capture.announce("L24/\(rateHz)" + (channels == 1 ? "" : "/\(channels)"))
        capture.append(
            (0..<count).map { index in
                SimulatedPacket(
                    arrival: TestCapture.start + Int64(index * ticks) * 1_000_000_000 / Int64(rateHz), sequence: index,
                    timestamp: index * ticks, type: 97, payload: Array(bytes[index * size..<index * size + size]))
            })
        let scan = try ScannedCapture(capture, audio: .wav) { $0.export = [.payload] }
        let stream = scan.streams[0]
        #expect(stream.codec == "L24" && stream.packets.lost == 0 && stream.audio?.reason == nil)
        #expect(abs((stream.ptimeMs ?? 0) - Double(ticks) * 1000 / Double(rateHz)) < 1e-6)
        #expect(try scan.wave("audio/stream-1.wav").channels == [samples])
        #expect(try scan.wave("audio/call-1.wav").channels[0].suffix(samples.count) == samples[...])
        #expect(try scan.bytes("export/stream-1.l24") == bytes)
    }

    /// A second each of G.711 and of linear samples of 16 kHz by turns; timestamps count on in ticks of what is sent.
    private static func changing(jump: Int = 0) throws -> ScannedCapture {
        var timestamp = 700
        let packets = (0..<200).map { index in
            let isWide = index / 50 % 2 == 1
            defer { timestamp += (isWide ? 320 : 160) + (index == 99 ? jump : 0) }
            return SimulatedPacket(
                arrival: TestCapture.start + Int64(index) * 20_000_000, sequence: index, timestamp: timestamp,
                type: isWide ? 97 : 0, isMarker: index == 0,
                payload: isWide
                    ? (0..<320).flatMap { _ in [0x10, 0] as [UInt8] } : [UInt8](repeating: 0x90, count: 160)
            )
        }
        var capture = TestCapture()
        capture.announce("L16/16000", others: [(0, "PCMU/8000")])
        capture.append(packets)
        return try ScannedCapture(capture, audio: .wav)
    }

    @Test("timestamps that run on over a change of codec and clock are no restart; those that jump there are one")
    func clockChange() throws {
        let steady = try Self.changing()
        #expect(steady.streams[0].markers.filter { $0.kind == .restart }.isEmpty)
        for file in ["stream-1", "call-1"] {
            #expect(!String(decoding: try steady.bytes("audio/\(file).txt"), as: UTF8.self).contains("restart"))
        }
        #expect(!steady.streams[0].findings.contains { $0.code == "timestamp-restart" })
        let jumping = try Self.changing(jump: 10_000_000)
        // Signalling began a tenth of a second before.
        #expect(jumping.streams[0].markers.filter { $0.kind == .restart }.map(\.startS) == [2.1])
        for file in ["stream-1", "call-1"] {
            let labels = String(decoding: try jumping.bytes("audio/\(file).txt"), as: UTF8.self)
            #expect(labels.split(separator: "\n").count { $0.hasSuffix("\trestart") } == 1, "\(labels)")
        }
    }
}
