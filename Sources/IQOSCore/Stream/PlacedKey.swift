/// What a stream may be found by, and its place, in one number: millions of them are sorted.
///
///     +----------------+----------------+
///     | value, 40 bits | place, 24 bits |
///     +----------------+----------------+
struct PlacedKey: BitwiseCopyable, Comparable, Sendable {
    /// As many are sorted before it could be told which need not be.
    private static let few = 8

    private var bits: UInt64

    /// - Parameters:
    ///   - value: Below 2^40.
    ///   - place: Below 2^24.
    @inline(__always) init(_ value: UInt64, place: Int) {
        bits = value << 24 | UInt64(place)
    }

    @inline(__always) var value: UInt64 { bits >> 24 }
    @inline(__always) var place: Int { Int(bits & 0xFF_FFFF) }

    @inline(__always) static func < (left: PlacedKey, right: PlacedKey) -> Bool { left.bits < right.bits }

    /// Keys whose values others have too, and a few more, in the order given: most streams share nothing, and need not be
    /// sorted.
    static func recurring(_ keys: [PlacedKey]) -> [PlacedKey] {
        guard keys.count > few else { return keys }
        // Four cells a key, each with a bit for seen and one for seen again.
        let bits = UInt64(keys.count * 4).leadingZeroBitCount
        var seen = [UInt8](repeating: 0, count: 1 << (64 - bits))
        func cell(_ key: PlacedKey) -> Int {
            Int(truncatingIfNeeded: (key.value &* 0x9E37_79B9_7F4A_7C15) >> UInt64(bits))
        }
        for key in keys { seen[cell(key)] = seen[cell(key)] == 0 ? 1 : 3 }
        return keys.filter { seen[cell($0)] == 3 }
    }
}
