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
        take(sound.span.extracting(start..<start + length))
        let row = strongest(0..<4)
        guard row >= Self.leastRowShare * power else { return false }
        return row + strongest(4..<8) >= Self.leastShare * power
    }

    private mutating func take(_ samples: Span<Int16>) {
        var target = window.mutableSpan
        for index in samples.indices { target[index] = samples[unchecked: index] }
    }

    /// Mean square of the strongest of some tones, of full scale.
    private func strongest(_ places: Range<Int>) -> Float {
        places.reduce(0) { most, place in
            let (cosine, sine) = (product(2 * place), product(2 * place + 1))
            return max(most, (cosine * cosine + sine * sine) * scale)
        }
    }

    @inline(__always) private func product(_ wave: Int) -> Float {
        let samples = window.span
        let values = waves.span.extracting(wave * samples.count..<(wave + 1) * samples.count)
        var sum = Int32(0)
        for index in samples.indices { sum &+= Int32(samples[unchecked: index]) &* Int32(values[unchecked: index]) }
        return Float(sum)
    }
}
