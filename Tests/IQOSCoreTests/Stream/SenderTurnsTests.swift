import TestSupport
import Testing

@testable import IQOSCore

/// One sender under one numbering whose packets take several ways by turns.
@Suite("A sender that changes to and fro")
struct SenderTurnsTests {
    /// Where packets go: from a host and port to another.
    private typealias Way = (from: Int, fromPort: Int, to: Int, toPort: Int)

    /// Packets of 20 ms, one after another, each by the way that is told for its index; `nil` for one that is lost.
    private static func capture(_ count: Int, payloadSeed: Int? = nil, _ way: (Int) -> Way?) -> TestCapture {
        var capture = TestCapture()
        var index = 0
        while index < count {
            guard let own = way(index) else {
                index += 1
                continue
            }
            var end = index + 1
            while end < count, let next = way(end), next == own { end += 1 }
            capture.media(
                own.from, own.fromPort, own.to, own.toPort, ssrc: 7, at: 0.02 * Double(index), count: end - index,
                firstSequence: 65_000 + index, firstTimestamp: 1000 + 160 * index,
                payloadSeed: payloadSeed.map { $0 + index })
            index = end
        }
        return capture
    }

    private static let near: Way = (1, 4000, 2, 5000)
    private static let far: Way = (1, 4000, 3, 6000)

    /// 4 s to the one, 8 to the other, 4 and 4 again.
    private static func turn(_ index: Int) -> Way { index % 600 < 200 ? near : far }

    @Test(
        "what goes by turns to two receivers is one call of two streams, and none of it is missed", arguments: [nil, 1])
    func receivers(payloadSeed: Int?) throws {
        let outcome = Self.capture(1000, payloadSeed: payloadSeed, Self.turn).scanned()
        #expect(outcome.streams.map(\.packets.lost) == [400, 200], "by the letter")
        // What one receiver got is no measure of what anybody heard.
        #expect(outcome.streams.allSatisfy { $0.quality.mosLQ == nil })
        #expect(
            outcome.streams.map(\.quality.reason)
                == Array(repeating: "numbers that are missing are in other streams of the sender", count: 2))
        #expect(outcome.streams.allSatisfy { $0.sameMedia == nil })
        #expect(outcome.calls.map(\.streams) == [[1, 2]])
        #expect(outcome.channels(ofCall: 0).left == [0, 1])
        #expect(outcome.streams.map { $0.findings.map(\.code) } == [["sent-elsewhere"], ["sent-elsewhere"]])
        let finding = try #require(outcome.streams.first?.findings.first)
        #expect(finding.severity == .info && finding.message.hasPrefix("400 packets that are missing here"))
        #expect(finding.message.contains("other streams (2)"))
    }

    @Test(
        "nor of what comes by turns from two ports, even if each packet takes the other one",
        arguments: [1, 2, 50, 251])
    func ports(length: Int) {
        let outcome = Self.capture(2000) { (1, $0 / length % 2 == 0 ? 4000 : 4002, 2, 5000) }.scanned()
        #expect(outcome.calls.map(\.streams) == [[1, 2]])
        #expect(outcome.streams.allSatisfy { $0.sameMedia == nil && $0.findings.map(\.code) == ["sent-elsewhere"] })
    }

    @Test("three receivers are told as well")
    func three() {
        let outcome = Self.capture(1800) { (1, 4000, 2 + $0 / 200 % 3, 5000) }.scanned()
        #expect(outcome.calls.map(\.streams) == [[1, 2, 3]])
        #expect(outcome.streams.allSatisfy { $0.findings.map(\.code) == ["sent-elsewhere"] })
    }

    @Test("what is lost within a turn is missed all the same")
    func lossWithin() throws {
        let outcome = Self.capture(1000) { (50..<60).contains($0) ? nil : Self.turn($0) }.scanned()
        let codes = outcome.streams.map { $0.findings.map(\.code) }
        #expect(codes == [["burst-loss", "sent-elsewhere"], ["sent-elsewhere"]])
        let burst = try #require(outcome.streams[0].findings.first)
        #expect(burst.evidence.first { $0.key == "lost" }?.value == 10)
        #expect(burst.evidence.first { $0.key == "longest_run" }?.value == 10)
    }

    @Test("a turn so long that a new count begins is no outage")
    func longTurn() {
        let outcome = Self.capture(4200) { $0 < 300 || $0 >= 3900 ? Self.near : Self.far }.scanned()
        #expect(outcome.streams.map(\.packets.lost) == [0, 0])
        #expect(outcome.streams.map { $0.findings.map(\.code) } == [["sent-elsewhere"], []])
        #expect(outcome.streams[0].findings[0].message.contains("do not count as lost"))
        #expect(outcome.calls.map(\.streams) == [[1, 2]])
    }

    @Test("the same media at two points has numbers at both, whatever is lost", arguments: [2, 4])
    func points(lost: Int) {
        var capture = Self.capture(600) { $0 % 10 < 8 ? (1, 4000, 9, 6000) : nil }
        let behind = Self.capture(600) { $0 % 10 >= lost ? (9, 6002, 2, 5000) : nil }
        capture.frames += behind.frames.map { frame in
            var frame = frame
            frame.arrival += 1_000_000
            return frame
        }
        capture.sort()
        let streams = capture.scanned().streams
        #expect(streams.count { $0.sameMedia != nil } == 1)
        #expect(streams.allSatisfy { !$0.findings.map(\.code).contains("sent-elsewhere") })
    }

    @Test("of a stream that is seen again behind a relay, the way's losses are missed")
    func relayed() {
        var capture = Self.capture(1000, payloadSeed: 1, Self.turn)
        let behind = Self.capture(1000, payloadSeed: 1) { index in
            index % 600 < 200 && !(50..<60).contains(index) ? (9, 7000, 4, 8000) : nil
        }
        capture.frames += behind.frames.map { frame in
            var frame = frame
            frame.arrival += 1_000_000
            return frame
        }
        capture.sort()
        let copy = capture.scanned().streams.first { $0.sameMedia != nil }
        #expect(copy?.sameMedia?.stream == 1)
        #expect(copy?.findings.map(\.code) == ["burst-loss", "sent-elsewhere"])
    }

    @Test("two senders with one SSRC are two, though much of both is lost")
    func others() {
        var capture = Self.capture(1000) { $0 % 300 < 100 ? Self.near : nil }
        var other = TestCapture()
        for part in 0..<4 {
            other.media(
                1, 4002, 2, 5002, ssrc: 7, at: 2 + 6 * Double(part), count: 200, firstSequence: 20_000 + 300 * part,
                firstTimestamp: 9000 + 48_000 * part)
        }
        capture.frames += other.frames
        capture.sort()
        let outcome = capture.scanned()
        #expect(outcome.calls.count == 2)
        #expect(outcome.streams.allSatisfy { $0.findings.map(\.code).contains("burst-loss") })
    }
}
