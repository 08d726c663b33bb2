/// Python's `random.Random(seed)`: MT19937 (Matsumoto and Nishimura 1998) with the derivations of its standard library.
///
/// For captures that an independent script makes too: the same seed gives the same packets.
public struct PythonRandom {
    private var words = [UInt32](repeating: 0, count: 624)
    private var position = 624

    /// - Parameter seed: Python's integer seed, which it turns into a key of 32-bit words.
    public init(seed: UInt32) {
        words[0] = 19_650_218
        for index in 1..<624 {
            words[index] = 1_812_433_253 &* (words[index - 1] ^ words[index - 1] >> 30) &+ UInt32(index)
        }
        for index in 0..<624 {
            let place = 1 + index % 623
            let mixed = (words[place - 1] ^ words[place - 1] >> 30) &* 1_664_525
            words[place] = (words[place] ^ mixed) &+ seed
            if place == 623 { words[0] = words[623] }
        }
        for index in 1..<624 {
            let place = 1 + index % 623
            let mixed = (words[place - 1] ^ words[place - 1] >> 30) &* 1_566_083_941
            words[place] = (words[place] ^ mixed) &- UInt32(place)
            if place == 623 { words[0] = words[623] }
        }
        words[0] = 0x8000_0000
    }

    private mutating func word() -> UInt32 {
        if position == 624 { renew() }
        var word = words[position]
        position += 1
        word ^= word >> 11
        word ^= word << 7 & 0x9D2C_5680
        word ^= word << 15 & 0xEFC6_0000
        return word ^ word >> 18
    }

    private mutating func renew() {
        for index in 0..<624 {
            let bits = words[index] & 0x8000_0000 | words[(index + 1) % 624] & 0x7FFF_FFFF
            words[index] = words[(index + 397) % 624] ^ bits >> 1 ^ (bits & 1 == 0 ? 0 : 0x9908_B0DF)
        }
        position = 0
    }

    /// `random()`: 0 ..< 1 with 53 bits.
    public mutating func random() -> Double {
        let high = Double(word() >> 5)
        let low = Double(word() >> 6)
        return (high * 67_108_864 + low) / 9_007_199_254_740_992
    }

    /// `uniform(low, high)`.
    public mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * random() }

    /// `randrange(low, high)` for a width below 2^32.
    public mutating func range(_ low: Int, _ high: Int) -> Int {
        let width = UInt32(high - low)
        let bits = UInt32(32 - width.leadingZeroBitCount)
        while true {
            let drawn = word() >> (32 - bits)
            if drawn < width { return low + Int(drawn) }
        }
    }

    /// `randbytes(count)`.
    public mutating func bytes(_ count: Int) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count + 3)
        while result.count < count {
            let missing = count - result.count
            let drawn = missing >= 4 ? word() : word() >> UInt32(32 - 8 * missing)
            for index in 0..<min(4, missing) { result.append(UInt8(truncatingIfNeeded: drawn >> UInt32(8 * index))) }
        }
        return result
    }
}
