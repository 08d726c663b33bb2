/// A jitter buffer that follows the network, simulated in order of arrival (metrics: Playout).
///
/// Its target is the 98th percentile of the delay variation of the last 10 s and a packet more, 20 ... 500 ms. The
/// delay becomes the target where a talkspurt begins; within one it comes nearer by at most 2.5 ms a packet, which is
/// stretched or pressed without being heard. A packet is on time if it came no more than the delay after the fastest
/// one of those 10 s would have.
public struct AdaptivePlayout: Sendable {
    static let window: Int64 = 10_000_000_000
    /// Packets remembered at most: 10 s of 10 ms each.
    static let capacity = 1024
    static let leastMs = 20.0
    static let mostMs = 500.0
    static let stepMs = 2.5
    private static let percentile = 0.98
    /// Packets from one reckoning of the target to the next, talkspurts aside.
    private static let pace = 16

    private struct Arrival: BitwiseCopyable {
        var time: Int64
        var transitMs: Float
    }

    /// Wait of the next packet, ms.
    public private(set) var delayMs: Double
    /// Over the packets decided on.
    public private(set) var leastDelayMs = Double.infinity
    public private(set) var largestDelayMs = 0.0
    /// How often the delay changed.
    public private(set) var changes = 0
    private var delaySum = 0.0
    private var packets = 0
    private var targetMs: Double
    /// The last arrivals, a ring from `next` on once it is full.
    private var recent: [Arrival] = []
    private var next = 0
    private var leastTransitMs = Double.infinity
    private var sinceTarget = 0
    private var anchorArrival: Int64 = 0
    private var anchorTimestamp: Int64 = 0
    private var hasAnchor = false
    private var unplayable = 0

    public init(_ options: PlayoutOptions) {
        delayMs = options.delayMs
        targetMs = options.delayMs
    }

    /// Mean over the packets decided on, ms; `nil` before the first.
    public var meanDelayMs: Double? { packets == 0 ? nil : delaySum / Double(packets) }

    /// Decides on the next unique media packet in order of arrival.
    ///
    /// - Parameters:
    ///   - step: What is known of its timestamp.
    ///   - ptimeMs: Sound of a packet, ms; 0 where unknown.
    /// - Complexity: O(`capacity`) for one packet in 16 and at talkspurts, else O(1).
    public mutating func decide(
        arrival: Int64, _ step: TransitTracker.Step, clockRateHz: Int32, ptimeMs: Double
    ) -> FixedPlayout.Decision {
        let isAnchor = step.isRestart || !hasAnchor || unplayable >= FixedPlayout.resyncAfter
        if isAnchor { anchor(arrival, step.extendedTimestamp) }
        if isAnchor || step.startsTalkspurt || sinceTarget >= Self.pace { aim(now: arrival, ptimeMs: ptimeMs) }
        sinceTarget += 1
        adjust(atOnce: isAnchor || step.startsTalkspurt)

        let media = Double(step.extendedTimestamp - anchorTimestamp) * 1000 / Double(clockRateHz)
        let transit = Double(arrival &- anchorArrival) * 1e-6 - media
        leastTransitMs = min(leastTransitMs, transit)
        remember(Arrival(time: arrival, transitMs: Float(transit)))
        let variation = transit - leastTransitMs
        let isLate = variation > delayMs
        unplayable = isLate ? unplayable + 1 : 0
        return FixedPlayout.Decision(
            verdict: isLate ? .late : .played, mediaTime: arrival &- Int64((variation * 1e6).rounded()),
            isAnchor: isAnchor)
    }

    private mutating func anchor(_ arrival: Int64, _ timestamp: Int64) {
        (anchorArrival, anchorTimestamp) = (arrival, timestamp)
        hasAnchor = true
        unplayable = 0
        recent.removeAll(keepingCapacity: true)
        next = 0
        leastTransitMs = .infinity
    }

    private mutating func remember(_ arrival: Arrival) {
        if recent.count < Self.capacity {
            recent.append(arrival)
        } else {
            recent[next] = arrival
            next = (next + 1) % Self.capacity
        }
    }

    /// Reckons the target anew; a window without packets leaves it as it was.
    private mutating func aim(now: Int64, ptimeMs: Double) {
        sinceTarget = 0
        var transits = recent.filter { now &- $0.time <= Self.window }.map(\.transitMs)
        guard !transits.isEmpty else { return }
        transits.sort()
        leastTransitMs = Double(transits[0])
        let rank = max(1, Int((Self.percentile * Double(transits.count)).rounded(.up)))
        let variation = Double(transits[rank - 1]) - leastTransitMs
        targetMs = max(Self.leastMs, min(Self.mostMs, variation + (ptimeMs > 0 ? ptimeMs : 20)))
    }

    private mutating func adjust(atOnce: Bool) {
        let before = delayMs
        let wanted = targetMs - delayMs
        delayMs = atOnce ? targetMs : delayMs + max(-Self.stepMs, min(Self.stepMs, wanted))
        if delayMs != before, packets > 0 { changes += 1 }
        packets += 1
        delaySum += delayMs
        leastDelayMs = min(leastDelayMs, delayMs)
        largestDelayMs = max(largestDelayMs, delayMs)
    }
}
