import IQOSCore

/// Figures as people read them, on page and terminal; report.json and the tables keep full precision.
enum FigureText {
    /// What stands for a figure that is not known.
    static let none = "—"

    /// `1234.54` with one decimal is `1234.5`; a number that is not finite is `none`.
    ///
    /// Halves go away from zero, of the six decimals that report.json and the tables have: a figure reads the same here,
    /// on the page and rounded by hand.
    ///
    /// - Parameter decimals: 0 ... 6.
    static func fixedPlain(_ value: Double, decimals: Int = 3) -> String {
        guard value.magnitude < 1e15 else { return none }
        var (whole, step, scale) = (Int(value.magnitude), 1_000_000, 1)
        for _ in 0..<decimals { (step, scale) = (step / 10, scale * 10) }
        let millionths = Int(((value.magnitude - Double(whole)) * 1e6).rounded())
        var parts = (millionths + step / 2) / step
        if parts == scale { (whole, parts) = (whole + 1, 0) }
        let text = (value < 0 && whole | parts > 0 ? "-" : "") + String(whole)
        guard decimals > 0 else { return text }
        let fraction = String(parts)
        return text + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }

    /// A figure as report.json has it, with six decimals.
    static func stored(_ value: Double) -> Double {
        value.magnitude < 1e9 ? (value * 1e6).rounded() / 1e6 : value
    }

    static func mos(_ value: Double?) -> String {
        value.map { fixedPlain($0, decimals: 2) } ?? none
    }

    /// With two decimals, or as many as it takes not to read as if it kept to a limit that it does not.
    static func fixed(_ value: Double, missing limit: Double) -> String {
        let isBelow = value < limit
        for decimals in 2...6 {
            let text = fixedPlain(value, decimals: decimals)
            if let told = Double(text), told != limit, (told < limit) == isBelow { return text }
        }
        return "\(value)"
    }

    /// `0:07`, `3:20`, `1:02:03` or `2 d 1:02:03`, to the nearest second: a length, or a place on an axis.
    static func clock(_ seconds: Double) -> String {
        guard seconds >= 0, seconds < 1e15 else { return none }
        let total = Int(stored(seconds).rounded())
        let tail = ":" + pad(total % 60)
        guard total >= 3600 else { return String(total / 60) + tail }
        let days = total >= 86_400 ? "\(total / 86_400) d " : ""
        return days + String(total / 3600 % 24) + ":" + pad(total / 60 % 60) + tail
    }

    /// `2026-08-01`.
    static func date(_ nanoseconds: Int64) -> String {
        let time = UTCTime(nanosecondsSince1970: nanoseconds)
        return "\(time.year)-\(pad(time.month))-\(pad(time.day))"
    }

    /// `09:30:00`.
    static func timeOfDay(_ nanoseconds: Int64) -> String {
        let time = UTCTime(nanosecondsSince1970: nanoseconds)
        return "\(pad(time.hour)):\(pad(time.minute)):\(pad(time.second))"
    }

    /// `2026-08-01 09:30:00.123456 UTC`.
    static func moment(_ nanoseconds: Int64) -> String {
        let micro = UTCTime(nanosecondsSince1970: nanoseconds).nanosecond / 1000
        let digits = String(micro)
        let fraction = String(repeating: "0", count: 6 - digits.count) + digits
        return "\(date(nanoseconds)) \(timeOfDay(nanoseconds)).\(fraction) UTC"
    }

    /// `2026-08-01T09:30:00.123456789Z`.
    static func rfc3339(_ nanoseconds: Int64) -> String {
        let digits = String(UTCTime(nanosecondsSince1970: nanoseconds).nanosecond)
        let fraction = String(repeating: "0", count: 9 - digits.count) + digits
        return "\(date(nanoseconds))T\(timeOfDay(nanoseconds)).\(fraction)Z"
    }

    /// `10.0.0.1:5004` or `[2001:db8::1]:5004`.
    static func endpoint(_ endpoint: EndpointReport) -> String {
        endpoint.address.contains(":")
            ? "[\(endpoint.address)]:\(endpoint.port)" : "\(endpoint.address):\(endpoint.port)"
    }

    private static func pad(_ value: Int) -> String {
        value < 10 ? "0\(value)" : String(value)
    }
}
