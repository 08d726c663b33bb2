/// Drift of the sender's clock against the capture's, from the packets of each stretch of time.
///
/// Queues only ever delay packets, so the lower envelope of the transit times is the clocks' alone: the slope through the
/// fastest packet of each bucket. Delays that scatter both ways, as a sender's own do, have no such edge; there the means
/// of the buckets lie on a line much sharper than their fastest packets, and its slope is taken (see `DriftSlope`).
public struct ClockDrift: Sendable {
    /// Time and buckets below which a drift cannot be told from delay.
    public static let leastSeconds = 30.0
    public static let leastBuckets = 20
    /// Clocks that are built for media are nearer than this; one that seems farther off has to show it.
    static let usualDrift = 0.0003
    /// Beyond this the clock rate is wrong, and no sound is stretched.
    private static let largestDrift = 0.05
    /// Buckets of a stretch that show whether a drift beyond that is one: fewer lie on a line whatever they are.
    private static let leastInStretch = leastBuckets / 4
    /// Drift over a whole stream that is worth stretching its sound for, ms.
    private static let leastShiftMs = 0.25
    /// How many times as certain as the fastest packets' slope the means' has to be; the second where their line is in two
    /// pieces, which makes it half as certain.
    private static let meansAreSurer = (whole: 3.0, inPieces: 2.0)

    private var buckets = DriftBuckets()

    public init() {}

    /// Adds a media packet.
    ///
    /// - Parameters:
    ///   - time: Arrival, ns from the stream's first packet.
    ///   - transitMs: Relative transit time.
    @inline(__always) public mutating func add(time: Int64, transitMs: Double) {
        buckets.add(time: time, transitMs: transitMs)
    }

    /// Adds the packets of a run.
    ///
    /// - Parameters:
    ///   - extent: When they came.
    ///   - origin: The stream's first packet, ns since 1970 UTC.
    @inline(__always) mutating func add(
        _ transits: inout RunTransits, _ times: inout SteadyRun.Times, _ extent: RunExtent, origin: Int64
    ) {
        guard buckets.isOpen(at: extent.latest &- origin) else {
            for index in 0..<transits.count {
                buckets.add(time: times.arrival(index) &- origin, transitMs: transits.transitsMs[index])
            }
            return
        }
        let middle = Double((extent.first &- origin) / 2 + (extent.last &- origin) / 2)
        buckets.count(UInt32(transits.count), transitsMs: transits.sumMs, times: middle * Double(transits.count))
        guard buckets.isFaster(transits.leastMs) else { return }
        var fastest = 0
        while Float(transits.transitsMs[fastest]) > Float(transits.leastMs) { fastest += 1 }
        buckets.noteFastest(time: times.arrival(fastest) &- origin, transitMs: transits.transitsMs[fastest])
    }

    /// Notes a restart of the timestamp.
    public mutating func cut() { buckets.cut() }

    /// A drift, and how far the clock's own may be from it.
    public struct Estimate: BitwiseCopyable, Sendable, Equatable {
        /// Parts in a million that the sender's clock is fast, slow below 0.
        public var ppm: Double
        /// Two standard errors of the slope, by the buckets' scatter, ppm: what queues may have added or taken away.
        public var uncertaintyPpm: Double
    }

    /// - Parameter seconds: From the stream's first packet to its last.
    /// - Returns: `nil` for less than `leastSeconds` or `leastBuckets`, or where timestamps restart too often.
    public func estimate(overSeconds seconds: Double) -> Estimate? {
        guard seconds >= Self.leastSeconds else { return nil }
        let buckets = buckets.all
        guard buckets.count >= Self.leastBuckets else { return nil }
        return Self.slope(of: buckets).map { Estimate(ppm: -$0.value * 1e6, uncertaintyPpm: 2 * $0.error * 1e6) }
    }

    /// Parts in a million that the sender's clock is fast, as `estimate` has them.
    public func ppm(overSeconds seconds: Double) -> Double? { estimate(overSeconds: seconds)?.ppm }

    /// The same as a share, by what came so far, for the delay variation; of less than `leastSeconds` by half the buckets.
    func rate(overSeconds seconds: Double) -> Double? {
        let buckets = buckets.all
        return buckets.count < (seconds < Self.leastSeconds ? Self.leastBuckets / 2 : Self.leastBuckets)
            ? nil : Self.slope(ofFastest: Self.fastest(buckets), buckets).map { -$0.value }
    }

    /// What the stream's sound is placed by.
    ///
    /// - Parameters:
    ///   - origin: First packet of the stream, ns since 1970 UTC.
    ///   - other: Drift of another stream of the same sender, for one too short to tell its own: it is taken where the
    ///     packets fit it better than no drift at all.
    func line(origin: Int64, ppmOfSender other: Double? = nil) -> ClockLine {
        let buckets = buckets.all
        var line = ClockLine(origin: origin)
        let own = buckets.count >= Self.leastBuckets / 2 ? Self.drift(buckets) : nil
        let others = other.map { $0 * 1e-6 }.flatMap {
            Self.spreadMs(of: buckets, drift: $0) < Self.spreadMs(of: buckets, drift: 0) ? $0 : nil
        }
        if let drift = own ?? others, abs(drift) <= Self.largestDrift, let last = buckets.last,
            abs(drift) * (Double(last.time) - Double(buckets[0].time)) * 1e-6 >= Self.leastShiftMs
        {
            line.rate = 1 + drift
        }
        for bucket in buckets {
            let transit = Double(bucket.leastMs) + (line.rate - 1) * Double(bucket.time) * 1e-6
            let place = line.leastTransitsMs.count - 1
            if place >= 0, line.leastTransitsMs[place].stretch == Int(bucket.stretch) {
                line.leastTransitsMs[place].leastMs = min(line.leastTransitsMs[place].leastMs, transit)
            } else {
                line.leastTransitsMs.append((Int(bucket.stretch), transit))
            }
        }
        return line
    }

