/// The pitch period that concealment repeats: the lag of 5 ... 15 ms at which the last 20 ms repeat best.
///
/// By cross-correlation over the square root of the lagged sound's energy, on every second sample of 8 kHz first, then
/// on every one around the best lag (G.711 Appendix I).
enum PitchSearch {
    private static let shortestMs = 5
    private static let longestMs = 15
    private static let windowMs = 20
    /// Energy that silence counts as, so that it does not win by a division by nothing.
    private static let leastEnergy: Float = 250

    /// Longest period, samples.
    static func longest(_ samplesPerMs: Int) -> Int { longestMs * samplesPerMs }

    /// - Parameter past: At least 35 ms, newest sample last.
    /// - Returns: Samples.
    static func period(of past: [Float], samplesPerMs: Int) -> Int {
        let (shortest, longest) = (shortestMs * samplesPerMs, longestMs * samplesPerMs)
        let stride = 2 * samplesPerMs / 8
        let coarse = max(1, stride)
        var best = longest
        var bestScore = -Float.infinity
        // From the longest lag on; of equals the shorter one wins.
        for lag in Swift.stride(from: longest, through: shortest, by: -coarse) {
            let score = score(past, lag: lag, window: windowMs * samplesPerMs, step: coarse)
            if score >= bestScore { (best, bestScore) = (lag, score) }
        }
        let around = max(shortest, best - coarse + 1)...min(longest, best + coarse - 1)
        bestScore = -Float.infinity
        for lag in around.reversed() {
            let score = score(past, lag: lag, window: windowMs * samplesPerMs, step: 1)
            if score > bestScore { (best, bestScore) = (lag, score) }
        }
        return best
    }

    private static func score(_ past: [Float], lag: Int, window: Int, step: Int) -> Float {
        var (product, energy) = (Float(0), Float(0))
        let samples = past.span
        var index = past.count - window
        while index < past.count {
            let lagged = samples[index - lag]
            product += samples[index] * lagged
            energy += lagged * lagged
            index += step
        }
        return product / max(leastEnergy, energy).squareRoot()
    }
}
