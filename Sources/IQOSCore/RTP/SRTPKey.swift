/// A master key with its salt.
///
/// Nothing prints it: not a description, not `dump`, not a report.
public struct SRTPKey: Sendable, Hashable {
    /// Where a key comes from.
    public enum Source: String, Sendable, Hashable { case sdp, user }

    public let suite: SRTPSuite
    /// Key and salt, `suite.keyLength` bytes: for the cipher alone.
    public let secret: [UInt8]
    /// The identifier that packets under this key carry; empty for none, `nil` where that is not known.
    public let identifier: [UInt8]?
    public let source: Source

    /// - Returns: `nil` where the secret is too short or too long for the suite.
    public init?(_ suite: SRTPSuite, secret: [UInt8], identifier: [UInt8]? = nil, source: Source) {
        guard secret.count == suite.keyLength else { return nil }
        self.suite = suite
        self.secret = secret
        self.identifier = identifier
        self.source = source
    }
}

extension SRTPKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "a key for \(suite.rawValue)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [("suite", suite.rawValue)]) }
}
