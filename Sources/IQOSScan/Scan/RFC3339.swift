import Foundation

/// Times as RFC 3339 writes them.
public enum RFC3339 {
    /// The moment that a text names, ns since 1970 UTC; `nil` where it is no such text or out of range.
    ///
    /// Fractions of a second keep nine digits; without a zone the time is UTC.
    public static func nanoseconds(_ text: String) -> Int64? {
        let pattern =
            #/(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9})\d*)?)?(?:[Zz]|([+-])(\d\d):(\d\d))?)?/#
        guard let match = text.wholeMatch(of: pattern)?.output else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        var fields = DateComponents()
        fields.year = Int(match.1)
        fields.month = Int(match.2)
        fields.day = Int(match.3)
        fields.hour = match.4.flatMap { Int($0) } ?? 0
        fields.minute = match.5.flatMap { Int($0) } ?? 0
        fields.second = match.6.flatMap { Int($0) } ?? 0
        guard fields.isValidDate(in: calendar), let date = calendar.date(from: fields) else { return nil }
        let (hours, minutes) = (match.9.flatMap { Int64($0) } ?? 0, match.10.flatMap { Int64($0) } ?? 0)
        guard hours < 24, minutes < 60 else { return nil }
        let zone = hours * 3600 + minutes * 60
        let seconds = Int64(date.timeIntervalSince1970) - (match.8 == "-" ? -zone : zone)
        let digits = match.7.map(String.init) ?? ""
        let fraction = Int64(digits.padding(toLength: 9, withPad: "0", startingAt: 0)) ?? 0
        let whole = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let sum = whole.partialValue.addingReportingOverflow(fraction)
        return whole.overflow || sum.overflow ? nil : sum.partialValue
    }
}
