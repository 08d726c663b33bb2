/// What shapes the figures of a stream.
public struct StreamOptions: Sendable, Equatable {
    public var playout = PlayoutOptions()
    /// Length of an interval, ns, > 0.
    public var interval: Int64 = 5_000_000_000
    /// Payload types whose meaning the user has settled.
    public var payloadTypes: [PayloadMapping] = []
    public var quality = QualityOptions()

    public init() {}
}
