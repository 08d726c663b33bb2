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
    @inline(__always)
    static func put(_ value: Int, at start: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        put(UInt64(value.magnitude), at: value < 0 ? start.put(UInt8(ascii: "-")) : start)
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
        var whole = Int64(magnitude)
        var millionths = Int64((magnitude - Double(whole)) * 1e6 + 0.5)
        if millionths == 1_000_000 { (whole, millionths) = (whole &+ 1, 0) }
        let isNegative = value < 0 && whole | millionths > 0
        var place = put(UInt64(bitPattern: whole), at: isNegative ? start.put(UInt8(ascii: "-")) : start)
        place = place.put(UInt8(ascii: "."))
        guard millionths > 0 else { return place.put(UInt8(ascii: "0")) }
        let (upper, lower) = UInt32(truncatingIfNeeded: millionths).quotientAndRemainder(dividingBy: 10_000)
        let digits = UInt64(pair(upper)) | UInt64(pair(lower / 100)) << 16 | UInt64(pair(lower % 100)) << 32
        _ = place.put(digits)
        // The last byte that is no zero ends them: one of the six, for they are not all zeros.
        return place + (8 &- (digits ^ 0x3030_3030_3030).leadingZeroBitCount / 8)
    }

    /// Writes the last `length` digits, with zeros in front, to where as many bytes are free.
    @inline(__always) static func write(_ value: UInt64, to start: UnsafeMutablePointer<UInt8>, length: Int) {
        var rest = value
        var place = length
        while place >= 2 {
            place &-= 2
            _ = (start + place).put(pair(UInt32(truncatingIfNeeded: rest % 100)))
            rest /= 100
        }
        if place == 1 { start[0] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10) }
    }

    /// Puts all digits of a number where twenty bytes are free.
    @inline(__always)
    private static func put(
        _ value: UInt64, at start: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        if value < 10_000 {
            let (upper, lower) = UInt32(truncatingIfNeeded: value).quotientAndRemainder(dividingBy: 100)
            let digits = UInt32(pair(upper)) | UInt32(pair(lower)) << 16
            // Zeros in front are shifted out, not asked for one by one: how many there are cannot be foretold.
            let zeros = (digits ^ 0x3030_3030 | 0x0100_0000).trailingZeroBitCount / 8
            _ = start.put(digits &>> UInt32(8 &* zeros))
            return start + (4 &- zeros)
        }
        let length = count(of: value)
        write(value, to: start, length: length)
        return start + length
    }

    /// How many digits a number ≥ 10,000 has, 5 ... 20.
    private static func count(of value: UInt64) -> Int {
        var (length, limit): (Int, UInt64) = (5, 100_000)
        // 20 digits hold every value; past 10^19 the limit itself would overflow.
        while value >= limit {
            length &+= 1
            if length == 20 { break }
            limit &*= 10
        }
        return length
    }

    /// The two digits of a number below 100, the first in the lower byte.
    @inline(__always) private static func pair(_ number: UInt32) -> UInt16 {
        // A pair below 100 lies within the 200 bytes of the table.
        UnsafeRawPointer(pairs.utf8Start).loadUnaligned(
            fromByteOffset: 2 &* Int(truncatingIfNeeded: number), as: UInt16.self
        ).littleEndian
    }
}