    /// Difference of the largest and the least transit time of the first stretch once a drift is taken out.
    private static func spreadMs(of buckets: [DriftBuckets.Bucket], drift: Double) -> Double {
        let transits = buckets.lazy.filter { $0.stretch == buckets[0].stretch }.map {
            Double($0.leastMs) + drift * Double($0.time) * 1e-6
        }
        return (transits.max() ?? 0) - (transits.min() ?? 0)
    }

    /// Sender's seconds beyond one in a second of the capture's; `nil` where no two buckets can be compared.
    private static func drift(_ buckets: [DriftBuckets.Bucket]) -> Double? { slope(of: buckets).map { -$0.value } }

    /// Slope of the fastest packets, or of the means where it is much surer and does not contradict it; `nil` where there is
    /// none, or what there is comes from delays that rise and fall.
    private static func slope(of buckets: [DriftBuckets.Bucket]) -> DriftSlope? {
        let fastest = fastest(buckets)
        guard let slope = slope(ofFastest: fastest, buckets) else { return nil }
        guard abs(slope.value) > max(usualDrift, 2 * slope.error) else { return slope }
        let stretches = Dictionary(grouping: fastest, by: \.stretch)
        guard stretches.values.contains(where: { $0.count >= leastInStretch }) else { return nil }
        // A short stream has room for a step or two, which look like a line.
        let flatter = buckets.count < leastBuckets ? 4.0 : 2
        let isLine = flatter * spreadMs(of: fastest, slope: slope.value) <= spreadMs(of: fastest, slope: 0)
        return isLine ? slope : nil
    }

    /// The fastest packet of each bucket.
    private static func fastest(_ buckets: [DriftBuckets.Bucket]) -> [DriftSlope.Point] {
        cutWhereClocksStood(
            buckets.map {
                DriftSlope.Point(
                    time: Double($0.time) * 1e-6, transit: Double($0.leastMs), weight: Double($0.packets),
                    stretch: Int($0.stretch))
            })
    }

    /// - Parameter fastest: The fastest packet of each bucket.
    private static func slope(ofFastest fastest: [DriftSlope.Point], _ buckets: [DriftBuckets.Bucket]) -> DriftSlope? {
        guard let edge = DriftSlope(ofFastest: fastest) else { return nil }
        let means = zip(fastest, buckets).map { point, bucket in
            DriftSlope.Point(
                time: point.time + Double(bucket.meanAfterMs), transit: point.transit + Double(bucket.excessMs),
                weight: Double(bucket.packets), stretch: point.stretch)
        }
        guard let middle = DriftSlope(ofMeans: means),
            middle.scatterError * (middle.shift == nil ? meansAreSurer.whole : meansAreSurer.inPieces) <= edge.error,
            let median = DriftSlope.median(of: fastest, without: middle.shift),
            abs(middle.value - median.value) <= 3 * median.error
        else { return edge }
        return middle
    }

    /// By how much transit times of the longest stretch differ once a slope is taken out: all but a tenth at either end, for
    /// a bucket of few packets has no fast one.
    private static func spreadMs(of points: [DriftSlope.Point], slope: Double) -> Double {
        var counts: [Int: Int] = [:]
        for point in points { counts[point.stretch, default: 0] += 1 }
        let longest = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        let transits = points.filter { $0.stretch == longest }.map { $0.transit - slope * $0.time }.sorted()
        guard let last = transits.indices.last else { return 0 }
        return transits[last - last / 10] - transits[last / 10]
    }

    /// Points in stretches anew, with a cut wherever the delay changed by more than a network's does and stayed so: a
    /// sender's clock that stood still, as in a call on hold, would else make a drift of most pairs around it.
    private static func cutWhereClocksStood(_ points: [DriftSlope.Point]) -> [DriftSlope.Point] {
        let slopes = DriftSlope.pairs(of: points, apart: 1...1).map(\.slope).sorted()
        guard !slopes.isEmpty else { return points }
        let usual = slopes[slopes.count / 2]
        var (cut, cuts) = (points, 0)
        for index in points.indices.dropFirst() {
            let (before, point) = (points[index - 1], points[index])
            let shift = point.transit - before.transit - usual * (point.time - before.time)
            let isCut = point.stretch != before.stretch || abs(shift) > TransitTracker.restartThresholdMs
            cuts += isCut ? 1 : 0
            cut[index].stretch = cut[index - 1].stretch + (isCut ? 1 : 0)
        }
        // Delays that change all the time are no clock that stands still now and then.
        return cuts <= points.count / 4 ? cut : points
    }
}
