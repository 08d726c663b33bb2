import Foundation
import TestSupport
import Testing

@testable import IQOSCore

@Suite("UTC time")
struct UTCTimeTests {
    private static func fields(_ time: UTCTime) -> [Int] {
        [time.year, time.month, time.day, time.hour, time.minute, time.second, time.nanosecond]
    }

    // From `date -u -d @SECONDS`.
    private static let knownMoments: [(Int64, [Int])] = [
        (0, [1970, 1, 1, 0, 0, 0, 0]),
        (-1, [1969, 12, 31, 23, 59, 59, 999_999_999]),
        (951_782_399_999_999_999, [2000, 2, 28, 23, 59, 59, 999_999_999]),
        (951_782_400_000_000_000, [2000, 2, 29, 0, 0, 0, 0]),
        (1_000_000_000_000_000_001, [2001, 9, 9, 1, 46, 40, 1]),
        (4_107_542_400_000_000_000, [2100, 3, 1, 0, 0, 0, 0]),
        (4_611_686_018_427_387_903, [2116, 2, 20, 23, 53, 38, 427_387_903]),
        (Int64.min, [1677, 9, 21, 0, 12, 43, 145_224_192]),
        (Int64.max, [2262, 4, 11, 23, 47, 16, 854_775_807]),
    ]

    @Test("known moments have their calendar fields", arguments: knownMoments)
    func known(nanoseconds: Int64, fields: [Int]) {
        #expect(Self.fields(UTCTime(nanosecondsSince1970: nanoseconds)) == fields)
    }

    @Test("any moment has the fields that Foundation's calendar gives", arguments: [1, 2, 3])
    func calendar(seed: Int) throws {
        var random = SeededRandom(seed)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        for _ in 0..<500 {
            // Foundation's seconds are a Double: whole seconds only.
            let seconds = Int64(random.below(18_000_000_000)) - 9_000_000_000
            let parts = calendar.dateComponents(
                [.year, .month, .day, .hour, .minute, .second], from: Date(timeIntervalSince1970: Double(seconds)))
            let time = UTCTime(nanosecondsSince1970: seconds * 1_000_000_000)
            #expect(
                Self.fields(time)
                    == [parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second, 0].map { $0 ?? -1 })
        }
    }
}
