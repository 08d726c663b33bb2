/// A moment in UTC as calendar fields, by the Gregorian calendar and without leap seconds.
public struct UTCTime: BitwiseCopyable, Sendable, Equatable {
    /// 1677 ... 2262, which is what 64 bits of nanoseconds reach.
    public var year: Int
    /// 1 ... 12.
    public var month: Int
    /// 1 ... 31.
    public var day: Int
    public var hour: Int
    public var minute: Int
    public var second: Int
    /// 0 ... 999,999,999; counts forward also before 1970.
    public var nanosecond: Int

    /// - Parameter nanoseconds: Since 1970-01-01 00:00:00 UTC; negative before.
    public init(nanosecondsSince1970 nanoseconds: Int64) {
        let (days, ofDay) = Self.floorDivision(nanoseconds, by: 86_400_000_000_000)
        (year, month, day) = Self.date(daysSince1970: Int(days))
        nanosecond = Int(ofDay % 1_000_000_000)
        let seconds = Int(ofDay / 1_000_000_000)
        hour = seconds / 3600
        minute = seconds / 60 % 60
        second = seconds % 60
    }

    /// Splits a count of days into nested leap-year cycles, with years that begin on 1 March.
    ///
    /// The leap day is then the last day of its year, so that every month starts at the same distance from the year's start.
    private static func date(daysSince1970: Int) -> (year: Int, month: Int, day: Int) {
        // 719,468 days lie between 0000-03-01 and 1970-01-01.
        let days = daysSince1970 + 719_468
        let (cycles, ofCycle) = (days / 146_097, days % 146_097)
        let centuries = min(ofCycle / 36_524, 3)
        let ofCentury = ofCycle - centuries * 36_524
        let (quads, ofQuad) = (ofCentury / 1461, ofCentury % 1461)
        let years = min(ofQuad / 365, 3)
        let dayOfYear = ofQuad - years * 365
        // From March on, months come in groups of five with 153 days.
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let marchYear = 400 * cycles + 100 * centuries + 4 * quads + years
        return monthFromMarch < 10
            ? (marchYear, monthFromMarch + 3, day) : (marchYear + 1, monthFromMarch - 9, day)
    }

    private static func floorDivision(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
