import Foundation
import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// Both directions of a long call on one clock, the capture's.
@Suite("Clock of a call")
struct CallClockTests {
    /// One direction: a sender whose clock is `ppm` fast, with clicks at given times of the wall clock.
    private struct Sender {
        var ppm = 0.0
        var ptimeMs = 20
        /// Wall time, s, in which nothing is sent; the timestamp goes on or stays behind by that time.
        var pauses: [Range<Double>] = []
        var stopsClockInPauses = false
        /// Comfort noise opens each pause.
        var sendsNoise = false
        /// Talkspurts of 2 s and silence of 1 s.
        var isSuppressingSilence = false
        var lossPercent = 0.0
        /// Mean of the exponential delay on top, ms.
        var jitterMs = 0.0
        var startS = 0.0
        var seed = 1

        /// Packets of `seconds` with a click at each of `clicks`, s after `TestCapture.start`.
        func packets(seconds: Double, clicks: [Double]) -> [SimulatedPacket] {
            var random = SeededRandom(seed)
            var packets: [SimulatedPacket] = []
            var sequence = 0
            var held = 0
            var isAfterPause = true
            let rate = 8000 * (1 + ppm * 1e-6)
            let size = ptimeMs * 8
            var last = Int64.min
            for slot in 0..<Int((seconds - startS) * rate) / size {
                let begin = startS + Double(slot * size) / rate
                let end = startS + Double((slot + 1) * size) / rate
                let inside = clicks.filter { $0 >= begin && $0 < end }
                let isSilent = isSuppressingSilence && Int(begin) % 3 == 2 && inside.isEmpty
                if isSilent || pauses.contains(where: { $0.contains(begin) }) {
                    if !isAfterPause, sendsNoise {
                        packets.append(
                            SimulatedPacket(
                                arrival: Self.arrival(end), sequence: sequence, timestamp: slot * size - held,
                                type: 13, payload: [90]))
                        sequence += 1
                    }
                    if stopsClockInPauses, !isSilent { held += size }
                    isAfterPause = true
                    continue
                }
                var payload = [UInt8](repeating: 0xFF, count: size)
                for click in inside {
                    let place = min(size - 4, max(0, Int(((click - begin) * rate).rounded())))
                    for index in 0..<4 { payload[place + index] = index < 2 ? 0x80 : 0x00 }
                }
                let wait = -jitterMs * log(1 - random.fraction()) * 1e6
                // Packets keep their order. Those with a click are not lost, nor those behind: concealment repeats clicks.
                let isNearClick = clicks.contains { $0 >= begin - 0.1 && $0 < end }
                let isLost = random.fraction() * 100 < lossPercent && !isNearClick
                last = max(last + 1000, Self.arrival(end) + Int64(wait))
                if !isLost {
                    packets.append(
                        SimulatedPacket(
                            arrival: last, sequence: sequence, timestamp: slot * size - held, isMarker: isAfterPause,
                            payload: payload))
                }
                sequence += 1
                isAfterPause = false
            }
            return packets
        }

        /// A packet leaves when its sound is complete.
        private static func arrival(_ seconds: Double) -> Int64 {
            TestCapture.start + Int64((seconds * 1e9).rounded())
        }
    }

    /// Where the loudest samples of each channel are, one near each wall time, as wall time; nearness is 0.2 s.
    ///
    /// - Parameter frames: Of the file; they are its last bytes.
    private static func places(
        in file: [UInt8], frames: Int, near clicks: [Double], origin: Double
    ) throws -> [[Double]] {
        // Reading whole channels takes minutes in a debug build: only what is near the clicks is looked at.
        let header = file.count - 4 * frames
        return (0..<2).map { channel in
            clicks.map { click in
                let middle = Int((click - origin) * 8000)
                let range = max(0, middle - 1600)..<min((file.count - header) / 4, middle + 1600)
                let magnitude = { (frame: Int) -> Int in
                    let place = header + frame * 4 + channel * 2
                    return abs(Int(Int16(truncatingIfNeeded: Int(file[place]) | Int(file[place + 1]) << 8)))
                }
                return origin + Double(range.max { magnitude($0) < magnitude($1) } ?? 0) / 8000
            }
        }
    }

    /// The greatest distance of a click in one direction from the same click in the other, ms.
    private static func distance(_ one: Sender, _ other: Sender, seconds: Double) throws -> Double {
        let clicks = stride(from: 3.0, to: seconds - 2, by: seconds / 12).map { $0 + 0.0047 }.filter { click in
            !(one.pauses + other.pauses).contains { $0.contains(click) }
        }
        var capture = TestCapture(one.packets(seconds: seconds, clicks: clicks))
        capture.append(
            other.packets(seconds: seconds, clicks: clicks), on: TestCapture.Path().reversed, ssrc: 99)
        capture.sort()
        let scan = try ScannedCapture(capture, audio: .wav)
        #expect(scan.calls.count == 1)
        let start = try #require(scan.calls[0].start)
        let origin = Double(start - TestCapture.start) * 1e-9
        #expect(scan.calls[0].audio?.channels.count == 2)
        let seconds = try #require(scan.calls[0].audio?.durationS)
        let places = try Self.places(
            in: scan.bytes("audio/call-1.wav"), frames: Int((seconds * 8000).rounded()), near: clicks, origin: origin)
        for (stream, sender) in zip(scan.streams, [one, other]) {
            guard let drift = stream.clockDriftPpm else { continue }
            #expect(abs(drift - sender.ppm) < 2, "stream \(stream.id)")
        }
        return zip(places[0], places[1]).map { abs($0 - $1) * 1000 }.max() ?? .infinity
    }

    /// Ten minutes with silence suppression on one side, a hold of 45 s, 100 ppm and 3 % loss.
    @Test(
        "clicks at the same time in both directions stay within a millisecond of each other for ten minutes",
        arguments: [(0.0, true), (5, false)])
    func tenMinutes(jitter: Double, stopsClock: Bool) throws {
        var (one, other) = (Sender(), Sender())
        one.ppm = 100
        one.isSuppressingSilence = true
        one.sendsNoise = true
        one.pauses = [200..<245]
        one.stopsClockInPauses = stopsClock
        one.lossPercent = 3
        one.jitterMs = jitter
        other.pauses = [200..<245]
        other.lossPercent = 3
        other.jitterMs = jitter
        other.seed = 2
        let distance = try Self.distance(one, other, seconds: 600)
        #expect(distance < 1)
    }

    @Test("three hours of silence keep their length, take no space and no time")
    func longSilence() throws {
        let level = G711Model.muLaw.sample(0x90)
        let packets = (0..<100).map { index in
            SimulatedPacket(
                arrival: TestCapture.start + Int64(index) * 20_000_000 + (index < 50 ? 0 : 10_800_000_000_000),
                sequence: index, timestamp: index * 160 + (index < 50 ? 0 : 86_400_000), isMarker: index % 50 == 0,
                payload: [UInt8](repeating: 0x90, count: 160))
        }
        let scan = try ScannedCapture(TestCapture(packets), audio: .wav)
        for file in ["audio/stream-1.wav", "audio/call-1.wav"] {
            let bytes = try scan.bytes(file)
            let samples = bytes.suffix(2 * (86_400_000 + 16_000)).withUnsafeBytes {
                Array($0.bindMemory(to: Int16.self))
            }
            #expect(samples.count == 86_416_000)
            #expect(samples[..<8000].allSatisfy { $0 == level } && samples.suffix(8000).allSatisfy { $0 == level })
            #expect(samples[8000] == 0 && samples[86_407_999] == 0)
        }
        #expect(scan.result.head.warnings.isEmpty)
    }
}
