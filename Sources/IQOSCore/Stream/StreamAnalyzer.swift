/// What shapes the figures of a stream.
public struct StreamOptions: Sendable, Equatable {
    public var playout = PlayoutOptions()
    /// Length of an interval, ns, > 0.
    public var interval: Int64 = 5_000_000_000

    public init() {}
}

/// One stream as it goes by: owns the metrics, feeds them in the right order and knows nothing of their insides.
///
/// Packets come in order of capture. Metrics of time see unique packets in that order; metrics of loss see sequence
/// numbers in their own order, once they are settled. Until the clock rate is known packets wait, at most
/// `waitingLimit` of them.
struct StreamAnalyzer: Sendable {
    /// Packets that wait for an unknown clock rate to show: twice what it takes, for a mirror port doubles each.
    static let waitingLimit = 256
    /// A copy that comes as fast as this did not go another way through the network, ns.
    static let mirrorTime: Int64 = 2_000_000
    /// Segments that are told one by one; more are counted in the sums only.
    static let segmentLimit = 1000

    /// A closed segment.
    struct Segment: BitwiseCopyable, Sendable {
        var lowest: Int
        var highest: Int
        var packets: Int
        var start: Int64
    }

    let key: StreamKey
    let encapsulation: Encapsulation
    let first: PacketEvent
    private(set) var last: PacketEvent
    private(set) var captured = 0
    private(set) var evidence = SequenceEvidence()
    private(set) var census = PayloadTypeCensus()
    private(set) var sequence = SequenceTracker()
    private(set) var segments: [Segment] = []
    private(set) var segmentsDropped = 0
    /// Over closed segments.
    private(set) var unique = 0
    private(set) var expected = 0
    /// RTP clock of the main payload type, Hz; 0 while unknown.
    private(set) var clockRateHz: Int32 = 0
    private(set) var clockIsInferred = false
    private(set) var jitter = InterarrivalJitter()
    private(set) var strictJitter = StrictJitter()
    private(set) var interarrival = InterarrivalTime()
    private(set) var delayVariation = DelayVariation()
    private(set) var bandwidth = Bandwidth()
    private(set) var packetisation = Packetisation()
    private(set) var bursts = BurstGap()
    private(set) var losses = LossRuns()
    private(set) var lostRuns = LossRuns()
    private(set) var late = 0
    /// Some frame carries no capture time: figures of time are unknown.
    private(set) var lacksTimes = false
    private(set) var timestampRestarts = 0
    /// Duplicates that came within `mirrorTime` of the packet before: copies that the capture made.
    private(set) var quickDuplicates = 0
    /// Bit n: code point n was seen.
    private(set) var dscp: UInt64 = 0
    private(set) var entropy = PayloadEntropy()
    /// Empty, or the one record of what most streams do not have: they pay a word for it.
    private var extras: [StreamExtras] = []
    /// Newest record of this stream in the log, -1 for none.
    private(set) var chain: Int32 = -1

    private var transit = TransitTracker()
    private var playout: FixedPlayout
    private var window: SlotWindow
    private var intervals: IntervalSeries
    private var markers = MarkerRuns()
    private var waiting: [PacketEvent] = []
    private var isWaiting = true
    private var held: PacketEvent?
    private var segmentStart: Int64 = 0

    init(key: StreamKey, encapsulation: Encapsulation, first: PacketEvent, options: StreamOptions) {
        self.key = key
        self.encapsulation = encapsulation
        self.first = first
        last = first
        playout = FixedPlayout(options.playout)
        window = SlotWindow(origin: first.arrival)
        intervals = IntervalSeries(origin: first.arrival, length: options.interval)
    }

    /// Takes the next packets of the stream, in order of capture.
    mutating func ingest(_ packets: Span<PacketEvent>, log: inout StreamLog) {
        var index = 0
        while index < packets.count {
            if let run = SteadyRun(in: packets, from: index, after: last, step: transit.usualStep),
                measure(run, of: packets, log: &log)
            {
                index = run.packets.upperBound
            } else {
                ingest(packets[index], log: &log)
                index += 1
            }
        }
    }

