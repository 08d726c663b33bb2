/// Opens the packets of one stream, once it has found which of the keys fits.
///
/// What nobody says is found by authentication: which key, how long the identifier in the packets is, and how often the
/// sequence numbers had rolled over before the capture began.
struct StreamCipher: Sendable {
    /// Roll-overs that are tried: 0 ..< 256, more than three days of 20 ms packets.
    static let rollOverLimit: UInt32 = 256
    /// What the searches of a run may cost together, and those of one stream: about a nanosecond each.
    ///
    /// A stream's part depends on how many have keys, not on which of them was played first, so that it cannot differ.
    private static let runEffort = 10_000_000_000
    private static let streamEffort = 400_000_000
    /// What a stream may spend however many there are: as many keys as anybody has, on its first packet.
    private static let leastEffort = 2_000_000
    /// What a key costs that was not tried yet, and an authentication beside its packet's bytes, which a probe hashes once
    /// for all roll-overs.
    private static let probeEffort = 20_000
    private static let probeTryEffort = 800
    private static let sessionEffort = 300_000
    private static let sessionTryEffort = 4000
    /// Lengths of an identifier that is not known, likely ones first.
    private static let identifierLengths = [0, 4, 1, 2, 8, 3, 5, 6, 7]
    /// Refused packets in a row on which every roll-over is tried; later only whenever their number has doubled, and
    /// few roll-overs.
    private static let thoroughSearches = 4
    /// Authentications that one search may cost.
    private static let triesLimit = 20_000

    /// - Parameter streams: Those of the run that have keys.
    static func effort(streams: Int) -> Int { max(leastEffort, min(streamEffort, runEffort / max(1, streams))) }

    private let keys: [SRTPKey]
    private let ssrc: UInt32
    private let cipher: SRTPCipher
    /// Lengths of packets that differ from the one before and make a search: a tag makes them longer.
    private static let lengthLimit = 64

    /// Whether the stream is encrypted, by its first packets; `nil` where they do not tell. Where it is, packets that no
    /// key has opened yet are not heard.
    private let isEncrypted: Bool?

    /// The key that fits, and how its packets end.
    private(set) var open: (key: Int, identifierLength: Int, session: SRTPCipher.Session)?
    private var effortLeft: Int
    /// A search ended before all was tried that might have opened the packet.
    private(set) var isCutShort = false
    private var refusedInRow = 0
    private var lastLength = 0
    private var lengthsSearched = 0
    /// The key that opened packets; the last one of several.
    private(set) var fitting: SRTPKey?
    private(set) var authenticated = 0
    private(set) var refused = 0
    /// Packets that were not captured whole, of which nobody can say.
    private(set) var cut = 0
    /// Packets whose header is encrypted as well, which are not opened.
    private(set) var cryptex = 0

    /// - Parameter effort: What searches may cost.
    init(
        _ keys: [SRTPKey], ssrc: UInt32, cipher: SRTPCipher, isEncrypted: Bool?,
        effort: Int = StreamCipher.effort(streams: 1)
    ) {
        self.keys = keys
        effortLeft = effort
        self.ssrc = ssrc
        self.cipher = cipher
        self.isEncrypted = isEncrypted
    }

    var keyCount: Int { keys.count }
    /// No packet was encrypted so far, as far as that is known.
    var isClear: Bool { isEncrypted != true && authenticated == 0 && refused == 0 }

    /// Opens a packet in place.
    ///
    /// - Parameters:
    ///   - isWhole: Everything that was sent is there.
    ///   - mayBeClear: Where no key opens it, it is heard as it is: then it is neither damaged nor forged.
    mutating func take(_ packet: inout [UInt8], isWhole: Bool, mayBeClear: Bool = false) -> SRTPCipher.Outcome {
        guard isWhole else {
            if !mayBeClear { cut += 1 }
            return .refused
        }
        guard !Self.isCryptex(packet) else {
            cryptex += 1
            return .refused
        }
        if let open {
            let outcome = attempt(&packet, keys[open.key], open.identifierLength, open.session)
            if outcome == .repeated { return outcome }
            if outcome == .clear { return accepted() }
        }
        refusedInRow += 1
        // Of a stream that seems clear no more than that: most calls have keys on offer that nobody uses.
        let isThorough =
            refusedInRow <= Self.thoroughSearches && isEncrypted != false && !(mayBeClear && authenticated > 0)
        if isThorough || refusedInRow.nonzeroBitCount == 1 || hasOtherLength(packet.count),
            search(&packet, isThorough)
        {
            return accepted()
        }
        if !mayBeClear { refused += 1 }
        return .refused
    }

