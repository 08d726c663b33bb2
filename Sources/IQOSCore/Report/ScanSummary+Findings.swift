/// What the rules of calls and of the capture look at.
extension ScanSummary {
    /// Records read for gaps that streams share, at most.
    static let sharedGapRecords = 500_000
    /// Gaps that begin within this time begin at once, s.
    static let sharedGapWindowS = 0.06
    /// Chance above which gaps at once are an accident.
    static let sharedGapChance = 1e-6

    /// What the rules find in a call.
    ///
    /// - Parameter hear: Adds what is known of its sound.
    func findings(ofCall index: Int, _ hear: (inout CallFigures) -> Void = { _ in }) -> [FindingReport] {
        var figures = CallFigures()
        tell(ofCall: index, in: &figures)
        hear(&figures)
        return FindingRules.findings(of: &figures)
    }

    private func tell(ofCall index: Int, in figures: inout CallFigures) {
        for place in legs[index].forward { figures.forward.append(leg(ofStream: place)) }
        for place in legs[index].backward { figures.backward.append(leg(ofStream: place)) }
        figures.setSoundApart()
        figures.isOneSource = isOneSource
        figures.misdirection = misdirection(inCall: index)
        if let leg = legs[index].signalled, signalling.calls.indices.contains(leg.call) {
            figures.answeredS = signalling.calls[leg.call].answered.flatMap(offsetS)
            let later = successive.later[index] ?? []
            (figures.laterCalls, figures.idle) = (later.count, idle(inCall: index))
            figures.endedS = signalling.calls[later.last ?? leg.call].ended.flatMap(offsetS)
            figures.status = signalling.calls[leg.call].status
            figures.hasOneSender = signalling.calls[leg.call].signallingProtocol == .rtsp
            figures.forwardRests = rests(inCall: leg.call, of: leg.side)
            figures.backwardRests = rests(inCall: leg.call, of: leg.side.other)
            figures.faxes = faxes(inCall: leg.call)
        }
        figures.moves =
            moves(legs[index].forward).filter { !(figures.forwardRests + figures.faxes).cover($0.place) }
            + moves(legs[index].backward).filter { !(figures.backwardRests + figures.faxes).cover($0.place) }
    }

    /// Numbers that are missing where a stream of a leg went on under other addresses or ports.
    ///
    /// - Parameter leg: Places of its streams, in order of time.
    private func moves(_ leg: [Int]) -> [CallFigures.Move] {
        guard leg.count > 1 else { return [] }
        var latest: [UInt32: Int] = [:]
        var moves: [CallFigures.Move] = []
        for place in leg {
            guard let earlier = latest.updateValue(place, forKey: members[place].ssrc),
                members[place].continues(members[earlier]),
                self[earlier].segments.closed.count < StreamSegments.limit,
                let highest = self[earlier].segments.closed.last?.highest,
                let lowest = self[place].segments.closed.first?.lowest,
                let end = offsetS(members[earlier].end), let start = offsetS(members[place].start)
            else { continue }
            let missing = Int(Int16(truncatingIfNeeded: lowest - highest)) - 1
            guard missing > 0 else { continue }
            let ptimeMs = isVideo(self[place].census.mainType, self[place]) ? nil : ptimeMs(ofStream: place)
            moves.append(
                CallFigures.Move(
                    missing: missing,
                    milliseconds: ptimeMs.map { Double(missing) * $0 } ?? max(0, 1000 * (start - end)),
                    first: earlier + 1, second: place + 1, place: min(end, start)...start,
                    frames: [Int(self[earlier].last.frame), Int(self[place].first.frame)]))
        }
        return moves
    }

    private func leg(ofStream place: Int) -> CallFigures.Leg {
        var (isAnswered, answerersPackets) = (false, 0)
        if let own = reportPlaces[place] {
            isAnswered = reports.states[own].receptions > 0 || reports.hasSender(against: own)
            answerersPackets = reports.packetsSent(against: own)
        }
        return CallFigures.Leg(
            id: place + 1, ssrc: self[place].key.ssrc, startS: offsetS(members[place].start),
            endS: offsetS(self[place].timing.lastSign ?? members[place].end), firstFrame: Int(self[place].first.frame),
            lastFrame: Int(self[place].last.frame), codec: codec(ofStream: place),
            media: isVideo(self[place].census.mainType, self[place]) ? .video : members[place].media,
            reverse: answers[place].map { $0 + 1 },
            ptimeMs: ptimeMs(ofStream: place),
            dscp: self[place].codePoints, packets: self[place].segments.unique,
            longestPauseS: (self[place].interarrival.result?.max ?? 0) / 1000,
            endsWithNoise: self[place].timing.endsWithNoise, isAnswered: isAnswered,
            isBound: bindings[members[place].flow].map { $0.toReceiver.count > 0 } ?? false,
            answerersPackets: answerersPackets)
    }

