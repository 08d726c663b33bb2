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
    /// What is left of an envelope after a block, for the block length used last.
    private var keep = 0.0
    private var keepFor = 0
    private var share = 0.0
    private var first = 0.0
    private var envelope = 0.0
    /// Samples by how many thresholds were active then, 0 first.
    private var activity = InlineArray<16, Int>(repeating: 0)
    /// Thresholds that the envelope reaches, and for higher ones the samples there were when it last did.
    private var above = 0
    private var lastAbove = InlineArray<15, Int>(repeating: 0)
    /// Thresholds that are active: those of the envelope, and higher ones that hang over.
    private var reach = 0
    private(set) var samples = 0
    private(set) var energy = 0.0

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
        if count != keepFor {
            keepFor = count
            share = 1 / Double(count)
            keep = Math.exp(-Double(count) / (sampleRateHz * Self.smoothing))
        }
        energy += squares
        first = keep * first + (1 - keep) * magnitudes * share
        envelope = keep * envelope + (1 - keep) * first
        // The thresholds are powers of two: how many the envelope reaches stands in its exponent.
        let exponent = Int(envelope.exponentBitPattern) - 1023
        let reached = max(0, min(Self.thresholds, exponent + Self.thresholds + 1))
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
