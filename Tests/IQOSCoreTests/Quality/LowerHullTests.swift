import TestSupport
import Testing

@testable import IQOSCore

@Suite("Line below all points")
struct LowerHullTests {
    /// By trying every pair of points whose line has none below it, the one with the least sum of distances.
    private static func slowSlope(_ points: [(x: Double, y: Double)]) -> Double {
        var best = (distance: Double.infinity, slope: 0.0)
        for left in points.indices {
            for right in points.indices where points[right].x > points[left].x {
                let slope = (points[right].y - points[left].y) / (points[right].x - points[left].x)
                let heights = points.map { $0.y - points[left].y - slope * ($0.x - points[left].x) }
                guard heights.allSatisfy({ $0 >= -1e-9 }) else { continue }
                let distance = heights.reduce(0, +)
                if distance < best.distance { best = (distance, slope) }
            }
        }
        return best.slope
    }

    @Test("it is the nearest of all lines with nothing below them", arguments: 1...20)
    func nearest(seed: Int) throws {
        var random = SeededRandom(seed)
        let points = (0..<40).map { (x: Double($0), y: 0.3 * Double($0) + 10 * random.fraction()) }
        let found = try #require(LowerHull.slope(of: points))
        #expect(abs(found - Self.slowSlope(points)) < 1e-9)
    }

    @Test("fewer than two points have none")
    func empty() {
        #expect(LowerHull.slope(of: []) == nil && LowerHull.slope(of: [(x: 1, y: 1)]) == nil)
    }
}
