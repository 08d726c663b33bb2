/// Compares two captures of the same calls, taken at two points.
public struct PointComparison: Sendable {
    public struct Options: Sendable, Equatable {
        /// Length of an interval, ns, > 0.
        public var interval: Int64 = 5_000_000_000
        /// Both captures were stamped by one clock.
        public var hasSameClock = false

        public init() {}
    }

    /// A capture as far as it takes part: its streams, and the times of its first and last frame.
    public struct Side: Sendable {
        var streams: [SeenStream]
        var span: ClosedRange<Int64>?

        /// - Parameter span: First and last capture time, ns since 1970 UTC; `nil` where frames carry none.
        public init(_ streams: [SeenStream], span: ClosedRange<Int64>?) {
            self.streams = streams
            self.span = span
        }
    }

    private let a: Side
    private let b: Side
    private let options: Options
    private let found: [StreamPairing.Pair]
    private let streamsInCrowd: Int

    public init(_ a: Side, _ b: Side, options: Options) {
        self.a = a
        self.b = b
        self.options = options
        (found, streamsInCrowd) = StreamPairing.pairs(a.streams, b.streams)
    }

    public func report() -> PointsReport {
        var report = PointsReport()
        report.streamsInCrowd = streamsInCrowd
        let paired = found.map { pair in
            (
                pair: pair,
                packets: PairedPackets(a.streams[pair.a].packets, b.streams[pair.b].packets, shift: pair.shift)
            )
        }
        let (origin, reference) = Self.origin(of: paired.map { ($0.packets, $0.pair) }, a, b)
        let all = paired.map { entry -> (PairTimes, PairPresence) in
            let (here, there) = (a.streams[entry.pair.a].packets, b.streams[entry.pair.b].packets)
            let times = PairTimes(entry.packets, here, there, origin: origin, reference: reference)
            let presence = PairPresence(
                entry.packets, here, there, later: times.moments.map { $0.later + reference },
                spans: (a.span, b.span))
            return (times, presence)
        }
        let clock = PointClock(
            zip(paired, all).map { entry, known in
                clockStream(entry.pair, entry.packets, known.0, known.1)
            }, sameOffset: options.hasSameClock ? Double(-reference) : nil)
        report.clock = clockReport(clock, reference: reference)
        let offset = clock.bounds.map { (($0.least + $0.greatest) / 2, ($0.greatest - $0.least) / 2) }
        let usualLater = all.map(\.1.usuallyLater).sorted()
        for (place, entry) in paired.enumerated() {
            let measures = PairMeasures(
                pairs: entry.packets, presence: all[place].1, times: all[place].0,
                order: clock.orders[place]?.order ?? .aFirst,
                clock: .init(rate: clock.appliedRate, offset: offset, interval: options.interval))
            var pair = pairReport(entry.pair, id: place + 1)
            pair.orderEvidence = clock.orders[place]?.evidence ?? .assumed
            measure(&pair, measures, entry.pair, origin: origin, clock: clock, &report)
            report.streams.append(pair)
        }
        report.calls = calls(of: report.streams)
        // One clock needs no packets in common to tell when the other capture ran.
        let later = usualLater.isEmpty ? (options.hasSameClock ? 0 : nil) : usualLater[usualLater.count / 2]
        report.unmatchedA = unmatched(a, Set(found.map(\.a)), other: b.span, later: later)
        report.unmatchedB = unmatched(b, Set(found.map(\.b)), other: a.span, later: later.map { -$0 })
        return report
    }

    /// The first packet in common and how much later B saw it: what all times are told from.
    private static func origin(
        of pairs: [(PairedPackets, StreamPairing.Pair)], _ a: Side, _ b: Side
    ) -> (origin: Int64, reference: Int64) {
        var first: (origin: Int64, reference: Int64)?
        for (packets, pair) in pairs {
            for (here, there) in packets.both {
                let times = (
                    a.streams[pair.a].packets[Int(here)].arrival, b.streams[pair.b].packets[Int(there)].arrival
                )
                guard times.0 != FrameRef.noArrival, times.1 != FrameRef.noArrival else { continue }
                if first.map({ times.0 < $0.origin }) ?? true { first = (times.0, times.1 - times.0) }
                break
            }
        }
        return first ?? (0, 0)
    }

    private func clockStream(
        _ pair: StreamPairing.Pair, _ packets: PairedPackets, _ times: PairTimes, _ presence: PairPresence
    ) -> PointClock.Stream {
        let (here, there) = (a.streams[pair.a], b.streams[pair.b])
        let first = packets.both.first.map { (here.packets[Int($0.a)].hopLimit, there.packets[Int($0.b)].hopLimit) }
        return PointClock.Stream(
            times: times, call: here.call, isForward: here.isForward, hopLimits: first ?? (0, 0),
            sharesAddress: here.flow.source == there.flow.source || here.flow.destination == there.flow.destination,
            missing: (presence.missingAtB.count, presence.missingAtA.count))
    }

