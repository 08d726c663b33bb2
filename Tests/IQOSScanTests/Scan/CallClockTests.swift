import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// Both directions of a long call on one clock, the capture's.
@Suite("Clock of a call")
struct CallClockTests {
    /// Where the loudest samples of each channel are, one near each wall time, as wall time; nearness is 0.2 s.
    ///
    /// - Parameter frames: Of the file.
    private static func places(
        in file: [UInt8], frames: Int, near clicks: [Double], origin: Double
    ) throws -> [[Double]] {
        // Reading whole channels takes minutes in a debug build: only what is near the clicks is looked at.
        let header = try #require(WaveFile.dataOffset(in: file))
        return (0..<2).map { channel in
            clicks.map { click in
                let middle = Int((click - origin) * 8000)
                let range = max(0, middle - 1600)..<min(frames, middle + 1600)
                let magnitude = { (frame: Int) -> Int in
                    let place = header + frame * 4 + channel * 2
                    return abs(Int(Int16(truncatingIfNeeded: Int(file[place]) | Int(file[place + 1]) << 8)))
                }
                return origin + Double(range.max { magnitude($0) < magnitude($1) } ?? 0) / 8000
            }
        }
    }

    /// The greatest distance of a click in one direction from the same click in the other, ms.
    ///
    /// - Parameter streams: How many there are in all.
    private static func distance(
        _ one: ClickSender, _ other: ClickSender, seconds: Double, streams: Int = 2,
        change: (inout ScanOptions) -> Void = { _ in }
    ) throws -> Double {
        let clicks = (Array(stride(from: 3.0, to: seconds - 20, by: seconds / 12)) + [seconds - 2]).map { $0 + 0.0047 }
            .filter { click in !(one.pauses + other.pauses).contains { $0.contains(click) } }
        var capture = TestCapture()
        one.append(to: &capture, seconds: seconds, clicks: clicks)
        other.append(to: &capture, seconds: seconds, clicks: clicks, on: TestCapture.Path().reversed)
        capture.sort()
        let scan = try ScannedCapture(capture, audio: .wav, change: change)
        #expect(scan.calls.count == 1 && scan.streams.count == streams)
        let start = try #require(scan.calls[0].start)
        let origin = Double(start - TestCapture.start) * 1e-9
        #expect(scan.calls[0].audio?.channels.count == 2)
        let duration = try #require(scan.calls[0].audio?.durationS)
        let places = try Self.places(
            in: scan.bytes("audio/call-1.wav"), frames: Int((duration * 8000).rounded()), near: clicks, origin: origin)
        for stream in scan.streams {
            guard let drift = stream.clockDriftPpm else { continue }
            #expect(abs(drift - (stream.source.port == 16384 ? one.ppm : other.ppm)) < 2, "stream \(stream.id)")
        }
        // A packet comes when its sound is complete: as much later as it is long.
        let packets = Double(one.ptimeMs - other.ptimeMs)
        return zip(places[0], places[1]).map { abs(($0 - $1) * 1000 - packets) }.max() ?? .infinity
    }

    /// Ten minutes with silence suppression on one side, a hold of 45 s, 100 ppm and 3 % loss.
    @Test(
        "clicks at the same time in both directions stay within a millisecond of each other for ten minutes",
        arguments: [
            (0.0, true, []), (5, false, []), (0, false, [.source]), (2, true, [.timestamp, .source, .numbers]),
        ] as [(Double, Bool, [ClickSender.Cut.Kind])])
    func tenMinutes(jitter: Double, stopsClock: Bool, cuts: [ClickSender.Cut.Kind]) throws {
        var (one, other) = (ClickSender(), ClickSender())
        one.ppm = 100
        one.silenceS = 1
        one.sendsNoise = true
        one.pauses = [200..<245]
        one.stopsClockInPauses = stopsClock
        one.lossPercent = 3
        one.jitterMs = jitter
        one.cuts = cuts.enumerated().map { ClickSender.Cut(atS: 240 + 80 * Double($0), kind: $1) }
        other.pauses = [200..<245]
        other.lossPercent = 3
        other.jitterMs = jitter
        (other.seed, other.ssrc) = (2, 99)
        let streams = 2 + cuts.count { $0 == .source }
        let distance = try Self.distance(one, other, seconds: 600, streams: streams)
        #expect(distance < 1)
    }

