/// What two milliseconds of narrowband sound come to: sixteen samples, looked at once for all that is measured in them.
struct SampleBlock: BitwiseCopyable, Sendable {
    static let length = 16

    var sum: Int32 = 0
    /// Sum of the absolute samples.
    var magnitudes: Int32 = 0
    var squares: Int64 = 0
    /// Largest absolute sample, 0 ... 32768.
    var peak: Int32 = 0
    /// Largest difference of a sample from the one before it, 0 ... 65535.
    var step: Int32 = 0

    /// Sum of the squares, of full scale.
    var power: Double { Double(squares) / (32768 * 32768) }

    /// Nothing.
    init() {}

    /// Of some samples, `length` of them.
    ///
    /// - Parameters:
    ///   - offset: Of the first one in `samples`.
    ///   - last: The sample before it; `nil` where there is none.
    @inline(__always) init(_ samples: Span<Int16>, at offset: Int, after last: Int16?) {
        let block = samples.extracting(offset..<offset + Self.length)
        // Safe, here and below: there are as many.
        let (early, late) = (block.narrowEight(at: 0), block.narrowEight(at: 8))
        let magnitudes = (early.magnitudes, late.magnitudes)
        // Below half of full scale sixteen bits hold all sums of two, so that the processor does eight at once.
        guard (magnitudes.0 | magnitudes.1).areBelow16384 else {
            self = Self(loud: block, after: last)
            return
        }
        // From the first to the ninth, and from the eighth to the last.
        let steps = (block.narrowEight(at: 1) &- early).magnitudes.larger(
            (late &- block.narrowEight(at: 7)).magnitudes)
        let most = SIMD8<Int16>.largest(magnitudes.0.larger(magnitudes.1), steps)
        let sums = SIMD4<Int32>.sums(
            (early &+ late).neighbours, (magnitudes.0 &+ magnitudes.1).neighbours, early.squares &+ late.squares,
            .zero)
        (sum, self.magnitudes, squares) = (sums[0], sums[1], Int64(UInt32(bitPattern: sums[2])))
        peak = Int32(most.0)
        step = max(Int32(most.1), last.map { abs(Int32(block[unchecked: 0]) &- Int32($0)) } ?? 0)
    }

    /// The same at any height.
    ///
    /// - Note: Inlined, it would not be done eight samples at once.
    @inline(never) private init(loud block: Span<Int16>, after last: Int16?) {
        var (most, least) = (Int16.min, Int16.max)
        var step = last.map { Self.biased(block[unchecked: 0], $0) } ?? .min
        // Safe, here and below: there are as many. Sixteen bits suffice, so that the processor does eight at once.
        for index in 0..<8 {
            let (one, other) = (block[unchecked: index], block[unchecked: index &+ 8])
            most = max(most, max(one, other))
            least = min(least, min(one, other))
            // From the first to the ninth, and from there to the last.
            step = max(step, Self.biased(block[unchecked: index &+ 1], one))
            step = max(step, Self.biased(other, block[unchecked: index &+ 7]))
        }
        var (sum, positives): (Int32, Int32) = (0, 0)
        for index in 0..<Self.length {
            sum &+= Int32(block[unchecked: index])
            positives &+= Int32(max(block[unchecked: index], 0))
        }
        self.sum = sum
        magnitudes = 2 &* positives &- sum
        peak = max(Int32(most), 0 &- Int32(least))
        squares = Self.squares(of: block)
        self.step = Int32(UInt16(bitPattern: step ^ .min))
    }

    /// Of one sample.
    @inline(__always) init(_ sample: Int16, after last: Int16?) {
        sum = Int32(sample)
        magnitudes = abs(sum)
        squares = Int64(sum &* sum)
        peak = magnitudes
        step = abs(sum &- Int32(last ?? sample))
    }

    /// The difference of two samples, 32768 less, so that it fits 16 bits.
    @inline(__always) private static func biased(_ one: Int16, _ other: Int16) -> Int16 {
        (max(one, other) &- min(one, other)) ^ .min
    }

    private static func squares(of samples: Span<Int16>) -> Int64 {
        var squares: Int64 = 0
        for index in samples.indices { squares &+= Int64(Int32(samples[index]) &* Int32(samples[index])) }
        return squares
    }
}
