/// How much signalling is kept. What is beyond is counted, not kept.
public struct SignallingLimits: Sendable, Equatable {
    /// At the limit a call that nobody answered gives way to a new one.
    public var calls = 100_000
    public var messagesPerCall = 200
    public var messages = 1_000_000
    public var announcements = 400_000
    public var announcementsPerCall = 256
    /// Different lists of formats; most calls of a network share a few.
    public var formatLists = 8192
    public var keys = 200_000

    public init() {}
}

/// What was read, and what was not kept.
public struct SignallingCounters: BitwiseCopyable, Sendable, Equatable {
    public var messages = 0
    /// Messages without a Call-ID, most of them cut by the snap length.
    public var withoutCallID = 0
    /// Messages that set up no media: REGISTER, OPTIONS, SUBSCRIBE and the like.
    public var unrelated = 0
    public var retransmissions = 0
    /// Messages of known calls that are missing in their lists.
    public var messagesNotKept = 0
    /// Messages of H.323, which are not decoded.
    public var h323 = 0
    public var callsEvicted = 0
    public var callsRefused = 0
    public var announcementsRefused = 0
    /// Announcements that were kept without their formats.
    public var formatListsRefused = 0
    public var keysRefused = 0

    public init() {}
}