    /// An hour of two clocks that run apart by a millisecond a second, with holds, silence suppression, comfort noise,
    /// other sources and other numbers.
    @Test(
        "clicks at the same time stay within a millisecond of each other for an hour of the worst clocks",
        arguments: [500.0])
    func hour(ppm: Double) throws {
        var (one, other) = (ClickSender(), ClickSender())
        (one.ppm, other.ppm) = (ppm, -ppm)
        (one.talkS, one.silenceS) = (2, 58)
        (other.talkS, other.silenceS, other.ptimeMs) = (2, 40, 60)
        one.pauses = [700..<745, 2000..<2300]
        // Of the last source there are two talkspurts: too few to tell its clock by.
        one.cuts = [
            .init(atS: 725, kind: .source), .init(atS: 1203, kind: .timestamp), .init(atS: 1621, kind: .numbers),
            .init(atS: 2280, kind: .timestamp), .init(atS: 3450, kind: .source),
        ]
        (other.sendsNoise, other.stopsClockInPauses) = (true, true)
        other.pauses = [700..<745]
        other.cuts = [.init(atS: 720, kind: .numbers), .init(atS: 2500, kind: .source)]
        other.ssrc = 99
        #expect(try Self.distance(one, other, seconds: 3600, streams: 5) < 1)
    }

    /// The first packet of each talkspurt waits, those behind it come in time as soon as it has.
    @Test(
        "a talkspurt whose first packet was held up stays in step with the other direction, whatever the buffer",
        arguments: [0.0, 55, 65, 150, 400], [PlayoutOptions(), .adaptive, PlayoutOptions(delayMs: 200)])
    func heldUp(ms: Double, playout: PlayoutOptions) throws {
        var (one, other) = (ClickSender(), ClickSender())
        (one.pauses, one.heldMs) = ([9..<11, 30..<31.5], ms)
        (other.seed, other.ssrc) = (2, 99)
        #expect(try Self.distance(one, other, seconds: 60) { $0.scanner.stream.playout = playout } < 1)
    }

    @Test("a clock that stands still for a third of a second moves the sound, one held-up packet or not")
    func standingStill() throws {
        var (one, other) = (ClickSender(), ClickSender())
        (one.pauses, one.stopsClockInPauses, one.heldMs) = ([12..<12.3], true, 90)
        (other.seed, other.ssrc) = (2, 99)
        #expect(try Self.distance(one, other, seconds: 30) < 1)
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
            let offset = try #require(WaveFile.dataOffset(in: bytes))
            let samples = bytes[offset..<offset + 2 * 86_416_000].withUnsafeBytes {
                Array($0.bindMemory(to: Int16.self))
            }
            #expect(samples[..<8000].allSatisfy { $0 == level } && samples.suffix(8000).allSatisfy { $0 == level })
            #expect(samples[8000] == 0 && samples[86_407_999] == 0)
        }
        #expect(scan.result.head.warnings.isEmpty)
    }

    /// A direction from its packet `first` on; the clock is set by `step` ns at packet 50.
    private static func direction(_ level: UInt8, from first: Int, step: Int64) -> [SimulatedPacket] {
        (first..<250).map { index in
            SimulatedPacket(
                arrival: TestCapture.start + Int64(index) * 20_000_000 + (index < 50 ? 0 : step), sequence: index,
                timestamp: index * 160, isMarker: index == first, payload: [UInt8](repeating: level, count: 160))
        }
    }

    @Test(
        "a clock that is set before the second direction begins moves neither against the other",
        arguments: [13 * 3600, 40 * 86_400, 700_000_000] as [Int64])
    func clockSetBetween(seconds: Int64) throws {
        var capture = TestCapture(Self.direction(0x90, from: 0, step: seconds * 1_000_000_000))
        capture.append(
            Self.direction(0xA0, from: 60, step: seconds * 1_000_000_000), on: TestCapture.Path().reversed, ssrc: 9)
        capture.sort()
        let scan = try ScannedCapture(capture, audio: .wav)
        #expect(scan.calls.count == 1)
        let wave = try scan.wave("audio/call-1.wav")
        #expect(wave.frames == 250 * 160 && scan.calls[0].audio?.reason == nil)
        let (left, right) = (G711Model.muLaw.sample(0x90), G711Model.muLaw.sample(0xA0))
        #expect(wave.channels[0][40 * 160] == left && wave.channels[0][249 * 160] == left)
        #expect(wave.channels[1][59 * 160] == 0 && wave.channels[1][61 * 160] == right)
        // What was captured keeps the time at which it was.
        #expect(scan.streams[1].audio?.start == capture.frames.last.map { $0.arrival - 189 * 20_000_000 })
    }
}
