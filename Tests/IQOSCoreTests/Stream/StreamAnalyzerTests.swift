import TestSupport
import Testing

@testable import IQOSCore

@Suite("A stream against the slow model")
struct StreamAnalyzerTests {
    /// A G.711 stream with loss, duplicates, jitter, reordering, wraps, restarts and strays, in order of arrival.
    private static func stream(seed: Int, count: Int = 700) -> [SimulatedPacket] {
        var random = SeededRandom(seed)
        let loss = [0, 0.01, 0.05, 0.3][random.below(4)]
        let duplication = [0, 0.02, 0.3][random.below(3)]
        let reordering = [0, 0.02, 0.1][random.below(3)]
        let restarts = [0, 0, 0.003][random.below(3)]
        let strays = [0, 0, 0.005][random.below(3)]
        let jitterMs = [0.0, 5, 40, 120][random.below(4)]
        var sequence = 65536 - random.below(2 * count)
        var timestamp = random.below(1 << 32)
        var restartsLeft = 2
        var packets: [SimulatedPacket] = []
        for index in 0..<count {
            sequence += 1
            timestamp += 160
            // Two restarts at most, and strays elsewhere: what comes late is then far from every later segment.
            if index > 3, restartsLeft > 0, random.chance(restarts) {
                restartsLeft -= 1
                sequence += 10_000 + random.below(10_000)
                timestamp += random.below(1 << 32)
            }
            let sent = TestCapture.start + Int64(index) * 20_000_000
            let delay = Int64(random.fraction() * jitterMs * 1e6)
            // 100 packets are 2 s: farther back a packet is told from a new segment no more.
            let detour = random.chance(reordering) ? Int64(random.below(100)) * 20_000_000 : 0
            let packet = SimulatedPacket(
                arrival: sent + delay + detour, sequence: sequence, timestamp: timestamp,
                isMarker: index == 0 || random.chance(0.01), payload: [1, 2, 3, 4])
            if index > 3, random.chance(strays) {
                packets.append(
                    SimulatedPacket(
                        arrival: sent, sequence: sequence + 45_000 + random.below(5000),
                        timestamp: random.below(1 << 32),
                        payload: [1, 2, 3, 4]))
            }
            if index < 4 || !random.chance(loss) { packets.append(packet) }
            if random.chance(duplication) {
                var copy = packet
                copy.arrival += Int64(random.below(60)) * 1_000_000
                packets.append(copy)
            }
        }
        return packets.enumerated().sorted {
            ($0.element.arrival, $0.offset) < ($1.element.arrival, $1.offset)
        }.map(\.element)
    }