    private static func isCryptex(_ packet: [UInt8]) -> Bool {
        RTPHeader(in: packet.span.bytes, at: 0, capturedLength: packet.count, length: packet.count)?.isCryptex ?? false
    }

    private mutating func hasOtherLength(_ length: Int) -> Bool {
        defer { lastLength = length }
        guard isEncrypted == false, length != lastLength, lengthsSearched < Self.lengthLimit else { return false }
        lengthsSearched += 1
        return true
    }

    private mutating func accepted() -> SRTPCipher.Outcome {
        authenticated += 1
        refusedInRow = 0
        return .clear
    }

    /// What is known of a key while a packet is searched with it.
    private enum Means {
        case probe(SRTPCipher.Probe)
        case session(SRTPCipher.Session)
        /// The machine lacks the suite.
        case none
    }

    /// Tries every key, identifier and roll-over on a packet, likely ones first.
    @inline(never) private mutating func search(_ packet: inout [UInt8], _ isThorough: Bool) -> Bool {
        var means = [Means?](repeating: nil, count: keys.count)
        var tries = 0
        let lengths = keys.map { key in
            key.identifier.flatMap { $0.isEmpty ? nil : [$0.count] } ?? Self.identifierLengths
        }
        for range in [0..<1, 1..<(isThorough ? Self.rollOverLimit : 4)] {
            for turn in Self.identifierLengths.indices {
                for (index, key) in keys.enumerated() where turn < lengths[index].count {
                    // Signalling that names no identifier is seldom wrong about that: at the first count alone.
                    guard turn == 0 || range.contains(0) || key.identifier == nil else { continue }
                    let range = range.prefix(Self.triesLimit - tries)
                    guard !range.isEmpty, effortLeft > 0 else {
                        isCutShort = isCutShort || isThorough
                        return false
                    }
                    tries += range.count
                    let known = means[index] ?? makeMeans(of: key)
                    means[index] = known
                    guard let session = session(key, known, lengths[index][turn], range, &packet) else { continue }
                    open = (index, lengths[index][turn], session)
                    fitting = key
                    return true
                }
            }
        }
        return false
    }

    private mutating func makeMeans(of key: SRTPKey) -> Means {
        if let probe = cipher.probe(key) {
            effortLeft -= Self.probeEffort
            return .probe(probe)
        }
        effortLeft -= Self.sessionEffort
        return cipher.session(key, ssrc).map { .session($0) } ?? .none
    }

    /// The session that opens a packet, which is opened then; `nil` where no roll-over fits.
    private mutating func session(
        _ key: SRTPKey, _ means: Means, _ length: Int, _ rollOvers: Range<UInt32>, _ packet: inout [UInt8]
    ) -> SRTPCipher.Session? {
        let found: (session: SRTPCipher.Session, rollOvers: Range<UInt32>)
        switch means {
        case .none: return nil
        case .session(let session):
            effortLeft -= rollOvers.count * (packet.count + Self.sessionTryEffort)
            found = (session, rollOvers)
        case .probe(let probe):
            effortLeft -= packet.count + rollOvers.count * Self.probeTryEffort
            guard let bare = bare(packet, key, length), let rollOver = probe(bare, rollOvers),
                let session = cipher.session(key, ssrc)
            else { return nil }
            found = (session, rollOver..<rollOver + 1)
        }
        for rollOver in found.rollOvers {
            found.session.setRollOver(rollOver)
            if attempt(&packet, key, length, found.session) == .clear { return found.session }
        }
        return nil
    }

    /// A packet without the identifier of a length; `nil` where it has none that the key may have.
    private func bare(_ packet: [UInt8], _ key: SRTPKey, _ length: Int) -> [UInt8]? {
        guard length > 0 else { return packet }
        let end = packet.count - (key.suite.hasTagBeforeIdentifier ? 0 : key.suite.tagLength)
        guard end - length >= 12 else { return nil }
        let found = packet[end - length..<end]
        if let identifier = key.identifier, !identifier.isEmpty, !found.elementsEqual(identifier) { return nil }
        var bare = packet
        bare.removeSubrange(end - length..<end)
        return bare
    }

    /// Opens a packet that ends with an identifier of a length; one that is refused stays as it is.
    private func attempt(
        _ packet: inout [UInt8], _ key: SRTPKey, _ length: Int, _ session: SRTPCipher.Session
    ) -> SRTPCipher.Outcome {
        guard length > 0 else { return session.open(&packet) }
        guard var bare = bare(packet, key, length) else { return .refused }
        let outcome = session.open(&bare)
        if outcome == .clear { packet = bare }
        return outcome
    }
}
