/// Relative transit times of a run's packets, by their place in the run: what jitter, delay variation, drift and playout
/// take of it at once.
struct RunTransits: BitwiseCopyable, Sendable {
    /// Packets, at most `SteadyRun.limit`.
    private(set) var count = 0
    /// Differences D(i-1, i) of RFC 3550 §6.4.1, ms.
    private(set) var differencesMs = InlineArray<32, Double>(repeating: 0)
    /// Transit times relative to the stream's first packet, ms.
    private(set) var transitsMs = InlineArray<32, Double>(repeating: 0)
    /// Of `transitsMs`; beyond all numbers while there is none.
    private(set) var leastMs = Double.infinity
    private(set) var greatestMs = -Double.infinity
    private(set) var sumMs = 0.0

    /// Adds the next packet.
    @inline(__always) mutating func append(differenceMs: Double, transitMs: Double) {
        differencesMs[count] = differenceMs
        transitsMs[count] = transitMs
        leastMs = min(leastMs, transitMs)
        greatestMs = max(greatestMs, transitMs)
        sumMs += transitMs
        count &+= 1
    }
}
