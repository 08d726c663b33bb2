import IQOSCore
import Testing

@Suite("UTC calendar")
struct UTCTimeTests {
    private static let day: Int64 = 86_400_000_000_000

    /// A calendar that counts day by day, as slow as it is obvious.
    private struct DayByDay {
        var (year, month, day) = (1970, 1, 1)

        var lengthOfMonth: Int {
            switch month {
            case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
            case 4, 6, 9, 11: 30
            default: 31
            }
        }

        mutating func advance() {
            day += 1
            if day > lengthOfMonth { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }

        mutating func goBack() {
            day -= 1
            if day > 0 { return }
            month -= 1
            if month == 0 { (year, month) = (year - 1, 12) }
            day = lengthOfMonth
        }
    }

    @Test("every day from 1970 to 2261 agrees with counting day by day")
    func forwards() {
        var calendar = DayByDay()
        var wrong = 0
        for days in 0..<Int64(106_700) {
            let time = UTCTime(nanosecondsSince1970: days * Self.day)
            if (time.year, time.month, time.day) != (calendar.year, calendar.month, calendar.day) { wrong += 1 }
            calendar.advance()
        }
        #expect(wrong == 0)
        #expect(calendar.year == 2262)
    }

    @Test("every day back to 1678 agrees with counting day by day")
    func backwards() {
        var calendar = DayByDay()
        var wrong = 0
        for days in Int64(1)...106_600 {
            calendar.goBack()
            let time = UTCTime(nanosecondsSince1970: -days * Self.day)
            if (time.year, time.month, time.day) != (calendar.year, calendar.month, calendar.day) { wrong += 1 }
        }
        #expect(wrong == 0)
        #expect(calendar.year == 1678)
    }

    /// Expected values from `date -u -d @SECONDS`.
    @Test(
        "moments agree with date(1)",
        arguments: [
            (0, [1970, 1, 1, 0, 0, 0, 0]),
            (951_782_399_999_999_999, [2000, 2, 28, 23, 59, 59, 999_999_999]),
            (951_782_400_000_000_000, [2000, 2, 29, 0, 0, 0, 0]),
            (1_773_500_966_535_897_932, [2026, 3, 14, 15, 9, 26, 535_897_932]),
            (-1, [1969, 12, 31, 23, 59, 59, 999_999_999]),
            (Int64.max, [2262, 4, 11, 23, 47, 16, 854_775_807]),
            (Int64.min, [1677, 9, 21, 0, 12, 43, 145_224_192]),
        ] as [(Int64, [Int])])
    func moments(nanoseconds: Int64, fields: [Int]) {
        let time = UTCTime(nanosecondsSince1970: nanoseconds)
        #expect([time.year, time.month, time.day, time.hour, time.minute, time.second, time.nanosecond] == fields)
    }
}
