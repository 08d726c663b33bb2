import TestSupport
import Testing

@testable import IQOSCore

private let ms: Int64 = 1_000_000

/// `Int64` milliseconds of a packet's turn, 0 ..< `period`.
private func turn(_ index: Int, of period: Int) -> Int64 { Int64(index % period) * ms }

private func side(_ streams: [SeenStream], from: Int64 = 0, to: Int64 = .max / 2) -> PointComparison.Side {
    PointComparison.Side(streams, span: from...to)
}

private func compare(
    _ a: [SeenStream], _ b: [SeenStream], sameClock: Bool = false
) -> PointsReport {
    var options = PointComparison.Options()
    options.hasSameClock = sameClock
    return PointComparison(side(a), side(b), options: options).report()
}

/// Percentile by nearest rank, of values in ms.
private func rank(_ percent: Double, _ values: [Double]) -> Double {
    values.sorted()[max(1, Int((percent / 100 * Double(values.count)).rounded(.up))) - 1]
}

@Suite("Two capture points")
struct PointComparisonTests {
    /// One hour and some; the clocks of both points differ by this.
    private static let offset: Int64 = 3_600_123_456_789

    /// Forward 30 ms and more from A to B, backward 20 ms and more from B to A, behind a NAT, every 20th forward packet
    /// lost.
    private static func call() -> (a: [SeenStream], b: [SeenStream]) {
        let forward = SeenSource().seen
        let backward = SeenSource(ssrc: 0x5566_7788, flow: forward.flow.reversed, isForward: false).seen
        var forwardAtB = forward.moved { index, sent in
            index % 20 == 7 ? nil : sent + offset + 30 * ms + turn(index, of: 7)
        }
        forwardAtB.flow.source = Address(ipv4: 0xC000_0209)
        forwardAtB.flow.sourcePort = 40_001
        var backwardAtB = backward.moved { index, seen in seen + offset - 20 * ms - turn(index, of: 5) }
        backwardAtB.flow.destination = Address(ipv4: 0xC000_0209)
        return ([forward, backward], [backwardAtB, forwardAtB])
    }

    @Test("loss, delay variation and the bounds of the clocks' offset are exact through a NAT")
    func throughNAT() throws {
        let (a, b) = Self.call()
        let report = compare(a, b)
        #expect(report.streams.map(\.a.stream) == [1, 2])
        #expect(report.streams.map(\.b.ssrc) == [0x1122_3344, 0x5566_7788])
        #expect(report.streams[0].b.source == EndpointReport(address: "192.0.2.9", port: 40_001))
        #expect(report.streams.map(\.order) == [.aFirst, .bFirst])
        #expect(report.streams.map(\.orderEvidence) == [.bothDirections, .bothDirections])
        let counts = report.streams[0].packets
        #expect(counts.sent == 1000 && counts.lost == 50 && counts.both == 950 && counts.unseenBefore == 0)
        #expect(counts.outside == 0 && counts.reordered == 0 && report.streams[0].longestLoss == 1)
        #expect(report.streams[1].packets.lost == 0)
        // The fastest packets take 30 and 20 ms: the offset is within half of their sum.
        #expect(abs(try #require(report.clock.roundTripMs) - 50) < 1e-6 && report.clock.source == "both-directions")
        let offsetMs = try #require(report.clock.offsetMs)
        #expect(abs(offsetMs - Double(Self.offset) * 1e-6 - 5) < 1e-3)
        let variation = (0..<1000).filter { $0 % 20 != 7 }.map { Double($0 % 7) }
        let told = try #require(report.streams[0].delayVariationMs)
        #expect(abs(told.p50 - rank(50, variation)) < 1e-6 && abs(told.p95 - rank(95, variation)) < 1e-6)
        #expect(abs(told.max - 6) < 1e-6)
        let delay = try #require(report.streams[0].oneWayDelayMs)
        #expect(abs(delay.min - 25) < 1e-6 && abs(delay.max - 31) < 1e-6 && abs(delay.uncertainty - 25) < 1e-6)
    }

    @Test("a stretch of time has what was lost and delayed in it")
    func intervals() {
        let (a, b) = Self.call()
        let intervals = compare(a, b).streams[0].intervals
        #expect(intervals.map { ($0.startS * 1e6).rounded() } == [0, 5e6, 10e6, 15e6])
        #expect(intervals.map(\.lost).reduce(0, +) == 50 && intervals.map(\.both).reduce(0, +) == 950)
        // Packets 0 ... 249 are in the first; 7, 27, ... 247 of them are lost.
        #expect(intervals[0].lost == 13 && intervals[0].both == 237)
    }

