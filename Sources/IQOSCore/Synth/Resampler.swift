/// Sample rate conversion with a windowed sinc filter, in IEEE arithmetic alone so that every machine gives the same.
public struct Resampler: Sendable {
    /// Zero crossings of the sinc on either side of its centre.
    private static let zeroCrossings = 16
    /// Pass band, as a part of the lower Nyquist frequency; the rest is the filter's slope.
    private static let passBand = 0.92

    private let inputRateHz: Int
    private let outputRateHz: Int
    /// Taps on either side of the output instant, input samples.
    private let reach: Int
    /// Cut-off, cycles per input sample.
    private let cutoff: Double

    /// - Parameters: Sample rates, Hz, > 0.
    public init(from inputRateHz: Int, to outputRateHz: Int) {
        self.inputRateHz = inputRateHz
        self.outputRateHz = outputRateHz
        let lower = Double(min(inputRateHz, outputRateHz))
        cutoff = Self.passBand * 0.5 * lower / Double(inputRateHz)
        reach = Int((Double(Self.zeroCrossings) / (2 * cutoff)).rounded(.up))
    }

    /// The same sound at the output rate, in phase with the input; beyond its ends the input counts as silence.
    public func convert(_ input: [Int16]) -> [Int16] {
        guard inputRateHz != outputRateHz else { return input }
        let divisor = Self.greatestCommonDivisor(inputRateHz, outputRateHz)
        let step = inputRateHz / divisor
        let phases = outputRateHz / divisor
        // Output instants repeat every `phases` samples relative to the input grid, and so do the taps.
        var taps = [[Double]](repeating: [], count: phases)
        let count = input.count * phases / step
        var output: [Int16] = []
        output.reserveCapacity(count)
        for index in 0..<count {
            let (whole, phase) = (index * step).quotientAndRemainder(dividingBy: phases)
            if taps[phase].isEmpty { taps[phase] = filter(offset: Double(phase) / Double(phases)) }
            output.append(Self.sum(input, around: whole, taps: taps[phase], reach: reach))
        }
        return output
    }

    /// Weights of the input samples `1 - reach ... reach` around an instant `offset` samples after sample 0.
    ///
    /// - Returns: 2 × `reach` weights with the sum 1: constants pass unchanged.
    private func filter(offset: Double) -> [Double] {
        let weights = (1 - reach...reach).map { sample -> Double in
            let distance = Double(sample) - offset
            return Self.sinc(2 * cutoff * distance) * Self.blackman(distance / Double(reach))
        }
        let sum = weights.reduce(0, +)
        return weights.map { $0 / sum }
    }

    private static func sum(_ input: [Int16], around whole: Int, taps: [Double], reach: Int) -> Int16 {
        let first = whole + 1 - reach
        var total = 0.0
        for index in max(0, first)..<max(0, min(input.count, first + taps.count)) {
            total += Double(input[index]) * taps[index - first]
        }
        return Int16(max(-32768, min(32767, total.rounded())))
    }

    private static func sinc(_ x: Double) -> Double {
        abs(x) < 1e-9 ? 1 : ExactMath.sin(.pi * x) / (.pi * x)
    }

    /// Blackman window over -1 ... 1; 0 outside.
    private static func blackman(_ x: Double) -> Double {
        guard abs(x) < 1 else { return 0 }
        return 0.42 + 0.5 * ExactMath.cos(.pi * x) + 0.08 * ExactMath.cos(2 * .pi * x)
    }

    private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
        b == 0 ? a : greatestCommonDivisor(b, a % b)
    }
}
