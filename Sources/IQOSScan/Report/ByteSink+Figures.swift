import IQOSCore

extension ByteSink {
    /// Appends `0x1a2b3c4d`.
    mutating func append(ssrc: UInt32) {
        end(at: room(for: 10).put(ssrc: ssrc))
    }

    /// Appends `2026-08-01T09:30:00.123456789Z` (RFC 3339).
    mutating func append(rfc3339 nanoseconds: Int64) {
        end(at: room(for: 30).put(rfc3339: nanoseconds))
    }

    /// Appends `2026-08-01 09:30:00.123`, which spreadsheets take for a time; cut, not rounded, to milliseconds.
    mutating func append(spreadsheetTime nanoseconds: Int64) {
        let time = UTCTime(nanosecondsSince1970: nanoseconds)
        let day = room(for: 30).put(date: time).put(UInt8(ascii: " "))
        end(at: day.put(timeOfDay: time).put(UInt8(ascii: ".")).put(milliseconds: time.nanosecond / 1_000_000))
    }
}

extension UnsafeMutablePointer<UInt8> {
    /// Puts `0x1a2b3c4d`, ten bytes.
    func put(ssrc: UInt32) -> Self {
        // Each half byte in a byte of its own, the last one in the lowest; bytes are in the other order.
        let bytes = UInt64(ssrc)
        let halves = (bytes | bytes << 16) & 0x0000_FFFF_0000_FFFF
        let quarters = (halves | halves << 8) & 0x00FF_00FF_00FF_00FF
        let digits = (quarters | quarters << 4) & 0x0F0F_0F0F_0F0F_0F0F
        // From ten on they are letters, which lie 39 behind the digits.
        let letters = (digits &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return put("0x").put((digits &+ 0x3030_3030_3030_3030 &+ letters &* 39).byteSwapped)
    }

    /// Puts `2026-08-01T09:30:00.123456789Z` (RFC 3339), thirty bytes.
    func put(rfc3339 nanoseconds: Int64) -> Self {
        let time = UTCTime(nanosecondsSince1970: nanoseconds)
        let second = put(date: time).put(UInt8(ascii: "T")).put(timeOfDay: time).put(UInt8(ascii: "."))
        let (millions, rest) = time.nanosecond.quotientAndRemainder(dividingBy: 1_000_000)
        let (upper, lower) = rest.quotientAndRemainder(dividingBy: 10_000)
        return second.put(milliseconds: millions).put(pair: upper).put(pair: lower / 100).put(pair: lower % 100)
            .put(UInt8(ascii: "Z"))
    }

    /// Puts `2026-08-01`.
    func put(date time: UTCTime) -> Self {
        put(pair: time.year / 100).put(pair: time.year % 100).put(UInt8(ascii: "-")).put(pair: time.month)
            .put(UInt8(ascii: "-")).put(pair: time.day)
    }

    /// Puts `09:30:00`.
    func put(timeOfDay time: UTCTime) -> Self {
        put(pair: time.hour).put(UInt8(ascii: ":")).put(pair: time.minute).put(UInt8(ascii: ":"))
            .put(pair: time.second)
    }

    /// Puts three digits.
    fileprivate func put(milliseconds: Int) -> Self {
        put(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: milliseconds / 100)).put(pair: milliseconds % 100)
    }

    /// Puts two digits of a number below 100.
    @inline(__always) fileprivate func put(pair number: Int) -> Self {
        put(DecimalDigits.pair(UInt32(truncatingIfNeeded: number)))
    }
}
