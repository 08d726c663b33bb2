import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// A call through a PBX, both legs captured, in the sound of the call.
@Suite("Sound of a relayed call")
struct RelayedSoundTests {
    /// Packets of one SSRC whose numbers go on, of codes by their place.
    private static func append(
        to capture: inout TestCapture, from source: Int, _ destination: Int, ssrc: Int, _ packets: Range<Int>,
        delay: Int64 = 0, code: (Int) -> UInt8
    ) {
        let sent = packets.map { index in
            SimulatedPacket(
                arrival: TestCapture.start + Int64(index) * 20_000_000 + delay, sequence: index, timestamp: index * 160,
                payload: [UInt8](repeating: code(index), count: 160))
        }
        capture.append(
            sent,
            on: TestCapture.Path(
                0x0A00_0000 | source, 0x0A00_0000 | destination, from: 4000 + 2 * destination,
                to: 4000 + 2 * source), ssrc: ssrc)
    }

    private static func level(_ code: UInt8) -> Int16 { G711Model.muLaw.sample(code) }

    /// Runs of equal samples: the level and where it begins.
    private static func runs(_ samples: [Int16]) -> [(level: Int16, start: Int)] {
        var runs: [(Int16, Int)] = []
        for (place, sample) in samples.enumerated() where runs.last?.0 != sample { runs.append((sample, place)) }
        return runs.map { (level: $0.0, start: $0.1) }
    }

    @Test("the callee's music on hold is heard, not the caller who is not")
    func hold() throws {
        var capture = TestCapture()
        Self.append(to: &capture, from: 1, 9, ssrc: 7, 0..<150) { _ in 0x10 }
        Self.append(to: &capture, from: 9, 2, ssrc: 7, 0..<300, delay: 500_000) { $0 < 150 ? 0x10 : 0x20 }
        Self.append(to: &capture, from: 2, 9, ssrc: 8, 0..<300, delay: 1_000_000) { _ in 0x30 }
        Self.append(to: &capture, from: 9, 1, ssrc: 8, 0..<150, delay: 1_500_000) { _ in 0x30 }
        capture.sort()
        let scan = try ScannedCapture(capture, audio: .wav)
        #expect(scan.calls.map(\.streams) == [[1, 2, 3, 4]])
        #expect(scan.streams.map { $0.sameMedia?.stream } == [nil, 1, nil, 3])
        // Whom nobody hears any more on the caller's side still speaks to somebody.
        let audio = try #require(scan.calls[0].audio)
        #expect(audio.channels.map(\.streams) == [[2], [3, 4]])
        let wave = try scan.wave("audio/call-1.wav")
        let left = Self.runs(wave.channels[0])
        #expect(left.map(\.level) == [0, Self.level(0x10), Self.level(0x20), 0])
        #expect(left[1].start == 4 && left[2].start == 24_004)
        // Both of the other direction lie end to end: no sample is the sum of two.
        let right = Self.runs(wave.channels[1])
        #expect(
            right.map(\.level).prefix(2) == [0, Self.level(0x30)] && right.count <= 3
                && right.last?.level == Self.level(0x30))
        #expect(audio.durationS == Double(wave.frames) / 8000)
        #expect(audio.peaks.count == 2 && audio.conversation != nil)
    }

    @Test("where the capture lacks what the PBX sends, what comes to it stands in, to the sample")
    func standIn() throws {
        var capture = TestCapture()
        Self.append(to: &capture, from: 1, 9, ssrc: 7, 0..<300) { _ in 0x10 }
        Self.append(to: &capture, from: 9, 2, ssrc: 7, 100..<200, delay: 500_000) { _ in 0x20 }
        capture.sort()
        let scan = try ScannedCapture(capture, audio: .wav)
        let audio = try #require(scan.calls[0].audio)
        #expect(audio.channels.map(\.streams) == [[1, 2]])
        let heard = try scan.wave("audio/call-1.wav").channels[0]
        let runs = Self.runs(heard)
        #expect(runs.map(\.level) == [Self.level(0x10), Self.level(0x20), Self.level(0x10)])
        #expect(runs.map(\.start) == [0, 16_004, 32_004] && heard.count == 48_000)
        #expect(audio.durationS == 6)
    }

    @Test("losses in whose place another stream is heard are not made up for, and noise ends there")
    func gaps() throws {
        var capture = TestCapture()
        let sent = (0..<300).filter { !(98..<102).contains($0) && !(198..<202).contains($0) }
        for index in sent {
            Self.append(to: &capture, from: 1, 9, ssrc: 7, index..<index + 1) { _ in 0x10 }
        }
        Self.append(to: &capture, from: 9, 2, ssrc: 7, 100..<200, delay: 500_000) { _ in 0x20 }
        capture.sort()
        let scan = try ScannedCapture(capture, audio: .wav)
        let heard = try scan.wave("audio/call-1.wav").channels[0]
        #expect(heard[16_004..<32_004].allSatisfy { $0 == Self.level(0x20) })
        #expect(heard[32_320..<48_000].allSatisfy { $0 == Self.level(0x10) })
        #expect(heard.count == 48_000)
    }
}