    private static func near(_ left: Double?, _ right: Double?, _ error: Double = 1e-6) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        return abs(left - right) <= error
    }

    private static func near(_ report: JitterReport?, _ course: [Double]) -> Bool {
        near(report?.max, course.max()) && near(report?.last, course.last)
            && near(report?.mean, course.isEmpty ? nil : course.reduce(0, +) / Double(course.count))
    }

    @Test("random streams have the model's counts, and the counts add up", arguments: 0..<60)
    func counts(seed: Int) throws {
        let packets = Self.stream(seed: seed)
        let model = StreamModel(packets)
        let stream = try #require(TestCapture(packets).scanned().streams.first)
        let counts = stream.packets
        #expect(counts.captured == packets.count)
        #expect(counts.unique == model.sequence.unique && counts.duplicates == model.sequence.duplicates)
        #expect(counts.stray == model.sequence.stray && counts.outOfOrder == model.sequence.outOfOrder)
        #expect(counts.expected == model.sequence.expected && counts.lost == model.lost)
        #expect(counts.late == model.late)
        #expect(counts.captured == counts.unique + counts.duplicates + counts.stray)
        #expect(counts.expected == counts.unique + counts.lost)
        #expect(stream.segments.map(\.packets) == model.sequence.segments.map(\.count))
        #expect(stream.segments.map(\.packets).reduce(0, +) == counts.unique)
        #expect(stream.segments.map(\.lost).reduce(0, +) == counts.lost)
    }

    @Test("random streams have the model's times", arguments: 0..<60)
    func times(seed: Int) throws {
        let packets = Self.stream(seed: seed)
        let model = StreamModel(packets)
        let stream = try #require(TestCapture(packets).scanned().streams.first)
        #expect(Self.near(stream.jitterMs, model.jitter))
        #expect(Self.near(stream.jitterRFC3550Ms, model.strictJitter, relative: true))
        #expect(
            Self.near(stream.deltaMs?.min, model.deltas.min()) && Self.near(stream.deltaMs?.max, model.deltas.max()))
        #expect(Self.near(stream.deltaMs?.mean, model.deltas.reduce(0, +) / Double(model.deltas.count)))
        let variation = try #require(stream.delayVariationMs)
        #expect(Self.near(variation.max, model.delayVariation(percentile: 100), 1e-5))
        // The bound that DelayVariation promises, around the median of its first 256 packets.
        let first = model.transits.prefix(256).sorted()
        let center = first[first.count / 2] - (model.transits.min() ?? 0)
        for (value, percentile) in [(variation.p50, 50.0), (variation.p95, 95), (variation.p99, 99)] {
            let truth = model.delayVariation(percentile: percentile)
            #expect(abs(value - truth) <= max(1.0 / 16, 0.016 * abs(truth - center)) + 0.001, "p\(percentile)")
        }
    }

    private static func near(_ report: JitterReport?, _ course: [Double], relative: Bool) -> Bool {
        // Timestamp restarts make differences of days: 53 bits are then worth less than a nanosecond.
        let scale = 1e-6 + 1e-12 * (course.max() ?? 0)
        return near(report?.max, course.max(), scale) && near(report?.last, course.last, scale)
            && near(report?.mean, course.isEmpty ? nil : course.reduce(0, +) / Double(course.count), scale)
    }

    @Test("random streams have the model's bursts, gaps and runs", arguments: 0..<60)
    func losses(seed: Int) throws {
        let packets = Self.stream(seed: seed)
        let model = StreamModel(packets)
        let stream = try #require(TestCapture(packets).scanned().streams.first)
        #expect(stream.loss.longestRun == model.longestLostRun)
        #expect(stream.loss.bursts == model.loss.bursts.count)
        #expect(Self.near(stream.loss.burstDensityPercent, 100 * model.loss.burstDensity))
        #expect(Self.near(stream.loss.gapDensityPercent, 100 * model.loss.gapDensity))
        #expect(Self.near(stream.loss.burstRatio, model.loss.burstRatio))
    }

    @Test("random streams have the model's intervals, which sum to the totals", arguments: 0..<60)
    func intervals(seed: Int) throws {
        let packets = Self.stream(seed: seed)
        let model = StreamModel(packets)
        let stream = try #require(TestCapture(packets).scanned().streams.first)
        #expect(stream.intervals.map(\.packets).reduce(0, +) == stream.packets.unique)
        #expect(stream.intervals.map(\.lost).reduce(0, +) == stream.packets.lost)
        #expect(stream.intervals.compactMap(\.late).reduce(0, +) == stream.packets.late)
        let found = stream.intervals.map { interval in
            let number = Int(((interval.startS - (stream.intervals.first?.startS ?? 0)) / 5).rounded())
            return [number, interval.packets, interval.lost, interval.late ?? -1]
        }
        let expected = model.intervals.sorted { $0.key < $1.key }.map {
            [$0.key, $0.value.packets, $0.value.lost, $0.value.late]
        }
        #expect(found == expected)
    }

    @Test("the same packets in one batch, many batches or several files give the same report", arguments: 0..<12)
    func batches(seed: Int) {
        var capture = TestCapture(Self.stream(seed: seed, count: 300))
        capture.append(Self.stream(seed: seed + 1000, count: 300), on: TestCapture.Path().reversed, ssrc: 5)
        capture.append(Self.stream(seed: seed + 2000, count: 200), on: TestCapture.Path(from: 7, to: 9), ssrc: 6)
        capture.sort()
        let whole = capture.scanned()
        #expect(whole.summary.streamCount == 3)
        for batches in [2, 7, 100, 100_000] {
            let pieces = capture.scanned(seed: UInt64(batches), batches: batches, movesLog: batches % 2 == 1)
            #expect(pieces.text == whole.text && pieces.counters == whole.counters, "\(batches) batches")
        }
        for files in [2, 3] {
            let split = capture.scanned(files: files)
            #expect(Self.withoutFrames(split.streams) == Self.withoutFrames(whole.streams), "\(files) files")
            #expect("\(split.calls)" == "\(whole.calls)")
        }
    }

    private static func withoutFrames(_ streams: [StreamReport]) -> String {
        let same = streams.map { stream in
            var stream = stream
            (stream.firstFile, stream.lastFile, stream.firstFrame, stream.lastFrame) = (0, 0, 0, 0)
            for index in stream.findings.indices { stream.findings[index].frames = [] }
            return stream
        }
        return "\(same)"
    }

    @Test("hostile times neither trap nor break the sums", arguments: 0..<20)
    func hostileTimes(seed: Int) throws {
        var random = SeededRandom(seed)
        let packets = (0..<400).map { index in
            let arrivals = [
                FrameRef.noArrival, 0, FrameRef.arrivalLimit - 1, TestCapture.start + Int64(index),
                Int64(random.below(Int(FrameRef.arrivalLimit))),
            ]
            return SimulatedPacket(
                arrival: arrivals[seed % 2 == 0 ? 1 + random.below(4) : random.below(5)],
                sequence: index + random.below(3),
                // Anything in every packet would be no timestamp.
                timestamp: random.chance(0.1) ? random.below(1 << 32) : index * 160,
                type: random.chance(0.1) ? 13 : 0, payload: [1])
        }
        let outcome = TestCapture(packets).scanned()
        let stream = try #require(outcome.streams.first)
        #expect(stream.packets.captured == 400)
        #expect(stream.packets.unique + stream.packets.lost == stream.packets.expected)
        #expect(outcome.calls.count == 1)
    }

    @Test("more segments than are told one by one are still counted")
    func manySegments() throws {
        let packets = (0..<3990).map { index in
            SimulatedPacket(
                arrival: TestCapture.start + Int64(index) * 20_000_000, sequence: index / 3 * 5000 + index % 3,
                timestamp: index * 160, payload: [1])
        }
        let stream = try #require(TestCapture(packets).scanned().streams.first)
        #expect(stream.segments.count == 1000 && stream.packets.unique == 3990 && stream.packets.lost == 0)
    }
}
