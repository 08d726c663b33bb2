import TestSupport
import Testing

@testable import IQOSCore

@Suite("How far packets came behind later ones (RFC 4737 §4.2)")
struct ReorderingTests {
    /// A stream whose packets arrive in that order, one every 10 ms.
    private static func report(_ numbers: [Int]) throws -> StreamReport {
        let packets = numbers.enumerated().map { place, number in
            SimulatedPacket(
                arrival: TestCapture.start + Int64(place) * 10_000_000, sequence: number, timestamp: number * 160)
        }
        return try #require(TestCapture(packets).scanned().streams.first)
    }

    // Worked by the definition: places from the first packet with a higher number.
    @Test(
        "mean and largest extent, and the time",
        arguments: [
            ([1, 2, 4, 3, 5, 6], 1.0, 1, 10.0), ([1, 2, 4, 5, 3, 6], 2, 2, 20),
            // 2 comes one place behind 4, 3 two: the 2 between them counts, though it is no later one.
            ([1, 4, 2, 3, 5, 6], 1.5, 2, 20), ([1, 2, 3, 9, 4, 10, 5, 11], 2, 3, 30),
            // Behind the first packet of all.
            ([11, 12, 10, 13, 14, 15], 2, 2, 20), ([65534, 0, 65535, 1, 2, 3], 1, 1, 10),
        ])
    func worked(numbers: [Int], mean: Double, largest: Int, largestMs: Double) throws {
        let order = try #require(try Self.report(numbers).reordering)
        #expect(order.meanExtent == mean && order.maxExtent == largest)
        #expect(abs((order.maxMs ?? 0) - largestMs) < 1e-9 && abs((order.meanMs ?? 0) - mean * 10) < 1e-9)
    }

    @Test("there is nothing to tell in order, whatever is lost or doubled")
    func inOrder() throws {
        #expect(try Self.report([1, 2, 2, 3, 7, 8, 9, 9]).reordering == nil)
    }

    @Test("random disorder is what a search through all packets before says", arguments: 0..<20)
    func random(seed: Int) throws {
        var random = SeededRandom(seed)
        let sent = (0..<600).filter { _ in random.chance(0.9) }
        let numbers = sent.map { (key: Double($0) + random.fraction() * (random.chance(0.3) ? 40 : 0), number: $0) }
            .sorted { $0.key < $1.key }.map { $0.number + 100 }
        var extents: [Int] = []
        for (place, number) in numbers.enumerated() {
            if let first = numbers[..<place].firstIndex(where: { $0 > number }) { extents.append(place - first) }
        }
        let order = try #require(try Self.report(numbers).reordering)
        #expect(
            order.maxExtent == extents.max()
                && abs(order.meanExtent * Double(extents.count) - Double(extents.reduce(0, +))) < 1e-6)
        #expect(abs((order.maxMs ?? 0) - 10 * Double(order.maxExtent)) < 1e-6)
    }

    @Test("a gap whose numbers can come no more is forgotten, so that no loss makes the state grow")
    func bounded() {
        var reordering = Reordering()
        for gap in 0..<10_000 {
            reordering.leave(gap * 2...gap * 2, place: gap, arrival: 0)
            #expect(reordering.gapCount <= 100)
        }
    }

    @Test("numbers missing across more than five seconds are told apart, across five they are not")
    func pause() throws {
        for (pauseMs, isPause) in [(5001, true), (5000, false)] {
            let packets = SimulatedPacket.steady(200, lost: Set(100..<107)) { index in
                index < 100 ? 0 : Int64(pauseMs - 160) * 1_000_000
            }
            let stream = try #require(TestCapture(packets).scanned().streams.first)
            #expect(stream.packets.lost == 7)
            #expect(stream.loss.gapsWithPause == (isPause ? 1 : 0) && stream.loss.lostWithPause == (isPause ? 7 : 0))
            #expect(stream.findings.map(\.code).contains("gap-with-pause") == isPause)
        }
    }
}
