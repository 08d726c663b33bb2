/// Figures of one interval of a stream (5 s unless told otherwise).
public struct IntervalReport: Sendable, Equatable {
    /// Seconds from `capture.start`.
    public var startS: Double
    public var durationS: Double
    /// Unique packets.
    public var packets: Int
    public var lost: Int
    public var late: Int?
    /// Jitter at the end of the interval, ms; `nil` where no packet of it arrived.
    public var jitterMs: Double?
    public var mosLQ: Double?
    /// Largest transit time of the interval above the smallest of the stream, ms: the page's lane, not a figure of the
    /// report.
    public var delayVariationMs: Double?

    public init(
        startS: Double, durationS: Double, packets: Int, lost: Int, late: Int?, jitterMs: Double?, mosLQ: Double?
    ) {
        self.startS = startS
        self.durationS = durationS
        self.packets = packets
        self.lost = lost
        self.late = late
        self.jitterMs = jitterMs
        self.mosLQ = mosLQ
    }
}