    @inline(__always)
    private mutating func ingest(_ packet: PacketEvent, log: inout StreamLog) {
        captured += 1
        last = packet
        evidence.add(packet)
        dscp |= 1 << UInt64(packet.dscp & 63)
        let kind = census.add(packet)
        if !packet.hasArrival { lacksTimes = true }
        guard isWaiting else { return measure(packet, kind, log: &log) }
        wait(packet, kind, log: &log)
    }

    /// Counts up to the last packet.
    var progress: StreamProgress {
        StreamProgress(
            expected: expected + sequence.expected, unique: unique + sequence.unique,
            duplicates: sequence.duplicates - quickDuplicates)
    }

    /// Samples the payload of a packet, while that is worth anything.
    mutating func sample(_ bytes: RawSpan, offset: Int, length: Int) {
        entropy.add(bytes, offset: offset, length: length)
    }

    /// Ends the stream: what waits, is held or is open is settled.
    mutating func finish(log: inout StreamLog) {
        if isWaiting { stopWaiting(log: &log) }
        sequence.finish()
        closeSegment(log: &log)
        intervals.finish(log: &log, chain: &chain)
        markers.finish(at: last.arrival, log: &log, chain: &chain)
    }

    /// RTP clock of a packet, Hz; 0 where unknown. A dynamic type runs on the clock of the main one.
    @inline(__always) private func clockRate(of packet: PacketEvent) -> Int32 {
        let rate = CodecTable.clockRateHz(ofStaticPayloadType: packet.payloadType)
        return rate == 0 ? clockRateHz : rate
    }

    /// Keeps a packet until the clock rate is known, or measures it with all that waited where it tells the rate.
    @inline(never)
    private mutating func wait(_ packet: PacketEvent, _ kind: MediaKind, log: inout StreamLog) {
        let rate = CodecTable.clockRateHz(ofStaticPayloadType: packet.payloadType)
        if kind == .media, rate != 0 {
            clockRateHz = rate
            stopWaiting(log: &log)
            measure(packet, kind, log: &log)
            return
        }
        waiting.append(packet)
        if waiting.count == Self.waitingLimit / 2 {
            inferClock()
            if clockRateHz != 0 { stopWaiting(log: &log) }
        } else if waiting.count >= Self.waitingLimit {
            stopWaiting(log: &log)
        }
    }

    private mutating func inferClock() {
        guard clockRateHz == 0, !lacksTimes, let main = census.mainType else { return }
        var previous: UInt16?
        let media = waiting.filter { packet in
            defer { previous = packet.sequenceNumber }
            return packet.payloadType == main && packet.sequenceNumber != previous
        }
        clockRateHz = ClockInference.clockRateHz(of: media) ?? 0
        clockIsInferred = clockRateHz != 0
    }

    /// Infers the clock where it is still unknown, and measures what has waited.
    private mutating func stopWaiting(log: inout StreamLog) {
        isWaiting = false
        inferClock()
        let packets = waiting
        waiting = []
        for packet in packets { measure(packet, census.kind(of: packet), log: &log) }
    }

    @inline(__always)
    private mutating func measure(_ packet: PacketEvent, _ kind: MediaKind, log: inout StreamLog) {
        switch sequence.classify(packet.sequenceNumber) {
        case .duplicate:
            if window.isQuick(packet.sequenceNumber, arrival: packet.arrival, highest: sequence.highest) {
                quickDuplicates += 1
            }
        case .advanced(let by):
            if by == 0 { openSegment(packet) }
            settle(upTo: sequence.highest - SequenceTracker.misorder - 1, log: &log)
            measureUnique(packet, kind, number: sequence.highest)
        case .reordered(let by):
            measureUnique(packet, kind, number: sequence.highest - by)
        case .held(let isRepeated):
            if !isRepeated { held = packet }
        case .restart:
            restart(log: &log)
            measure(packet, kind, log: &log)
        }
    }

