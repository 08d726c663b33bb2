import IQOSCore

/// Loss, jitter and quality of one stream over the time of its call, as a drawing that keeps its text readable at any width.
///
/// The outer drawing is measured in pixels; the marks are in an inner one of 1000 units that stretches with the page.
struct StreamChart {
    /// Length of the shown call, s.
    private let lengthS: Double
    /// Start of the call, seconds from `capture.start`.
    private let startS: Double
    private let points: [IntervalGroup]
    private let markers: [MarkerReport]
    private let label: String
    private let detail: PageDetail
    private let say: Wording

    /// - Parameters:
    ///   - startS: Start of the call, seconds from `capture.start`.
    ///   - durationS: Length of the call; `nil` result where it or the intervals are missing.
    init?(_ stream: StreamReport, startS: Double, durationS: Double, _ detail: PageDetail, _ say: Wording) {
        guard durationS > 0, durationS < 1e9, !stream.intervals.isEmpty else { return nil }
        (self.detail, self.say, self.startS) = (detail, say, startS)
        points = IntervalGroup.all(stream.intervals, atMost: detail.columns)
        lengthS = max(durationS, (points.map(\.endS).max() ?? 0) - startS)
        markers = stream.markers
        label =
            "\(say.count(stream.packets.lost)) \(say(.lostInWords)), "
            + "\(stream.packets.late.map(say.count) ?? say(.unknownNumber)) \(say(.lateInWords))"
            + (stream.jitterMs.map { ", \(say(.jitterAtMost)) \(say.milliseconds($0.max))" } ?? "")
    }

    var html: String {
        let lossTop = Self.axisTop(points.map { $0.lostPercent + $0.latePercent }.max() ?? 0, atLeast: 1)
        let jitterTop = Self.axisTop(points.compactMap(\.jitterMs).max() ?? 0, atLeast: 5)
        var html = "<div class=chartbox><svg class=chart role=img aria-label=\"\(label)\"><use href=#chart-frame />"
        html += axisLabel(lossTop, y: 26) + axisLabel(jitterTop, y: 130)
        if points.allSatisfy({ $0.jitterMs == nil }) {
            html += "<text class=nodata x=50% y=154>\(say(.jitterUnknown))</text>"
        }
        html += timeAxis
        html += "<svg width=100% height=268 viewBox=\"0 0 1000 268\" preserveAspectRatio=none>"
        html += lossBars(top: 22, height: 64, most: lossTop)
        html += jitterLine(top: 126, height: 48, most: jitterTop)
        html += ticks(.lost, y: 195) + ticks(.late, y: 211) + ticks(.restart, y: 203)
        html += qualityLane(y: 227)
        html += "</svg></svg></div>"
        return html
    }

    /// Across the drawing, of a moment from `capture.start`.
    private func x(_ seconds: Double) -> Int {
        let place = 1000 * (seconds - startS) / lengthS
        return place.isFinite ? Int(max(0, min(place, 1000)).rounded()) : 0
    }

    /// Strokes as wide as most intervals are, lost below and late on top.
    private func lossBars(top: Int, height: Double, most: Double) -> String {
        let widths = points.map { x($0.endS) - x($0.startS) }.sorted()
        let width = max(1, Int((Double(widths[widths.count / 2]) * 0.86).rounded()))
        var lost = SVGPath()
        var late = SVGPath()
        for point in points {
            let middle = (x(point.startS) + x(point.endS)) / 2
            let foot = top + Int(height)
            let lostHeight = Self.pixels(height * point.lostPercent / most)
            let lateHeight = Self.pixels(height * point.latePercent / most)
            if lostHeight > 0 { lost.column(x: middle, y: foot, height: lostHeight) }
            if lateHeight > 0 { late.column(x: middle, y: foot - lostHeight, height: lateHeight) }
        }
        return path("lost", lost, width: width) + path("late", late, width: width)
    }

    /// A height that is not nothing shows.
    private static func pixels(_ height: Double) -> Int {
        height > 0 ? max(1, Int(min(height, 1000).rounded())) : 0
    }

    /// A line through the jitter at the end of each interval, broken where it is not known.
    private func jitterLine(top: Double, height: Double, most: Double) -> String {
        var line = SVGPath()
        var isDrawn = false
        for point in points {
            guard let jitter = point.jitterMs else {
                isDrawn = false
                continue
            }
            let share = jitter / most
            let y = Int((top + height - height * (share.isFinite ? max(0, min(share, 1)) : 1)).rounded())
            if !isDrawn { line.move(x: x(point.startS), y: y) }
            line.line(x: x(point.endS), y: y)
            isDrawn = true
        }
        return path("jitter", line)
    }

