/// A seeded sound with what analysis cares about in speech: pitch, formants, syllables, phrases and pauses.
public struct SpeechSignal: Sendable {
    /// Kind of voice, told by its pitch.
    public enum Voice: Sendable {
        case low, high

        /// Range of the fundamental, Hz.
        var pitchHz: ClosedRange<Double> {
            switch self {
            case .low: 95...135
            case .high: 175...235
            }
        }
    }

    /// First three formants of five vowels, Hz (after Peterson and Barney 1952).
    private static let vowels: [[Double]] = [
        [730, 1090, 2440], [530, 1840, 2480], [270, 2290, 3010], [570, 840, 2410], [300, 870, 2240],
    ]
    private static let bandwidthsHz = [80.0, 110, 160]
    private static let sampleRateHz = 8000.0
    /// Loudest sample; leaves the head room that talkers leave.
    private static let peak = 9000.0

    private var generator: SeededGenerator
    private let voice: Voice
    private var resonators = bandwidthsHz.map { Resonator(bandwidthHz: $0) }
    private var pitchPhase = 0.0

    /// - Parameters:
    ///   - call: Index of the call: other calls say something else.
    ///   - side: 0 for the caller, 1 for the callee.
    public init(seed: UInt64, call: Int, side: Int) {
        generator = SeededGenerator(seed: seed, purpose: .speech, call: call, side: side)
        voice = side == 0 ? .low : .high
    }

    /// The next turn: phrases of half a second to two seconds with pauses between them.
    ///
    /// - Returns: 8 kHz samples, two to five seconds.
    public mutating func turn() -> [Int16] {
        var sound: [Double] = []
        let phrases = 2 + generator.integer(below: 2)
        for phrase in 0..<phrases {
            if phrase > 0 { appendPause(to: &sound) }
            for _ in 0..<(4 + generator.integer(below: 6)) { appendSyllable(to: &sound) }
        }
        let loudest = sound.reduce(1) { max($0, abs($1)) }
        return sound.map { Int16($0 / loudest * Self.peak) }
    }

    private mutating func appendPause(to sound: inout [Double]) {
        let seconds = generator.uniform(in: 0.35...0.7)
        sound += [Double](repeating: 0, count: Int(seconds * Self.sampleRateHz))
    }

    /// A burst of noise on two syllables of three, then a vowel whose loudness rises and falls.
    private mutating func appendSyllable(to sound: inout [Double]) {
        if generator.integer(below: 3) > 0 {
            let count = Int(generator.uniform(in: 0.03...0.07) * Self.sampleRateHz)
            for _ in 0..<count { sound.append(generator.uniform(in: -12...12)) }
        }
        let vowel = Self.vowels[generator.integer(below: Self.vowels.count)]
        for (index, formant) in vowel.enumerated() { resonators[index].tune(toHz: formant) }
        let count = Int(generator.uniform(in: 0.11...0.22) * Self.sampleRateHz)
        let pitch = generator.uniform(in: voice.pitchHz)
        for index in 0..<count {
            let progress = Double(index) / Double(count)
            // Pitch falls by a tenth within a syllable, as it does in talk.
            pitchPhase += pitch * (1 - 0.1 * progress) / Self.sampleRateHz
            var excitation = generator.uniform(in: -0.02...0.02)
            if pitchPhase >= 1 {
                pitchPhase -= 1
                excitation += 1
            }
            var sample = 0.0
            for formant in resonators.indices {
                sample += resonators[formant].next(excitation) / Double(formant + 1)
            }
            sound.append(sample * 40 * ExactMath.sin(.pi * progress))
        }
    }
}

/// A two-pole resonance, y = gain·x + a·y₋₁ - b·y₋₂.
private struct Resonator {
    private let radius: Double
    private var a = 0.0
    private var previous = (0.0, 0.0)

    init(bandwidthHz: Double) {
        // First order of exp(-π·bandwidth / rate): near enough for these narrow resonances.
        radius = 1 - .pi * bandwidthHz / 8000
    }

    mutating func tune(toHz frequency: Double) {
        a = 2 * radius * ExactMath.cos(2 * .pi * frequency / 8000)
    }

    mutating func next(_ input: Double) -> Double {
        let output = input + a * previous.0 - radius * radius * previous.1
        previous = (output, previous.0)
        return output
    }
}
