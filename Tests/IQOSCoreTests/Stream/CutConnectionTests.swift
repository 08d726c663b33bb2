import TestSupport
import Testing

@testable import IQOSCore

@Suite("RTP over TCP whose segments the snap length cut")
struct CutConnectionTests {
    private static let framed = (0..<60).map { number -> [UInt8] in
        let rtp = WireBytes.rtp(sequence: 100 + number, timestamp: 160 * number, ssrc: 0x7788_99AA)
        return WireBytes.bigEndian16(rtp.count) + rtp
    }

    /// Segments of so many frames, cut behind `captured` bytes of their payload.
    private static func capture(
        _ segments: [[UInt8]], captured: Int = 34, lost: Set<Int> = [], late: Int? = nil
    ) -> TestCapture {
        var capture = TestCapture()
        var sequence = 1
        for (number, segment) in segments.enumerated() {
            if !lost.contains(number) {
                let arrival = TestCapture.start + Int64(number) * 20_000_000 + (number == late ? 50_000_000 : 0)
                capture.append(connection: segment, arrival: arrival, on: TestCapture.Path(), sequence: sequence)
                let last = capture.frames.count - 1
                capture.frames[last].bytes = Array(capture.frames[last].bytes.prefix(54 + captured))
            }
            sequence += segment.count
        }
        capture.sort()
        return capture
    }

    @Test("a frame in each segment is read to its cut, with the length it was sent with")
    func each() throws {
        let outcome = Self.capture(Self.framed).scanned()
        let stream = try #require(outcome.streams.first)
        #expect(outcome.streams.count == 1 && stream.packets.captured == 60 && stream.packets.lost == 0)
        #expect(stream.codec == "PCMU" && stream.ptimeMs == 20 && stream.packets.late == 0)
        #expect(stream.findings.map(\.code).contains("snap-length"))
        #expect(outcome.carried == CarriageCounters())
    }

    @Test("from the middle of a connection, behind a gap and in another order all the same")
    func gaps() throws {
        let middle = Self.capture(Array(Self.framed.dropFirst(20))).scanned()
        #expect(middle.streams.map(\.packets.captured) == [40])
        let gap = Self.capture(Self.framed, lost: [30, 31]).scanned()
        let stream = try #require(gap.streams.first)
        #expect(gap.streams.count == 1 && stream.packets.captured == 58 && stream.packets.lost == 2)
        let swapped = Self.capture(Self.framed, late: 12).scanned()
        #expect(swapped.streams.map(\.packets.captured) == [60] && swapped.streams.map(\.packets.lost) == [0])
    }

    @Test("of several frames in a segment those behind the cut are lost, and the next segment is read again")
    func several() throws {
        let pairs = stride(from: 0, to: 60, by: 2).map { Self.framed[$0] + Self.framed[$0 + 1] }
        let stream = try #require(Self.capture(pairs).scanned().streams.first)
        #expect(stream.packets.captured == 30 && stream.packets.expected == 59)
        // Cut in the second frame both are there.
        let whole = Self.capture(pairs, captured: 174 + 34).scanned()
        #expect(whole.streams.map(\.packets.captured) == [60])
    }

    @Test("a frame in two segments is one")
    func halves() {
        let halves = Self.framed.flatMap { [Array($0.prefix(100)), Array($0.dropFirst(100))] }
        #expect(Self.capture(halves).scanned().streams.map(\.packets.captured) == [60])
    }

    @Test("without a whole header in it nothing is read")
    func tooShort() {
        #expect(Self.capture(Self.framed, captured: 13).scanned().streams.isEmpty)
        #expect(Self.capture(Self.framed, captured: 14).scanned().streams.count == 1)
    }
}
