/// Background noise as RFC 3389 describes it: a level, and the spectrum as reflection coefficients.
public struct ComfortNoise: BitwiseCopyable, Sendable, Equatable {
    /// Samples that one chunk of noise stands for at most.
    static let longestChunk = 65_536
    /// Bytes of `encoded`.
    public static let encodedLength = 2 + orderLimit
    /// Coefficients that are used; a sender has 10 or so.
    private static let orderLimit = 14
    /// The square wave that is 0 dBov (RFC 3389 §3.1): ±8031 on the 14 bits of mu-law.
    private static let overload = 32_124.0
    /// Samples that the filter runs before it is heard, so that it does not begin with silence.
    private static let runIn = 64

    /// What is heard at most, dB below overload: no background is louder than speech (ITU-T P.56: -26 dBov is usual).
    static let loudest: UInt8 = 26

    /// Level below overload, dB, 0 ... 127.
    public var level: UInt8
    private var order: UInt8
    private var indexes = InlineArray<14, UInt8>(repeating: 0)

    /// The noise of a comfort noise payload; `nil` for one without a level.
    init?(payload bytes: RawSpan, _ range: Range<Int>) {
        guard !range.isEmpty, let first = bytes.byte(at: range.lowerBound) else { return nil }
        level = first & 0x7F
        order = 0
        // An index of 255 is reserved: what follows it cannot be trusted.
        for offset in range.dropFirst().prefix(Self.orderLimit) {
            guard let index = bytes.byte(at: offset), index < 255 else { break }
            indexes[Int(order)] = index
            order += 1
        }
    }

    /// White noise of that effective value, on the scale of 16 bits, to half a decibel.
    init(rootMeanSquare: Double) {
        level = UInt8(max(0, min(127, (-20 * Math.log10(max(1e-3, rootMeanSquare) / Self.overload)).rounded())))
        order = 0
    }

    /// Reads back what `encoded` made; `nil` for fewer bytes.
    public init?(encoded bytes: [UInt8]) {
        guard bytes.count >= Self.encodedLength, bytes[1] <= Self.orderLimit else { return nil }
        level = bytes[0]
        order = bytes[1]
        for place in 0..<Self.orderLimit { indexes[place] = bytes[2 + place] }
    }

    /// The same noise, held down to `loudest`: a level of 0 is a mistake, and would be heard for as long as the pause is.
    var bounded: ComfortNoise {
        var noise = self
        noise.level = max(noise.level, Self.loudest)
        return noise
    }

    var encoded: [UInt8] { [level, order] + (0..<Self.orderLimit).map { indexes[$0] } }

    public static func == (left: ComfortNoise, right: ComfortNoise) -> Bool { left.encoded == right.encoded }

    /// Root mean square of the noise, on the scale of 16 bits.
    var rootMeanSquare: Double { Self.overload * Math.pow(10, -Double(level) / 20) }

    /// Makes noise: white, through the lattice whose reflection coefficients were sent, at the level that was sent.
    ///
    /// - Parameter seed: The same gives the same samples.
    public func samples(_ count: Int, seed: UInt64) -> [Int16] {
        // k = 258 (N - 127) / 32768 (RFC 3389 §3.2), every one of them inside ±1: the filter is stable.
        let reflections = (0..<Int(order)).map { 258 * (Double(indexes[$0]) - 127) / 32_768 }
        // The filter raises the power of its input by 1 / Π (1 - k²).
        let input = rootMeanSquare * reflections.reduce(1) { $0 * (1 - $1 * $1) }.squareRoot()
        var source = NoiseSource(seed: seed)
        var backward = [Double](repeating: 0, count: reflections.count + 1)
        var samples = [Int16](repeating: 0, count: count)
        for index in -Self.runIn..<count {
            var forward = source.next() * input
            for stage in reflections.indices.reversed() {
                forward -= reflections[stage] * backward[stage]
                backward[stage + 1] = backward[stage] + reflections[stage] * forward
            }
            backward[0] = forward
            if index >= 0 { samples[index] = Self.nearest(max(-32_768, min(32_767, forward))) }
        }
        return samples
    }
}

extension ComfortNoise {
    /// The nearest whole number, of two the one further from 0; without the call into the C library that `rounded` is.
    @inline(__always) private static func nearest(_ value: Double) -> Int16 {
        let whole = Int32(value)
        // Exact: what is cut off is smaller than the value.
        let rest = value - Double(whole)
        return Int16(truncatingIfNeeded: whole &+ (rest >= 0.5 ? 1 : 0) &- (rest <= -0.5 ? 1 : 0))
    }
}

/// White noise of variance 1 that depends on its seed alone.
struct NoiseSource: Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// The sum of four numbers of 16 bits each is near enough to a normal distribution for the ear.
    mutating func next() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
        bits ^= bits >> 31
        let sum = (bits & 0xFFFF) &+ (bits >> 16 & 0xFFFF) &+ (bits >> 32 & 0xFFFF) &+ (bits >> 48)
        // Mean 2 × 65535; variance 4 × 65536² / 12.
        return (Double(sum) - 131_070) / 37_837.2
    }
}
