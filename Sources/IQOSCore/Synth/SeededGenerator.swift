/// xoshiro256** seeded through SplitMix64: the only source of chance in emulated calls.
///
/// The standard library's `random(in:using:)` may change how it maps bits to values, so the mapping stands here too:
/// the same seed must give the same capture with every toolchain.
public struct SeededGenerator: Sendable {
    /// What the numbers are for; each use draws from its own sequence, so that one option does not shift another's.
    public enum Purpose: UInt64, Sendable {
        case identity = 1
        case loss, jitter, reordering, duplication, speech, rtcp, timing, background
    }

    private var state: (UInt64, UInt64, UInt64, UInt64)

    /// - Parameters:
    ///   - call: Index of the call, from 0.
    ///   - side: 0 for the caller's direction, 1 for the callee's.
    public init(seed: UInt64, purpose: Purpose, call: Int = 0, side: Int = 0) {
        var splitMix = SplitMix64(state: seed)
        splitMix.state = splitMix.next() ^ purpose.rawValue
        splitMix.state = splitMix.next() ^ UInt64(truncatingIfNeeded: call)
        splitMix.state = splitMix.next() ^ UInt64(truncatingIfNeeded: side)
        state = (splitMix.next(), splitMix.next(), splitMix.next(), splitMix.next())
    }

    /// A generator in a known state, which must not be all zero.
    init(state: (UInt64, UInt64, UInt64, UInt64)) {
        self.state = state
    }

    /// 64 random bits.
    public mutating func next() -> UInt64 {
        let product = state.1 &* 5
        let result = (product << 7 | product >> 57) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = state.3 << 45 | state.3 >> 19
        return result
    }

    /// A number in 0 ..< 1, in steps of 2⁻⁵³.
    public mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A number in `range.lowerBound ..< range.upperBound`.
    public mutating func uniform(in range: ClosedRange<Double>) -> Double {
        range.lowerBound + uniform() * (range.upperBound - range.lowerBound)
    }

    /// An integer in 0 ..< `bound`; `bound` > 0.
    public mutating func integer(below bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// `true` in `percent` of a hundred draws; one draw is made whatever `percent` is.
    public mutating func isHit(percent: Double) -> Bool {
        uniform() * 100 < percent
    }

    /// An exponentially distributed number ≥ 0 with this mean.
    public mutating func exponential(mean: Double) -> Double {
        -mean * ExactMath.log(1 - uniform())
    }

    /// `digits` random hexadecimal digits, lower case; at most 16.
    public mutating func hexadecimal(digits: Int) -> String {
        let text = String(next(), radix: 16)
        return String((String(repeating: "0", count: 16 - text.count) + text).prefix(digits))
    }
}

/// Spreads a seed over the state: neighbouring seeds give unrelated sequences.
private struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
