import TestSupport
import Testing

@testable import IQOSCore

/// Who talks in pieces may begin each of them with the same number or the same timestamp: paging, announcements, push to talk.
@Suite("Senders that begin anew")
struct NewStartTests {
    /// What the timestamps of a piece begin with.
    enum Clock: CaseIterable { case zero, wall, spoken }

    /// Pieces of so many packets of 20 ms, each after a pause.
    private static func capture(
        _ pieces: [Int], _ clock: Clock, pauseMs: Int = 5000, numbersGoOn: Bool = false, isLoop: Bool = false,
        type: Int = 0
    ) -> TestCapture {
        var random = SeededRandom(pieces.count)
        var (milliseconds, spoken) = (0, 0)
        var packets: [SimulatedPacket] = []
        let loop = (0..<(pieces.max() ?? 0)).map { _ in random.bytes(160) }
        for piece in pieces {
            let start = clock == .zero ? 0 : clock == .wall ? milliseconds * 8 : spoken * 160
            for index in 0..<piece {
                packets.append(
                    SimulatedPacket(
                        arrival: TestCapture.start + Int64(milliseconds + index * 20) * 1_000_000,
                        sequence: numbersGoOn ? spoken + index : index, timestamp: start + index * 160, type: type,
                        isMarker: index == 0, payload: isLoop ? loop[index] : random.bytes(160)))
            }
            spoken += piece
            milliseconds += piece * 20 + pauseMs
        }
        return TestCapture(packets)
    }

    /// The only stream: all packets are its own, each piece a segment.
    private static func isWhole(_ capture: TestCapture, segments: Int) -> Bool {
        let streams = capture.scanned().streams
        guard streams.count == 1 else { return false }
        let packets = streams[0].packets
        return packets.unique == capture.frames.count && packets.lost == 0 && streams[0].segments.count == segments
    }

    @Test(
        "an announcement of about 256 packets that is played again is no counter of one byte",
        arguments: [248, 249, 250, 251, 253, 255, 256], [(0, Clock.wall), (5000, .wall), (5000, .zero)])
    func announcement(length: Int, playing: (pauseMs: Int, clock: Clock)) {
        let capture = Self.capture([Int](repeating: length, count: 4), playing.clock, pauseMs: playing.pauseMs)
        #expect(Self.isWhole(capture, segments: 4))
    }

    @Test("a counter of one byte is no sequence, whatever is lost about its wraps", arguments: [0, 0.05, 0.2, 0.35])
    func byteCounter(loss: Double) {
        for seed in 1...5 {
            var random = SeededRandom(seed)
            var capture = TestCapture()
            for number in 0..<3000 where !random.chance(loss) {
                let jitter = random.below(8_000_000)
                capture.append(
                    datagram: bytes("b23c07") + [UInt8(number & 255)] + WireBytes.bigEndian32(number * 20)
                        + bytes("0badf00d 01"),
                    arrival: TestCapture.start + Int64(number * 20_000_000 + jitter))
            }
            #expect(capture.scanned().streams.isEmpty, "seed \(seed)")
        }
    }

    @Test(
        "numbers that begin anew near the last ones behind a pause begin a segment",
        arguments: [
            [45, 45], [30, 45], [45, 36, 43], [45, 36, 43, 32, 26, 29, 33, 24, 50, 44], [90, 80, 70], [3, 2, 5],
            [300, 45, 60, 30], [Int](repeating: 50, count: 20),
        ], Clock.allCases)
    func presses(pieces: [Int], clock: Clock) {
        for capture in [Self.capture(pieces, clock), Self.capture(pieces, clock, pauseMs: 800, type: 105)] {
            if clock != .zero {
                #expect(Self.isWhole(capture, segments: pieces.count))
            } else {
                // The first piece that has all numbers and timestamps of the one before may be a copy of it.
                #expect(capture.scanned().streams.map(\.segments.count) == [pieces.count - 1])
            }
        }
    }

    @Test("the same words again and again, too, are words each time, but for the first time, when they may be a copy")
    func sameWords() throws {
        let capture = Self.capture([Int](repeating: 50, count: 20), .zero, isLoop: true)
        let stream = try #require(capture.scanned().streams.first)
        #expect(stream.segments.count == 19 && stream.packets.unique == 950 && stream.packets.duplicates == 50)
    }

    @Test("copies that come late are copies, behind a short pause and in short pieces as well")
    func lateCopies() {
        for delayMs in [30, 300, 900] {
            var packets: [SimulatedPacket] = []
            for piece in 0..<12 {
                for index in 0..<40 {
                    packets.append(
                        SimulatedPacket(
                            arrival: TestCapture.start + Int64(piece * 3000 + index * 20) * 1_000_000,
                            sequence: piece * 40 + index, timestamp: (piece * 3000 + index * 20) * 8))
                }
            }
            var capture = TestCapture(packets)
            for packet in packets {
                var copy = packet
                copy.arrival += Int64(delayMs) * 1_000_000
                capture.append([copy])
            }
            capture.sort()
            let streams = capture.scanned().streams
            #expect(streams.map(\.packets.unique) == [480] && streams.first?.segments.count == 1, "\(delayMs) ms")
        }
    }

    @Test(
        "timestamps that begin anew with each piece are timestamps, whatever the last piece's length",
        arguments: [
            [Int](repeating: 60, count: 20) + [12], [Int](repeating: 10, count: 40), [1000, 10], [60, 7, 60, 8, 60, 9],
        ])
    func clocks(pieces: [Int]) {
        for pauseMs in [800, 5000] {
            let capture = Self.capture(pieces, .zero, pauseMs: pauseMs, numbersGoOn: true)
            #expect(Self.isWhole(capture, segments: 1), "\(pauseMs) ms")
        }
        // Once in long, a clock is set anew at once.
        let once = Self.capture([1000, 10], .zero, pauseMs: 0, numbersGoOn: true, type: 105)
        #expect(Self.isWhole(once, segments: 1))
    }

    @Test(
        "places in a message and values that wander, seldom or often sent, are no timestamps",
        arguments: [2, 100, 1000])
    func places(milliseconds: Int) {
        for wanders in [false, true] {
            var random = SeededRandom(milliseconds)
            var capture = TestCapture()
            for number in 0..<600 {
                let value = wanders ? 20_000 + random.below(4000) : number % 16 * 1400
                capture.append(
                    datagram: WireBytes.rtp(type: 105, sequence: number, timestamp: value, payload: random.bytes(90)),
                    arrival: TestCapture.start + Int64(number * milliseconds) * 1_000_000)
            }
            #expect(capture.scanned().streams.isEmpty, "\(wanders)")
        }
    }
}
