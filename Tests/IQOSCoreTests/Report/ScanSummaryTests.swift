import TestSupport
import Testing

@testable import IQOSCore

@Suite("Summary of a scan")
struct ScanSummaryTests {
    /// Two calls of two directions each and a lone stream.
    private static func capture() -> TestCapture {
        var capture = TestCapture()
        for (index, path) in [TestCapture.Path(from: 10, to: 20), TestCapture.Path(from: 30, to: 40)].enumerated() {
            let start = TestCapture.start + Int64(index) * 1_000_000_000
            capture.append(SimulatedPacket.steady(100, type: 8, start: start + 5_000_000), on: path, ssrc: 100 + index)
            capture.append(SimulatedPacket.steady(100, type: 8, start: start), on: path.reversed, ssrc: 200 + index)
        }
        capture.append(
            SimulatedPacket.steady(100, start: TestCapture.start + 500_000_000),
            on: TestCapture.Path(0x0A00_0007, 0x0A00_0008))
        capture.sort()
        return capture
    }

    @Test("ids count by first packet, calls hold each stream once, and both name each other")
    func ids() {
        let outcome = Self.capture().scanned()
        let streams = outcome.streams
        #expect(streams.map(\.id) == [1, 2, 3, 4, 5])
        #expect(streams.map(\.ssrc) == [200, 100, 0x1122_3344, 201, 101])
        #expect(streams.map(\.call) == [1, 1, 2, 3, 3])
        #expect(streams.map(\.reverseStream) == [2, 1, nil, 5, 4])
        #expect(outcome.calls.map(\.id) == [1, 2, 3] && outcome.calls.map(\.streams) == [[1, 2], [3], [4, 5]])
        #expect(outcome.calls.map(\.codec) == ["PCMA", "PCMU", "PCMA"])
        #expect(outcome.calls[2].start == TestCapture.start + 1_000_000_000)
        #expect(abs((outcome.calls[0].durationS ?? 0) - 1.985) < 1e-9)
    }

    @Test("streams of one moment are in the order of their frames")
    func ties() {
        var capture = TestCapture()
        for ssrc in [9, 3, 7] {
            capture.append(SimulatedPacket.steady(5), on: TestCapture.Path(from: ssrc, to: 1), ssrc: ssrc)
        }
        capture.sort()
        #expect(capture.scanned().streams.map(\.ssrc) == [9, 3, 7])
        #expect(capture.scanned().streams.map(\.firstFrame) == [1, 2, 3])
    }

    @Test("the lower stream id is on the left")
    func channels() {
        let outcome = Self.capture().scanned()
        let channels = outcome.calls.indices.map { outcome.channels(ofCall: $0) }
        #expect(channels.map(\.left) == [[0], [2], [3]] && channels.map(\.right) == [[1], [], [4]])
    }

    @Test("what passes the gate on its first packets and fails it over all is no stream, but counted")
    func rejected() {
        var random = SeededRandom(2)
        var packets = SimulatedPacket.steady(3)
        for index in 3..<60 {
            packets.append(
                SimulatedPacket(
                    arrival: TestCapture.start + Int64(index) * 20_000_000, sequence: random.below(65536),
                    timestamp: index * 160))
        }
        let outcome = TestCapture(packets).scanned()
        #expect(outcome.summary.streamCount == 0 && outcome.summary.streamsRejected == 1 && outcome.calls.isEmpty)
    }

    @Test("no frame at all is an empty summary")
    func empty() {
        let outcome = TestCapture().scanned()
        #expect(outcome.streams.isEmpty && outcome.calls.isEmpty && outcome.counters == ScanCounters())
    }
}
