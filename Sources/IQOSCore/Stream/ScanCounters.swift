/// How many frames went which way, and which caps were hit.
public struct ScanCounters: BitwiseCopyable, Sendable, Equatable {
    public var frames = 0
    public var datagrams = 0
    public var rtcp = 0
    /// Datagrams of which less was captured than an RTP header, though they had room for one.
    public var headersCut = 0
    /// Confirmed streams beyond `StreamScanner.streamLimit`: their packets are not measured.
    public var streamsRefused = 0
    /// Frames that were captured before the one ahead of them in the file.
    public var timeReversals = 0
}

/// What was passed over below RTP, and which caps were hit there.
public struct CarriageCounters: BitwiseCopyable, Sendable, Equatable {
    public var malformed = 0
    public var unknownLinkType = 0
    public var tooDeep = 0
    public var fragmentsCut = 0
    public var fragmentedPacketsAbandoned = 0
    public var connectionsDropped = 0
    /// Connections, begun before the capture, that left for others before frames showed in them.
    public var searchesDropped = 0
    public var connectionGaps = 0
    /// Gaps of TCP connections that the receiver has acknowledged, and their bytes.
    public var unseenGaps = 0
    public var unseenBytes = 0
}
