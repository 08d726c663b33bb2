/// What tells whether two streams are one, seen at two points of its way.
struct MediaSighting: Sendable {
    var flow: Flow
    var ssrc: UInt32
    var mainType: UInt8?
    var firstArrival: Int64
    var lastArrival: Int64
    var firstSequence: UInt16
    var firstTimestamp: UInt32
    /// Distinct sequence numbers from the first to the last, without those of later segments.
    var expected: Int
    /// Usual timestamp step, clock-rate units; `nil` where there is none.
    var step: Int?
    var sketch: PayloadSketch

    /// How two streams were recognised as one.
    enum Likeness: Sendable, Equatable {
        /// SSRC, sequence numbers and timestamps are the same.
        case header
        /// The payloads are the same, the headers were written anew.
        case payload
    }

    /// How much later `other` is the same media, ns, and by what that shows; `nil` where it is not.
    func match(_ other: MediaSighting) -> (delay: Int64?, likeness: Likeness)? {
        // An echo sends back what it got: that is the answer, not another point.
        guard flow != other.flow, flow != other.flow.reversed else { return nil }
        if let found = matchBySketch(other) { return found }
        return matchByNumbers(other)
    }

    private func matchBySketch(_ other: MediaSighting) -> (delay: Int64?, likeness: Likeness)? {
        var pairs: [(PayloadSketch.Entry, PayloadSketch.Entry)] = []
        for mine in sketch.entries {
            if let same = other.sketch.entries.first(where: { $0.hash == mine.hash }) { pairs.append((mine, same)) }
        }
        guard let first = pairs.first else { return nil }
        let delays = pairs.map { $0.1.arrival &- $0.0.arrival }.sorted()
        let delay = delays[delays.count / 2]
        // Prompts are played again, but not at the same time; and numbers may be moved, but all by the same.
        let agree = pairs.allSatisfy { pair in
            pair.1.sequenceNumber &- pair.0.sequenceNumber == first.1.sequenceNumber &- first.0.sequenceNumber
                && pair.1.timestamp &- pair.0.timestamp == first.1.timestamp &- first.0.timestamp
        }
        guard agree, abs(delay) <= SameMedia.longestDelay else { return nil }
        if ssrc == other.ssrc, first.0.sequenceNumber == first.1.sequenceNumber,
            first.0.timestamp == first.1.timestamp
        {
            return (delay, .header)
        }
        // One source that plays a file to two listeners sends two streams.
        let isAlone = flow.source != other.flow.source && !sketch.isPeriodic && !other.sketch.isPeriodic
        return pairs.count >= 2 && isAlone && abs(delay) <= SameMedia.longestRelayDelay ? (delay, .payload) : nil
    }

    /// For payloads that say nothing: numbers and timestamps of a steady stream lie on one line at both points.
    private func matchByNumbers(_ other: MediaSighting) -> (delay: Int64?, likeness: Likeness)? {
        guard ssrc == other.ssrc, mainType == other.mainType, let step, step == other.step,
            firstArrival <= other.lastArrival, other.firstArrival <= lastArrival
        else { return nil }
        let numbers = Int(Int16(bitPattern: other.firstSequence &- firstSequence))
        let ticks = Int(Int32(bitPattern: other.firstTimestamp &- firstTimestamp))
        guard ticks == numbers * step, (-other.expected..<expected).contains(numbers) else { return nil }
        return (numbers == 0 ? other.firstArrival &- firstArrival : nil, .header)
    }
}

extension MediaSighting {
    init(_ analyzer: borrowing StreamAnalyzer) {
        flow = analyzer.key.flow
        ssrc = analyzer.key.ssrc
        mainType = analyzer.census.mainType
        firstArrival = analyzer.first.arrival
        lastArrival = analyzer.last.arrival
        firstSequence = analyzer.first.sequenceNumber
        firstTimestamp = analyzer.first.timestamp
        expected = analyzer.segments.first.map { $0.highest - $0.lowest + 1 } ?? 0
        step = analyzer.packetisation.usualStep
        sketch = analyzer.sketch
    }
}
