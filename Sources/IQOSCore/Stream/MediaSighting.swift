/// What tells whether two streams are one, seen at two points of its way.
struct MediaSighting: BitwiseCopyable, Sendable {
    var flow: Flow
    var ssrc: UInt32
    var mainType: UInt8?
    var media = StreamMedia.sound
    var firstArrival: Int64
    var lastArrival: Int64
    var firstSequence: UInt16
    var lastSequence: UInt16
    var firstTimestamp: UInt32
    var lastTimestamp: UInt32
    /// Distinct sequence numbers from the first to the last, without those of later segments.
    var expected: Int
    /// How many of them did not come.
    var lost: Int
    /// Usual timestamp step, clock-rate units; `nil` where there is none.
    var step: Int?
    /// RTP clock, Hz; 0 while unknown.
    var clockRateHz: Int32
    var sketch: PayloadSketch

    /// What lies between the arrivals that are told, ns: of the sketch, and of the first and the last packet.
    var extent: ClosedRange<Int64> {
        var (earliest, latest) = (firstArrival, max(firstArrival, lastArrival))
        for index in sketch.indices {
            (earliest, latest) = (min(earliest, sketch[index].arrival), max(latest, sketch[index].arrival))
        }
        return earliest...latest
    }

    /// How two streams were recognised as one.
    enum Likeness: Sendable, Equatable {
        /// SSRC, sequence numbers and timestamps are the same.
        case header
        /// The payloads are the same, the headers were written anew.
        case payload
    }

    struct Match: Sendable, Equatable {
        /// How much later, ns; `nil` where no packet could be told at both points.
        var delay: Int64?
        var likeness: Likeness
        /// By its counts the one may be missing just what the other has: a sender that serves two receivers by turns under
        /// one numbering has none at both.
        var isDoubtful = false
    }

    /// How much later `other` is the same media, ns, and by what that shows; `nil` where it is not.
    func match(_ other: MediaSighting) -> Match? {
        // An echo sends back what it got: that is the answer, not another point.
        guard flow != other.flow, flow != other.flow.reversed else { return nil }
        if let found = matchBySketch(other) { return found }
        return matchByNumbers(other)
    }

    /// How much later than the other one's a packet may be at this point, ns, where headers are the same.
    ///
    /// Who sends from two ports of one address sends two streams, if under one SSRC and with one prompt: load generators
    /// play one capture in every call; a fork does so at once. Only within a host a relay has the address of who sends to
    /// it.
    private func longestDelay(to other: MediaSighting) -> Int64 {
        guard flow.source == other.flow.source, flow.sourcePort != other.flow.sourcePort else {
            return SameMedia.longestDelay
        }
        let isWithinHost = flow.source == flow.destination || other.flow.source == other.flow.destination
        return isWithinHost ? SameMedia.longestRelayDelay : SameMedia.longestForkDelay
    }

    private func matchBySketch(_ other: MediaSighting) -> Match? {
        // Prompts are played again, but not at the same time; and numbers may be moved, but all by the same.
        var first: (PayloadSketch.Entry, PayloadSketch.Entry)?
        var delays = InlineArray<4, Int64>(repeating: 0)
        var (pairs, agree) = (0, true)
        for index in sketch.indices {
            let mine = sketch[index]
            guard let same = other.sketch.entry(withHash: mine.hash) else { continue }
            let origin = first ?? (mine, same)
            first = origin
            agree =
                agree
                && same.sequenceNumber &- mine.sequenceNumber
                    == origin.1.sequenceNumber &- origin.0.sequenceNumber
                && same.timestamp &- mine.timestamp == origin.1.timestamp &- origin.0.timestamp
            // In ascending order.
            var place = pairs
            let delay = same.arrival &- mine.arrival
            while place > 0, delays[place - 1] > delay {
                delays[place] = delays[place - 1]
                place -= 1
            }
            delays[place] = delay
            pairs += 1
        }
        guard let first, agree else { return nil }
        let delay = delays[pairs / 2]
        guard delay.magnitude <= longestDelay(to: other).magnitude else { return nil }
        if ssrc == other.ssrc, first.0.sequenceNumber == first.1.sequenceNumber,
            first.0.timestamp == first.1.timestamp
        {
            return Match(delay: delay, likeness: .header)
        }
        // One source that plays a file to two listeners sends two streams.
        let isAlone = flow.source != other.flow.source && !sketch.isPeriodic && !other.sketch.isPeriodic
        return pairs >= 2 && isAlone && abs(delay) <= SameMedia.longestRelayDelay
            ? Match(delay: delay, likeness: .payload) : nil
    }

