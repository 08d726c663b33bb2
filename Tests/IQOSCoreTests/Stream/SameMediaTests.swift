import TestSupport
import Testing

@testable import IQOSCore

@Suite("The same media at two points")
struct SameMediaTests {
    /// A stream from 10.0.0.1 through 10.0.0.9 to 10.0.0.2, captured on both sides of the middle.
    private static func bothSides(
        moved: Int = 0, otherSSRC: Int = 7, lost: Set<Int> = [], delay: Double = 0.0004
    ) -> ScanOutcome {
        TestCapture.scanned { capture in
            capture.media(1, 4000, 9, 6000, ssrc: 7, at: 0, count: 100, payloadSeed: 1)
            var behind = TestCapture()
            behind.media(
                9, 6002, 2, 5000, ssrc: otherSSRC, at: delay, count: 100, firstSequence: 100 + moved,
                firstTimestamp: 1000 + 31 * moved, payloadSeed: 1)
            capture.frames += behind.frames.indices.filter { !lost.contains($0) }.map { behind.frames[$0] }
        }
    }

    @Test("a stream behind a relay is the same one, with the delay and the loss between")
    func relay() {
        let outcome = Self.bothSides(lost: [50, 51, 60])
        #expect(outcome.streams.map(\.sameMedia) == [nil, SameMediaReport(stream: 1, delayMs: 0.4, lost: 3)])
        #expect(outcome.calls.map(\.streams) == [[1, 2]])
        #expect(outcome.channels(ofCall: 0).left == [1], "as the listener has it")
        #expect(outcome.channels(ofCall: 0).right.isEmpty, "it is heard once")
    }

    @Test("headers written anew do not hide it")
    func rewritten() {
        let outcome = Self.bothSides(moved: 12_345, otherSSRC: 99)
        #expect(outcome.streams[1].sameMedia == SameMediaReport(stream: 1, delayMs: 0.4, lost: 0))
        #expect(outcome.streams[1].detection.evidence.contains { $0.contains("headers written anew") })
    }

    @Test("loss at the beginning of the second point does not hide it")
    func lossAtTheStart() {
        #expect(Self.bothSides(otherSSRC: 99, lost: [0, 1, 2, 3, 7, 11]).streams[1].sameMedia?.stream == 1)
    }

    @Test("a prompt that is played again, seconds later, is another stream")
    func prompt() {
        #expect(Self.bothSides(otherSSRC: 99, delay: 3).streams.allSatisfy { $0.sameMedia == nil })
    }

    @Test("one source that plays a file to two listeners sends two streams")
    func musicOnHold() {
        let outcome = TestCapture.scanned { capture in
            capture.media(1, 4000, 2, 5000, ssrc: 7, at: 0, payloadSeed: 1)
            capture.media(1, 4002, 3, 5000, ssrc: 8, at: 0.0001, payloadSeed: 1)
        }
        #expect(outcome.streams.allSatisfy { $0.sameMedia == nil })
        #expect(outcome.calls.count == 2)
    }

    @Test("an echo is an answer")
    func echo() {
        let outcome = TestCapture.scanned { capture in
            capture.media(1, 4000, 2, 5000, ssrc: 7, at: 0, payloadSeed: 1)
            capture.media(2, 5000, 1, 4000, ssrc: 7, at: 0.0001, payloadSeed: 1)
        }
        #expect(outcome.streams.allSatisfy { $0.sameMedia == nil })
        #expect(outcome.streams.map(\.reverseStream) == [2, 1])
    }

    @Test("silence is told by its numbers alone, and two streams of silence are not one")
    func silence() {
        let streams = TestCapture.scanned { capture in
            capture.media(1, 4000, 9, 6000, ssrc: 7, at: 0)
            capture.media(9, 6002, 2, 5000, ssrc: 7, at: 0.0004)
            capture.media(3, 4000, 4, 6000, ssrc: 8, at: 0.0008)
        }.streams
        #expect(streams.map { $0.sameMedia?.stream } == [nil, 1, nil])
        #expect(streams[1].sameMedia?.delayMs == 0.4)
    }

