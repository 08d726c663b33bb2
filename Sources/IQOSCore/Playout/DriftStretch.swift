/// Lays sound of a sender's clock on the capture's: resampling by a ratio near 1 with a windowed sinc.
///
/// The same instant of the input is found for the same output sample however the work is cut into blocks.
public enum DriftStretch {
    /// Input samples on either side of an output instant that shape it.
    public static let reach = 16
    private static let taps = 2 * reach
    /// Instants between two input samples that have a filter of their own: an error of 1/1024 sample.
    private static let phases = 512
    private static let longestRun = 256

    /// Input samples that `count` output samples from `start` on are made of.
    public static func input(of start: Int, count: Int, rate: Double) -> Range<Int> {
        let first = Int((Double(start) * rate).rounded(.down)) - reach
        return first..<Int((Double(start + max(0, count - 1)) * rate).rounded(.down)) + reach + 2
    }

    /// Output samples `start ..< start + count`: sample n is the input at n times `rate`.
    ///
    /// - Parameters:
    ///   - input: The samples of `input(of:count:rate:)`.
    ///   - rate: Input samples to one of the output, near 1.
    public static func output(_ input: [Float], start: Int, count: Int, rate: Double) -> [Float] {
        let first = Self.input(of: start, count: count, rate: rate).lowerBound
        // As long as the instant moves by less than a phase, neighbours share a filter, and the loop has no branch.
        let run = max(1, min(longestRun, Int(1 / (abs(rate - 1) * Double(phases) + 1e-9))))
        var output = [Float](repeating: 0, count: count)
        var done = 0
        while done < count {
            let length = min(run, count - done)
            let middle = (Double(start + done) + Double(length - 1) / 2) * rate - Double(length - 1) / 2
            var whole = Int(middle)
            if Double(whole) > middle { whole -= 1 }
            var phase = Int((middle - Double(whole)) * Double(phases) + 0.5)
            if phase == phases { (whole, phase) = (whole + 1, 0) }
            filter(input, from: whole - reach + 1 - first, phase: phase, into: &output, done..<done + length)
            done += length
        }
        return output
    }

    /// The nearest whole number, of two the one further from 0; without a branch, so that it is done for many at once.
    ///
    /// - Parameter value: Below 2²² on either side of 0.
    @inlinable @inline(__always) public static func nearest(_ value: Float) -> Int32 {
        // From 2²³ to 2²⁴ floats are whole: the nearest one is taken, of two the even one.
        let shift: Float = 12_582_912
        let even = value + shift - shift
        let rest = value - even
        let up: Float = rest == 0.5 && value > 0 ? 1 : 0
        let down: Float = rest == -0.5 && value < 0 ? 1 : 0
        return Int32(bitPattern: (even + up - down + shift).bitPattern) &- Int32(bitPattern: shift.bitPattern)
    }

    private static func filter(
        _ input: [Float], from offset: Int, phase: Int, into output: inout [Float], _ range: Range<Int>
    ) {
        let weights = table.span.extracting(phase * taps..<(phase + 1) * taps)
        let source = input.span
        var target = output.mutableSpan
        let last = source.count - taps - range.count
        let offset = max(0, min(offset, last + 1))
        guard last >= -1 else { return }
        var index = 0
        // Some outputs share each weight, as long as there is input for all; what is behind the range is not kept.
        while index < range.count {
            let (place, rest) = (offset + index, range.count - index)
            let first = range.lowerBound + index
            if rest > 4, place + taps + 7 <= source.count {
                index += put(sums(source, at: place, weights, as: SIMD8<Float>.self), rest, at: first, in: &target)
            } else if place + taps + 3 <= source.count {
                index += put(sums(source, at: place, weights, as: SIMD4<Float>.self), rest, at: first, in: &target)
            } else {
                for tap in 0..<taps { target[first] += weights[tap] * source[place + tap] }
                index += 1
            }
        }
    }

    /// Outputs, as many as there are lanes, whose input begins at a place and at the next ones, all of which is there.
    @inline(__always)
    private static func sums<Lanes: SIMD<Float> & BitwiseCopyable>(
        _ input: Span<Float>, at place: Int, _ weights: Span<Float>, as lanes: Lanes.Type
    ) -> Lanes {
        var sums = Lanes()
        for tap in 0..<taps {
            sums +=
                weights[unchecked: tap]
                * input.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: 4 &* (place &+ tap), as: lanes)
        }
        return sums
    }

    /// Puts outputs in their place, as far as they are wanted; tells how many there are.
    @inline(__always)
    private static func put<Lanes: SIMD<Float>>(
        _ sums: Lanes, _ wanted: Int, at place: Int, in target: inout MutableSpan<Float>
    ) -> Int {
        for lane in 0..<min(sums.scalarCount, wanted) { target[place + lane] = sums[lane] }
        return sums.scalarCount
    }

    /// Weights of the input samples 1 - reach ... reach around an instant, each phase with the sum 1.
    private static let table: [Float] = (0..<phases).flatMap { phase -> [Float] in
        let weights = (1 - reach...reach).map { tap -> Double in
            let distance = Double(tap) - Double(phase) / Double(phases)
            return sinc(distance) * blackman(distance / Double(reach))
        }
        let sum = weights.reduce(0, +)
        return weights.map { Float($0 / sum) }
    }

    private static func sinc(_ x: Double) -> Double {
        abs(x) < 1e-9 ? 1 : Math.sin(.pi * x) / (.pi * x)
    }

    /// Over -1 ... 1; 0 outside.
    private static func blackman(_ x: Double) -> Double {
        abs(x) < 1 ? 0.42 + 0.5 * Math.cos(.pi * x) + 0.08 * Math.cos(2 * .pi * x) : 0
    }
}