    /// For payloads that say nothing: numbers and timestamps of a steady stream lie on one line at both points.
    private func matchByNumbers(_ other: MediaSighting) -> Match? {
        guard ssrc == other.ssrc, mainType == other.mainType, let step, step == other.step,
            firstArrival <= other.lastArrival, other.firstArrival <= lastArrival
        else { return nil }
        let numbers = Int(Int16(bitPattern: other.firstSequence &- firstSequence))
        let ticks = Int(Int32(bitPattern: other.firstTimestamp &- firstTimestamp))
        guard ticks == numbers * step, common(numbers, with: other) > 0 else { return nil }
        // Senders whose numbers begin alike each time are told by when they came, and by what they said.
        let sent = clockRateHz == 0 ? 0 : Double(ticks) * 1e9 / Double(clockRateHz)
        let delay = Double(other.firstArrival &- firstArrival) - sent
        let limit = min(
            longestDelay(to: other), contradicts(other, numbers) ? SameMedia.longestRelayDelay : SameMedia.longestDelay)
        guard abs(delay) <= Double(limit) else { return nil }
        return Match(
            delay: numbers == 0 ? other.firstArrival &- firstArrival : nil, likeness: .header,
            isDoubtful: !shares(numbers, with: other))
    }

    /// Whether numbers are known to have come at both points: an eighth of those that may have, for what is missing here
    /// may be there. A sender that serves two receivers by turns under one numbering has none at both.
    ///
    /// - Parameter ahead: By how many numbers the other one begins later.
    private func shares(_ ahead: Int, with other: MediaSighting) -> Bool {
        let common = common(ahead, with: other)
        return (common - lost - other.lost) * 8 >= common
    }

    /// Numbers that may have come at both points.
    private func common(_ ahead: Int, with other: MediaSighting) -> Int {
        min(expected, ahead + other.expected) - max(0, ahead)
    }

    /// Whether the first payloads are others, though mostly of the same numbers: only who encrypts anew makes them so.
    private func contradicts(_ other: MediaSighting, _ numbers: Int) -> Bool {
        guard abs(numbers) <= PayloadSketch.packetsSampled / 4 else { return false }
        let full = PayloadSketch.capacity
        return sketch.indices.count == full && other.sketch.indices.count == full
            && sketch.indices.allSatisfy { other.sketch.entry(withHash: sketch[$0].hash) == nil }
    }
}

extension MediaSighting {
    init(_ analyzer: borrowing StreamAnalyzer) {
        flow = analyzer.key.flow
        ssrc = analyzer.key.ssrc
        mainType = analyzer.census.mainType
        media = StreamMedia(analyzer.census, clockRateHz: analyzer.clockRateHz)
        firstArrival = analyzer.first.arrival
        lastArrival = analyzer.last.arrival
        firstSequence = analyzer.first.sequenceNumber
        lastSequence = analyzer.last.sequenceNumber
        firstTimestamp = analyzer.first.timestamp
        lastTimestamp = analyzer.last.timestamp
        expected = analyzer.segments.closed.first.map { $0.highest - $0.lowest + 1 } ?? 0
        lost = analyzer.segments.closed.first.map { $0.highest - $0.lowest + 1 - $0.packets } ?? 0
        step = analyzer.timing.packetisation.usualStep
        clockRateHz = analyzer.clockRateHz
        sketch = analyzer.sketch
    }
}
