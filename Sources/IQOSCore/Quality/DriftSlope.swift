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
    /// scatter: five times as near to the clocks' then. One shift of the delay, as by another route, would turn that line
    /// and push the median aside: it is taken out first, and both are half as certain.
    ///
    /// - Returns: `nil` where no two points can be compared.
    init?(ofFastest points: [Point]) {
        let stretch = Self.longestStretch(of: points)
        let place = stretch.count >= ClockDrift.leastBuckets ? DriftLine(through: stretch)?.shift?.index : nil
        let shift = place.flatMap { Self.shift(at: $0, in: stretch) }
        let still = Self.still(points, without: shift)
        guard let median = Self.median(of: still) else { return nil }
        (value, error, scatterError) = (median.value, median.error, median.error)
        if shift != nil { error *= 2 }
        guard stretch.count >= ClockDrift.leastBuckets, let first = still[stretch.indices].first else { return }
        let below = LowerHull.slope(
            of: still[stretch.indices].map { ($0.time - first.time, $0.transit - first.transit) })
        if let below, abs(below - median.value) <= 4 * error { value = below }
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
        median(of: Self.still(points, without: shift))
    }

    /// By how much points of a stretch lie higher from an index on, by the middle ones of either side: one of few packets
    /// may lie far off. `nil` where the slope of the sides is not known.
    private static func shift(at index: Int, in stretch: ArraySlice<Point>) -> (index: Int, milliseconds: Double)? {
        var apart = Array(stretch)
        for place in (index - stretch.startIndex)..<apart.count { apart[place].stretch += 1 }
        guard let slope = median(of: apart)?.value else { return nil }
        func middle(_ side: ArraySlice<Point>) -> Double {
            let transits = side.map { $0.transit - slope * $0.time }.sorted()
            return transits[transits.count / 2]
        }
        return (index, middle(stretch[index...]) - middle(stretch[..<index]))
    }

    /// Points as they would be had their delay not shifted.
    private static func still(_ points: [Point], without shift: (index: Int, milliseconds: Double)?) -> [Point] {
        guard let shift else { return points }
        var points = points
        let stretch = points[shift.index].stretch
        for index in shift.index..<points.count where points[index].stretch == stretch {
            points[index].transit -= shift.milliseconds
        }
        return points
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
