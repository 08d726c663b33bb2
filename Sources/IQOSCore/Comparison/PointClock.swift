/// Which point a stream passes first.
public enum PointOrder: String, Sendable {
    case aFirst = "a-first"
    case bFirst = "b-first"
}

/// By what that shows.
public enum OrderEvidence: String, Sendable {
    /// Routers count the hop limit down, and the addresses show that nobody sent the packet anew.
    case hopLimit = "hop-limit"
    /// Only one order lets the packets of both directions of a call take time.
    case bothDirections = "both-directions"
    /// The user says that both clocks are one, and one point always comes later.
    case sameClock = "same-clock"
    /// Packets are missing at one point alone.
    case missingPackets = "missing-packets"
    /// Nothing tells: A is taken to come first, and no delay is told.
    case assumed = "assumed"
}

/// What the two points' clocks have to do with each other, and which point each stream passes first.
///
/// A packet that passes A first is seen at B by offset + delay later on B's clock; one that passes B first by
/// offset − delay. No delay is below zero: the fastest packets of both directions hold the offset between them.
struct PointClock: Sendable {
    /// The two directions together must take so long for their order to show, ns.
    private static let leastRoundTrip = 10_000.0
    /// Drift over a comparison that is worth taking out, ns.
    private static let leastShift = 250_000.0
    /// Share of the drift that it may be off by what the two orders say.
    private static let greatestDoubt = 0.25

    /// One pair of streams, as far as clocks go.
    struct Stream: Sendable {
        var times: PairTimes
        var call: Int
        var isForward: Bool
        /// Of the first packet in common; 0 where it could not be seen.
        var hopLimits: (a: UInt8, b: UInt8)
        /// The source or the destination address is the same at both points.
        var sharesAddress: Bool
        /// Packets missing at B, and at A, while both captures ran.
        var missing: (atB: Int, atA: Int)
    }

    /// One for each stream; `nil` where nothing tells.
    private(set) var orders: [(order: PointOrder, evidence: OrderEvidence)?]
    /// Seconds that B's clock gains in a second of A's; `nil` where no stream is long enough.
    private(set) var rate: Double?
    /// The same where it is worth taking out, else 0.
    private(set) var appliedRate = 0.0
    /// The offset of B's clock lies between these, ns above the comparison's reference; at the origin.
    private(set) var bounds: (least: Double, greatest: Double)?
    private(set) var reason: StaticString?
    /// The slope that is taken out of delays: `rate`, or what the less drifting order says where they contradict each other.
    private var likely: Double?
    /// Why there is no `rate`.
    private(set) var rateReason: StaticString = "no stream in common is 30 s long"

    /// - Parameter sameOffset: The offset in ns above the reference where the user says that the clocks are one.
    init(_ streams: [Stream], sameOffset: Double?) {
        orders = streams.map { _ in nil }
        for (place, stream) in streams.enumerated() {
            orders[place] = Self.orderByHopLimit(stream).map { ($0, .hopLimit) }
        }
        if let sameOffset {
            rate = 0
            bounds = (sameOffset, sameOffset)
            orderByOffset(streams, sameOffset)
            orderByMissing(streams)
        } else {
            estimateRate(streams)
            orderByDirections(streams)
            orderByMissing(streams)
            // Whoever passes B first has its queues on the other side.
            estimateRate(streams)
            bound(streams)
        }
    }

    private static func orderByHopLimit(_ stream: Stream) -> PointOrder? {
        let (a, b) = stream.hopLimits
        guard stream.sharesAddress, a > 0, b > 0, a != b else { return nil }
        return a > b ? .aFirst : .bFirst
    }

    private mutating func orderByOffset(_ streams: [Stream], _ offset: Double) {
        for (place, stream) in streams.enumerated() where orders[place] == nil {
            guard let range = stream.times.extremes(rate: 0) else { continue }
            if range.least > offset { orders[place] = (.aFirst, .sameClock) }
            if range.greatest < offset { orders[place] = (.bFirst, .sameClock) }
        }
    }