    private func ptimeMs(ofStream place: Int) -> Double? {
        let clock = Double(self[place].clockRateHz)
        return clock == 0 ? nil : self[place].timing.packetisation.usualStep.map { Double($0) * 1000 / clock }
    }

    /// What the rules find in the capture as a whole.
    ///
    /// - Parameter figures: What is known beside the streams.
    public func findings(ofCapture figures: CaptureFigures) -> [FindingReport] {
        var figures = figures
        figures.sharedGaps = sharedGaps()
        return FindingRules.findings(of: figures)
    }

    private struct Gap {
        var place: Int
        var startS: Double
        var endS: Double
    }

    /// Moments at which most of the streams that run lost packets, whatever hosts they have.
    private func sharedGaps() -> [CaptureFigures.SharedGap] {
        guard streamCount >= FindingThresholds.sharedGapStreams else { return [] }
        var (gaps, rates) = ([Gap](), [Int: Double]())
        var read = 0
        for place in 0..<streamCount where read < Self.sharedGapRecords {
            guard self[place].segments.lost > 0, !self[place].lacksTimes else { continue }
            let before = gaps.count
            var number = self[place].loss.chain
            while number >= 0, let record = readLog(Int(number)) {
                number = record.previous
                read += 1
                guard record.kind == .lost, let start = offsetS(record.start), let end = offsetS(record.end) else {
                    continue
                }
                gaps.append(Gap(place: place, startS: start, endS: max(start, end)))
            }
            let duration = max(1, Double(members[place].end &- members[place].start) * 1e-9)
            rates[place] = Double(gaps.count - before) / duration
        }
        gaps.sort { ($0.startS, $0.place) < ($1.startS, $1.place) }
        let starts = members.compactMap { offsetS($0.start) }.sorted()
        let ends = members.compactMap { offsetS($0.end) }.sorted()
        var shared: [CaptureFigures.SharedGap] = []
        var first = 0
        while first < gaps.count {
            var last = first
            while last < gaps.count, gaps[last].startS - gaps[first].startS <= Self.sharedGapWindowS { last += 1 }
            let active = Self.below(gaps[first].startS, starts) - Self.below(gaps[first].startS, ends)
            if let gap = sharedGap(gaps[first..<last], active: active, rates: rates) {
                shared.append(gap)
                first = last
            } else {
                first += 1
            }
        }
        return shared
    }

    private func sharedGap(
        _ gaps: ArraySlice<Gap>, active: Int, rates: [Int: Double]
    ) -> CaptureFigures.SharedGap? {
        // Streams are no more than their gaps, of which nearly always too few begin at once.
        guard gaps.count >= FindingThresholds.sharedGapStreams,
            100 * Double(gaps.count) >= FindingThresholds.sharedGapPercent * Double(active)
        else { return nil }
        let places = Set(gaps.map(\.place))
        guard places.count >= FindingThresholds.sharedGapStreams,
            100 * Double(places.count) >= FindingThresholds.sharedGapPercent * Double(active)
        else { return nil }
        let chance = places.reduce(1) { $0 * min(1, (rates[$1] ?? 1) * Self.sharedGapWindowS) }
        guard chance < Self.sharedGapChance, let any = places.first else { return nil }
        // One host that all have in common may be what failed.
        var common: Set<Address> = [members[any].flow.source, members[any].flow.destination]
        var pairs = Set<Set<Address>>()
        for place in places {
            let hosts: Set<Address> = [members[place].flow.source, members[place].flow.destination]
            common.formIntersection(hosts)
            pairs.insert(hosts)
        }
        guard common.isEmpty, pairs.count >= FindingThresholds.sharedGapPairs, let first = gaps.first else {
            return nil
        }
        return CaptureFigures.SharedGap(
            startS: first.startS, endS: gaps.map(\.endS).max() ?? first.endS, streams: places.count,
            pairs: pairs.count, losses: gaps.count)
    }

    /// Values below or at a bound, in an ascending list.
    private static func below(_ bound: Double, _ sorted: [Double]) -> Int {
        sorted.partitioningIndex { $0 > bound }
    }
}
