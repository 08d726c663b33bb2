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
    private let hangoverSamples: Int
    private var envelope = Envelope()
    /// Samples by how many thresholds were active then, 0 first.
    private var activity = InlineArray<16, Int>(repeating: 0)
    /// Thresholds that the envelope reaches, and for higher ones the samples there were when it last did.
    private var above = 0
    private var lastAbove = InlineArray<15, Int>(repeating: 0)
    /// Thresholds that are active: those of the envelope, and higher ones that hang over.
    private var reach = 0
    private(set) var samples = 0
    private(set) var energy = 0.0

    /// The magnitude of the sound, smoothed twice.
    private struct Envelope: BitwiseCopyable {
        /// Samples of a block, what one of them is of it, and what is left of an envelope behind it.
        var length = 0
        var share = 0.0
        var keep = 0.0
        var first = 0.0
        var second = 0.0

        /// Takes a block.
        ///
        /// - Parameter magnitudes: Sum of its absolute samples, of full scale.
        /// - Returns: How many thresholds are reached then.
        @inline(__always) mutating func follow(_ magnitudes: Double) -> Int {
            first = keep * first + (1 - keep) * magnitudes * share
            second = keep * second + (1 - keep) * first
            // The thresholds are powers of two: how many are reached stands in the exponent.
            let exponent = Int(second.exponentBitPattern) - 1023
            return max(0, min(thresholds, exponent + thresholds + 1))
        }
    }

    public init(sampleRateHz: Int) {
        self.sampleRateHz = Double(sampleRateHz)
        hangoverSamples = Int((Self.hangover * Double(sampleRateHz)).rounded())
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
        setLength(count)
        energy += squares
        note(reached: envelope.follow(magnitudes), samples: count)
    }

    /// Adds blocks of a millisecond or two.
    ///
    /// - Parameter count: Samples of each, > 0.
    mutating func add(_ blocks: Span<SampleBlock>, samples count: Int) {
        setLength(count)
        // What the loop goes on from is in registers.
        var (envelope, energy) = (envelope, energy)
        for place in blocks.indices {
            energy += blocks[place].power
            note(reached: envelope.follow(Double(blocks[place].magnitudes) / 32768), samples: count)
        }
        (self.envelope, self.energy) = (envelope, energy)
    }

    private mutating func setLength(_ count: Int) {
        guard count != envelope.length else { return }
        envelope.length = count
        envelope.share = 1 / Double(count)
        envelope.keep = Math.exp(-Double(count) / (sampleRateHz * Self.smoothing))
    }

    /// Counts the samples of a block, behind which the envelope reaches some thresholds.
    @inline(__always) private mutating func note(reached: Int, samples count: Int) {
        if reached < above { for index in reached..<above { lastAbove[index] = samples } }
        above = reached
        // A lower threshold is left later than a higher one, never before it.
        while reach > above, !isHanging(reach - 1) { reach -= 1 }
        reach = max(reach, above)
        activity[reach] += count
        samples += count
    }

    /// Whether the envelope was at or above a threshold that is active so short a time ago that it still is.
    @inline(__always) private func isHanging(_ threshold: Int) -> Bool {
        samples - lastAbove[threshold] < hangoverSamples
    }

    /// Adds silence of any length.
    public mutating func addSilence(_ count: Int) {
        var rest = count
        // Once the lowest threshold has given up, the rest of the silence is only time.
        while rest > 0, above > 0 || reach > 0 && isHanging(0) {
            let block = min(rest, max(1, Int(sampleRateHz / 1000)))
            add(magnitudes: 0, squares: 0, count: block)
            rest -= block
        }
        samples += rest
        activity[0] += rest
    }

    /// Mean power over all samples, dBov; `nil` without sound.
    public var longTermDbov: Double? {
        energy > 0 ? 10 * Math.log10(energy / Double(samples)) : nil
    }

    /// Level while there is speech, dBov, and its share of the time, percent; `nil` where nothing is active.
    public var result: (levelDbov: Double, activityPercent: Double)? {
        guard let longTerm = longTermDbov else { return nil }
        var previous: (level: Double, distance: Double)?
        for index in 0..<Self.thresholds {
            // Samples with this threshold active are those with more of them active than lie below it.
            let active = (index + 1...Self.thresholds).reduce(0) { $0 + activity[$1] }
            guard active > 0 else { break }
            let level = 10 * Math.log10(energy / Double(active))
            let distance = level - 20 * Math.log10(Self.threshold(index))
            if distance <= Self.margin {
                guard let before = previous, before.distance != distance else {
                    return (level, 100 * Double(active) / Double(samples))
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
