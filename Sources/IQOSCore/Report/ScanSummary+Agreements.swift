/// What both sides of a call agreed on that keeps a stream from being sent for a while.
public enum AgreedPause: Sendable, Equatable {
    /// T.38 (ITU-T T.38 Annex D), in the place of sound.
    case fax
    /// RFC 3264 §8.4.
    case hold
}

/// What the sides of a call agreed to send each other, by their session descriptions.
extension ScanSummary {
    /// How long after what was agreed the last packet of before may come, ns.
    private static let agreementLead: Int64 = 10_000_000_000

    /// Kinds of media that either side of a call announced, each once, in the order in which they were.
    func mediaKinds(ofCall place: Int) -> [SDPMedia.Kind] {
        let all = [CallSide.caller, .callee].flatMap { signalling.announced(inCall: place, by: $0) }
        var kinds: [SDPMedia.Kind] = []
        for announcement in all.sorted(by: { $0.since < $1.since }) where announcement.role == .media {
            if !kinds.contains(announcement.kind) { kinds.append(announcement.kind) }
        }
        return kinds
    }

    /// When both sides of a call had agreed on fax, seconds from `capture.start`; `nil` where they did not.
    func faxAgreedS(inCall index: Int) -> Double? {
        guard isAnnounced, let leg = legs[index].signalled, signalling.calls.indices.contains(leg.call) else {
            return nil
        }
        let moments = [CallSide.caller, .callee].compactMap { side in
            signalling.announced(inCall: leg.call, by: side).first { $0.kind == .image }?.since
        }
        return moments.count == 2 ? moments.max().flatMap(offsetS) : nil
    }

    /// Why nothing of a stream was to be sent between two of its packets; `nil` where nothing says so.
    ///
    /// - Parameter gap: Arrivals of the two, ns since 1970 UTC.
    func agreedPause(ofStream place: Int, in gap: (start: Int64, end: Int64)) -> AgreedPause? {
        guard isAnnounced, let leg = members[place].signalled, signalling.calls.indices.contains(leg.call) else {
            return nil
        }
        let sender = signalling.announced(inCall: leg.call, by: leg.side).filter { $0.role == .media }
        let receiver = signalling.announced(inCall: leg.call, by: leg.side.other).filter { $0.role == .media }
        let moments = (gap.start &- Self.agreementLead)...gap.end
        let isFax = { (announcement: MediaAnnouncement) in
            announcement.kind == .image && moments.contains(announcement.since)
        }
        if sender.contains(where: isFax), receiver.contains(where: isFax) { return .fax }
        let isHeld =
            Self.isSaid(receiver, in: gap) { $0.direction == .sendOnly || $0.direction == .inactive }
            || Self.isSaid(sender, in: gap) { $0.direction == .receiveOnly || $0.direction == .inactive }
        return isHeld ? .hold : nil
    }

    /// Whether all that a side announced for RTP at once fits, in what held at the beginning of a gap or came within it.
    private static func isSaid(
        _ announced: [MediaAnnouncement], in gap: (start: Int64, end: Int64), _ fits: (MediaAnnouncement) -> Bool
    ) -> Bool {
        let before = announced.last { $0.since <= gap.start }?.since
        let moments = Set(announced.map(\.since).filter { $0 == before || $0 > gap.start && $0 <= gap.end })
        return moments.contains { moment in
            let media = announced.filter { $0.since == moment && $0.isRTP }
            return !media.isEmpty && media.allSatisfy(fits)
        }
    }
}
