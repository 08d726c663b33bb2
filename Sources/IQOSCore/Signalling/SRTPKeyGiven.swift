/// A key that the user gives, for one stream or for all.
public struct SRTPKeyGiven: Sendable, Hashable {
    public let key: SRTPKey
    /// `nil` for every stream.
    public let ssrc: UInt32?

    /// Reads `SUITE:KEY`, `SSRC=SUITE:KEY` or an a=crypto line as session descriptions have it.
    ///
    /// The key is base64 or hexadecimal, master key and salt after each other; SSRC is 0x1a2b3c4d or decimal. A key
    /// identifier in the packets is found by itself.
    ///
    /// - Returns: `nil` for anything else.
    public init?(_ text: String) {
        var rest = Array(text.utf8)[...].trimmed
        if let line = Self.descriptionLine(rest) {
            guard let key = SRTPKey.keys(crypto: line, source: .user).first else { return nil }
            self.key = key
            ssrc = nil
            return
        }
        let colon = rest.cut(at: ":")
        guard let keyText = colon.after, !keyText.isEmpty else { return nil }
        let sides = colon.before.cut(at: "=")
        if let name = sides.after {
            guard let number = UInt32(ssrc: String(decoding: sides.before.trimmed, as: UTF8.self)) else { return nil }
            ssrc = number
            rest = name
        } else {
            ssrc = nil
            rest = sides.before
        }
        guard let suite = SRTPSuite(named: rest.trimmed.string(atMost: 32)) else { return nil }
        let secret = keyText.trimmed
        let bytes =
            secret.count == 2 * suite.keyLength ? Hexadecimal.bytes(secret) : Base64.bytes(secret)
        guard let key = bytes.flatMap({ SRTPKey(suite, secret: $0, source: .user) }) else { return nil }
        self.key = key
    }

    /// What follows `a=crypto:` or `crypto:`; `nil` for another text.
    private static func descriptionLine(_ text: TextBytes) -> TextBytes? {
        let line = text.starts(with: "a=") ? text.dropFirst(2) : text
        return line.starts(with: "crypto:") ? line.dropFirst(7) : nil
    }
}
