import IQOSCore

extension ByteSink {
    /// Appends `0x1a2b3c4d`.
    mutating func append(ssrc: UInt32) {
        append("0x")
        for shift in stride(from: 28, through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: ssrc >> UInt32(shift) & 0xF)
            append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }

    /// Appends `2026-08-01T09:30:00.123456789Z` (RFC 3339).
    mutating func append(rfc3339 nanoseconds: Int64) {
        let time = UTCTime(nanosecondsSince1970: nanoseconds)
        append(date: time)
        append(UInt8(ascii: "T"))
        append(timeOfDay: time)
        append(UInt8(ascii: "."))
        append(padded: time.nanosecond, width: 9)
        append(UInt8(ascii: "Z"))
    }

    /// Appends `2026-08-01 09:30:00.123`, which spreadsheets take for a time; cut, not rounded, to milliseconds.
    mutating func append(spreadsheetTime nanoseconds: Int64) {
        let time = UTCTime(nanosecondsSince1970: nanoseconds)
        append(date: time)
        append(UInt8(ascii: " "))
        append(timeOfDay: time)
        append(UInt8(ascii: "."))
        append(padded: time.nanosecond / 1_000_000, width: 3)
    }

    /// Appends `09:30:00`.
    mutating func append(timeOfDay time: UTCTime) {
        append(padded: time.hour, width: 2)
        append(UInt8(ascii: ":"))
        append(padded: time.minute, width: 2)
        append(UInt8(ascii: ":"))
        append(padded: time.second, width: 2)
    }

    /// Appends `2026-08-01`.
    mutating func append(date time: UTCTime) {
        append(padded: time.year, width: 4)
        append(UInt8(ascii: "-"))
        append(padded: time.month, width: 2)
        append(UInt8(ascii: "-"))
        append(padded: time.day, width: 2)
    }
}
