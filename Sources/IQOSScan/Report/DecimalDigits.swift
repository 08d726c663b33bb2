/// Numbers in decimal digits, two at a time: a report has hundreds a stream.
enum DecimalDigits {
    /// Bytes that a whole number takes at most: a sign and twenty digits.
    static let longestInteger = 21
    /// Bytes that a real number takes at most: a whole one, the point, six digits and two more that are put with them.
    static let longestDecimal = 30

    /// `00`, `01` ... `99`.
    private static let pairs: StaticString = """
        0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
        5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
        """

    /// Puts a whole number where `longestInteger` bytes are free.
    ///
    /// - Returns: The place behind it.
    @inline(never) static func put(_ value: Int, at start: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        put(UInt64(value.magnitude), at: sign(value < 0, at: start))
    }

    /// Whether a real number can be put: it is finite and its whole part has no more than 18 digits.
    @inline(__always) static func canPut(_ value: Double) -> Bool { value.magnitude < 1e18 }

    /// Puts a real number that `canPut` let pass, rounded to six decimals, where `longestDecimal` bytes are free: without
    /// an exponent, with one decimal at least and no zeros behind it, never as `-0.0`.
    ///
    /// - Returns: The place behind it.
    @inline(__always)
    static func put(_ value: Double, at start: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        let magnitude = value.magnitude
        // Taking the whole part off is exact, multiplying a large number by a million would not be.
        var whole = magnitude < wholeLimit ? wholePart(of: magnitude) : UInt64(magnitude)
        let fraction = magnitude - Double(Int64(bitPattern: whole))
        guard fraction > 0 else {
            return put(whole, at: sign(value < 0, at: start)).put(0x302E as UInt16)
        }
        var millionths = wholePart(of: fraction * 1e6 + 0.5)
        if millionths == 1_000_000 { (whole, millionths) = (whole &+ 1, 0) }
        let place = put(whole, at: sign(value < 0 && whole | millionths > 0, at: start)).put(UInt8(ascii: "."))
        let (upper, lower) = UInt32(truncatingIfNeeded: millionths).quotientAndRemainder(dividingBy: 10_000)
        let digits = UInt64(pair(upper)) | UInt64(four(lower)) << 16
        _ = place.put(digits)
        // The last byte that is no zero ends them, if not the first.
        return place + (8 &- (digits ^ 0x3030_3030_3030 | 1).leadingZeroBitCount / 8)
    }

    /// Numbers below it have halves.
    private static let wholeLimit = 0x1p51

    /// The whole part of a number from 0 up to `wholeLimit`, without the questions that a conversion asks.
    @inline(__always) private static func wholePart(of value: Double) -> UInt64 {
        // From 2^52 on numbers are whole, and the lowest bits count ones: the sum is rounded to the nearest.
        let sum = value + 0x1p52
        return sum.bitPattern &- (0x1p52).bitPattern &- (sum - 0x1p52 > value ? 1 : 0)
    }

    /// Puts a minus sign where there is one.
    @inline(__always) private static func sign(
        _ isNegative: Bool, at start: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        start[0] = UInt8(ascii: "-")
        return start + (isNegative ? 1 : 0)
    }

    /// Puts all digits of a number where twenty bytes are free.
    @inline(__always) private static func put(
        _ value: UInt64, at start: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        value < 10_000 ? putFew(UInt32(truncatingIfNeeded: value), at: start) : putMany(value, at: start)
    }

    private static func putMany(
        _ value: UInt64, at start: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        let (upper, lower) = value.quotientAndRemainder(dividingBy: 10_000)
        return put(upper, at: start).put(four(UInt32(truncatingIfNeeded: lower)))
    }

    /// Puts a number below 10,000.
    @inline(__always) private static func putFew(
        _ value: UInt32, at start: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        guard value >= 10 else { return start.put(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value)) }
        let digits = four(value)
        // Zeros in front are shifted out, not asked for one by one: how many there are cannot be foretold.
        let zeros = (digits ^ 0x3030_3030).trailingZeroBitCount / 8
        _ = start.put(digits &>> UInt32(8 &* zeros))
        return start + (4 &- zeros)
    }

    /// The four digits of a number below 10,000, the first in the lowest byte.
    @inline(__always) private static func four(_ number: UInt32) -> UInt32 {
        let (upper, lower) = number.quotientAndRemainder(dividingBy: 100)
        return UInt32(pair(upper)) | UInt32(pair(lower)) << 16
    }

    /// The two digits of a number below 100, the first in the lower byte.
    @inline(__always) static func pair(_ number: UInt32) -> UInt16 {
        // A pair below 100 lies within the 200 bytes of the table.
        UnsafeRawPointer(pairs.utf8Start).loadUnaligned(
            fromByteOffset: 2 &* Int(truncatingIfNeeded: number), as: UInt16.self
        ).littleEndian
    }
}
