/// Eight 16-bit tags that are compared at once: whether a set may hold what is looked for.
struct TagSet: BitwiseCopyable {
    static let ways = 8
    private static let ones: UInt64 = 0x0001_0001_0001_0001

    /// Four tags each, the first in the lowest bits; 0 is a free place.
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    /// Whether a tag equals `tag`, which is not 0.
    @inline(__always) func contains(_ tag: UInt16) -> Bool {
        let pattern = UInt64(tag) &* Self.ones
        return Self.hasZero(low ^ pattern) || Self.hasZero(high ^ pattern)
    }

    subscript(way: Int) -> UInt16 {
        @inline(__always) get {
            UInt16(truncatingIfNeeded: (way < 4 ? low : high) &>> (16 &* UInt64(truncatingIfNeeded: way)))
        }
        @inline(__always) set {
            let shift = 16 &* UInt64(truncatingIfNeeded: way)
            let mask: UInt64 = ~(0xFFFF &<< shift)
            let field = UInt64(newValue) &<< shift
            if way < 4 { low = low & mask | field } else { high = high & mask | field }
        }
    }

    /// Whether one of the four 16-bit parts is 0: borrowing from it, and from no other first, sets its top bit.
    @inline(__always) private static func hasZero(_ word: UInt64) -> Bool {
        (word &- ones) & ~word & (ones &<< 15) != 0
    }
}
