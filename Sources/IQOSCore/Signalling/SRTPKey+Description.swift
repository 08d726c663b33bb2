/// Keys as session descriptions carry them (RFC 4568 §9.1).
extension SRTPKey {
    /// Keys of one line at most; a longer list is cut.
    static let perLine = 8
    /// Bytes of the longest key identifier (RFC 4568 §6.1).
    private static let longestIdentifier = 128

    /// The keys of `tag suite inline:key|lifetime|identifier;inline:...`, the value of a=crypto.
    ///
    /// Lines whose session parameters switch authentication or encryption off, or derive keys anew every so many
    /// packets, give none: what is under them cannot be verified here.
    static func keys(crypto value: TextBytes, source: Source = .sdp) -> [SRTPKey] {
        let words = value.words(atMost: 16)
        guard words.count >= 3, words[0].number != nil else { return [] }
        return keys(suite: words[1], parameters: words[2], settings: words.dropFirst(3), source: source)
    }

    /// Bytes behind the payloads of packets that are authenticated and not encrypted, the tag and what identifies its
    /// key, by the value of a=crypto; `nil` for a line that says anything else.
    static func clearTrailer(crypto value: TextBytes) -> Int? {
        let words = value.words(atMost: 16)
        guard words.count >= 4, words[0].number != nil, words.contains(where: { $0.equals("UNENCRYPTED_SRTP") }) else {
            return nil
        }
        let rest = words.dropFirst(3).filter { !$0.equals("UNENCRYPTED_SRTP") }
        guard let key = keys(suite: words[1], parameters: words[2], settings: rest[...], source: .sdp).first,
            // GCM has no such mode (RFC 7714 §11).
            !key.suite.hasTagBeforeIdentifier
        else { return nil }
        return key.suite.tagLength + (key.identifier?.count ?? 0)
    }

    static func keys(
        suite: TextBytes, parameters: TextBytes, settings: ArraySlice<TextBytes>, source: Source
    ) -> [SRTPKey] {
        let isUnusual = settings.contains { setting in
            setting.equals("UNAUTHENTICATED_SRTP") || setting.equals("UNENCRYPTED_SRTP")
                || setting.starts(with: "KDR=") && !setting.equals("KDR=0")
        }
        guard !isUnusual, let suite = SRTPSuite(named: suite.string(atMost: 32)) else { return [] }
        return parameters.split(separator: UInt8(ascii: ";")).prefix(perLine).compactMap { parameter in
            guard parameter.starts(with: "inline:") else { return nil }
            return SRTPKey(suite, inline: parameter.dropFirst(7), source: source)
        }
    }

    /// Reads `key|lifetime|identifier:length`; the key is base64.
    private init?(_ suite: SRTPSuite, inline text: TextBytes, source: Source) {
        let parts = text.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
        guard let first = parts.first, let secret = Base64.bytes(first) else { return nil }
        var identifier: [UInt8] = []
        for part in parts.dropFirst() {
            let (value, length) = part.cut(at: ":")
            guard let length else { continue }
            guard let number = value.number, let count = length.number, (1...Self.longestIdentifier).contains(count)
            else { return nil }
            identifier = (0..<count).map { index in
                let shift = 8 * (count - 1 - index)
                return shift < 64 ? UInt8(truncatingIfNeeded: number >> shift) : 0
            }
        }
        self.init(suite, secret: secret, identifier: identifier, source: source)
    }
}
