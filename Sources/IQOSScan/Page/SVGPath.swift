/// Pieces of SVG path data.
enum SVGPath {
    static func bar(x: Double, y: Double, width: Double, height: Double) -> String {
        "M\(tenths(x)) \(tenths(y))h\(tenths(width))v\(tenths(height))h-\(tenths(width))z"
    }

    /// A coordinate to a tenth, for drawings as large as they are shown.
    static func tenths(_ value: Double) -> String { number((value * 10).rounded() / 10) }

    /// A coordinate of a drawing a thousand wide.
    static func whole(_ value: Double) -> String { number(value.rounded()) }

    static func number(_ value: Double) -> String {
        guard value.isFinite else { return "0" }
        let hundredths = Int((max(min(value, 1e9), -1e9) * 100).rounded())
        let (whole, fraction) = (hundredths.magnitude / 100, hundredths.magnitude % 100)
        let sign = hundredths < 0 ? "-" : ""
        if fraction == 0 { return "\(sign)\(whole)" }
        if fraction % 10 == 0 { return "\(sign)\(whole).\(fraction / 10)" }
        return "\(sign)\(whole).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}
