/// Moments at which a stream stood still: a packet came much later after the one before it than its timestamp says.
///
/// Where the delay falls back within a second, packets had queued up somewhere and were caught up with. Where it stays,
/// the time is missing for good: the sender paused (its clock or its processor), or the way became longer.
public struct DelaySpikes: Sendable {
    /// Least delay added from one packet to the next, ms.
    public static let leastMs = 40.0
    /// Packets after a spike in which the delay may fall back.
    static let watched = 50
    /// Share of a spike that has to stay.
    static let lastingShare = 0.8
    /// Spikes whose times are kept: enough to see a rhythm.
    static let timesKept = 256
    /// Spikes whose delay stayed and that are kept one by one.
    static let lastingKept = 32

    /// A spike whose delay stayed.
    struct Lasting: Sendable, Equatable {
        /// The arrivals around the standstill, ns since 1970 UTC.
        var start: Int64
        var end: Int64
        /// What stayed, ms.
        var stayedMs: Double
        /// From the packet before to the one that was late, ms: what the clocks had to part.
        var elapsedMs = 0.0
    }

    public private(set) var count = 0
    public private(set) var longestMs = 0.0
    /// The longest whose delay has fallen back.
    private var caughtMs = 0.0
    /// Spikes whose delay stayed, and the sum of what stayed.
    public private(set) var lasting = 0
    public private(set) var lastingMs = 0.0
    /// When the first ones were, ms from the first packet; in order of arrival.
    public private(set) var timesMs: [UInt32] = []
    /// The first of them.
    private(set) var kept: [Lasting] = []

    private var remaining = 0
    /// The longest of those that are watched.
    private var watchedMs = 0.0
    private var baseMs = 0.0
    private var spikeMs = 0.0
    private var floorMs = 0.0
    private var spikeArrival: Int64 = 0
    private var spikeElapsedMs = 0.0

    public init() {}

    /// Whether packets after a spike still have to be seen.
    @inline(__always) var isWatching: Bool { remaining > 0 }

    /// Adds a packet after a spike, or one that is a spike.
    ///
    /// - Parameters:
    ///   - differenceMs: D of RFC 3550 §6.4.1 to the packet before.
    ///   - transitMs: Relative transit time.
    ///   - arrival: ns; `origin` is the first packet's.
    ///   - elapsedMs: Since the packet before came.
    public mutating func add(
        differenceMs: Double, transitMs: Double, arrival: Int64, origin: Int64, elapsedMs: Double = 0
    ) {
        if differenceMs >= Self.leastMs {
            count += 1
            longestMs = max(longestMs, differenceMs)
            watchedMs = max(remaining > 0 ? watchedMs : 0, differenceMs)
            if timesMs.count < Self.timesKept {
                timesMs.append(UInt32(clamping: (arrival &- origin) / 1_000_000))
            }
            // A second spike while one is watched is part of the same trouble.
            if remaining == 0 {
                remaining = Self.watched
                baseMs = transitMs - differenceMs
                spikeMs = differenceMs
                floorMs = transitMs
                spikeArrival = arrival
                spikeElapsedMs = elapsedMs
            }
            return
        }
        guard remaining > 0 else { return }
        remaining -= 1
        floorMs = min(floorMs, transitMs)
        guard remaining == 0 else { return }
        guard floorMs - baseMs >= Self.lastingShare * spikeMs else {
            caughtMs = max(caughtMs, watchedMs)
            return
        }
        lasting += 1
        lastingMs += floorMs - baseMs
        guard kept.count < Self.lastingKept else { return }
        let start = spikeArrival &- Int64(spikeMs * 1e6)
        kept.append(
            Lasting(start: start, end: spikeArrival, stayedMs: floorMs - baseMs, elapsedMs: spikeElapsedMs))
    }

    /// Stops watching: the timestamps begin anew.
    public mutating func cut() {
        caughtMs = longestCaughtMs
        remaining = 0
    }

    /// The longest whose delay did not stay, as far as that was seen, ms.
    public var longestCaughtMs: Double { remaining > 0 ? max(caughtMs, watchedMs) : caughtMs }
}
