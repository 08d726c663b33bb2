/// Relative transit times of a run's packets, by their place in the run: what jitter, delay variation, drift and playout
/// take of it at once.
struct RunTransits: BitwiseCopyable, Sendable {
    private var taken = 0
    /// Differences D(i-1, i) of RFC 3550 §6.4.1, ms.
    private(set) var differencesMs = InlineArray<32, Double>(repeating: 0)
    /// Transit times relative to the stream's first packet, ms.
    private(set) var transitsMs = InlineArray<32, Double>(repeating: 0)
    /// Of `transitsMs`; beyond all numbers while there is none.
    private(set) var leastMs = Double.infinity
    private(set) var greatestMs = -Double.infinity
    private(set) var sumMs = 0.0

    /// Packets, 0 ... `SteadyRun.limit`; the compiler is told so, which spares checks.
    @inline(__always) var count: Int { min(taken, SteadyRun.limit) }

    /// Puts the next packet in its place: 0 is the first.
    @inline(__always) mutating func put(differenceMs: Double, transitMs: Double, at place: Int) {
        differencesMs[place] = differenceMs
        transitsMs[place] = transitMs
        leastMs = min(leastMs, transitMs)
        // One instruction, where `max` is six: it may not take -0 for 0.
        greatestMs = transitMs > greatestMs ? transitMs : greatestMs
        sumMs += transitMs
        taken = place &+ 1
    }
}