    /// Leaves the open segment for the one that the held packet opens.
    @inline(never)
    private mutating func restart(log: inout StreamLog) {
        guard let opener = held else { return }
        held = nil
        closeSegment(log: &log)
        sequence.openSegment()
        transit.cut()
        log.append(.marker(.restart, start: opener.arrival, end: opener.arrival), to: &chain)
        openSegment(opener)
        measureUnique(opener, census.kind(of: opener), number: sequence.highest)
    }

    @inline(__always)
    private mutating func measureUnique(_ packet: PacketEvent, _ kind: MediaKind, number: Int) {
        var isLate = false
        if kind == .telephoneEvent { change { $0.keyPresses.add(packet) } }
        if packet.hasArrival {
            interarrival.add(arrival: packet.arrival)
            bandwidth.add(arrival: packet.arrival, ipLength: packet.ipLength)
            if clockRateHz != 0 {
                isLate = measureTime(packet, kind, isOutOfOrder: number < sequence.highest)
            }
        }
        window.place(number, arrival: packet.arrival, isLate: isLate)
    }

    /// Feeds the metrics that need a clock; whether the packet came too late to be played.
    @inline(__always)
    private mutating func measureTime(_ packet: PacketEvent, _ kind: MediaKind, isOutOfOrder: Bool) -> Bool {
        let clock = clockRate(of: packet)
        strictJitter.add(packet, clockRateHz: clock)
        guard kind == .media else {
            transit.interrupt(by: kind)
            packetisation.interrupt()
            return false
        }
        packetisation.add(packet)
        let step = transit.add(packet, clockRateHz: clock, isOutOfOrder: isOutOfOrder)
        if let difference = step.differenceMs {
            jitter.add(differenceMs: difference)
            intervals.note(jitterMs: jitter.currentMs, at: packet.arrival)
            if difference >= DelaySpikes.leastMs || isAfterSpike {
                change { [origin = first.arrival] in
                    $0.spikes.add(
                        differenceMs: difference, transitMs: step.transitMs, arrival: packet.arrival, origin: origin)
                }
            }
        }
        if step.isRestart { timestampRestarts += 1 }
        delayVariation.add(transitMs: step.transitMs)
        let decision = playout.decide(
            arrival: packet.arrival, extendedTimestamp: step.extendedTimestamp, clockRateHz: clock,
            restarts: step.isRestart || step.startsTalkspurt)
        return decision.verdict != .played
    }

    /// Measures a run at once, if it continues what every metric has seen last; `false` where nothing was done.
    @inline(__always)
    private mutating func measure(_ run: SteadyRun, of packets: Span<PacketEvent>, log: inout StreamLog) -> Bool {
        let first = packets[run.packets.lowerBound]
        let clock = clockRate(of: first)
        guard !isWaiting, clockRateHz != 0, sequence.isNext(first.sequenceNumber),
            transit.continues(with: first, clockRateHz: clock),
            strictJitter.hasPrevious(arrival: transit.previousArrival, timestamp: transit.previousTimestamp),
            !CodecTable.isComfortNoise(first.payloadType), census.add(run, ofType: first.payloadType)
        else { return false }
        last = packets[run.packets.upperBound - 1]
        captured += run.count
        evidence.add(run, last: last)
        sequence.advance(by: run.count)
        settle(upTo: sequence.highest - SequenceTracker.misorder - 1, log: &log)
        interarrival.add(run, first: first.arrival, last: last.arrival)
        bandwidth.add(run, of: packets)
        packetisation.add(run, of: packets)
        measureTimes(of: run, packets, clockRateHz: clock)
        return true
    }

    var keyPresses: KeyPresses? { extras.first?.keyPresses }
    var spikes: DelaySpikes? { extras.first?.spikes }
    @inline(__always) private var isAfterSpike: Bool { !extras.isEmpty && extras[0].spikes.isWatching }

    @inline(never) private mutating func change(_ change: (inout StreamExtras) -> Void) {
        if extras.isEmpty { extras = [StreamExtras()] }
        change(&extras[0])
    }

