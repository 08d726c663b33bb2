/// Which streams of one direction of a call are heard and when, so that each voice is heard once.
///
/// A voice that comes to a relay goes on from there, as it is, encoded anew, with others or with music in its place: who
/// listens hears what the relay sends. Where that has not begun yet or has ended, what comes to the relay stands in. Of
/// streams that are the same media at points with no relay between, or that a relay sends to several, one is heard.
struct HeardOnce {
    /// Streams of a direction that are looked at, each beside each.
    static let crowd = 100
    /// What a stream has beyond another that is heard in its place is no part of its own if it is shorter, ns.
    private static let shortestPart: Int64 = 1_000_000_000
    /// Sound of a packet, ns.
    private static let packet: Int64 = 20_000_000

    /// A stream of the direction.
    struct Voice {
        var flow: Flow
        /// First and last arrival on the call's clock, ns.
        var start: Int64
        var end: Int64
        /// The same for all streams that are the same media.
        var medium: Int
        var isVideo = false
        /// How sure it is that there is sound: what has none hides none that has.
        var audibility = 0
    }

    private let voices: [Voice]
    /// Flows of the other direction, and who sends them.
    private let others: Set<Flow>
    private let answering: Set<Address>
    /// For each stream those that it goes on as.
    private var onward: [[Bool]]

    /// - Parameters:
    ///   - voices: In order of their first packets, at most `crowd`.
    ///   - others: Flows of the other direction.
    init(_ voices: [Voice], others: [Flow]) {
        self.voices = voices
        self.others = Set(others)
        answering = Set(others.map(\.source))
        onward = []
        let places = voices.indices
        onward = places.map { one in places.map { goesOn(one, as: $0) } }
        // What another point shows of one shows of all points of the same media.
        let direct = onward
        for one in places {
            for other in places where isCopy(one, of: other) {
                for next in places
                where direct[other][next] && next != one && !isCopy(one, of: next) && mayBe(one, next) {
                    onward[one][next] = true
                }
            }
        }
        for middle in places {
            for one in places where onward[one][middle] {
                for next in places where onward[middle][next] && next != one { onward[one][next] = true }
            }
        }
    }

    /// When each stream is not heard, in order and apart; `nil` for one that is never heard.
    var rests: [[Range<Int64>]?] {
        let winners = voices.indices.map { one in voices.indices.filter { isHeard($0, insteadOf: one) } }
        return voices.indices.map { one in
            var (found, open) = (Set<Int>(), winners[one])
            while let next = open.popLast() {
                if next != one, found.insert(next).inserted { open += winners[next] }
            }
            return rests(of: voices[one], besides: found.map { voices[$0] })
        }
    }

    private func rests(of own: Voice, besides others: [Voice]) -> [Range<Int64>]? {
        let taken = others.filter { mayMeet($0, own) }.map { $0.start..<max($0.end, $0.end &+ Self.packet) }
            .sorted { $0.lowerBound < $1.lowerBound }
        guard !taken.isEmpty else { return [] }
        var rests: [Range<Int64>] = []
        var (restStart, position) = (Int64.min, own.start)
        for range in taken + [own.end..<own.end] {
            if range.lowerBound &- position >= Self.shortestPart {
                // Whatever comes before its first packet's time, as noise behind its last one, is its own.
                if position > own.start { rests.append(restStart..<position) }
                restStart = range.lowerBound
            }
            position = max(position, range.upperBound)
        }
        // The last one is a part of its own to its end.
        if restStart != own.end { rests.append(restStart..<Int64.max) }
        let isSilent = rests.first.map { $0 == .min ..< .max } ?? false
        return isSilent ? nil : rests
    }

    /// Whether a stream is heard where both are there.
    private func isHeard(_ one: Int, insteadOf other: Int) -> Bool {
        guard one != other, mayBe(one, other) else { return false }
        let (isBehind, isBefore) = (onward[other][one], onward[one][other])
        guard isBehind || isBefore || isCopy(one, of: other) || areForked(one, other) else { return false }
        if voices[one].audibility != voices[other].audibility {
            return voices[one].audibility > voices[other].audibility
        }
        // In a circle the later one is nearer to its end.
        if isBehind || isBefore { return isBehind && (!isBefore || one > other) }
        return isLast(one) && isLast(other) && isPreferred(one, to: other)
    }

    /// Of several ends: one that a relay sends, then to somebody who speaks, then the longer one, then the first point.
    private func isPreferred(_ one: Int, to other: Int) -> Bool {
        let (left, right) = (voices[one], voices[other])
        let isRelayed = { (place: Int) in onward.contains { $0[place] } }
        if isRelayed(one) != isRelayed(other) { return isRelayed(one) }
        let answers = { (voice: Voice) in answering.contains(voice.flow.destination) }
        if answers(left) != answers(right) { return answers(left) }
        let seconds = { (voice: Voice) in (voice.end &- voice.start) / Self.shortestPart }
        return seconds(left) == seconds(right) ? one < other : seconds(left) > seconds(right)
    }

    private func isLast(_ place: Int) -> Bool {
        !voices.indices.contains { onward[place][$0] && voices[$0].audibility == voices[place].audibility }
    }

    private func isCopy(_ one: Int, of other: Int) -> Bool {
        one != other && voices[one].medium == voices[other].medium
    }

    /// Whether a relay sends both, of one voice to two listeners.
    private func areForked(_ one: Int, _ other: Int) -> Bool {
        voices[one].flow.destination != voices[other].flow.destination
            && onward.contains { $0[one] && $0[other] }
    }

    private func mayBe(_ one: Int, _ other: Int) -> Bool { voices[one].isVideo == voices[other].isVideo }

    private func mayMeet(_ one: Voice, _ other: Voice) -> Bool { one.start <= other.end && other.start <= one.end }

    /// Whether who receives a stream sends the other one on.
    private func goesOn(_ one: Int, as next: Int) -> Bool {
        let (own, other) = (voices[one], voices[next])
        guard one != next, mayBe(one, next), mayMeet(own, other), other.flow != own.flow.reversed else { return false }
        let isWithinHost = own.flow.source == own.flow.destination || other.flow.source == other.flow.destination
        if own.flow.destination == other.flow.source {
            // Back to the same host it might be an answer.
            return own.flow.source != other.flow.destination || isCopy(one, of: next)
                || !isWithinHost && (others.contains(own.flow.reversed) || others.contains(other.flow.reversed))
        }
        // A relay of several addresses: between other hosts altogether, and answered on both sides of it.
        let hosts = Set([own.flow.source, own.flow.destination, other.flow.source, other.flow.destination])
        guard one < next, hosts.count == 4 else { return false }
        // Who sends both to the relay and elsewhere, as his calls go on by turns, is no relay of his own voice.
        let comesFrom = { (source: Address, relay: Address) in
            voices.contains { $0.flow.source == source && $0.flow.destination == relay }
        }
        guard !comesFrom(other.flow.source, own.flow.source), !comesFrom(own.flow.source, other.flow.source) else {
            return false
        }
        return isCopy(one, of: next)
            || others.contains(own.flow.reversed) && others.contains(other.flow.reversed)
                && min(own.end, other.end) &- max(own.start, other.start)
                    >= min(own.end &- own.start, other.end &- other.start) / 2
    }
}
