/// Finds signalled calls whose packets are in streams of an earlier one: from the same addresses and ports, and under the
/// same SSRC, so that they are no streams of their own. Load generators and gateways with fixed ports call so.
struct SuccessiveCalls: Sendable {
    /// Streams of one destination that are looked at for each call.
    private static let crowd = 64
    /// Moments of a stream at which signalling is asked for each call.
    private static let looked = 4

    /// By place in `SignallingTracker.calls`: places of the streams.
    private(set) var streams: [Int: [Int]] = [:]
    /// By place of a stream: how many of them it has, and how many of those begin with a count of numbers of their own.
    private(set) var changes: [Int: (calls: Int, restarts: Int)] = [:]
    /// By place of a stream's call in the list of calls: places in `SignallingTracker.calls`, in order of time.
    private(set) var later: [Int: [Int]] = [:]

    private struct Moments {
        /// Where counts of numbers begin, in order of time.
        var starts: [Int64]
        /// Middles of intervals that have packets, and how long those are.
        var intervals: [Int64]
    }

    /// - Parameters:
    ///   - members: In the order of their ids, each the stream of the place in `store` that `order` has for it.
    ///   - interval: Length of an interval, ns.
    init(
        _ legs: [CallLegs], _ callOfStream: [Int], _ members: [CallMember], _ signalling: borrowing SignallingTracker,
        _ store: StreamStore, order: [Int], interval: Int64, readLog: @escaping KnownNumbers.ScanLog
    ) {
        guard !signalling.isSilent, members.contains(where: { $0.signalled != nil }) else { return }
        let known = Set(legs.flatMap { ($0.signalled.map { [$0.call] } ?? []) + $0.signalledElsewhere })
        let open = signalling.calls.indices.filter { place in
            !known.contains(place) && signalling.calls[place].answered != nil
                && !signalling.calls[place].announcements.isEmpty
        }
        guard !open.isEmpty else { return }
        var byDestination: [MediaEndpoint: [Int]] = [:]
        for (place, member) in members.enumerated() where member.signalled != nil {
            let end = MediaEndpoint(address: member.flow.destination, port: member.flow.destinationPort)
            byDestination[end, default: []].append(place)
        }
        var moments: [Int: Moments] = [:]
        for call in open {
            let span = Self.span(of: signalling.calls[call])
            var looked: Set<Int> = []
            for announcement in signalling.calls[call].announcements {
                let said = signalling.announcements[announcement]
                guard said.role == .media, let places = byDestination[said.endpoint], places.count <= Self.crowd else {
                    continue
                }
                for place in places where looked.insert(place).inserted {
                    // It belongs to a call before, which has ended; several at once are legs of one.
                    guard members[place].start < span.lowerBound, span.lowerBound <= members[place].end,
                        Self.hasEnded(members[place].signalled, before: signalling.calls[call], signalling)
                    else { continue }
                    let known = moments[place] ?? Self.moments(store[order[place]], interval, readLog)
                    moments[place] = known
                    note(call, place, known, in: span, interval, members[place], signalling)
                }
            }
        }
        for (call, places) in streams {
            streams[call] = places.sorted()
            for index in Set(places.map { callOfStream[$0] }) { later[index, default: []].append(call) }
        }
        for index in later.keys {
            later[index]?.sort { (signalling.calls[$0].start, $0) < (signalling.calls[$1].start, $1) }
        }
    }

    /// Adds a stream to a call where packets of it came while the call owned its ports.
    private mutating func note(
        _ call: Int, _ place: Int, _ known: Moments, in span: ClosedRange<Int64>, _ interval: Int64,
        _ member: CallMember, _ signalling: borrowing SignallingTracker
    ) {
        let first = known.starts.partitioningIndex { $0 >= span.lowerBound }
        let starts = known.starts[first...].prefix(Self.looked).filter { span.contains($0) }
        let restarts = starts.contains { signalling.media(of: member.flow, at: $0)?.call == call }
        if !restarts {
            // Numbers may have gone on: packets came within the call for certain.
            let half = interval / 2
            let next = known.intervals.partitioningIndex { $0 &- half >= span.lowerBound }
            let within = known.intervals[next...].prefix(Self.looked).filter { $0 &+ half <= span.upperBound }
            let ends = [member.start, member.end].filter { span.contains($0) }
            guard (within + ends).contains(where: { signalling.media(of: member.flow, at: $0)?.call == call }) else {
                return
            }
        } else {
            changes[place, default: (0, 0)].restarts += 1
        }
        changes[place, default: (0, 0)].calls += 1
        streams[call, default: []].append(place)
    }

    /// Whether a call was over as another was answered; one that may be, where its end was not seen.
    private static func hasEnded(
        _ leg: SignalledLeg?, before other: SignalledCall, _ signalling: borrowing SignallingTracker
    ) -> Bool {
        guard let end = leg.flatMap({ signalling.calls[$0.call].ended }) else { return true }
        return end <= (other.answered ?? other.start) &+ AnnouncementTable.linger
    }

    /// While a call may have had media, with what still came as it had ended; until the end where that was not seen.
    private static func span(of call: SignalledCall) -> ClosedRange<Int64> {
        let end = call.ended.map { $0 &+ AnnouncementTable.linger } ?? .max
        return call.start...max(call.start, end)
    }

    private static func moments(
        _ analyzer: borrowing StreamAnalyzer, _ interval: Int64, _ readLog: KnownNumbers.ScanLog
    ) -> Moments {
        var middles: [Int64] = []
        var number = analyzer.loss.chain
        while number >= 0, let record = readLog(Int(number)) {
            number = record.previous
            guard record.kind == .interval, record.packets > 0 else { continue }
            middles.append(analyzer.first.arrival &+ Int64(record.interval) &* interval &+ interval / 2)
        }
        return Moments(starts: analyzer.segments.closed.map(\.start), intervals: middles.reversed())
    }
}