    /// Marks of one kind; neighbours that would touch become one.
    private func ticks(_ kind: MarkerReport.Kind, y: Int) -> String {
        let step = max(2, 1000 / detail.places)
        var spans: [(left: Int, right: Int)] = []
        for marker in markers where marker.kind == kind {
            let left = x(marker.startS) / step * step
            let right = max((x(marker.endS) + step - 1) / step * step, left + step)
            if let last = spans.last, left <= last.right {
                spans[spans.count - 1].right = max(last.right, right)
            } else {
                spans.append((left, right))
            }
        }
        return path("tick-\(kind.rawValue)", Self.strokes(spans, y: y))
    }

    /// Neighbours of one category are one stroke.
    private func qualityLane(y: Int) -> String {
        var spans: [QualityBand: [(left: Int, right: Int)]] = [:]
        for point in points where point.mosLQ != nil {
            let (band, left) = (QualityBand(mosLQ: point.mosLQ), x(point.startS))
            let right = max(x(point.endS), left + 1)
            if let last = spans[band]?.last, left <= last.right + 1 {
                spans[band, default: []][spans[band, default: []].count - 1].right = max(last.right, right)
            } else {
                spans[band, default: []].append((left, right))
            }
        }
        return QualityBand.allCases.map { path("mos-\($0.rawValue)", Self.strokes(spans[$0] ?? [], y: y)) }.joined()
    }

    private static func strokes(_ spans: [(left: Int, right: Int)], y: Int) -> SVGPath {
        var path = SVGPath()
        for span in spans {
            path.move(x: span.left, y: y)
            path.line(x: span.right, y: y)
        }
        return path
    }

    private func path(_ name: String, _ path: SVGPath, width: Int? = nil) -> String {
        path.isEmpty
            ? "" : "<path class=\(name) \(width.map { "stroke-width=\($0) " } ?? "")d=\"\(path.data)\"/>"
    }

    /// What all drawings of a page have in common, written once; it is drawn where a drawing names it.
    static func frame(_ say: Wording) -> String {
        let grid =
            "M0 22h1000M0 54h1000M0 86h1000M0 126h1000M0 150h1000M0 174h1000"
            + "M0 22v64M250 22v64M500 22v64M750 22v64M1000 22v64M0 126v106M250 126v106M500 126v106M750 126v106M1000 126v106"
        return "<svg class=\"hidden\" aria-hidden=\"true\"><g class=\"chart\" id=\"chart-frame\">"
            + "<text class=\"title\" x=\"0\" y=\"12\">\(say(.chartLoss))</text>"
            + "<text class=\"title\" x=\"0\" y=\"114\">\(say(.chartJitter))</text>"
            + "<text class=\"y\" x=\"-8\" y=\"90\">0</text><text class=\"y\" x=\"-8\" y=\"178\">0</text>"
            + "<text x=\"0\" y=\"252\">0</text>"
            + lane(say(.lost), y: 190) + lane(say(.late), y: 206) + lane("MOS", y: 222)
            + "<svg width=\"100%\" height=\"268\" viewBox=\"0 0 1000 268\" preserveAspectRatio=\"none\">"
            + "<path class=\"grid\" d=\"\(grid)\"/></svg></g>"
            + "<g class=\"curve\" id=\"bars-frame\"><path class=\"grid\" d=\"M40 78h260\"/><text x=\"40\" y=\"92\">0</text></g>"
            + "<g class=\"curve\" id=\"curve-frame\"><path class=\"grid\" d=\"M40 78h260\"/><text class=\"y\" x=\"36\" y=\"78\">0</text>"
            + "<text x=\"40\" y=\"92\">\(say(.bufferAxis))</text></g></svg>\n"
    }

    private static func lane(_ name: String, y: Int) -> String {
        "<rect class=\"lane\" x=\"0\" y=\"\(y)\" width=\"100%\" height=\"10\"/>"
            + "<text class=\"y\" x=\"-8\" y=\"\(y + 9)\">\(name)</text>"
    }

    /// Times along the foot but the first one, which all drawings share.
    private var timeAxis: String {
        // Two labels are not to read alike.
        let digits = lengthS < 1 ? 2 : lengthS < 8 ? 1 : 0
        return detail.times.map { step in
            let seconds = lengthS * Double(step) / 4
            let text = digits > 0 ? say.fixed(seconds, decimals: digits) + " s" : FigureText.clock(seconds)
            return "<text class=\(step == 4 ? "y" : "m") x=\(step * 25)% y=252>\(text)</text>"
        }.joined()
    }

    /// The value at the top of an axis.
    private func axisLabel(_ most: Double, y: Int) -> String {
        "<text class=y x=-8 y=\(y)>\(say.fixed(most, decimals: 0))</text>"
    }

    /// The next number of the form 1, 2, 4, 6 or 8 times a power of ten, so that the middle of the axis reads well too.
    private static func axisTop(_ most: Double, atLeast least: Double) -> Double {
        guard most.isFinite, most > least else { return least == 1 ? 2 : least + 1 }
        var power = 1.0
        while power * 10 < most { power *= 10 }
        return [1, 2, 4, 6, 8, 10].map { $0 * power }.first { $0 >= most } ?? most
    }
}
