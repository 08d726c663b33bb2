/// Conceals lost packets by repeating the last pitch periods, after ITU-T G.711 Appendix I.
///
/// The first 10 ms repeat one period, then two, then three; from the second 10 ms on the sound fades by a fifth each
/// 10 ms and is silent after 60. Sound that comes back is cross-faded with what would have gone on.
struct Concealment: Sendable {
    /// Samples of the past that a period is looked for in: 48.75 ms.
    private static let historyMs = 48.75
    private static let longestMs = 60

    private let samplesPerMs: Int
    /// Newest samples last.
    private var history: [Int16] = []
    /// Period found at the start of the open gap, samples; 0 between gaps.
    private var period = 0
    /// Samples made up in the open gap.
    private var concealed = 0

    init(sampleRateHz: Int) {
        samplesPerMs = sampleRateHz / 1000
    }

    /// Samples to make up for a gap at most.
    var longest: Int { Self.longestMs * samplesPerMs }

    /// Notes samples that were played, newest last.
    mutating func played(_ samples: ArraySlice<Int16>) {
        let keep = Int(Self.historyMs * Double(samplesPerMs))
        if samples.count >= keep {
            history = Array(samples.suffix(keep))
        } else {
            history.append(contentsOf: samples)
            if history.count > 2 * keep { history.removeFirst(history.count - keep) }
        }
        period = 0
        concealed = 0
    }

    /// Forgets the past: silence was played.
    mutating func silence() {
        history.removeAll(keepingCapacity: true)
        period = 0
        concealed = 0
    }

    /// The next samples of the open gap; silence where there is no past to repeat.
    mutating func conceal(_ count: Int) -> [Int16] {
        if period == 0 { period = pitchPeriod() }
        let samples = (0..<count).map { synthetic(concealed + $0) }
        concealed += count
        return samples
    }

    /// Cross-fades sound that comes back after a gap with what would have gone on.
    mutating func recover(_ samples: inout [Int16]) {
        guard concealed > 0, period > 0 else { return }
        // A quarter period, and 4 ms more for each further 10 ms that were lost, 10 ms at most.
        let further = max(0, concealed / (10 * samplesPerMs) - 1)
        let fade = min(samples.count, min(period / 4 + 4 * samplesPerMs * further, 10 * samplesPerMs))
        for index in 0..<fade {
            let weight = Double(index + 1) / Double(fade + 1)
            let mixed = Double(samples[index]) * weight + Double(synthetic(concealed + index)) * (1 - weight)
            samples[index] = Int16(mixed.rounded())
        }
    }

    /// Sample `index` of the open gap.
    private func synthetic(_ index: Int) -> Int16 {
        guard period > 0 else { return 0 }
        let frame = index / (10 * samplesPerMs)
        let gain = max(0, 1 - 0.2 * Double(max(0, index - 10 * samplesPerMs)) / Double(10 * samplesPerMs))
        guard gain > 0, frame < Self.longestMs / 10 else { return 0 }
        // More periods for longer gaps: one period alone buzzes.
        let periods = min(frame + 1, 3, history.count / period)
        let length = periods * period
        let quarter = period / 4
        let place = index % length
        var value = Double(history[history.count - length + place])
        // Where a repetition ends, its last quarter period fades into the samples before its beginning.
        let lead = place - (length - quarter)
        if lead >= 0, history.count - length - quarter >= 0 {
            let weight = Double(lead + 1) / Double(quarter + 1)
            value = value * (1 - weight) + Double(history[history.count - length - quarter + lead]) * weight
        }
        return Int16((value * gain).rounded())
    }

    /// Lag of 5 ... 15 ms at which the last 20 ms repeat best by normalised cross-correlation; 0 without enough past.
    private func pitchPeriod() -> Int {
        let window = 20 * samplesPerMs
        let longestLag = 15 * samplesPerMs
        guard history.count >= window + longestLag else { return 0 }
        let end = history.count
        var best = (lag: 5 * samplesPerMs, score: -Double.infinity)
        for lag in 5 * samplesPerMs...longestLag {
            var product = 0.0
            var energy = 1.0
            for index in end - window..<end {
                let past = Double(history[index - lag])
                product += Double(history[index]) * past
                energy += past * past
            }
            let score = product / energy.squareRoot()
            if score > best.score { best = (lag, score) }
        }
        return best.lag
    }
}