    private func clockReport(_ clock: PointClock, reference: Int64) -> PointClockReport {
        var report = PointClockReport()
        if let bounds = clock.bounds {
            report.offsetMs = (Double(reference) + (bounds.least + bounds.greatest) / 2) * 1e-6
            report.uncertaintyMs = (bounds.greatest - bounds.least) / 2 * 1e-6
            report.source = options.hasSameClock ? "told" : "both-directions"
            if !options.hasSameClock { report.roundTripMs = (bounds.greatest - bounds.least) * 1e-6 }
        }
        let reason: StaticString =
            options.hasSameClock ? "one clock, as told" : clock.reason ?? "no packet in common has capture times"
        let figures: [(StaticString, Bool)] = [
            ("offset_ms", report.offsetMs != nil), ("uncertainty_ms", report.uncertaintyMs != nil),
            ("round_trip_ms", report.roundTripMs != nil), ("source", report.source != nil),
        ]
        for (key, isKnown) in figures where !isKnown { report.unknown.note(key, reason) }
        report.driftPpm = clock.rate.map { $0 * 1e6 }
        if report.driftPpm == nil { report.unknown.note("drift_ppm", clock.rateReason) }
        return report
    }

    private func pairReport(_ pair: StreamPairing.Pair, id: Int) -> PairReport {
        var report = PairReport(a: Self.point(a.streams[pair.a]), b: Self.point(b.streams[pair.b]))
        report.id = id
        report.matchedBy = pair.isByHeader ? "header" : "payload"
        report.shift = (Int(pair.shift.sequence), Int(pair.shift.timestamp))
        return report
    }

    private func measure(
        _ report: inout PairReport, _ measures: PairMeasures, _ pair: StreamPairing.Pair, origin: Int64,
        clock: PointClock, _ whole: inout PointsReport
    ) {
        report.order = measures.order
        report.packets = measures.counts
        report.longestLoss = measures.longestLoss
        guard let first = measures.times.moments.first, let last = measures.times.moments.last,
            !measures.times.lacksTimes
        else {
            for key: StaticString in ["start", "duration_s", "delay_variation_ms", "one_way_delay_ms"] {
                report.unknown.note(key, "frames carry no capture time")
            }
            return
        }
        report.start = origin + first.time
        report.durationS = Double(last.time - first.time) * 1e-9
        report.delayVariationMs = measures.delayVariation
        if report.orderEvidence != .assumed { report.oneWayDelayMs = measures.oneWayDelay }
        if report.oneWayDelayMs == nil {
            report.unknown.note(
                "one_way_delay_ms", clock.reason ?? "nothing tells which point the stream passes first")
        }
        let isAFirst = measures.order == .aFirst
        let packets = isAFirst ? a.streams[pair.a].packets : b.streams[pair.b].packets
        let lost = isAFirst ? measures.presence.missingAtB : measures.presence.missingAtA
        let lostAt = lost.map { packets[Int($0)].arrival }.filter { $0 != FrameRef.noArrival }
            .map { isAFirst ? $0 - origin : $0 - measures.presence.usuallyLater - origin }
        let intervals = measures.intervals(from: first.time, lostAt: lostAt)
        report.intervals = intervals.told
        if report.oneWayDelayMs == nil {
            for index in report.intervals.indices { report.intervals[index].oneWayDelayP50Ms = nil }
        }
        whole.intervalsLeftOut += intervals.leftOut
    }

    private static func point(_ stream: SeenStream) -> PointReport {
        PointReport(
            stream: stream.place + 1, call: stream.call + 1, ssrc: stream.ssrc, source: stream.source,
            destination: stream.destination)
    }

    private func calls(of streams: [PairReport]) -> [PairedCallReport] {
        var calls: [PairedCallReport] = []
        var places: [[Int]: Int] = [:]
        for stream in streams {
            let key = [stream.a.call, stream.b.call]
            if let place = places[key] {
                calls[place].streams.append(stream.id)
            } else {
                places[key] = calls.count
                calls.append(PairedCallReport(a: stream.a.call, b: stream.b.call, streams: [stream.id]))
            }
        }
        return calls
    }

    private func unmatched(
        _ side: Side, _ matched: Set<Int>, other: ClosedRange<Int64>?, later: Int64?
    ) -> [UnmatchedReport] {
        side.streams.enumerated().filter { !matched.contains($0.offset) }.map { _, stream in
            var running: Bool?
            if let other, let later, let first = stream.packets.first?.arrival, let last = stream.packets.last?.arrival,
                first != FrameRef.noArrival, last != FrameRef.noArrival
            {
                running = other.overlaps(min(first, last) + later...max(first, last) + later)
            }
            return UnmatchedReport(
                stream: stream.place + 1, call: stream.call + 1, ssrc: stream.ssrc, source: stream.source,
                destination: stream.destination, packets: stream.packets.count, otherWasRunning: running)
        }
    }
}

extension SeenStream {
    fileprivate var source: EndpointReport {
        EndpointReport(address: flow.source.description, port: Int(flow.sourcePort))
    }
    fileprivate var destination: EndpointReport {
        EndpointReport(address: flow.destination.description, port: Int(flow.destinationPort))
    }
}
