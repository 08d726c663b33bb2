/// Chance that a seed repeats: xorshift64* (Vigna 2016), enough for test inputs.
public struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    public init(_ seed: Int) {
        // The state must not be 0, and small seeds should not give similar beginnings.
        state = (UInt64(truncatingIfNeeded: seed) &+ 1) &* 0x9E37_79B9_7F4A_7C15 | 1
        for _ in 0..<8 { _ = next() }
    }

    public mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }

    /// A number from 0 to below `limit`.
    public mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

    /// 0 ..< 1.
    public mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

    public mutating func chance(_ probability: Double) -> Bool { fraction() < probability }

    public mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next() >> 32) }
    }
}
