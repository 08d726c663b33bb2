/// Active speech level and activity (ITU-T P.56 method B).
///
/// Sound comes in blocks of a millisecond or two, over which the envelope hardly moves: its two smoothers and the fifteen
/// thresholds are looked at once a block, which changes the level by less than 0.1 dB.
public struct ActiveSpeechLevel: BitwiseCopyable, Sendable {
    /// Time constant of each smoother, s.
    static let smoothing = 0.03
    /// A threshold stays active so long after the envelope has left it, s.
    static let hangover = 0.2
    /// How far the level of speech is above the threshold that decides on it, dB.
    static let margin = 15.9
    private static let thresholds = 15

    private let sampleRateHz: Double
    private let hangoverSamples: Int32
    /// What is left of an envelope after a block, for the block length used last.
    private var keep = 0.0
    private var keepFor = 0
    private var first = 0.0
    private var envelope = 0.0
    private var active = InlineArray<15, Int>(repeating: 0)
    private var hanging: InlineArray<15, Int32>
    private(set) var samples = 0
    private(set) var energy = 0.0

    public init(sampleRateHz: Int) {
        self.sampleRateHz = Double(sampleRateHz)
        hangoverSamples = Int32((Self.hangover * Double(sampleRateHz)).rounded())
        hanging = InlineArray<15, Int32>(repeating: hangoverSamples)
    }

    /// Threshold `index`, of full scale: 2^-15 ... 2^-1.
    private static func threshold(_ index: Int) -> Double { Double(1 << index) / 32768 }

    /// Adds a block of a millisecond or two.
    ///
    /// - Parameters:
    ///   - magnitudes: Sum of the absolute samples, of full scale.
    ///   - squares: Sum of their squares.
    ///   - count: Samples, > 0.
    public mutating func add(magnitudes: Double, squares: Double, count: Int) {
        if count != keepFor {
            keepFor = count
            keep = Math.exp(-Double(count) / (sampleRateHz * Self.smoothing))
        }
        samples += count
        energy += squares
        first = keep * first + (1 - keep) * magnitudes / Double(count)
        envelope = keep * envelope + (1 - keep) * first
        for index in 0..<Self.thresholds {
            if envelope >= Self.threshold(index) {
                active[index] += count
                hanging[index] = 0
            } else if hanging[index] < hangoverSamples {
                active[index] += count
                hanging[index] += Int32(truncatingIfNeeded: count)
            } else {
                return
            }
        }
    }

    /// Adds silence of any length.
    public mutating func addSilence(_ count: Int) {
        var rest = count
        // Once the lowest threshold has given up, the rest of the silence is only time.
        while rest > 0, envelope >= Self.threshold(0) || hanging[0] < hangoverSamples {
            let block = min(rest, max(1, Int(sampleRateHz / 1000)))
            add(magnitudes: 0, squares: 0, count: block)
            rest -= block
        }
        samples += rest
    }

    /// Mean power over all samples, dBov; `nil` without sound.
    public var longTermDbov: Double? {
        energy > 0 ? 10 * Math.log10(energy / Double(samples)) : nil
    }

    /// Level while there is speech, dBov, and its share of the time, percent; `nil` where nothing is active.
    public var result: (levelDbov: Double, activityPercent: Double)? {
        guard let longTerm = longTermDbov else { return nil }
        var previous: (level: Double, distance: Double)?
        for index in 0..<Self.thresholds where active[index] > 0 {
            let level = 10 * Math.log10(energy / Double(active[index]))
            let distance = level - 20 * Math.log10(Self.threshold(index))
            if distance <= Self.margin {
                guard let before = previous, before.distance != distance else {
                    return (level, 100 * Double(active[index]) / Double(samples))
                }
                let share = (before.distance - Self.margin) / (before.distance - distance)
                let speech = before.level + (level - before.level) * share
                return (speech, min(100, 100 * Math.pow(10, (longTerm - speech) / 10)))
            }
            previous = (level, distance)
        }
        return nil
    }
}
