/// Whole numbers in decimal digits, two at a time: a report has hundreds a stream.
enum DecimalDigits {
    /// `00`, `01` ... `99`.
    private static let pairs: StaticString = """
        0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
        5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
        """

    /// How many digits a number has, 1 ... 20.
    @inline(__always) static func count(of value: UInt64) -> Int {
        if value < 10 { return 1 }
        if value < 100 { return 2 }
        var (length, limit): (Int, UInt64) = (3, 1000)
        // 20 digits hold every value; past 10^19 the limit itself would overflow.
        while value >= limit {
            length &+= 1
            if length == 20 { break }
            limit &*= 10
        }
        return length
    }

    /// Writes all digits of a number to where twenty bytes are free.
    ///
    /// - Returns: How many.
    @inline(__always) static func write(_ value: UInt64, to start: UnsafeMutablePointer<UInt8>) -> Int {
        guard value >= 10 else {
            start[0] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value)
            return 1
        }
        let length = count(of: value)
        write(value, to: start, length: length)
        return length
    }

    /// Writes the last `length` digits, with zeros in front, to where as many bytes are free.
    @inline(__always) static func write(_ value: UInt64, to start: UnsafeMutablePointer<UInt8>, length: Int) {
        let table = pairs.utf8Start
        var rest = value
        var place = length
        while place >= 2 {
            let pair = Int(truncatingIfNeeded: rest % 100)
            rest /= 100
            place &-= 2
            // A pair below 100 lies within the 200 bytes of the table.
            start[place] = table[2 &* pair]
            start[place &+ 1] = table[2 &* pair &+ 1]
        }
        if place == 1 { start[0] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10) }
    }
}