    /// Median of each order's streams, and the mean of the two: what a route gains one way it need not gain the other.
    private mutating func estimateRate(_ streams: [Stream]) {
        var rates: [[Double]] = [[], []]
        for (place, stream) in streams.enumerated() {
            let isReversed = orders[place]?.order == .bFirst
            if let rate = stream.times.rate(isReversed: isReversed) { rates[isReversed ? 1 : 0].append(rate) }
        }
        let medians = rates.filter { !$0.isEmpty }.map { $0.sorted()[$0.count / 2] }
        rate = medians.isEmpty ? nil : medians.reduce(0, +) / Double(medians.count)
        let last = streams.compactMap { $0.times.moments.last?.time }.max() ?? 0
        likely = rate
        if medians.count == 2, let mean = rate {
            // A clock gains as much on both; a delay that grew, or shrank, is in one of them.
            let doubt = abs(medians[0] - medians[1]) / 2
            if doubt > Self.greatestDoubt * abs(mean), doubt * Double(last) >= Self.leastShift {
                rate = nil
                likely = abs(medians[0]) < abs(medians[1]) ? medians[0] : medians[1]
                rateReason = "the two directions contradict each other: a delay that rises or falls looks like drift"
            }
        }
        appliedRate = likely.map { abs($0) * Double(last) >= Self.leastShift ? $0 : 0 } ?? 0
    }

    private mutating func orderByDirections(_ streams: [Stream]) {
        for places in Dictionary(grouping: streams.indices, by: { streams[$0].call }).values {
            let call = places.map { streams[$0] }
            guard let isForwardFirst = Self.isForwardFirst(call, rate: appliedRate) else { continue }
            for place in places where orders[place] == nil {
                let order: PointOrder = streams[place].isForward == isForwardFirst ? .aFirst : .bFirst
                orders[place] = (order, .bothDirections)
            }
        }
    }

    /// Whether the forward streams of a call pass A first; `nil` where times do not tell.
    private static func isForwardFirst(_ streams: [Stream], rate: Double) -> Bool? {
        let forward = span(streams.filter(\.isForward), rate)
        let backward = span(streams.filter { !$0.isForward }, rate)
        guard let forward, let backward else { return nil }
        if forward.least - backward.greatest >= leastRoundTrip { return true }
        if backward.least - forward.greatest >= leastRoundTrip { return false }
        return nil
    }

    private static func span(_ streams: [Stream], _ rate: Double) -> (least: Double, greatest: Double)? {
        let spans = streams.compactMap { $0.times.extremes(rate: rate) }
        guard let least = spans.map(\.least).min(), let greatest = spans.map(\.greatest).max() else { return nil }
        return (least, greatest)
    }

    private mutating func orderByMissing(_ streams: [Stream]) {
        for (place, stream) in streams.enumerated() where orders[place] == nil {
            if stream.missing.atB > 0, stream.missing.atA == 0 { orders[place] = (.aFirst, .missingPackets) }
            if stream.missing.atA > 0, stream.missing.atB == 0 { orders[place] = (.bFirst, .missingPackets) }
        }
    }

    /// The fastest packets of both orders hold the offset between them.
    private mutating func bound(_ streams: [Stream]) {
        let ordered = { [orders] (order: PointOrder) in
            streams.indices.filter { orders[$0]?.order == order }.map { streams[$0] }
        }
        guard let there = Self.span(ordered(.aFirst), appliedRate), let back = Self.span(ordered(.bFirst), appliedRate)
        else {
            reason =
                streams.isEmpty
                ? "no stream was seen at both points"
                : orders.allSatisfy { $0 == nil }
                    ? "nothing tells which point the streams pass first"
                    : "packets are known to pass in one direction only: the clocks' offset and the delay look alike"
            return
        }
        guard rate != nil || appliedRate == 0 else {
            reason = rateReason
            return
        }
        guard there.least >= back.greatest else {
            reason = "the two directions contradict each other: a clock was set, or the streams took several ways"
            return
        }
        bounds = (back.greatest, there.least)
    }
}
