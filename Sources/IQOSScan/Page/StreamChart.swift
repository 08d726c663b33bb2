import IQOSCore

/// Loss, jitter and quality of one stream over the time of its call, as a drawing that keeps its text readable at any width.
///
/// The outer drawing is measured in pixels; the marks are in an inner one of 1000 units that stretches with the page.
struct StreamChart {
    private static let columns = 120
    /// Length of the shown call, s.
    private let lengthS: Double
    private let points: [Point]
    private let markers: [MarkerReport]
    private let label: String
    private let detail: PageDetail
    private let say: Wording

    /// Figures of one or several successive intervals.
    private struct Point {
        /// Seconds from the start of the call.
        var startS: Double
        var endS: Double
        var packets: Int
        var lost: Int
        var late: Int
        var jitterMs: Double?
        var mosLQ: Double?

        var expected: Double { Double(max(packets + lost, 1)) }
        var lostPercent: Double { 100 * Double(lost) / expected }
        var latePercent: Double { 100 * Double(late) / expected }
    }

    /// - Parameters:
    ///   - startS: Start of the call, seconds from `capture.start`.
    ///   - durationS: Length of the call; `nil` result where it or the intervals are missing.
    init?(_ stream: StreamReport, startS: Double, durationS: Double, _ detail: PageDetail, _ say: Wording) {
        guard durationS > 0, durationS < 1e9, !stream.intervals.isEmpty else { return nil }
        (self.detail, self.say) = (detail, say)
        let intervals = stream.intervals
        let size = (intervals.count + Self.columns - 1) / Self.columns
        points = stride(from: 0, to: intervals.count, by: size).map { first in
            let group = intervals[first..<min(first + size, intervals.count)]
            let end = group.last.map { $0.startS + $0.durationS } ?? 0
            return Point(
                startS: (group.first?.startS ?? 0) - startS, endS: end - startS,
                packets: group.map(\.packets).reduce(0, +), lost: group.map(\.lost).reduce(0, +),
                late: group.compactMap(\.late).reduce(0, +),
                jitterMs: group.compactMap(\.jitterMs).max(), mosLQ: group.compactMap(\.mosLQ).min())
        }
        lengthS = max(durationS, points.map(\.endS).max() ?? 0)
        markers = stream.markers.map { MarkerReport(kind: $0.kind, startS: $0.startS - startS, endS: $0.endS - startS) }
        label =
            "\(say(.groupStream)) \(stream.id) \(say(.overTime)): \(say.count(stream.packets.lost)) \(say(.lostInWords)), "
            + "\(stream.packets.late.map(say.count) ?? say(.unknownNumber)) \(say(.lateInWords))"
            + (stream.jitterMs.map { ", \(say(.jitterAtMost)) \(say.milliseconds($0.max))" } ?? "")
    }

    var html: String {
        let lossTop = Self.axisTop(points.map { $0.lostPercent + $0.latePercent }.max() ?? 0, atLeast: 1)
        let jitterTop = Self.axisTop(points.compactMap(\.jitterMs).max() ?? 0, atLeast: 5)
        var html = "<div class=\"chartbox\"><svg class=\"chart\" role=\"img\" aria-label=\"\(label)\">"
        html += "<use href=\"#chart-frame\"/>"
        html += axisLabel(lossTop, y: 26) + axisLabel(jitterTop, y: 130)
        if points.allSatisfy({ $0.jitterMs == nil }) {
            html += "<text class=\"nodata\" x=\"50%\" y=\"154\">\(say(.jitterUnknown))</text>"
        }
        html += timeAxis
        html +=
            "<svg x=\"0\" y=\"0\" width=\"100%\" height=\"268\" viewBox=\"0 0 1000 268\" preserveAspectRatio=\"none\">"
        html += lossBars(top: 22, height: 64, most: lossTop)
        html += jitterLine(top: 126, height: 48, most: jitterTop)
        html += ticks(.lost, y: 195) + ticks(.late, y: 211) + ticks(.restart, y: 203)
        html += qualityLane(y: 227)
        html += "</svg></svg></div>"
        return html
    }