    @Test(
        "a load generator that plays one capture in every call makes calls of their own", arguments: [0.1, 0.4, 1, 5])
    func loadGenerator(apart: Double) {
        let outcome = TestCapture.scanned { capture in
            for call in 0..<4 {
                let start = Double(call) * apart
                capture.media(1, 4000 + 4 * call, 2, 5000 + 4 * call, ssrc: 7, at: start, count: 400, payloadSeed: 1)
                capture.media(
                    2, 5000 + 4 * call, 1, 4000 + 4 * call, ssrc: 7, at: start + 0.001, count: 400, payloadSeed: 1)
            }
        }
        #expect(outcome.streams.allSatisfy { $0.sameMedia == nil })
        #expect(outcome.calls.count == 4 && outcome.calls.allSatisfy { $0.streams.count == 2 })
        #expect(
            outcome.streams.allSatisfy { stream in
                outcome.streams[(stream.reverseStream ?? 1) - 1].source == stream.destination
            })
    }

    @Test("devices whose numbers begin alike are told by what they say", arguments: [0.2, 3])
    func sameBeginning(apart: Double) {
        let outcome = TestCapture.scanned { capture in
            capture.media(1, 4000, 9, 6000, ssrc: 1, at: 0, count: 400, payloadSeed: 1)
            capture.media(2, 4000, 9, 6002, ssrc: 1, at: apart, count: 400, payloadSeed: 2)
        }
        #expect(outcome.streams.allSatisfy { $0.sameMedia == nil } && outcome.calls.count == 2)
    }

    @Test("a call that goes on between other ports of the same hosts is one call", arguments: [1, 90, 101])
    func otherPorts(missing: Int) {
        let outcome = TestCapture.scanned { capture in
            capture.media(1, 4000, 2, 5000, ssrc: 7, at: 0, payloadSeed: 1)
            capture.media(2, 5000, 1, 4000, ssrc: 8, at: 0.005, payloadSeed: 2)
            capture.media(1, 4002, 2, 5002, ssrc: 7, at: 3, firstSequence: 149 + missing, payloadSeed: 3)
            capture.media(2, 5002, 1, 4002, ssrc: 8, at: 3.005, firstSequence: 149 + missing, payloadSeed: 4)
        }
        #expect(outcome.calls.map(\.streams) == (missing <= 100 ? [[1, 2, 3, 4]] : [[1, 2], [3, 4]]))
    }

    /// Where a stream from port 4000 is seen again, from port 6002 to port 5000.
    struct Elsewhere: CustomTestStringConvertible {
        var testDescription: String
        var hosts: (from: Int, to: Int)
        var again: (from: Int, to: Int)
        var delay = 0.002
        var payloadSeed = 1
    }

    @Test(
        "other ways are the same media, too",
        arguments: [
            Elsewhere(testDescription: "encrypted anew", hosts: (1, 9), again: (9, 2), payloadSeed: 2),
            Elsewhere(testDescription: "a relay within the host", hosts: (1, 1), again: (1, 1)),
            Elsewhere(testDescription: "back to the same host", hosts: (1, 9), again: (9, 1), delay: 0.12),
            Elsewhere(testDescription: "a fork to a recorder", hosts: (9, 2), again: (9, 3), delay: 0.0002),
        ])
    func otherWays(_ way: Elsewhere) {
        let outcome = TestCapture.scanned { capture in
            capture.media(way.hosts.from, 4000, way.hosts.to, 6000, ssrc: 1, at: 0, count: 400, payloadSeed: 1)
            capture.media(
                way.again.from, 6002, way.again.to, 5000, ssrc: 1, at: way.delay, count: 400,
                payloadSeed: way.payloadSeed)
        }
        #expect(outcome.streams.map { $0.sameMedia?.stream } == [nil, 1])
    }

    @Test("callers who hear or say the same at once are heard in each of their calls")
    func sameInTwoCalls() {
        let outcome = TestCapture.scanned { capture in
            capture.media(1, 4000, 2, 5000, ssrc: 7, at: 0, payloadSeed: 1)
            capture.media(2, 5000, 1, 4000, ssrc: 8, at: 0.005, payloadSeed: 2)
            capture.media(3, 4000, 4, 5000, ssrc: 9, at: 0.01, payloadSeed: 1)
            capture.media(4, 5000, 3, 4000, ssrc: 10, at: 0.015, payloadSeed: 3)
        }
        #expect(outcome.calls.map(\.streams) == [[1, 2], [3, 4]])
        #expect(outcome.streams.map { $0.sameMedia?.stream } == [nil, nil, 1, nil])
        let channels = outcome.channels(ofCall: 1)
        #expect(channels.left == [2] && channels.right == [3])
    }

    @Test("both directions of a call on both sides of a relay are one call of two directions")
    func wholeCall() {
        let outcome = TestCapture.scanned { capture in
            capture.media(1, 4000, 9, 6000, ssrc: 7, at: 0, payloadSeed: 1)
            capture.media(9, 6002, 2, 5000, ssrc: 7, at: 0.0004, payloadSeed: 1)
            capture.media(2, 5000, 9, 6002, ssrc: 8, at: 0.005, payloadSeed: 2)
            capture.media(9, 6000, 1, 4000, ssrc: 8, at: 0.0054, payloadSeed: 2)
        }
        #expect(outcome.calls.map(\.streams) == [[1, 2, 3, 4]])
        #expect(outcome.streams.map { $0.sameMedia?.stream } == [nil, 1, nil, 3])
        let channels = outcome.channels(ofCall: 0)
        #expect(channels.left == [1] && channels.right == [3])
        #expect(outcome.streams.map(\.reverseStream) == [4, 3, 2, 1])
    }
}
