/// What the rules of the capture look at.
public struct CaptureFigures: Sendable {
    /// A moment at which many streams of different hosts lost packets.
    struct SharedGap: Sendable, Equatable {
        /// Seconds from `capture.start`.
        var startS: Double
        var endS: Double
        var streams: Int
        /// Pairs of hosts among them.
        var pairs: Int
        /// Runs of lost packets.
        var losses: Int
    }

    public var frames = 0
    /// Frames that were put in their place behind older ones.
    public var framesReordered = 0
    /// Frames that come behind a later one all the same.
    public var timeReversals = 0
    /// UDP datagrams, and those cut before an RTP header could be seen.
    public var datagrams = 0
    public var headersCut = 0
    /// By the interface statistics of pcapng files.
    public var droppedFrames: UInt64 = 0
    /// Gaps of TCP connections whose bytes the receiver acknowledged, and these bytes.
    public var unseenGaps = 0
    public var unseenBytes = 0
    var sharedGaps: [SharedGap] = []

    public init() {}
}
