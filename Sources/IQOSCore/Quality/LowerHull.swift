/// The slope of the line that lies below all points and nearest to them.
///
/// Where what lifts points off a line is a queue, which has many small values and no bound, this line is the likeliest
/// one; its slope is that of the lower convex hull's edge below the points' mean (Moon, Skelly and Towsley 1999).
/// Unlike a median it follows a shift of the points; whoever uses it has to see to that.
enum LowerHull {
    /// - Parameter points: By ascending `x`.
    /// - Returns: `nil` for fewer than two.
    /// - Complexity: O(n).
    static func slope(of points: [(x: Double, y: Double)]) -> Double? {
        var hull: [(x: Double, y: Double)] = []
        for point in points {
            while hull.count >= 2, !turnsLeft(hull[hull.count - 2], hull[hull.count - 1], point) { hull.removeLast() }
            hull.append(point)
        }
        guard hull.count >= 2 else { return nil }
        let mean = points.reduce(0) { $0 + $1.x } / Double(points.count)
        let end = hull.indices.dropFirst().first { hull[$0].x >= mean } ?? hull.count - 1
        let (left, right) = (hull[end - 1], hull[end])
        return right.x > left.x ? (right.y - left.y) / (right.x - left.x) : nil
    }

    private static func turnsLeft(
        _ a: (x: Double, y: Double), _ b: (x: Double, y: Double), _ c: (x: Double, y: Double)
    ) -> Bool {
        let (rise, run) = (b.y - a.y, b.x - a.x)
        return run * (c.y - a.y) > rise * (c.x - a.x)
    }
}