    @Test("one direction alone tells no delay, and says why")
    func oneDirection() throws {
        let (a, b) = Self.call()
        let report = compare([a[0]], [b[1]])
        let stream = report.streams[0]
        #expect(stream.orderEvidence == .missingPackets && stream.packets.lost == 50)
        #expect(stream.oneWayDelayMs == nil && report.clock.offsetMs == nil)
        #expect(stream.unknown.entries.contains { $0.key == "one_way_delay_ms" && $0.reason.contains("one direction") })
        #expect(abs(try #require(stream.delayVariationMs).max - 6) < 1e-6)
    }

    @Test("where nothing tells the order it is assumed, and no delay is told")
    func assumed() {
        let stream = SeenSource().seen
        let report = compare([stream], [stream.moved { $1 + 5 * ms }])
        #expect(report.streams[0].orderEvidence == .assumed && report.streams[0].oneWayDelayMs == nil)
        #expect(report.streams[0].packets.lost == 0)
    }

    @Test("clocks that are told to be one give the delay itself")
    func sameClock() throws {
        let stream = SeenSource().seen
        let delay = try #require(
            compare([stream.moved { $1 + 5 * ms }], [stream], sameClock: true).streams[0].oneWayDelayMs)
        #expect(abs(delay.min - 5) < 1e-9 && delay.uncertainty == 0)
    }

    @Test("delays that no order explains are no offset")
    func contradiction() {
        let (a, b) = Self.call()
        let wrong = a[1].moved { $1 + Self.offset + 10 * ms + turn($0, of: 50) }
        let report = compare(a, [b[1], wrong])
        #expect(report.clock.offsetMs == nil && report.streams.allSatisfy { $0.oneWayDelayMs == nil })
    }

    @Test("the hop limit tells the order where addresses were left alone", arguments: [(0, 3), (3, 0)])
    func hopLimits(hopsAtA: UInt8, hopsAtB: UInt8) {
        let stream = SeenSource(hopLimit: 64).seen
        let report = compare(
            [stream.moved(hops: hopsAtA) { $1 }], [stream.moved(hops: hopsAtB) { $1 }])
        #expect(report.streams[0].order == (hopsAtA < hopsAtB ? .aFirst : .bFirst))
        #expect(report.streams[0].orderEvidence == .hopLimit)
    }

    @Test("new SSRC, numbers and timestamps hide no stream whose payloads stay")
    func rewritten() {
        let source = SeenSource().seen
        let shift = NumberShift(sequence: 30_000, timestamp: 2_000_000_000)
        var there = source.moved(shift: shift) { $0 % 10 == 3 ? nil : $1 }
        there.ssrc = 0xDEAD_BEEF
        let report = compare([source], [there])
        #expect(report.streams.map(\.matchedBy) == ["payload"])
        #expect(report.streams[0].shift.sequence == 30_000 && report.streams[0].shift.timestamp == 2_000_000_000)
        #expect(report.streams[0].packets.lost == 100)
    }

    @Test("silence under another SSRC is nobody's stream")
    func silence() {
        let source = SeenSource(hasPayload: false).seen
        var there = source.moved { $1 }
        there.ssrc = 1
        let report = compare([source], [there])
        #expect(report.streams.isEmpty && report.unmatchedA.count == 1 && report.unmatchedB.count == 1)
    }

    @Test("a prompt that two listeners hear is not taken for one stream")
    func prompt() {
        let source = SeenSource().seen
        var (one, two) = (source, source)
        one.ssrc = 1
        two.ssrc = 2
        #expect(compare([source], [one, two]).streams.isEmpty)
    }

    @Test("every packet that a later one overtakes is reordered, whichever point is first", arguments: [true, false])
    func reordered(isForward: Bool) {
        let source = SeenSource(hopLimit: 60).seen
        // Every tenth is held back until two later ones have passed.
        let later = source.moved(hops: 1) { $1 + ($0 % 10 == 4 ? 45 * ms : 0) }
        let report = isForward ? compare([source], [later]) : compare([later], [source])
        #expect(report.streams[0].packets.reordered == 100)
        #expect(report.streams[0].packets.lost == 0)
    }

    @Test("what a capture was not there for is not lost; what it was there for is")
    func ends() {
        let source = SeenSource().seen
        let there = source.moved { index, sent in (200..<800).contains(index) ? sent : nil }
        let first = there.packets[0].arrival
        let last = there.packets[599].arrival
        let cut = PointComparison(
            side([source]), side([there], from: first, to: last), options: .init()
        ).report().streams[0]
        #expect(cut.packets.lost == 0 && cut.packets.outside == 400)
        let whole = compare([source], [there]).streams[0]
        #expect(whole.packets.lost == 400 && whole.packets.outside == 0 && whole.longestLoss == 200)
    }

    @Test("copies are counted at their point and hide no loss")
    func duplicates() {
        let source = SeenSource().seen
        var there = source.moved { $0 == 10 ? nil : $1 }
        there.packets += there.packets.prefix(5)
        let counts = compare([source], [there]).streams[0].packets
        #expect(counts.lost == 1 && counts.duplicatesA == 0 && counts.duplicatesB == 5)
    }

    @Test("a clock that drifts widens no delay", arguments: [-80.0, 80])
    func drift(ppm: Double) throws {
        let forward = SeenSource(count: 6000).seen
        let backward = SeenSource(count: 6000, ssrc: 7, flow: forward.flow.reversed, isForward: false).seen
        let skew = { (time: Int64) -> Int64 in
            let gained: Double = Double(time - TestCapture.start) * ppm * 1e-6
            return time + Int64(gained)
        }
        let report = compare(
            [forward, backward],
            [
                forward.moved { skew($1 + 30 * ms + turn($0, of: 7)) },
                backward.moved { skew($1 - 30 * ms - turn($0, of: 7)) },
            ])
        let drift = try #require(report.clock.driftPpm)
        let roundTrip = try #require(report.clock.roundTripMs)
        #expect(abs(drift - ppm) < 0.5 && abs(roundTrip - 60) < 0.1)
        for stream in report.streams {
            let variation = try #require(stream.delayVariationMs)
            #expect(abs(variation.max - 6) < 0.1)
        }
    }

    @Test("a queue that fills in one direction is no drift", arguments: [40.0, 15])
    func queue(seconds: Double) throws {
        let forward = SeenSource(count: 2000).seen
        let backward = SeenSource(count: 2000, ssrc: 7, flow: forward.flow.reversed, isForward: false).seen
        let filled = { (time: Int64) -> Int64 in
            let elapsed: Double = Double(time - TestCapture.start) * 1e-9
            return Int64(min(1, elapsed / seconds) * 100e6)
        }
        let report = compare(
            [forward, backward],
            [
                forward.moved { $1 + 30 * ms + filled($1) + turn($0, of: 7) },
                backward.moved { $1 - 30 * ms - turn($0, of: 7) },
            ])
        // A queue that is full before half of the time has passed leaves most slopes as they are.
        #expect(report.clock.driftPpm == (seconds == 40 ? nil : 0))
        let reason = report.clock.unknown.entries.first { $0.key == "drift_ppm" }?.reason
        #expect(reason?.hasPrefix("the two directions contradict") == (seconds == 40 ? true : nil))
        #expect(try abs(#require(report.streams[0].delayVariationMs).max - 106) < 1)
        #expect(try abs(#require(report.streams[1].delayVariationMs).max - 6) < 0.1)
    }

    @Test("frames without times keep their counts")
    func timeless() {
        let source = SeenSource().seen.moved { _, _ in FrameRef.noArrival }
        let report = PointComparison(
            .init([source], span: nil), .init([source], span: nil), options: .init()
        ).report()
        #expect(report.streams[0].packets.both == 1000 && report.streams[0].start == nil)
        #expect(report.streams[0].intervals.isEmpty)
    }

    @Test("a stream that never reached the other point is told, and whether that point was watched")
    func blocked() {
        let (a, b) = Self.call()
        let report = compare(a, [b[1]])
        #expect(report.unmatchedA.map(\.stream) == [2] && report.unmatchedA[0].otherWasRunning == true)
    }

    @Test("one clock tells when the other capture ran, also where it has no stream and is shorter than one")
    func blockedOnOneClock() {
        let source = SeenSource().seen
        let (first, last) = (source.packets[0].arrival, source.packets[999].arrival)
        let running = { (from: Int64, to: Int64, sameClock: Bool) in
            var options = PointComparison.Options()
            options.hasSameClock = sameClock
            let report = PointComparison(side([source]), side([], from: from, to: to), options: options).report()
            return report.unmatchedA[0].otherWasRunning
        }
        #expect(running(0, .max / 2, true) == true && running(first + 1000 * ms, last - 1000 * ms, true) == true)
        #expect(running(0, first - ms, true) == false && running(last + ms, last + 2 * ms, true) == false)
        #expect(running(0, .max / 2, false) == nil)
    }

    @Test("times as far apart as captures can have them are compared")
    func extremeTimes() {
        let last = FrameRef.arrivalLimit - 1
        var (here, there) = (SeenSource(count: 24).seen, SeenSource(count: 20).seen)
        for index in 0..<24 { here.packets[index].arrival = (10..<20).contains(index) ? 0 : last }
        for index in 0..<20 { there.packets[index].arrival = index < 10 ? 0 : last }
        for report in [compare([here], [there]), compare([there], [here])] {
            #expect(report.streams.map(\.packets.both) == [20] && report.streams.map(\.packets.outside) == [4])
        }
    }

    @Test("a lost packet without a capture time is lost, and in no stretch of time")
    func lostWithoutTime() {
        var here = SeenSource().seen
        here.packets[500].arrival = FrameRef.noArrival
        var there = here
        there.packets.remove(at: 500)
        let report = compare([here], [there])
        #expect(report.streams.map(\.packets.lost) == [1])
        #expect(report.streams.first?.intervals.map(\.lost).reduce(0, +) == 0)
    }
}
