/// How sound resembles itself one, two and three samples later, over 12 bits of it.
struct Likeness: BitwiseCopyable {
    var power: Int64 = 0
    var one: Int64 = 0
    var two: Int64 = 0
    var three: Int64 = 0

    mutating func add(_ other: Likeness) {
        power += other.power
        one += other.one
        two += other.two
        three += other.three
    }

    /// Adds the products of the samples of a range, all three neighbours of which are there.
    ///
    /// - Parameters:
    ///   - samples: 12 bits each.
    ///   - thirds: From here on the product with the third neighbour is added too.
    ///   - stride: What a sample of 8 kHz is.
    mutating func add(_ samples: Span<Int16>, _ range: Range<Int>, thirdsFrom thirds: Int, stride: Int) {
        // The one check for the loops.
        guard thirds >= 0, range.lowerBound >= 0, range.upperBound + 3 * stride <= samples.count else { return }
        var sum: Int32 = 0
        for index in thirds..<min(thirds + stride, range.lowerBound) {
            sum &+= Int32(samples[unchecked: index]) &* Int32(samples[unchecked: index &+ 3 &* stride])
        }
        three += Int64(sum)
        guard range.count < 8 else { return addAll(samples, range, stride: stride) }
        for index in range {
            let sample = Int32(samples[unchecked: index])
            power += Int64(sample &* sample)
            one += Int64(sample &* Int32(samples[unchecked: index &+ stride]))
            two += Int64(sample &* Int32(samples[unchecked: index &+ 2 &* stride]))
            three += Int64(sample &* Int32(samples[unchecked: index &+ 3 &* stride]))
        }
    }

    /// Adds the products of the samples of a range; the third neighbour is there up to `thirds` only.
    mutating func add(_ samples: Span<Int16>, _ range: Range<Int>, thirdsTo thirds: Int, stride: Int) {
        addAll(samples, range.lowerBound..<thirds, stride: stride)
        for index in thirds..<range.upperBound {
            let sample = Int32(samples[index])
            power += Int64(sample &* sample)
            one += Int64(sample &* Int32(samples[index + stride]))
            two += Int64(sample &* Int32(samples[index + 2 * stride]))
        }
    }

    @inline(__always)
    private mutating func addAll(_ samples: Span<Int16>, _ range: Range<Int>, stride: Int) {
        // The one check for the loop.
        guard !range.isEmpty, range.lowerBound >= 0, range.upperBound + 3 * stride <= samples.count else { return }
        var from = range.lowerBound
        while from < range.upperBound {
            // Twelve bits each: 128 products fit 32 bits.
            let to = min(range.upperBound, from + 128)
            var sums = (SIMD4<Int32>.zero, SIMD4<Int32>.zero, SIMD4<Int32>.zero, SIMD4<Int32>.zero)
            var index = from
            while index &+ 8 <= to {
                let eight = samples.eight(at: index)
                sums.0 &+= (eight &* eight).pairs
                sums.1 &+= (eight &* samples.eight(at: index &+ stride)).pairs
                sums.2 &+= (eight &* samples.eight(at: index &+ 2 &* stride)).pairs
                sums.3 &+= (eight &* samples.eight(at: index &+ 3 &* stride)).pairs
                index &+= 8
            }
            let all = SIMD4<Int32>.sums(sums.0, sums.1, sums.2, sums.3)
            var (power, one, two, three) = (all[0], all[1], all[2], all[3])
            while index < to {
                let sample = Int32(samples[unchecked: index])
                power &+= sample &* sample
                one &+= sample &* Int32(samples[unchecked: index &+ stride])
                two &+= sample &* Int32(samples[unchecked: index &+ 2 &* stride])
                three &+= sample &* Int32(samples[unchecked: index &+ 3 &* stride])
                index &+= 1
            }
            self.power += Int64(power)
            self.one += Int64(one)
            self.two += Int64(two)
            self.three += Int64(three)
            from = to
        }
    }
}
