/// The figures of one stream between two points.
struct PairMeasures {
    /// Intervals of one stream that are told; more are counted.
    static let intervalLimit = 100_000

    /// What is known of the clocks, ns above the comparison's reference.
    struct Clock {
        var rate: Double
        /// The offset of B's clock and how far it may be off; `nil` where it is not known.
        var offset: (middle: Double, uncertainty: Double)?
        var interval: Int64
    }

    let pairs: PairedPackets
    let presence: PairPresence
    let times: PairTimes
    let order: PointOrder
    let clock: Clock
    /// How long each packet in common took, above the fastest, ms; beside it the moment. In the order of A.
    private let delays: [(time: Int64, ms: Double)]
    /// The fastest one's delay, where the offset is known, ms.
    private let leastMs: Double?

    init(pairs: PairedPackets, presence: PairPresence, times: PairTimes, order: PointOrder, clock: Clock) {
        self.pairs = pairs
        self.presence = presence
        self.times = times
        self.order = order
        self.clock = clock
        let range = times.extremes(rate: clock.rate) ?? (0, 0)
        delays = times.moments.map { moment in
            let value = moment.straight(clock.rate)
            return (moment.time, (order == .aFirst ? value - range.least : range.greatest - value) * 1e-6)
        }
        leastMs =
            times.moments.isEmpty
            ? nil
            : clock.offset.map { offset in
                (order == .aFirst ? range.least - offset.middle : offset.middle - range.greatest) * 1e-6
            }
    }

    var counts: PairCounts {
        var counts = PairCounts()
        counts.both = pairs.both.count
        (counts.onlyA, counts.onlyB) = (presence.missingAtB.count, presence.missingAtA.count)
        counts.lost = order == .aFirst ? counts.onlyA : counts.onlyB
        counts.unseenBefore = order == .aFirst ? counts.onlyB : counts.onlyA
        counts.sent = counts.both + counts.lost
        counts.reordered = reordered.count
        (counts.duplicatesA, counts.duplicatesB) = (pairs.duplicatesA, pairs.duplicatesB)
        counts.outside = presence.outside
        return counts
    }

    /// Indices into `pairs.both` of packets that came to the later point behind one that left after them.
    private var reordered: [Int] {
        let inOrder = pairs.both.indices.sorted {
            order == .aFirst ? pairs.both[$0].b < pairs.both[$1].b : pairs.both[$0].a < pairs.both[$1].a
        }
        var highest = Int32(-1)
        return inOrder.filter { index in
            let rank = order == .aFirst ? pairs.both[index].a : pairs.both[index].b
            defer { highest = max(highest, rank) }
            return rank < highest
        }
    }

    /// Longest run of lost packets, in the order of the point that comes first.
    var longestLoss: Int {
        let lost = order == .aFirst ? presence.missingAtB : presence.missingAtA
        let passed = order == .aFirst ? pairs.both.map(\.a) : pairs.both.map(\.b).sorted()
        var (longest, run, next) = (0, 0, 0)
        var previous = Int32(-1)
        for index in lost {
            while next < passed.count, passed[next] < previous { next += 1 }
            let isInterrupted = next < passed.count && passed[next] < index
            run = isInterrupted ? 1 : run + 1
            longest = max(longest, run)
            previous = index
        }
        return longest
    }

    var delayVariation: DelayVariationReport? {
        let sorted = delays.map(\.ms).sorted()
        guard let greatest = sorted.last else { return nil }
        return DelayVariationReport(
            p50: Self.percentile(perMille: 500, sorted), p95: Self.percentile(perMille: 950, sorted),
            p99: Self.percentile(perMille: 990, sorted),
            p999: Self.percentile(perMille: 999, sorted), max: greatest)
    }

    var oneWayDelay: OneWayDelayReport? {
        guard let leastMs, let uncertainty = clock.offset?.uncertainty else { return nil }
        let sorted = delays.map(\.ms).sorted()
        guard let greatest = sorted.last else { return nil }
        return OneWayDelayReport(
            min: leastMs, p50: leastMs + Self.percentile(perMille: 500, sorted),
            p95: leastMs + Self.percentile(perMille: 950, sorted),
            max: leastMs + greatest, uncertainty: uncertainty * 1e-6)
    }

    /// By nearest rank.
    private static func percentile(perMille: Int, _ sorted: [Double]) -> Double {
        sorted[max(1, (perMille * sorted.count + 999) / 1000) - 1]
    }

    /// Stretches of time in which something was sent, and how many more there are than can be told.
    ///
    /// - Parameters:
    ///   - start: The first packet in common on A's clock, ns above the origin.
    ///   - lostAt: Moments of the lost packets on A's clock, ns above the origin.
    func intervals(from start: Int64, lostAt: [Int64]) -> (told: [PairIntervalReport], leftOut: Int) {
        guard !times.lacksTimes, let last = delays.last else { return ([], 0) }
        struct Bin {
            var delays: [Double] = []
            var lost = 0
            var reordered = 0
        }
        let index = { (time: Int64) in Int((max(time, start) - start) / clock.interval) }
        var bins: [Int: Bin] = [:]
        for delay in delays { bins[index(delay.time), default: Bin()].delays.append(delay.ms) }
        for time in lostAt { bins[index(time), default: Bin()].lost += 1 }
        for place in reordered { bins[index(delays[place].time), default: Bin()].reordered += 1 }
        let end = max(last.time, lostAt.max() ?? last.time)
        let told = bins.sorted { $0.key < $1.key }.prefix(Self.intervalLimit).map { number, bin in
            let sorted = bin.delays.sorted()
            let begin = start + Int64(number) * clock.interval
            return PairIntervalReport(
                startS: Double(begin - start) * 1e-9,
                durationS: Double(max(0, min(clock.interval, end - begin))) * 1e-9, both: sorted.count,
                lost: bin.lost, reordered: bin.reordered,
                delayVariationP95Ms: sorted.isEmpty ? nil : Self.percentile(perMille: 950, sorted),
                oneWayDelayP50Ms: sorted.isEmpty ? nil : leastMs.map { $0 + Self.percentile(perMille: 500, sorted) })
        }
        return (told, bins.count - told.count)
    }
}
