/// A slope of transit times over time, and how far the clocks' own may be from it.
struct DriftSlope: BitwiseCopyable, Sendable {
    /// A bucket's fastest packet, or its mean.
    struct Point: BitwiseCopyable, Sendable {
        /// Time and transit time, ms.
        var time: Double
        var transit: Double
        /// Share in a mean line; packets.
        var weight = 1.0
        /// Transit times are comparable between equal ones only.
        var stretch: Int
    }

    /// Transit time gained in a time.
    var value: Double
    /// The standard error of `value`.
    var error: Double
    /// The median over pairs of points, and its standard error by their scatter: no single shift of the delay moves it.
    private(set) var median: (value: Double, error: Double)

    /// Of points that queues hold up: the line below all of them, where the median cannot be told from it by the points'
    /// scatter: five times as near to the clocks' then. A shift of the delay, which moves that line, sets them apart.
    ///
    /// - Returns: `nil` where no two points can be compared.
    init?(ofFastest points: [Point]) {
        guard let median = Self.median(of: points) else { return nil }
        (value, error, self.median) = (median.value, median.error, median)
        let stretch = Self.longestStretch(of: points)
        guard stretch.count >= ClockDrift.leastBuckets, let first = stretch.first else { return }
        let below = LowerHull.slope(of: stretch.map { ($0.time - first.time, $0.transit - first.transit) })
        if let below, abs(below - median.value) <= 4 * median.error { value = below }
    }

    /// Of points that scatter both ways: the line of least squares, where the median cannot be told from it.
    ///
    /// - Returns: `nil` where no two points can be compared.
    init?(ofMeans points: [Point]) {
        guard let median = Self.median(of: points) else { return nil }
        (value, error, self.median) = (median.value, median.error, median)
        let stretch = Self.longestStretch(of: points)
        guard stretch.count >= ClockDrift.leastBuckets, let line = Self.leastSquares(Array(stretch)) else { return }
        if abs(line.value - median.value) <= 4 * median.error { (value, error) = line }
    }

    /// Median slope of the pairs a quarter of the run apart (after Theil and Sen).
    private static func median(of points: [Point]) -> (value: Double, error: Double)? {
        let distance = max(1, points.count / 4)
        var pairs = pairs(of: points, apart: distance...distance)
        // Restarts may leave few pairs of that distance: then every pair counts.
        if pairs.count < points.count / 4 { pairs = Self.pairs(of: points, apart: 1...points.count) }
        guard !pairs.isEmpty else { return nil }
        let slopes = pairs.map(\.slope).sorted()
        let upper = slopes[slopes.count / 2]
        let median = slopes.count % 2 == 1 ? upper : (upper + slopes[slopes.count / 2 - 1]) / 2
        let apart = pairs.map(\.milliseconds).sorted()[pairs.count / 2]
        let error =
            2 * scatter(of: points, slope: median) / apart / Double(min(pairs.count, points.count)).squareRoot()
        return (median, error)
    }

    /// Median distance of neighbours once a slope is taken out: they differ by the scatter alone, wherever a shift may be.
    private static func scatter(of points: [Point], slope: Double) -> Double {
        let steps = zip(points.dropFirst(), points).filter { $0.stretch == $1.stretch }.map { later, earlier in
            abs(later.transit - earlier.transit - slope * (later.time - earlier.time))
        }.sorted()
        return steps.isEmpty ? 0 : steps[steps.count / 2]
    }

    /// Transit time gained over time, for pairs of one stretch.
    static func pairs(
        of points: [Point], apart distances: ClosedRange<Int>
    ) -> [(slope: Double, milliseconds: Double)] {
        var pairs: [(slope: Double, milliseconds: Double)] = []
        for early in points.indices {
            for late in points.indices.clamped(to: early + distances.lowerBound..<early + distances.upperBound + 1)
            where points[late].stretch == points[early].stretch && points[late].time > points[early].time {
                let milliseconds = points[late].time - points[early].time
                pairs.append(((points[late].transit - points[early].transit) / milliseconds, milliseconds))
            }
        }
        return pairs
    }

    /// The points of the stretch that has most of them.
    private static func longestStretch(of points: [Point]) -> ArraySlice<Point> {
        var (longest, start) = (points[..<0], 0)
        for index in points.indices {
            if points[index].stretch != points[start].stretch { start = index }
            if index + 1 - start > longest.count { longest = points[start...index] }
        }
        return longest
    }

    /// The weighted line of least squares, with the standard error that holds whatever each point's variance (White 1980),
    /// widened where neighbours resemble each other, as in load that comes and goes.
    private static func leastSquares(_ points: [Point]) -> (value: Double, error: Double)? {
        let weight = points.reduce(0) { $0 + $1.weight }
        let meanTime = points.reduce(0) { $0 + $1.weight * $1.time } / weight
        let meanTransit = points.reduce(0) { $0 + $1.weight * $1.transit } / weight
        let spread = points.reduce(0) { $0 + $1.weight * ($1.time - meanTime) * ($1.time - meanTime) }
        guard spread > 0 else { return nil }
        let value =
            points.reduce(0) { $0 + $1.weight * ($1.time - meanTime) * ($1.transit - meanTransit) } / spread
        let rests = points.map { $0.transit - meanTransit - value * ($0.time - meanTime) }
        let error = zip(points, rests).reduce(0) { sum, next in
            let share = next.0.weight * next.1 * (next.0.time - meanTime) / spread
            return sum + share * share
        }.squareRoot()
        let square = rests.reduce(0) { $0 + $1 * $1 }
        let likeness = square > 0 ? zip(rests, rests.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } / square : 0
        let bounded = min(0.99, max(0, likeness))
        return (value, error * ((1 + bounded) / (1 - bounded)).squareRoot())
    }
}