    /// Looks for spikes in a run that has one, or that follows on one.
    @inline(never)
    private mutating func noteSpikes(_ transits: Span<Double>, after before: Double, _ arrivals: [Int64]) {
        let origin = first.arrival
        if extras.isEmpty { extras = [StreamExtras()] }
        var previous = before
        for index in transits.indices {
            extras[0].spikes.add(
                differenceMs: transits[index] - previous, transitMs: transits[index], arrival: arrivals[index],
                origin: origin)
            previous = transits[index]
        }
    }

    /// Feeds the metrics of time with a run.
    @inline(__always)
    private mutating func measureTimes(of run: SteadyRun, _ packets: Span<PacketEvent>, clockRateHz clock: Int32) {
        let stepMs = Double(run.step) * (1000 / Double(clock))
        let nsPerTick = 1e9 / Double(clock)
        let isNoted = intervals.isBeyondNewest(run.latest)
        let head = packets[run.packets.lowerBound].arrival &- transit.previousArrival
        let spikeNs = Int64((stepMs + DelaySpikes.leastMs) * 1e6)
        let hasSpike = max(head, run.longestGap) >= spikeNs || isAfterSpike
        let before = transit.transitMs
        var transits = InlineArray<16, Double>(repeating: 0)
        var number = sequence.highest - run.count
        // Copies that stay in registers throughout the loop.
        var (transit, jitter, strictJitter, playout) = (self.transit, self.jitter, self.strictJitter, self.playout)
        for index in run.packets {
            let packet = packets[index]
            let difference = transit.addSteady(packet, stepMs: stepMs)
            strictJitter.add(differenceMs: difference, of: packet)
            jitter.add(differenceMs: difference)
            if isNoted { intervals.note(jitterMs: jitter.currentMs, at: packet.arrival) }
            transits[index - run.packets.lowerBound] = transit.transitMs
            let decision = playout.decide(
                arrival: packet.arrival, extendedTimestamp: transit.extendedTimestamp, nsPerTick: nsPerTick,
                restarts: false)
            number += 1
            window.place(number, arrival: packet.arrival, isLate: decision.verdict != .played)
        }
        (self.transit, self.jitter, self.strictJitter, self.playout) = (transit, jitter, strictJitter, playout)
        intervals.note(jitterMs: jitter.currentMs, at: last.arrival)
        delayVariation.add(transits.span.extracting(first: run.count))
        if hasSpike {
            noteSpikes(
                transits.span.extracting(first: run.count), after: before, run.packets.map { packets[$0].arrival })
        }
    }

    private mutating func openSegment(_ packet: PacketEvent) {
        window.open(at: sequence.highest)
        segmentStart = packet.arrival
    }

    private mutating func closeSegment(log: inout StreamLog) {
        guard sequence.unique > 0 else { return }
        settle(upTo: sequence.highest, log: &log)
        bursts.closeChain()
        losses.endRun()
        lostRuns.endRun()
        unique += sequence.unique
        expected += sequence.expected
        guard segments.count < Self.segmentLimit else {
            segmentsDropped += 1
            return
        }
        segments.append(
            Segment(
                lowest: sequence.lowest, highest: sequence.highest, packets: sequence.unique, start: segmentStart))
    }

    @inline(__always)
    private mutating func settle(upTo limit: Int, log: inout StreamLog) {
        while true {
            if markers.fate == .played {
                let played = window.settlePlayed(upTo: limit, arrived: intervals.currentTime)
                if played > 0 {
                    bursts.add(played: played)
                    losses.add(played: played)
                    lostRuns.add(played: played)
                    intervals.add(played: played)
                }
            }
            guard let slot = window.settleNext(upTo: limit, lowest: sequence.lowest) else { return }
            bursts.add(isLoss: slot.fate != .played)
            losses.add(isLoss: slot.fate != .played)
            lostRuns.add(isLoss: slot.fate == .lost)
            if slot.fate == .late { late += 1 }
            intervals.add(slot, log: &log, chain: &chain)
            markers.add(slot, log: &log, chain: &chain)
        }
    }
}
