/// Real numbers and their digits as they were put before: most of a report's stand in it more than once, and many of them
/// in the next stream again.
struct KnownDecimals: BitwiseCopyable {
    private struct Known: BitwiseCopyable {
        var bits = (0.0).bitPattern
        /// `0.0`, and blanks beyond.
        var digits = SIMD16<UInt8>(
            48, 46, 48, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32)
        var length = 3
    }

    /// Each number has one place, where the next one replaces it.
    private var known = InlineArray<64, Known>(repeating: Known())

    /// Puts a real number that `DecimalDigits` can put where `longestDecimal` bytes are free.
    ///
    /// - Returns: The place behind it.
    @inline(never)
    mutating func put(_ value: Double, at start: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        let bits = value.bitPattern
        // A product's highest bits depend on all bits of its factors.
        let place = Int(truncatingIfNeeded: (bits &* 0x9E37_79B9_7F4A_7C15) >> 58)
        if known[place].bits == bits { return start.put(known[place].digits, count: known[place].length) }
        // What is read again below is all written.
        _ = start.put(SIMD16(repeating: UInt8(ascii: " ")), count: 0)
        let end = DecimalDigits.put(value, at: start)
        if end - start <= 16 {
            let digits = UnsafeRawPointer(start).loadUnaligned(as: SIMD16<UInt8>.self)
            known[place] = Known(bits: bits, digits: digits, length: end - start)
        }
        return end
    }
}