    private func x(_ seconds: Double) -> Double {
        1000 * max(0, min(seconds / lengthS, 1))
    }

    private func lossBars(top: Double, height: Double, most: Double) -> String {
        var lost = ""
        var late = ""
        for point in points {
            let left = x(point.startS).rounded()
            let width = max(((x(point.endS) - left) * 0.86).rounded(), 1)
            let lostHeight = height * point.lostPercent / most
            let lateHeight = height * point.latePercent / most
            if lostHeight > 0 {
                lost += SVGPath.bar(x: left, y: top + height - lostHeight, width: width, height: lostHeight)
            }
            if lateHeight > 0 {
                late += SVGPath.bar(
                    x: left, y: top + height - lostHeight - lateHeight, width: width, height: lateHeight)
            }
        }
        return path("lost", lost) + path("late", late)
    }

    /// A line through the jitter at the end of each interval, broken where it is not known.
    private func jitterLine(top: Double, height: Double, most: Double) -> String {
        var line = ""
        var isDrawn = false
        for point in points {
            guard let jitter = point.jitterMs else {
                isDrawn = false
                continue
            }
            let y = SVGPath.whole(top + height - height * min(jitter / most, 1))
            if !isDrawn { line += "M\(SVGPath.whole(x(point.startS))) \(y)" }
            line += "L\(SVGPath.whole(x(point.endS))) \(y)"
            isDrawn = true
        }
        return path("jitter", line)
    }

    /// Marks of one kind; neighbours that would touch become one.
    private func ticks(_ kind: MarkerReport.Kind, y: Int) -> String {
        let step = 1000 / detail.places
        var spans: [(left: Int, right: Int)] = []
        for marker in markers where marker.kind == kind {
            let left = Int((x(marker.startS) / step).rounded(.down) * step)
            let right = Int(max((x(marker.endS) / step).rounded(.up) * step, Double(left) + max(step, 2)))
            if let last = spans.last, left <= last.right {
                spans[spans.count - 1].right = max(last.right, right)
            } else {
                spans.append((left, right))
            }
        }
        // Strokes through the middle of a lane, each from the end of the one before: a fifth of what outlines take.
        var data = ""
        var end: Int?
        for span in spans {
            data += end.map { "m\(span.left - $0) 0" } ?? "M\(span.left) \(y)"
            data += "h\(span.right - span.left)"
            end = span.right
        }
        return path("tick-\(kind.rawValue)", data)
    }

    private func qualityLane(y: Int) -> String {
        var paths: [QualityBand: String] = [:]
        for point in points where point.mosLQ != nil {
            let left = x(point.startS)
            paths[QualityBand(mosLQ: point.mosLQ), default: ""] +=
                "M\(SVGPath.whole(left)) \(y)h\(SVGPath.whole(max(x(point.endS) - left - 1, 1)))"
        }
        return QualityBand.allCases.map { path("mos-\($0.rawValue)", paths[$0] ?? "") }.joined()
    }

    private func path(_ name: String, _ data: String) -> String {
        data.isEmpty ? "" : "<path class=\"\(name)\" d=\"\(data)\"/>"
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
            + "<path class=\"grid\" d=\"\(grid)\"/></svg></g></svg>\n"
    }

    private static func lane(_ name: String, y: Int) -> String {
        "<rect class=\"lane\" x=\"0\" y=\"\(y)\" width=\"100%\" height=\"10\"/>"
            + "<text class=\"y\" x=\"-8\" y=\"\(y + 9)\">\(name)</text>"
    }

    /// Times along the foot but the first one, which all drawings share.
    private var timeAxis: String {
        // Two labels are not to read alike.
        let digits = lengthS < 1 ? 2 : lengthS < 8 ? 1 : 0
        return (1...4).map { step in
            let seconds = lengthS * Double(step) / 4
            let text = digits > 0 ? say.fixed(seconds, decimals: digits) + " s" : FigureText.length(seconds)
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
