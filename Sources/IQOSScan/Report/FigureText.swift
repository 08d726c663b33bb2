import IQOSCore

/// Figures as people read them, on page and terminal; report.json and the tables keep full precision.
enum FigureText {
    /// What stands for a figure that is not known.
    static let none = "—"

    /// `1234.5` with one decimal is `1234.5`, as report.json has it; a number that is not finite is `none`.
    static func fixedPlain(_ value: Double, decimals: Int = 3) -> String {
        guard value.magnitude < 1e15 else { return none }
        var scale = 1
        for _ in 0..<decimals { scale *= 10 }
        // 3 decimals of 1e15 stay below 2^63.
        let scaled = Int((value.magnitude * Double(scale)).rounded())
        let whole = (value < 0 && scaled > 0 ? "-" : "") + String(scaled / scale)
        guard decimals > 0 else { return whole }
        let fraction = String(scaled % scale)
        return whole + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }

    static func mos(_ value: Double?) -> String {
        value.map { fixedPlain($0, decimals: 2) } ?? none
    }

    /// `0:07`, `3:20` or `1:02:03`, to the nearest second.
    static func length(_ seconds: Double) -> String {
        guard seconds >= 0, seconds < 1e15 else { return none }
        let total = Int(seconds.rounded())
        let tail = pad(total / 60 % 60) + ":" + pad(total % 60)
        if total >= 3600 { return String(total / 3600) + ":" + tail }
        return String(total / 60) + ":" + pad(total % 60)
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

    static func ssrc(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
    }

    private static func pad(_ value: Int) -> String {
        value < 10 ? "0\(value)" : String(value)
    }
}
