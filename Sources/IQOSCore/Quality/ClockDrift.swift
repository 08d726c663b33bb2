/// Drift of the sender's clock against the capture's, from the fastest packet of each stretch of time.
///
/// Queues only ever delay packets, so the lower envelope of the transit times is the clocks' alone. It is kept in at
/// most `bucketLimit` buckets that double in width from one second on; the slope is the median over pairs of buckets a
/// quarter of the run apart, which a single shift of the network's delay cannot move (after Theil and Sen), made finer by
/// the line below all buckets where the two agree.
public struct ClockDrift: Sendable {
    /// Time and buckets below which a drift cannot be told from delay.
    public static let leastSeconds = 30.0
    public static let leastBuckets = 20
    static let bucketLimit = 128
    /// Beyond this the clock rate is wrong, and no sound is stretched.
    private static let largestDrift = 0.05
    /// Drift over a whole stream that is worth stretching its sound for, ms.
    private static let leastShiftMs = 0.25

    /// The fastest packet of a bucket.
    private struct Bucket: BitwiseCopyable {
        /// ns from the stream's first packet.
        var time: Int64
        var transitMs: Float
        /// Timestamp restarts before it: transit times are comparable between equal ones only.
        var stretch: UInt16
    }

    private var closed: [Bucket] = []
    /// The first closed one: a stream that ends before its second needs no array.
    private var first: Bucket?
    private var open: Bucket?
    private var openEnd: Int64 = .min
    private var width: Int64 = 1_000_000_000
    private var stretch: UInt16 = 0
    /// Too many restarts for the room there is: nothing is added any more.
    private var isFull = false

    public init() {}

    /// Whether packets up to a time, ns from the stream's first packet, fall into the open bucket: then adding the
    /// first of the fastest of them is adding all of them.
    @inline(__always) func isOpen(at time: Int64) -> Bool {
        open != nil && time < openEnd
    }

    /// Whether a packet of that transit time is faster than all of the open bucket.
    @inline(__always) func isFaster(_ transitMs: Double) -> Bool {
        open.map { Float(transitMs) < $0.transitMs } ?? true
    }

    /// Adds a media packet.
    ///
    /// - Parameters:
    ///   - time: Arrival, ns from the stream's first packet.
    ///   - transitMs: Relative transit time.
    @inline(__always) public mutating func add(time: Int64, transitMs: Double) {
        if time >= openEnd || open == nil {
            begin(time, transitMs)
        } else if let current = open, Float(transitMs) < current.transitMs {
            open = Bucket(time: time, transitMs: Float(transitMs), stretch: stretch)
        }
    }

    /// Notes a restart of the timestamp.
    public mutating func cut() {
        close()
        if stretch == .max { isFull = true } else { stretch += 1 }
    }

    @inline(never) private mutating func begin(_ time: Int64, _ transitMs: Double) {
        close()
        guard !isFull else {
            openEnd = .max
            return
        }
        open = Bucket(time: time, transitMs: Float(transitMs), stretch: stretch)
        openEnd = (time / width + 1) &* width
    }

    private mutating func close() {
        guard let bucket = open else { return }
        open = nil
        if first == nil {
            first = bucket
            return
        }
        closed.append(bucket)
        if closed.count >= Self.bucketLimit { widen() }
    }

    /// Doubles the width, and joins the buckets that now fall together.
    private mutating func widen() {
        width *= 2
        var joined: [Bucket] = []
        joined.reserveCapacity(Self.bucketLimit)
        for bucket in closed {
            if let last = joined.last, last.stretch == bucket.stretch, last.time / width == bucket.time / width {
                if bucket.transitMs < last.transitMs { joined[joined.count - 1] = bucket }
            } else {
                joined.append(bucket)
            }
        }
        closed = joined
        isFull = joined.count > Self.bucketLimit * 3 / 4
    }

    private var buckets: [Bucket] {
        [first].compactMap(\.self) + closed + [open].compactMap(\.self)
    }

    /// A drift, and how far the clock's own may be from it.
    public struct Estimate: BitwiseCopyable, Sendable, Equatable {
        /// Parts in a million that the sender's clock is fast, slow below 0.
        public var ppm: Double
        /// Two standard errors of the median slope, by the buckets' scatter, ppm: what queues may have added or taken away.
        public var uncertaintyPpm: Double
    }

    /// - Parameter seconds: From the stream's first packet to its last.
    /// - Returns: `nil` for less than `leastSeconds` or `leastBuckets`, or where timestamps restart too often.
    public func estimate(overSeconds seconds: Double) -> Estimate? {
        let buckets = buckets
        guard seconds >= Self.leastSeconds, buckets.count >= Self.leastBuckets else { return nil }
        return Self.slope(of: buckets).map { Estimate(ppm: -$0.value * 1e6, uncertaintyPpm: 2 * $0.error * 1e6) }
    }

    /// Parts in a million that the sender's clock is fast, as `estimate` has them.
    public func ppm(overSeconds seconds: Double) -> Double? { estimate(overSeconds: seconds)?.ppm }

    /// The same as a share, by what came so far, for the delay variation; of less than `leastSeconds` by half the buckets.
    func rate(overSeconds seconds: Double) -> Double? {
        let buckets = buckets
        return buckets.count < (seconds < Self.leastSeconds ? Self.leastBuckets / 2 : Self.leastBuckets)
            ? nil : Self.drift(buckets)
    }

