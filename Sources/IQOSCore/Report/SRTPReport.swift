/// What came of decrypting a stream. No key is in it.
public struct SRTPReport: Sendable, Equatable {
    /// Of the key that fits; `nil` where none does.
    public var suite: String?
    /// `sdp` or `user`.
    public var keySource: String?
    /// Packets that were opened, and those that failed authentication; each number once.
    public var authenticated: Int
    public var refused: Int
    public var unknown = UnknownReasons()

    public init(suite: String?, keySource: String?, authenticated: Int, refused: Int) {
        self.suite = suite
        self.keySource = keySource
        self.authenticated = authenticated
        self.refused = refused
        guard suite == nil else { return }
        unknown.note("suite", "no key fits")
        unknown.note("key_source", "no key fits")
    }
}
