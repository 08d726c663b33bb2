/// A cheap look at whether a window of sound may be a key of a telephone, in whole numbers.
///
/// Of each sample 12 bits are looked at. What is cut off, less than 2⁻¹¹ of full scale and never negative, changes the
/// amplitude of a tone by at most 2 / π of that: less than 3 % of the quietest one that `InbandDigits` takes, or 6 % of
/// its power. The limits here are a fifth below its own, so that no window which it would take is lost.
struct CoarseWaves: Sendable {
    /// Part of the sound that both tones are, and that the row alone is: the column is at most 4 dB stronger.
    private static let leastShare: Float = 0.6
    private static let leastRowShare: Float = 0.17
    /// Samples that are multiplied side by side: windows are filled up to a multiple of it.
    private static let lanes = 8

    /// A cosine, then a sine for each frequency, one behind the other.
    private let waves: [Int16]
    private let length: Int
    private let scale: Float
    /// The window, 12 bits a sample, and zeros behind it.
    private var window: [Int16]

    /// - Parameter length: Samples of a window.
    init(length: Int, sampleRateHz: Int) {
        self = length == Self.narrow.length && sampleRateHz == 8000 ? Self.narrow : Self(length, sampleRateHz)
    }

    private init(_ length: Int, _ sampleRateHz: Int) {
        self.length = length
        // Twelve bits of each sample, times this, over the window: less than 32 bits.
        let amplitude = Double(min(4096, (1 << 20) / length - 1))
        scale = Float(2 / (amplitude * amplitude * Double(length * length) * 2048 * 2048))
        window = [Int16](repeating: 0, count: (length + Self.lanes - 1) / Self.lanes * Self.lanes)
        let padding = [Int16](repeating: 0, count: window.count - length)
        let frequencies = InbandDigits.frequenciesHz
        waves = frequencies.indices.flatMap { place in
            [Math.cos, Math.sin].flatMap { wave in
                (0..<length).map { index in
                    let phase = 2 * Double.pi * frequencies[place] * Double(index) / Double(sampleRateHz)
                    return Int16((amplitude * wave(phase)).rounded())
                } + padding
            }
        }
    }

    /// For the usual rate the waves are made once.
    private static let narrow = Self(102, 8000)

    /// Whether the strongest row and the strongest column may be enough of the sound.
    ///
    /// - Parameters:
    ///   - sound: The upper 12 bits of each sample.
    ///   - start: Of the window in `sound`.
    ///   - power: Mean square of the window, of full scale.
    mutating func mayHavePair(_ sound: [Int16], _ start: Int, power: Float) -> Bool {
        // What lies behind the window meets zeros of the waves.
        if start + window.count <= sound.count {
            return mayHavePair(sound.span.extracting(start..<start + window.count), power)
        }
        window.replace(at: 0, by: sound.span.extracting(start..<start + length))
        return mayHavePair(window.span, power)
    }

    private func mayHavePair(_ samples: Span<Int16>, _ power: Float) -> Bool {
        let row = strongest(samples, from: 0)
        guard row >= Self.leastRowShare * power else { return false }
        return row + strongest(samples, from: 4) >= Self.leastShare * power
    }

    /// Mean square of the strongest of four tones from one on, of full scale.
    private func strongest(_ samples: Span<Int16>, from first: Int) -> Float {
        max(stronger(samples, from: first), stronger(samples, from: first + 2)) * scale
    }

    /// The square of the stronger of two tones: cosines and sines of both go through the window side by side.
    @inline(__always) private func stronger(_ samples: Span<Int16>, from first: Int) -> Float {
        let length = samples.count
        let values = waves.span.extracting(2 * first * length..<2 * (first + 2) * length)
        var sums = (SIMD4<Int32>.zero, SIMD4<Int32>.zero, SIMD4<Int32>.zero, SIMD4<Int32>.zero)
        var place = 0
        // Safe: the window and each wave are filled up to a multiple of eight.
        while place < length {
            let eight = samples.eight(at: place)
            sums.0 &+= (eight &* values.eight(at: place)).pairs
            sums.1 &+= (eight &* values.eight(at: place &+ length)).pairs
            sums.2 &+= (eight &* values.eight(at: place &+ 2 &* length)).pairs
            sums.3 &+= (eight &* values.eight(at: place &+ 3 &* length)).pairs
            place &+= Self.lanes
        }
        let all = SIMD4<Float>(SIMD4<Int32>.sums(sums.0, sums.1, sums.2, sums.3))
        let squares = all * all
        return max(squares[0] + squares[1], squares[2] + squares[3])
    }
}
