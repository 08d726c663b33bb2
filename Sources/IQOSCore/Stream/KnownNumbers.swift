/// Which numbers of a stream came, as the scan's log has them.
struct KnownNumbers: Sendable {
    typealias ScanLog = @Sendable (Int) -> LogRecord?

    let store: StreamStore
    /// Place in `store` of each stream.
    let order: [Int]
    /// Gives the record of a number in the log.
    let readLog: ScanLog

    /// Whether a stream has all its numbers in one count, but for what its sender went on unseen.
    func isSteady(_ place: Int) -> Bool {
        let segments = store[order[place]].segments.closed.count
        return segments > 0 && segments < StreamSegments.limit
            && segments - 1 == store[order[place]].outages?.count ?? 0
    }

    /// `nil` where the log does not account for all packets.
    func runs(of place: Int) -> NumberRuns? {
        guard isSteady(place) else { return nil }
        var losses: [NumberRuns.Loss] = []
        var number = store[order[place]].loss.chain
        while number >= 0, let record = readLog(Int(number)) {
            number = record.previous
            if let loss = NumberRuns.Loss(record) { losses.append(loss) }
        }
        // The newest record comes first.
        losses.reverse()
        let runs = NumberRuns(store[order[place]].segments.closed, losses: losses)
        return runs.count == store[order[place]].segments.unique ? runs : nil
    }

    /// Whether two streams, the first of which began first, have numbers in common, an eighth or more of the shorter one's;
    /// `nil` where the log does not tell.
    func share(_ early: MediaSighting, _ late: MediaSighting, places: (Int, Int)) -> Bool? {
        guard let known = runs(of: places.0), let own = runs(of: places.1) else { return nil }
        let moved = own.moved(
            firstSequence: late.firstSequence, start: late.firstArrival, beside: known,
            early.firstArrival, early.lastArrival)
        return NumberRuns.shared(known.runs, moved.runs) * 8 > min(known.count, moved.count)
    }
}

extension NumberRuns {
    /// A stream's numbers, counted as those of another: with what 16 bits leave open as its time in the other has it.
    ///
    /// - Parameters:
    ///   - firstSequence: Of the stream.
    ///   - start: Its first arrival, ns.
    ///   - otherStart, otherEnd: First and last arrival of the other, ns.
    func moved(
        firstSequence: UInt16, start: Int64, beside known: NumberRuns, _ otherStart: Int64, _ otherEnd: Int64
    ) -> NumberRuns {
        guard let hull = known.hull else { return self }
        let part = Double(start &- otherStart) / max(1, Double(otherEnd &- otherStart))
        let due = hull.lowerBound + Int(Double(hull.count) * min(1, max(0, part)))
        let number = Int(firstSequence)
        return moved(by: due + Int(Int16(truncatingIfNeeded: number &- due)) - number)
    }
}
