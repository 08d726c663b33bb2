/// One call at two points: the values behind a comparison of two captures.
public struct PointsReport: Sendable {
    public var clock = PointClockReport()
    public var streams: [PairReport] = []
    public var calls: [PairedCallReport] = []
    public var unmatchedA: [UnmatchedReport] = []
    public var unmatchedB: [UnmatchedReport] = []
    /// Packets beyond `PacketCollector.packetLimit`, and intervals beyond `PairMeasures.intervalLimit`.
    public var packetsLeftOut = 0
    public var intervalsLeftOut = 0
    /// Streams of A whose packets so many streams of B have that only the nearest of those were tried.
    public var streamsInCrowd = 0
}

/// How B's clock stands to A's.
public struct PointClockReport: Sendable {
    /// B's clock minus A's at the first packet in common: the middle of what is possible, ms.
    public var offsetMs: Double?
    /// The offset lies within so much of that, ms.
    public var uncertaintyMs: Double?
    /// Least time from one point to the other and back; no clocks need agree for it, ms.
    public var roundTripMs: Double?
    /// Parts in a million that B's clock is fast against A's.
    public var driftPpm: Double?
    /// `both-directions`, or `told` where the user says that the clocks are one.
    public var source: String?
    public var unknown = UnknownReasons()
}

/// A call, by its ids in both reports, and the ids of its streams in the comparison.
public struct PairedCallReport: Sendable, Equatable {
    public var a: Int
    public var b: Int
    public var streams: [Int]
}

/// A stream that one capture alone has.
public struct UnmatchedReport: Sendable, Equatable {
    public var stream: Int
    public var call: Int
    public var ssrc: UInt32
    public var source: EndpointReport
    public var destination: EndpointReport
    public var packets: Int
    /// The other capture ran while this stream did; `nil` where clocks cannot be compared.
    public var otherWasRunning: Bool?
}

/// What a stream is at one point.
public struct PointReport: Sendable, Equatable {
    public var stream: Int
    public var call: Int
    public var ssrc: UInt32
    public var source: EndpointReport
    public var destination: EndpointReport
}

/// One stream between two points.
public struct PairReport: Sendable {
    public var id = 0
    public var a: PointReport
    public var b: PointReport
    /// `header`: SSRC, sequence numbers and timestamps; `payload`: headers were written anew.
    public var matchedBy = "header"
    public var shift = (sequence: 0, timestamp: 0)
    public var order = PointOrder.aFirst
    public var orderEvidence = OrderEvidence.assumed
    /// First packet in common, ns since 1970 UTC on A's clock.
    public var start: Int64?
    public var durationS: Double?
    public var packets = PairCounts()
    /// Packets in a row that are lost, in the order of the point that comes first.
    public var longestLoss = 0
    public var delayVariationMs: DelayVariationReport?
    public var oneWayDelayMs: OneWayDelayReport?
    public var intervals: [PairIntervalReport] = []
    public var unknown = UnknownReasons()
}

/// Packets, each once, while both captures ran.
public struct PairCounts: Sendable, Equatable {
    public var both = 0
    public var onlyA = 0
    public var onlyB = 0
    /// At the point that comes first.
    public var sent = 0
    /// Of these, missing at the other point.
    public var lost = 0
    /// At the other point, and missing at the first: its capture lost them, or they took another way.
    public var unseenBefore = 0
    /// Of those at both, behind one that the first point saw later (RFC 4737 §3.3).
    public var reordered = 0
    public var duplicatesA = 0
    public var duplicatesB = 0
    /// While only one of the captures ran: nothing can be said of them.
    public var outside = 0

    public var lostPercent: Double? {
        sent > 0 ? 100 * Double(lost) / Double(sent) : nil
    }
}

/// Time from one point to the other, within the uncertainty of the clocks.
public struct OneWayDelayReport: Sendable, Equatable {
    public var min: Double
    public var p50: Double
    public var p95: Double
    public var max: Double
    public var uncertainty: Double
}

/// The same over a stretch of time on A's clock.
public struct PairIntervalReport: Sendable, Equatable {
    /// From the first packet in common.
    public var startS: Double
    public var durationS: Double
    public var both: Int
    public var lost: Int
    public var reordered: Int
    public var delayVariationP95Ms: Double?
    public var oneWayDelayP50Ms: Double?
}
