/// What both sides of a call agreed on that keeps a stream from being sent for a while.
public enum AgreedPause: Sendable, Equatable {
    /// T.38 in the place of sound.
    case fax
    /// RFC 3264 §8.4.
    case hold
    /// Nobody had to agree: the sender went on in another stream.
    case elsewhere
    /// The call had ended, and the next one with the same addresses, ports and SSRC had not begun.
    case betweenCalls

    /// Whether it is worth telling.
    var isFinding: Bool { self == .fax || self == .hold }
}

/// What the sides of a call agreed to send each other, by their session descriptions.
extension ScanSummary {
    static let agreedReason: StaticString = "packet numbers ran on while nothing was to be sent"

    /// Kinds of media that either side of a call announced, each once, in the order in which they were.
    func mediaKinds(ofCall place: Int) -> [SDPMedia.Kind] {
        let sides = [CallSide.caller, .callee].map { side in
            signalling.announced(inCall: place, by: side).filter { $0.role == .media }
        }
        var kinds: [SDPMedia.Kind] = []
        for announcement in sides.joined().sorted(by: { $0.since < $1.since }) where !kinds.contains(announcement.kind)
        {
            // Who answers without what was offered has rejected it; of one who has not answered nothing is known.
            let isShared = sides.allSatisfy { side in
                side.isEmpty || side.contains { $0.kind == announcement.kind }
            }
            if isShared { kinds.append(announcement.kind) }
        }
        return kinds
    }

    /// When a side of a call was not to send any sound: it said so, or the other one that it takes none.
    ///
    /// - Parameter place: In `signalling.calls`.
    func rests(inCall place: Int, of sender: CallSide) -> TimeSpans {
        spans(inCall: place, sender) { $0.media == .sound && !$0.sends }
            + spans(inCall: place, sender.other) { $0.media == .sound && !$0.gets }
    }

    /// When both sides of a call were ready for fax and no sound.
    func faxes(inCall place: Int) -> TimeSpans {
        let caller = spans(inCall: place, .caller) { $0.media == .fax }.spans
        let callee = spans(inCall: place, .callee) { $0.media == .fax }.spans
        let both = caller.flatMap { one in callee.filter { $0.overlaps(one) }.map { $0.clamped(to: one) } }
        return TimeSpans(spans: both)
    }

    /// Why nothing of a stream was to be sent for most of the time between two of its packets; `nil` where nothing says
    /// so.
    func agreedPause(ofStream place: Int, in gap: ClosedRange<Double>) -> AgreedPause? {
        guard let leg = members[place].signalled, signalling.calls.indices.contains(leg.call) else { return nil }
        if !successive.later.isEmpty, idle(inCall: callOfStream[place]).cover(gap) { return .betweenCalls }
        if faxes(inCall: leg.call).cover(gap) { return .fax }
        return rests(inCall: leg.call, of: leg.side).cover(gap) ? .hold : nil
    }

    /// When what a side said last fits. What it said first held before, too: media may come before the answer does.
    private func spans(inCall place: Int, _ side: CallSide, _ fits: (MediaReadiness) -> Bool) -> TimeSpans {
        let said = signalling.calls[place].readiness.filter { $0.side == side }
            .compactMap { state in offsetS(state.since).map { (since: $0, fits: fits(state)) } }
            .sorted { $0.since < $1.since }
        var spans = TimeSpans()
        for (index, state) in said.enumerated() where state.fits {
            let start = index == 0 ? -Double.infinity : state.since
            spans.spans.append(start...(index + 1 < said.count ? said[index + 1].since : .infinity))
        }
        return spans
    }
}
