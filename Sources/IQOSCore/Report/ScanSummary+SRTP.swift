/// Which keys are tried on a stream, and what is said of it.
extension ScanSummary {
    /// Keys that may open a stream, likely ones first: the user's, its sender's, those of the other side of its call.
    ///
    /// Which one it is shows in the packets, so that it does not matter which offer was accepted.
    func keys(ofPlace place: Int, _ srtp: SRTPOptions) -> [SRTPKey] {
        let ssrc = self[place].key.ssrc
        let given = srtp.keys.filter { $0.ssrc == nil || $0.ssrc == ssrc }
        var keys = given.filter { $0.ssrc != nil }.map(\.key) + given.filter { $0.ssrc == nil }.map(\.key)
        let leg = legs[callOfStream[place]]
        let media = signalledMedia(of: self[place])
        let side = media?.sendingSide
        for call in ([media?.call, leg.signalled?.call] + leg.signalledElsewhere).compactMap({ $0 }) {
            let said = signalling.calls[call].keys
            keys += (said.filter { $0.side == side } + said.filter { $0.side != side }).map(\.key)
        }
        var seen: Set<SRTPKey> = []
        return keys.filter { seen.insert($0).inserted }
    }
}

extension ScanSummary {
    /// The same summary once the second pass has decrypted streams, which are scored then.
    func knowing(_ sounds: [StreamSound]) -> ScanSummary {
        let opened = sounds.lazy.compactMap { sound in sound.opened.map { (sound.key, $0) } }
        var summary = self
        summary.opened = Dictionary(opened) { first, _ in first }
        return summary
    }
}

/// What the second pass found of a stream that a key opens.
struct OpenedStream: Sendable {
    /// Bytes that encryption adds to a payload.
    var overheadBytes: Int
    /// No packet was refused.
    var isWhole: Bool
    /// Keys sent as events, which are in the payload.
    var presses: [KeyPresses.Press]
}

extension StreamCipher {
    /// Bytes that encryption adds to a payload, by the key that fits last.
    var overheadBytes: Int { (fitting?.suite.tagLength ?? 0) + (open?.identifierLength ?? 0) }

    /// That no packet could be opened, in words; `nil` where one was, or where the stream need not be encrypted.
    var mismatch: String? {
        guard authenticated == 0, !isClear, keyCount > 0 else { return nil }
        if refused == 0, cryptex > 0 { return "encrypted with its header (RFC 9335), which is not decrypted" }
        if refused == 0 { return "encrypted: packets that are not captured whole cannot be authenticated" }
        let who =
            isCutShort
            ? "none of the keys (\(keyCount)) fits as far as they were tried"
            : keyCount == 1 ? "the key does not fit" : "none of the \(keyCount) keys fits"
        return "encrypted, and \(who): 0 of \(refused) packets authenticated"
    }

    /// What the report says of it; `nil` where the stream is clear.
    var report: SRTPReport? {
        guard !isClear else { return nil }
        return SRTPReport(
            suite: fitting?.suite.rawValue, keySource: fitting?.source.rawValue, authenticated: authenticated,
            refused: refused)
    }
}
