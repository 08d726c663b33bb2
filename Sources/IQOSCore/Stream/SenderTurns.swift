/// Finds streams between which one sender changes to and fro, under one numbering: what is missing in one of them went by
/// the other. So a telephone is sent to and away from it as its calls are held and go on, and packets take two ports of a
/// NAT by turns.
struct SenderTurns: Sendable {
    /// Numbers missing in a stream that are in others.
    struct Elsewhere: Sendable {
        /// Places of those streams.
        var streams: [Int]
        /// Of those that count as lost, and of those between segments, which do not.
        var lost = 0
        var uncounted = 0
        /// Times of the losses most of which is there, ns.
        var losses: [ClosedRange<Int64>] = []
    }

    /// Later streams of an SSRC that one is compared with.
    private static let neighbours = 8
    /// Streams that are told to be one sender's.
    private static let groupLimit = 16
    /// By how much a stream may begin before or behind the pause of the one before it, ns and numbers: some packets go both
    /// ways as they change.
    private static let slack: Int64 = 500_000_000
    private static let slackNumbers = 100

    /// By place.
    private(set) var elsewhere: [Int: Elsewhere] = [:]
    /// For each stream that others take turns with, the first of them.
    private(set) var first: [Int: Int] = [:]
    private var groups: [Int: [Int]] = [:]
    /// Of those streams, counted alike within a group.
    private var runs: [Int: NumberRuns] = [:]

    private let members: [CallMember]
    private let numbers: KnownNumbers

    /// - Parameter members: In the order of their ids.
    init(_ members: [CallMember], _ numbers: KnownNumbers) {
        (self.members, self.numbers) = (members, numbers)
        let keys = PlacedKey.recurring(
            members.indices.filter { members[$0].start != FrameRef.noArrival }
                .map { PlacedKey(UInt64(members[$0].ssrc), place: $0) }
        ).sorted()
        for (index, key) in keys.enumerated() where members[key.place].copyOf == nil {
            for next in keys[index + 1..<min(index + 1 + Self.neighbours, keys.count)] {
                guard next.value == key.value else { break }
                if members[next.place].copyOf == nil, first[next.place] == nil { compare(key.place, next.place) }
            }
        }
        for group in groups.values { for place in group { tell(place, group) } }
        for (place, member) in members.enumerated() {
            guard let original = member.copyOf, let group = first[original].flatMap({ groups[$0] }),
                let known = runs[original], let own = numbers.runs(of: place)
            else { continue }
            runs[place] = moved(own, place, beside: original, known)
            tell(place, group.filter { $0 != original })
        }
        runs = [:]
    }

    private mutating func compare(_ early: Int, _ late: Int) {
        let head = first[early] ?? early
        guard members[late].start <= members[early].end, members[late].sharesWay(with: members[early]),
            members[late].mainType == members[early].mainType, groups[head]?.count ?? 0 < Self.groupLimit,
            mayTakeTurns(early, late), let known = runs[early] ?? numbers.runs(of: early),
            let own = numbers.runs(of: late)
        else { return }
        let moved = moved(own, late, beside: early, known)
        guard begins(late, moved, within: known),
            NumberRuns.shared(known.runs, moved.runs) * 8 <= min(known.count, moved.count)
        else { return }
        (runs[early], runs[late]) = (known, moved)
        (first[early], first[late]) = (head, head)
        groups[head, default: [head]].append(late)
    }

    /// Whether so much is missing in two streams that they may have no number in common, by their counts alone.
    private func mayTakeTurns(_ early: Int, _ late: Int) -> Bool {
        guard numbers.isSteady(early), numbers.isSteady(late) else { return false }
        let known = NumberRuns(numbers.store[numbers.order[early]].segments.closed)
        let own = moved(NumberRuns(numbers.store[numbers.order[late]].segments.closed), late, beside: early, known)
        guard let one = known.hull, let other = own.hull, one.overlaps(other) else { return false }
        let counts = (
            numbers.store[numbers.order[early]].segments.unique, numbers.store[numbers.order[late]].segments.unique
        )
        let missing = one.count - counts.0 + other.count - counts.1
        return missing > 0 && (one.clamped(to: other).count - missing) * 8 <= min(counts.0, counts.1)
    }

    /// A stream's numbers, counted as those of another: with what 16 bits leave open as its time in the other has it.
    private func moved(_ own: NumberRuns, _ place: Int, beside early: Int, _ known: NumberRuns) -> NumberRuns {
        own.moved(
            firstSequence: members[place].firstSequence, start: members[place].start, beside: known,
            members[early].start, members[early].end)
    }

    /// Whether a stream begins in a pause of the other, by its number and its time.
    private func begins(_ place: Int, _ own: NumberRuns, within known: NumberRuns) -> Bool {
        guard let number = own.runs.first?.lowerBound else { return false }
        let start = members[place].start
        return known.gaps.contains { gap in
            gap.numbers.lowerBound - Self.slackNumbers <= number && number <= gap.numbers.upperBound
                && gap.time.lowerBound &- Self.slack <= start && start <= gap.time.upperBound &+ Self.slack
        }
    }

    /// Tells what of a stream's missing numbers is in some others.
    private mutating func tell(_ place: Int, _ group: [Int]) {
        guard let own = runs[place] else { return }
        let others = group.filter { $0 != place }
        let found = NumberRuns.filled(
            own.gaps.map(\.numbers), by: NumberRuns.united(others.compactMap { runs[$0]?.runs }))
        var told = Elsewhere(streams: others)
        for (gap, count) in zip(own.gaps, found) {
            if gap.isLoss { told.lost += count } else { told.uncounted += count }
            if gap.isLoss, count * 2 > gap.numbers.count { told.losses.append(gap.time) }
        }
        if told.lost + told.uncounted > 0 { elsewhere[place] = told }
    }
}
