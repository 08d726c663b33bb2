import IQOSCore

/// Late packets against the size of the jitter buffer, as a drawing that needs no script.
struct CurveChart {
    private static let width = 300.0
    private static let height = 96.0
    private static let left = 40.0
    private static let bottom = 18.0

    private let points: [PlayoutCurvePoint]

    /// `nil` where there is no curve to draw.
    init?(_ points: [PlayoutCurvePoint]) {
        let known = points.filter { $0.bufferMs.isFinite && $0.latePercent.isFinite && $0.bufferMs >= 0 }
        guard known.count > 1 else { return nil }
        self.points = known.sorted { $0.bufferMs < $1.bufferMs }
    }

    func svg(_ say: Wording) -> String {
        let widest = max(points.map(\.bufferMs).max() ?? 1, 1)
        let most = max(points.map(\.latePercent).max() ?? 0, 1)
        var curve = SVGPath()
        for (index, point) in points.enumerated() {
            let x = Self.left + point.bufferMs / widest * (Self.width - Self.left - 6)
            let y = 6 + (1 - point.latePercent / most) * (Self.height - Self.bottom - 6)
            let place = (x: Int(x.rounded()), y: Int(y.rounded()))
            if index == 0 { curve.move(x: place.x, y: place.y) } else { curve.line(x: place.x, y: place.y) }
        }
        return "<svg class=curve role=img aria-label=\"\(label(say))\"><use href=#curve-frame />"
            + "<text class=y x=36 y=12>\(say.fixed(most, decimals: 0)) %</text>"
            + "<text class=y x=300 y=92>\(say.milliseconds(widest))</text>"
            + "<path class=jitter d=\"\(curve.data)\"/></svg>"
    }

    private func label(_ say: Wording) -> String {
        let first = points.first.map {
            "\(say.percent($0.latePercent)) \(say(.lateWith)) \(say.milliseconds($0.bufferMs))"
        }
        let last = points.last.map {
            "\(say.percent($0.latePercent)) \(say(.with)) \(say.milliseconds($0.bufferMs))"
        }
        return [first, last].compactMap(\.self).joined(separator: ", ")
    }
}
