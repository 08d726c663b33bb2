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
    /// The part of `error` that is the points' scatter.
    private(set) var scatterError: Double
    /// From which point on the delay is another one, and by how much longer, ms; its effect on `value` is taken out.
    private(set) var shift: (index: Int, milliseconds: Double)?

    /// Of points that queues hold up: the line below all of them, where the median cannot be told from it by the points'
    /// scatter: five times as near to the clocks' then. A shift of the delay, which moves that line, sets them apart.
    ///
    /// - Returns: `nil` where no two points can be compared.
    init?(ofFastest points: [Point]) {
        guard let median = Self.median(of: points) else { return nil }
        (value, error, scatterError) = (median.value, median.error, median.error)
        let stretch = Self.longestStretch(of: points)
        guard stretch.count >= ClockDrift.leastBuckets, let first = stretch.first else { return }
        let below = LowerHull.slope(of: stretch.map { ($0.time - first.time, $0.transit - first.transit) })
        if let below, abs(below - median.value) <= 4 * median.error { value = below }
    }

    /// Of points that scatter both ways: the line of least squares, where the median cannot be told from it. A shift of
    /// the delay that the line shows is taken out first.
    ///
    /// - Returns: `nil` where no two points can be compared.
    init?(ofMeans points: [Point]) {
        let stretch = Self.longestStretch(of: points)
        let line = stretch.count >= ClockDrift.leastBuckets ? DriftLine(through: stretch) : nil
        guard let median = Self.median(of: points, without: line?.shift) else { return nil }
        (value, error, scatterError) = (median.value, median.error, median.error)
        shift = line?.shift
        guard let line, abs(line.value - median.value) <= 4 * median.error else { return }
        (value, scatterError) = (line.value, line.error)
        error = (line.error * line.error + line.turn * line.turn).squareRoot()
    }

    /// The median slope of points once a shift of their delay is taken out.
    static func median(
        of points: [Point], without shift: (index: Int, milliseconds: Double)?
    ) -> (value: Double, error: Double)? {
        guard let shift else { return median(of: points) }
        var points = points
        let stretch = points[shift.index].stretch
        for index in shift.index..<points.count where points[index].stretch == stretch {
            points[index].transit -= shift.milliseconds
        }
        return median(of: points)
    }

    /// Median slope of the pairs a quarter of the run apart (after Theil and Sen), which no single shift of the delay moves,
    /// and its standard error by the points' scatter.
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
}
