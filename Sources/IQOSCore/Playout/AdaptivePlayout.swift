/// A jitter buffer that follows the network, simulated in order of arrival (metrics: Playout).
///
/// Its target is the 98th percentile of the delay variation of the last 10 s and a packet more, 20 ... 500 ms. The
/// delay becomes the target where a talkspurt begins; within one it comes nearer by at most 2.5 ms a packet, which is
/// stretched or pressed without being heard. A packet is on time if it came no more than the delay after the fastest
/// one of those 10 s would have; a faster one is what the next ones are reckoned from.
public struct AdaptivePlayout: Sendable {
    static let window: Int64 = 10_000_000_000
    /// Packets remembered at most: 10 s of 5 ms each.
    static let capacity = 2048
    static let leastMs = 20.0
    static let mostMs = 500.0
    static let stepMs = 2.5
    private static let percentile = 0.98
    /// By so much a packet comes earlier than the fastest before it; clocks that run apart make less of a packet.
    private static let resolutionMs = 0.1

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
    /// The last arrivals: a ring of `capacity` places, `count` of them taken from `oldest` on.
    private var recent: [Arrival] = []
    private var oldest = 0
    private var count = 0
    /// Their transit times, ms, from the least on.
    private var sorted: [Float] = []
    private var anchorArrival: Int64 = 0
    private var anchorTimestamp: Int64 = 0
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
    /// - Complexity: O(log `capacity`), and what it takes to move as many numbers by one place.
    public mutating func decide(
        arrival: Int64, _ step: TransitTracker.Step, clockRateHz: Int32, ptimeMs: Double
    ) -> FixedPlayout.Decision {
        while count > 0, arrival &- recent[oldest].time > Self.window { forgetOldest() }
        // Behind a pause that is longer than the window nothing is known of the network.
        let isAnchor = step.isRestart || count == 0 || unplayable >= FixedPlayout.resyncAfter
        if isAnchor { anchor(arrival, step.extendedTimestamp) }
        aim(ptimeMs: ptimeMs)
        adjust(atOnce: isAnchor || step.startsTalkspurt)

        let media = Double(step.extendedTimestamp - anchorTimestamp) * 1000 / Double(clockRateHz)
        let transit = Double(arrival &- anchorArrival) * 1e-6 - media
        let isFastest = leastTransitMs.map { transit < $0 - Self.resolutionMs } ?? false
        let variation = transit - min(transit, leastTransitMs ?? transit)
        remember(Arrival(time: arrival, transitMs: Float(transit)))
        let isLate = variation > delayMs
        unplayable = isLate ? unplayable + 1 : 0
        return FixedPlayout.Decision(
            verdict: isLate ? .late : .played, mediaTime: arrival &- Int64((variation * 1e6).rounded()),
            isAnchor: isAnchor || isFastest)
    }

    private var leastTransitMs: Double? { sorted.first.map(Double.init) }

    private mutating func anchor(_ arrival: Int64, _ timestamp: Int64) {
        (anchorArrival, anchorTimestamp) = (arrival, timestamp)
        unplayable = 0
        (oldest, count) = (0, 0)
        sorted.removeAll(keepingCapacity: true)
    }

    private mutating func remember(_ arrival: Arrival) {
        if count == Self.capacity { forgetOldest() }
        let place = (oldest + count) % Self.capacity
        if place < recent.count { recent[place] = arrival } else { recent.append(arrival) }
        count += 1
        sorted.insert(arrival.transitMs, at: rank(of: arrival.transitMs))
    }

    private mutating func forgetOldest() {
        sorted.remove(at: rank(of: recent[oldest].transitMs))
        oldest = (oldest + 1) % Self.capacity
        count -= 1
    }

    /// How many of the last transit times are smaller.
    private func rank(of transitMs: Float) -> Int {
        sorted.partitioningIndex { $0 >= transitMs }
    }

    /// Reckons the target anew; a window without packets leaves it as it was.
    private mutating func aim(ptimeMs: Double) {
        guard let leastTransitMs else { return }
        let rank = max(1, Int((Self.percentile * Double(sorted.count)).rounded(.up)))
        let variation = Double(sorted[rank - 1]) - leastTransitMs
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