    /// What the stream's sound is placed by.
    ///
    /// - Parameters:
    ///   - origin: First packet of the stream, ns since 1970 UTC.
    ///   - other: Drift of another stream of the same sender, for one too short to tell its own: it is taken where the
    ///     packets fit it better than no drift at all.
    func line(origin: Int64, ppmOfSender other: Double? = nil) -> ClockLine {
        let buckets = buckets
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
            let transit = Double(bucket.transitMs) + (line.rate - 1) * Double(bucket.time) * 1e-6
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
    private static func spreadMs(of buckets: [Bucket], drift: Double) -> Double {
        let transits = buckets.lazy.filter { $0.stretch == buckets[0].stretch }.map {
            Double($0.transitMs) + drift * Double($0.time) * 1e-6
        }
        return (transits.max() ?? 0) - (transits.min() ?? 0)
    }

    /// Sender's seconds beyond one in a second of the capture's; `nil` where no two buckets can be compared.
    private static func drift(_ buckets: [Bucket]) -> Double? { slope(of: buckets).map { -$0.value } }

    /// Transit time gained in a time, and the standard error of the median slope.
    private static func slope(of buckets: [Bucket]) -> (value: Double, error: Double)? {
        let buckets = cutWhereClocksStood(buckets)
        let distance = max(1, buckets.count / 4)
        var pairs = pairs(of: buckets, apart: distance...distance)
        // Restarts may leave few pairs of that distance: then every pair counts.
        if pairs.count < buckets.count / 4 { pairs = Self.pairs(of: buckets, apart: 1...buckets.count) }
        guard !pairs.isEmpty else { return nil }
        let slopes = pairs.map(\.slope).sorted()
        let upper = slopes[slopes.count / 2]
        let median = slopes.count % 2 == 1 ? upper : (upper + slopes[slopes.count / 2 - 1]) / 2
        let apart = pairs.map(\.milliseconds).sorted()[pairs.count / 2]
        let error =
            2 * scatterMs(of: buckets, slope: median) / apart / Double(min(pairs.count, buckets.count)).squareRoot()
        return (refined(median, of: buckets, error: error) ?? median, error)
    }

    /// Buckets in stretches anew, with a cut wherever the delay changed by more than a network's does and stayed so: a
    /// sender's clock that stood still, as in a call on hold, would else make a drift of most pairs around it.
    private static func cutWhereClocksStood(_ buckets: [Bucket]) -> [Bucket] {
        let slopes = pairs(of: buckets, apart: 1...1).map(\.slope).sorted()
        guard !slopes.isEmpty else { return buckets }
        let usual = slopes[slopes.count / 2]
        var (cut, cuts) = (buckets, 0)
        for index in buckets.indices.dropFirst() {
            let (before, bucket) = (buckets[index - 1], buckets[index])
            let milliseconds = (Double(bucket.time) - Double(before.time)) * 1e-6
            let shift = Double(bucket.transitMs - before.transitMs) - usual * milliseconds
            let isCut = bucket.stretch != before.stretch || abs(shift) > TransitTracker.restartThresholdMs
            cuts += isCut ? 1 : 0
            cut[index].stretch = cut[index - 1].stretch &+ (isCut ? 1 : 0)
        }
        // Delays that change all the time are no clock that stands still now and then.
        return cuts <= buckets.count / 4 ? cut : buckets
    }

    /// The buckets of the stretch that has most of them.
    private static func longestStretch(of buckets: [Bucket]) -> ArraySlice<Bucket> {
        var (longest, start) = (buckets[..<0], 0)
        for index in buckets.indices {
            if buckets[index].stretch != buckets[start].stretch { start = index }
            if index + 1 - start > longest.count { longest = buckets[start...index] }
        }
        return longest
    }

    /// The slope of the line below all buckets of the longest stretch, where the median cannot be told from it by the
    /// buckets' scatter: five times as near to the clock's then. `nil` where a shift of the delay, which moves that line,
    /// sets them apart.
    private static func refined(_ median: Double, of buckets: [Bucket], error: Double) -> Double? {
        let stretch = longestStretch(of: buckets)
        guard stretch.count >= leastBuckets, let first = stretch.first else { return nil }
        let points = stretch.map { bucket in
            (x: Double(bucket.time - first.time) * 1e-6, y: Double(bucket.transitMs - first.transitMs))
        }
        guard let below = LowerHull.slope(of: points) else { return nil }
        return abs(below - median) <= 4 * error ? below : nil
    }

    /// Median distance of neighbours once a slope is taken out: they differ by the scatter alone, wherever a shift may be.
    private static func scatterMs(of buckets: [Bucket], slope: Double) -> Double {
        let steps = zip(buckets.dropFirst(), buckets).filter { $0.stretch == $1.stretch }.map { later, earlier in
            abs(
                Double(later.transitMs - earlier.transitMs) - slope * (Double(later.time) - Double(earlier.time)) * 1e-6
            )
        }.sorted()
        return steps.isEmpty ? 0 : steps[steps.count / 2]
    }

    /// Transit time gained over time, for pairs of one stretch.
    private static func pairs(
        of buckets: [Bucket], apart distances: ClosedRange<Int>
    ) -> [(slope: Double, milliseconds: Double)] {
        var pairs: [(slope: Double, milliseconds: Double)] = []
        for early in buckets.indices {
            for late in buckets.indices.clamped(to: early + distances.lowerBound..<early + distances.upperBound + 1)
            where buckets[late].stretch == buckets[early].stretch && buckets[late].time > buckets[early].time {
                let milliseconds = (Double(buckets[late].time) - Double(buckets[early].time)) * 1e-6
                pairs.append((Double(buckets[late].transitMs - buckets[early].transitMs) / milliseconds, milliseconds))
            }
        }
        return pairs
    }
}
