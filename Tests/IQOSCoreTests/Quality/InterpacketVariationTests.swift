import TestSupport
import Testing

@testable import IQOSCore

@Suite("Differences of delay from packet to packet (RFC 3393)")
struct InterpacketVariationTests {
    private static func percentile(_ percent: Int, _ values: [Double]) -> Double {
        values.sorted()[max(1, (percent * values.count + 99) / 100) - 1]
    }

    /// The error that `DifferenceCounts` promises.
    private static func isNear(_ value: Double, _ truth: Double) -> Bool {
        abs(value - truth) <= (abs(truth) <= 4 ? 1.0 / 64 : 0.032 * abs(truth)) + 1e-3
    }

    // Example A of the specification: arrivals 0, 20, 45, 58, 80, 130, 131, 140 ms.
    @Test("eight packets give the worked percentiles and mean, and jitter in ticks")
    func worked() throws {
        let arrivals = [0, 20, 45, 58, 80, 130, 131, 140]
        let packets = arrivals.enumerated().map { index, arrival in
            SimulatedPacket(
                arrival: TestCapture.start + Int64(arrival) * 1_000_000, sequence: 7 + index, timestamp: index * 160)
        }
        let stream = try #require(TestCapture(packets).scanned().streams.first)
        let ipdv = try #require(stream.ipdvMs)
        #expect(abs(ipdv.p05 + 19) < 1e-5 && abs(ipdv.p95 - 30) < 1e-5 && abs(ipdv.meanAbsolute - 74.0 / 7) < 1e-9)
        #expect(abs((stream.jitterTicks?.last ?? 0) - 32.927976) < 5e-7 && stream.clockRateHz == 8000)
        #expect(stream.delayVariationMs?.p50 == 2 && stream.delayVariationMs?.p95 == 32)
        #expect(stream.delayVariationMs?.p99 == 32 && stream.delayVariationMs?.rawMax == 32)
    }

    @Test(
        "random streams, short or long, have those of their sorted differences",
        arguments: [3, 40, 256, 257, 900, 1600, 6000], [0.0, 0.02, 1, 30, 60])
    func random(count: Int, jitterMs: Double) throws {
        var random = SeededRandom(count)
        // Long delays with few packets between them leave the stream one.
        let ptimeMs = jitterMs > 30 ? 480 : 20
        let packets = SimulatedPacket.steady(count, step: 8 * ptimeMs, spacing: Int64(ptimeMs) * 1_000_000) { _ in
            Int64(-jitterMs * 1e6 * Math.log(1 - random.fraction()))
        }
        let arrived = packets.sorted { $0.arrival < $1.arrival }
        let stream = try #require(TestCapture(arrived).scanned().streams.first)
        let differences = zip(arrived, arrived.dropFirst()).map { before, packet in
            Double(packet.arrival - before.arrival) / 1e6
                - Double(Int32(bitPattern: packet.timestamp &- before.timestamp)) / 8
        }
        #expect(stream.packets.unique == count && stream.timestampRestarts == 0)
        let ipdv = try #require(stream.ipdvMs)
        #expect(Self.isNear(ipdv.p05, Self.percentile(5, differences)), "\(Self.percentile(5, differences))")
        #expect(Self.isNear(ipdv.p95, Self.percentile(95, differences)), "\(Self.percentile(95, differences))")
        let mean = differences.map(abs).reduce(0, +) / Double(differences.count)
        #expect(abs(ipdv.meanAbsolute - mean) <= 1e-9 * max(1, mean))
    }

    @Test(
        "the packet after comfort noise gives no difference, in a short stream or a long one", arguments: [100, 3000])
    func noise(count: Int) throws {
        // Every tenth packet is noise; the one behind it comes 100 ms late, and is caught up with at once.
        let packets = SimulatedPacket.steady(count).enumerated().map { index, packet in
            var packet = packet
            if index % 10 == 5 { (packet.type, packet.payload) = (13, [40]) }
            if index % 10 == 6 { packet.arrival += 15_000_000 }
            return packet
        }
        let stream = try #require(TestCapture(packets).scanned().streams.first)
        let ipdv = try #require(stream.ipdvMs)
        // Of the eight differences between ten packets one is -15 ms and none +15.
        #expect(abs(ipdv.p05 + 15) <= 0.5 && abs(ipdv.p95) <= 1.0 / 64)
        #expect(abs(ipdv.meanAbsolute - 15.0 / 8) < 0.05)
    }

    @Test("counts past 16 bits are halved, and the percentiles stay")
    func halving() throws {
        var counts = DifferenceCounts()
        for index in 0..<400_000 { counts.add(index % 10 == 0 ? -20 : index % 10 == 1 ? 3 : 0) }
        let figures = try #require(counts.figures)
        #expect(Self.isNear(figures.p05, -20) && Self.isNear(figures.p95, 3))
    }

    @Test("both percentiles may lie on either side and near or far", arguments: 0..<40)
    func sides(seed: Int) throws {
        var random = SeededRandom(seed)
        let centers: [Double] = [-800, -30, -4, 0, 4, 30, 800]
        let (some, number) = ([centers[seed % 7], centers[seed / 7 % 7], 0], 1 + random.below(2000))
        let values = (0..<number).map { _ in some[random.below(3)] * (0.9 + 0.2 * random.fraction()) }
        var counts = DifferenceCounts()
        for value in values { counts.add(Float(value)) }
        let figures = try #require(counts.figures)
        #expect(Self.isNear(figures.p05, Self.percentile(5, values)))
        #expect(Self.isNear(figures.p95, Self.percentile(95, values)))
    }

    @Test("what is beyond a second counts there, and nothing traps")
    func extremes() throws {
        var counts = DifferenceCounts()
        #expect(counts.figures == nil)
        for value in [Float.greatestFiniteMagnitude, .infinity, -.infinity, .nan, 5000, -5000] { counts.add(value) }
        let figures = try #require(counts.figures)
        #expect(abs(figures.p05) > 900 && abs(figures.p95) > 900)
    }
}
