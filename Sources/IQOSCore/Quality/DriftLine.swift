/// The weighted line of least squares through mean transit times, in two parallel pieces where the delay has shifted.
struct DriftLine: Sendable {
    /// Times more than what a point's own scatter leaves that one shift has to explain. Chance alone reaches 12 in one
    /// stream of a hundred, wherever the shift may be (Andrews 1993, for the middle 70 % of the points), and this in none.
    private static let leastGain = 30.0

    /// Transit time gained in a time.
    private(set) var value: Double
    /// The standard error of `value` by the points' scatter.
    private(set) var error: Double
    /// How far a shift too small to be seen may have turned the line besides.
    private(set) var turn = 0.0
    /// From which point on the delay is another one, and by how much longer, ms.
    private(set) var shift: (index: Int, milliseconds: Double)?

    /// - Parameter points: Of one stretch, in order of time.
    /// - Returns: `nil` where all have the same time.
    init?(through points: ArraySlice<DriftSlope.Point>) {
        guard let straight = Pieces([points]) else { return nil }
        (value, error) = (straight.slope, straight.error)
        guard let place = Self.likeliestShift(in: points),
            let broken = Pieces([points[..<place], points[place...]])
        else { return }
        let gain = (straight.squares - broken.squares) / broken.squares * Double(points.count - 3) / broken.widening
        if gain > Self.leastGain {
            (value, error, shift) = (broken.slope, broken.error, (place, broken.step))
        } else {
            // Most of the difference is chance where nothing has shifted.
            turn = abs(broken.slope - straight.slope) / 2
        }
    }

    /// The first point behind the shift that leaves the least squares, an eighth of the points from both ends.
    private static func likeliestShift(in points: ArraySlice<DriftSlope.Point>) -> Int? {
        let margin = max(3, points.count / 8)
        guard points.count > 2 * margin, let first = points.first else { return nil }
        var (left, right) = (Sums(), Sums())
        for point in points { right.add(point, from: first, 1) }
        var best: (place: Int, explained: Double)?
        for (place, point) in zip(points.indices, points) {
            if place - points.startIndex >= margin, points.endIndex - place >= margin {
                let spread = left.spread + right.spread
                let common = left.common + right.common
                // What is left of the points' own squares once each piece has its mean and both have the slope.
                let explained =
                    left.transit * left.transit / left.weight
                    + right.transit * right.transit / right.weight + (spread > 0 ? common * common / spread : 0)
                if explained > best?.explained ?? -.infinity { best = (place, explained) }
            }
            left.add(point, from: first, 1)
            right.add(point, from: first, -1)
        }
        return best?.place
    }
}

/// Weighted sums over points, of times and transit times less those of the first.
private struct Sums: BitwiseCopyable {
    var weight = 0.0
    var time = 0.0
    var transit = 0.0
    private var timeSquares = 0.0
    private var products = 0.0

    mutating func add(_ point: DriftSlope.Point, from first: DriftSlope.Point, _ sign: Double) {
        let (weight, x, y) = (sign * point.weight, point.time - first.time, point.transit - first.transit)
        self.weight += weight
        time += weight * x
        transit += weight * y
        timeSquares += weight * x * x
        products += weight * x * y
    }

    /// Of the times about their mean, and of times and transit times about theirs.
    var spread: Double { timeSquares - time * time / weight }
    var common: Double { products - time * transit / weight }
}

/// Lines of one slope through pieces of a stretch.
private struct Pieces {
    let slope: Double
    /// The standard error that holds whatever each point's variance (White 1980), widened where neighbours resemble each
    /// other, as in load that comes and goes.
    let error: Double
    /// By how much that widens its square.
    let widening: Double
    /// Weighted, of the points' distances from their line.
    let squares: Double
    /// By how much the last piece's line lies above the first one's, ms.
    let step: Double

    /// - Returns: `nil` where all points of each piece have the same time.
    init?(_ pieces: [ArraySlice<DriftSlope.Point>]) {
        var (spread, common) = (0.0, 0.0)
        var means: [(time: Double, transit: Double)] = []
        for points in pieces {
            let weight = points.reduce(0) { $0 + $1.weight }
            let time = points.reduce(0) { $0 + $1.weight * $1.time } / weight
            let transit = points.reduce(0) { $0 + $1.weight * $1.transit } / weight
            spread += points.reduce(0) { $0 + $1.weight * ($1.time - time) * ($1.time - time) }
            common += points.reduce(0) { $0 + $1.weight * ($1.time - time) * ($1.transit - transit) }
            means.append((time, transit))
        }
        guard spread > 0, let first = means.first, let last = means.last else { return nil }
        let slope = common / spread
        var (rests, squares, variance) = ([Double](), 0.0, 0.0)
        for (points, mean) in zip(pieces, means) {
            for point in points {
                let rest = point.transit - mean.transit - slope * (point.time - mean.time)
                let share = point.weight * rest * (point.time - mean.time) / spread
                squares += point.weight * rest * rest
                variance += share * share
                rests.append(rest)
            }
        }
        let all = rests.reduce(0) { $0 + $1 * $1 }
        let likeness = all > 0 ? zip(rests, rests.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } / all : 0
        let bounded = min(0.99, max(0, likeness))
        widening = (1 + bounded) / (1 - bounded)
        error = (variance * widening).squareRoot()
        step = last.transit - first.transit - slope * (last.time - first.time)
        (self.slope, self.squares) = (slope, squares)
    }
}
