/// One stream as it goes by: owns the metrics, feeds them in the right order and knows nothing of their insides.
///
/// Packets come in order of capture. Metrics of time see unique packets in that order; metrics of loss see sequence
/// numbers in their own order, once they are settled. Until the clock rate is known packets wait, at most
/// `waitingLimit` of them.
struct StreamAnalyzer: ~Copyable, Sendable {
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
    /// Clocks that the user has settled.
    private let settled: [AnnouncedClock]
    /// Clocks that these or signalling tell; empty where nothing is said.
    private var announced: [AnnouncedClock]
    private(set) var jitter = InterarrivalJitter()
    private(set) var strictJitter = StrictJitter()
    private(set) var interarrival = InterarrivalTime()
    private(set) var delayVariation = DelayVariation()
    private(set) var drift = ClockDrift()
    private(set) var bandwidth = Bandwidth()
    private(set) var packetisation = Packetisation()
    private(set) var bursts = BurstGap()
    private(set) var losses = LossRuns()
    private(set) var lostRuns = LossRuns()
    private(set) var late = 0
    /// Some frame carries no capture time: figures of time are unknown.
    private(set) var lacksTimes = false
    private(set) var timestampRestarts = 0
    /// Packets that repeat the one before within `mirrorTime`: copies that the capture made.
    private(set) var quickDuplicates = 0
    /// Bit n: code point n was seen.
    private var dscp: UInt64 = 0
    private(set) var entropy = PayloadEntropy()
    /// Empty, or the one record of what most streams do not have: they pay a word for it.
    private var extras: [StreamExtras] = []
    private(set) var sketch = PayloadSketch()
    /// Newest record of this stream in the log, -1 for none.
    private(set) var chain: Int32 = -1

    private var transit = TransitTracker()
    /// In the place of `playout` where that is asked for.
    private var adaptives: [AdaptivePlayout] = []
    private var playout: FixedPlayout
    private var intervals: IntervalSeries
    private var markers = MarkerRuns()
    private var lateRuns = LateRuns()
    private var waiting: [PacketEvent] = []
    private var isWaiting = true
    private var held: PacketEvent?
    private var segmentStart: Int64 = 0
    private var window: SlotWindow

    init(key: StreamKey, encapsulation: Encapsulation, first: PacketEvent, options: StreamOptions) {
        self.key = key
        self.encapsulation = encapsulation
        self.first = first
        last = first
        settled = options.payloadTypes.map(\.clock)
        announced = settled
        playout = FixedPlayout(options.playout)
        if options.playout.mode == .adaptive { adaptives = [AdaptivePlayout(options.playout)] }
        window = SlotWindow(origin: first.arrival)
        intervals = IntervalSeries(origin: first.arrival, length: options.interval)
    }

    /// Differentiated services code points seen, ascending, 0 ... 63.
    var codePoints: [Int] {
        var (points, rest) = ([Int](), dscp)
        points.reserveCapacity(rest.nonzeroBitCount)
        while rest != 0 {
            points.append(rest.trailingZeroBitCount)
            rest &= rest - 1
        }
        return points
    }

    /// Takes the next packet of the stream in order of capture.
    ///
    /// - Returns: The run that packets behind it may make.
    mutating func ingest(_ packet: PacketEvent, log: inout StreamLog) -> SteadyRun {
        if packet.sequenceNumber == last.sequenceNumber, captured > 0 { noteRepeat(packet) }
        captured += 1
        last = packet
        evidence.add(packet)
        dscp |= 1 << UInt64(packet.dscp & 63)
        let kind = census.add(packet)
        if !packet.hasArrival { lacksTimes = true }
        if isWaiting {
            wait(packet, kind, log: &log)
        } else {
            measure(packet, kind, log: &log)
        }
        return SteadyRun(after: packet, step: canGoOn(after: packet) ? transit.usualStep : nil)
    }

    /// Counts a packet that repeats the one before, where no network is that fast.
    private mutating func noteRepeat(_ packet: PacketEvent) {
        guard packet.timestamp == last.timestamp, packet.hasArrival, last.hasArrival,
            (packet.arrival &- last.arrival).magnitude < Self.mirrorTime.magnitude
        else { return }
        quickDuplicates += 1
    }

    /// Whether the next packet, if it follows on `packet` as most do, is the next of everything that is measured.
    @inline(__always) private func canGoOn(after packet: PacketEvent) -> Bool {
        let clock = clockRate(of: packet)
        return !isWaiting && clockRateHz != 0 && adaptives.isEmpty && sequence.isNext(packet.sequenceNumber &+ 1)
            && transit.isSteady(after: packet, clockRateHz: clock)
            && strictJitter.hasPrevious(arrival: transit.previousArrival, timestamp: packet.timestamp)
            && !CodecTable.isComfortNoise(packet.payloadType) && census.isLatest(packet.payloadType)
    }

    /// Counts up to the last packet.
    var progress: StreamProgress {
        StreamProgress(
            expected: expected + sequence.expected, unique: unique + sequence.unique,
            duplicates: sequence.duplicates - quickDuplicates)
    }

    /// Whether announced clocks would help with the next packet: none is known yet, or its payload type is another one.
    func wantsClock(of packet: PacketEvent) -> Bool {
        isWaiting || packet.payloadType != last.payloadType
    }

    /// Takes the clocks that signalling announces; what waited for one is measured.
    mutating func take(_ clocks: [AnnouncedClock], log: inout StreamLog) {
        guard !clocks.isEmpty else { return }
        let newer = settled + clocks.filter { clock in !settled.contains { $0.payloadType == clock.payloadType } }
        announced = newer + announced.filter { old in !newer.contains { $0.payloadType == old.payloadType } }
        guard isWaiting, let first = waiting.first(where: { census.kind(of: $0) == .media && knownRate(of: $0) != 0 })
        else { return }
        clockRateHz = knownRate(of: first)
        stopWaiting(log: &log)
    }

    /// Samples the payload of a packet, while that is worth anything.
    mutating func sample(_ bytes: RawSpan, offset: Int, length: Int, type: UInt8) {
        if let law = G711(staticPayloadType: type), entropy.isOpen,
            LawVariation.isSuspicious(bytes, offset: offset, length: length, told: law)
        {
            change { $0.laws.add(bytes, offset..<offset + length, law: law) }
        }
        entropy.add(bytes, offset: offset, length: length)
    }

    /// Looks at a payload whose codec may have to be told by it.
    ///
    /// - Returns: Whether more payloads would tell no more.
    mutating func look(at packet: PacketEvent, _ bytes: RawSpan, offset: Int) -> Bool {
        let type = packet.payloadType
        guard Self.rate(of: type, in: announced) == 0 else { return true }
        guard !packet.isCut, !packet.isOpaque, !packet.isEventShaped else { return false }
        if extras.isEmpty { extras = [StreamExtras()] }
        return extras[0].look(at: type, bytes, offset..<offset + Int(packet.payloadLength))
    }

    /// Considers a packet for the sketch, while that is worth anything.
    mutating func sketch(_ packet: PacketEvent, _ bytes: RawSpan, offset: Int, length: Int) {
        sketch.add(packet, bytes, offset: offset, length: length)
    }

    /// Ends the stream: what waits, is held or is open is settled.
    mutating func finish(log: inout StreamLog) {
        if isWaiting { stopWaiting(log: &log) }
        entropy.finish()
        sequence.finish()
        closeSegment(log: &log)
        intervals.finish(log: &log, chain: &chain)
        markers.finish(at: last.arrival, log: &log, chain: &chain)
        lateRuns.finish(log: &log, chain: &chain)
        if !extras.isEmpty, let main = census.mainType, clockRateHz != 0 {
            extras[0].nameCodec(
                ofType: main, clockRateHz: clockRateHz(ofType: main), step: packetisation.usualStep,
                length: packetisation.usualLength)
        }
    }

    /// RTP clock of a packet, Hz; 0 where unknown. A dynamic type runs on the clock of the main one.
    @inline(__always) private func clockRate(of packet: PacketEvent) -> Int32 {
        let rate = knownRate(of: packet)
        return rate == 0 ? clockRateHz : rate
    }

    /// RTP clock that the payload type tells by its number or by signalling, Hz; 0 where neither does.
    @inline(__always) private func knownRate(of packet: PacketEvent) -> Int32 {
        announced.isEmpty
            ? CodecTable.clockRateHz(ofStaticPayloadType: packet.payloadType)
            : Self.rate(of: packet.payloadType, in: announced)
    }

    /// RTP clock that packets of a type were measured with, Hz; 0 where unknown.
    func clockRateHz(ofType type: UInt8) -> Int32 {
        let rate = Self.rate(of: type, in: announced)
        return rate == 0 ? clockRateHz : rate
    }

    /// No method: lending all of `self` to one would copy two kilobytes.
    @inline(never) private static func rate(of type: UInt8, in announced: [AnnouncedClock]) -> Int32 {
        announced.first { $0.payloadType == type }?.clockRateHz ?? CodecTable.clockRateHz(ofStaticPayloadType: type)
    }

    /// Keeps a packet until the clock rate is known, or measures it with all that waited where it tells the rate.
    @inline(never)
    private mutating func wait(_ packet: PacketEvent, _ kind: MediaKind, log: inout StreamLog) {
        let rate = knownRate(of: packet)
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
            return
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
        if !isLate, packet.hasArrival, number == sequence.highest, settleInOrder(number, packet.arrival) { return }
        window.place(number, arrival: packet.arrival, isLate: isLate)
    }

    /// Settles a packet that is above all others of its segment and is played, as a run of one.
    ///
    /// - Returns: `false` where it has to be put in its place.
    @inline(__always) private mutating func settleInOrder(_ number: Int, _ arrival: Int64) -> Bool {
        let start = intervals.start(of: arrival)
        guard arrival >= start else { return false }
        return settle(
            WaitingRuns.Run(
                first: number, count: 1, firstArrival: arrival, lastArrival: arrival, intervalStart: start))
    }

    /// Settles a run at once where all of it was played within one interval and nothing before it is missing; keeps it as
    /// a whole where something is.
    ///
    /// - Returns: `false` where each of its packets has to be put in its place.
    @inline(__always) private mutating func settle(_ run: WaitingRuns.Run) -> Bool {
        guard markers.fate == .played, window.isEmpty(below: run.first),
            run.intervalStart == intervals.currentTime.start
        else { return window.hold(run) }
        window.settle(played: run.count, lastArrival: run.lastArrival)
        countPlayed(run.count)
        return true
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
            intervals.note(jitterMs: jitter.currentMs, transitMs: step.transitMs, at: packet.arrival)
            if difference >= DelaySpikes.leastMs || isAfterSpike {
                change { [origin = first.arrival] in
                    $0.spikes.add(
                        differenceMs: difference, transitMs: step.transitMs, arrival: packet.arrival, origin: origin)
                }
            }
        }
        if step.isRestart {
            timestampRestarts += 1
            drift.cut()
        }
        drift.add(time: packet.arrival &- first.arrival, transitMs: step.transitMs)
        delayVariation.add(transitMs: step.transitMs)
        if !adaptives.isEmpty { return adaptivelyLate(packet, step, clockRateHz: clock) }
        let decision = playout.decide(
            arrival: packet.arrival, extendedTimestamp: step.extendedTimestamp, clockRateHz: clock,
            restarts: step.isRestart || step.startsTalkspurt)
        return isLate(decision, nsPerTick: 1e9 / Double(clock))
    }

    @inline(__always)
    private mutating func isLate(_ decision: FixedPlayout.Decision, nsPerTick: Double) -> Bool {
        guard decision.verdict != .played else { return false }
        let length = Int64(Double(max(0, transit.usualStep)) * nsPerTick)
        lateRuns.add(due: decision.mediaTime, length: length)
        return true
    }

    private mutating func adaptivelyLate(
        _ packet: PacketEvent, _ step: TransitTracker.Step, clockRateHz clock: Int32
    ) -> Bool {
        let ptimeMs = Double(transit.usualStep) * 1000 / Double(clock)
        let decision = adaptives[0].decide(arrival: packet.arrival, step, clockRateHz: clock, ptimeMs: ptimeMs)
        return isLate(decision, nsPerTick: 1e9 / Double(clock))
    }

    /// Takes the packets of the run that `ingest` of the packet before it returned, or of its continuation.
    mutating func ingest(_ run: SteadyRun, _ times: inout SteadyRun.Times, log: inout StreamLog) {
        guard let last = run.last(&times) else { return }
        // Asked for first: it comes from memory while the run is looked at.
        let capturedBefore = captured
        let extent = interarrival.add(run, &times)
        self.last = last
        captured = capturedBefore + run.count
        census.add(run)
        evidence.add(run, last: last)
        let nothingWaits = window.isEmpty(below: sequence.highest + 1)
        sequence.advance(by: run.count)
        if nothingWaits {
            lateRuns.log(to: &log, chain: &chain)
        } else {
            settle(upTo: sequence.highest - SequenceTracker.misorder - 1, log: &log)
        }
        bandwidth.add(run, &times, extent)
        packetisation.add(run, last: last)
        let lateOnes = measureTimes(of: run, &times, extent)
        settle(run, &times, extent, lateOnes: lateOnes)
    }

    var keyPresses: KeyPresses? { extras.first?.keyPresses }
    /// The first payloads make sense only under the other law of G.711; `nil` where they do not tell.
    var isOtherLaw: Bool? { extras.first?.laws.isMismatch(ofSamples: LawVariation.samplesNeeded) }
    var adaptive: AdaptivePlayout? { adaptives.first }
    var spikes: DelaySpikes? { extras.first?.spikes }
    /// What the payloads of the main type may be where nothing announces it, best first.
    var candidates: [CodecCandidate] { extras.first?.candidates ?? [] }
    @inline(__always) private var isAfterSpike: Bool { !extras.isEmpty && extras[0].spikes.isWatching }

    @inline(never) private mutating func change(_ change: (inout StreamExtras) -> Void) {
        if extras.isEmpty { extras = [StreamExtras()] }
        change(&extras[0])
    }

    /// Looks for spikes in a run that has one, or that follows on one.
    @inline(never)
    private mutating func noteSpikes(
        _ transits: inout RunTransits, after before: Double, _ times: inout SteadyRun.Times
    ) {
        let origin = first.arrival
        if extras.isEmpty { extras = [StreamExtras()] }
        var previous = before
        for index in 0..<transits.count {
            let transitMs = transits.transitsMs[index]
            extras[0].spikes.add(
                differenceMs: transitMs - previous, transitMs: transitMs, arrival: times.arrivals[index],
                origin: origin)
            previous = transitMs
        }
    }

    /// Feeds the metrics of time with a run.
    ///
    /// - Returns: Its packets from the last one, in bit 0, to the first: 1 where it could not be played.
    @inline(__always)
    private mutating func measureTimes(of run: SteadyRun, _ times: inout SteadyRun.Times, _ extent: RunExtent) -> UInt64
    {
        let clock = clockRate(of: last)
        let stepMs = Double(run.step) * (1000 / Double(clock))
        let nsPerTick = 1e9 / Double(clock)
        let isNoted = intervals.isBeyondNewest(extent.latest)
        let longestGap = max(extent.first &- transit.previousArrival, extent.longestGap)
        let hasSpike = longestGap >= Int64((stepMs + DelaySpikes.leastMs) * 1e6) || isAfterSpike
        let transitBefore = transit.transitMs
        let firstTimestamp = transit.extendedTimestamp + Int64(run.step)
        // Both jitters are one and the same, until comfort noise or an event tells them apart.
        let areSame = strictJitter.hasFigures(of: jitter)
        let jitterBefore = jitter
        var transits = transit.add(run, last: last, &times, stepMs: stepMs, &jitter)
        if areSame { strictJitter.goOn(as: jitter, behind: last) } else { strictJitter.add(&transits, last: last) }
        if isNoted {
            noteJitter(&transits, &times, from: jitterBefore)
        } else {
            intervals.note(jitterMs: jitter.currentMs, transitMs: transits.greatestMs, at: last.arrival)
        }
        delayVariation.add(&transits)
        addDrift(&times, latest: extent.latest, &transits)
        if hasSpike { noteSpikes(&transits, after: transitBefore, &times) }
        if playout.playsAll(&transits, from: extent.first, extendedTimestamp: firstTimestamp, nsPerTick: nsPerTick) {
            return 0
        }
        return lateOnes(of: run, &times, from: firstTimestamp, nsPerTick: nsPerTick)
    }

    /// Decides on each packet of a run that may not be played as a whole.
    @inline(never)
    private mutating func lateOnes(
        of run: SteadyRun, _ times: inout SteadyRun.Times, from firstTimestamp: Int64, nsPerTick: Double
    ) -> UInt64 {
        var lateOnes: UInt64 = 0
        for index in 0..<run.count {
            let decision = playout.decide(
                arrival: times.arrivals[index], extendedTimestamp: firstTimestamp + Int64(index) * Int64(run.step),
                nsPerTick: nsPerTick, restarts: false)
            lateOnes = lateOnes << 1 | (decision.verdict == .played ? 0 : 1)
            if decision.verdict != .played {
                lateRuns.add(due: decision.mediaTime, length: Int64(Double(max(0, run.step)) * nsPerTick))
            }
        }
        return lateOnes
    }

    /// Notes the jitter behind each packet of a run in which an interval begins.
    @inline(never)
    private mutating func noteJitter(
        _ transits: inout RunTransits, _ times: inout SteadyRun.Times, from before: InterarrivalJitter
    ) {
        var jitter = before
        for index in 0..<transits.count {
            jitter.add(differenceMs: transits.differencesMs[index])
            intervals.note(
                jitterMs: jitter.currentMs, transitMs: transits.transitsMs[index], at: times.arrivals[index])
        }
    }

    /// The fastest packet of a run stands for all of it, as long as they fall into one bucket.
    @inline(__always)
    private mutating func addDrift(
        _ times: inout SteadyRun.Times, latest: Int64, _ transits: inout RunTransits
    ) {
        guard drift.isOpen(at: latest &- first.arrival) else {
            for index in 0..<transits.count {
                drift.add(time: times.arrivals[index] &- first.arrival, transitMs: transits.transitsMs[index])
            }
            return
        }
        guard drift.isFaster(transits.leastMs) else { return }
        var fastest = 0
        while Float(transits.transitsMs[fastest]) > Float(transits.leastMs) { fastest += 1 }
        drift.add(time: times.arrivals[fastest] &- first.arrival, transitMs: transits.transitsMs[fastest])
    }

    /// Settles a run, as a whole where all of it was played within one interval.
    @inline(__always)
    private mutating func settle(
        _ run: SteadyRun, _ times: inout SteadyRun.Times, _ extent: RunExtent, lateOnes: UInt64
    ) {
        let first = sequence.highest - run.count + 1
        let start = intervals.start(of: extent.earliest)
        if lateOnes == 0, extent.earliest >= start, extent.latest &- start < intervals.currentTime.length {
            let whole = WaitingRuns.Run(
                first: first, count: run.count, firstArrival: extent.first, lastArrival: extent.last,
                intervalStart: start)
            if settle(whole) { return }
        }
        for index in 0..<run.count {
            let isLate = lateOnes >> UInt64(run.count - 1 - index) & 1 != 0
            window.place(first + index, arrival: times.arrivals[index], isLate: isLate)
        }
    }

    /// Counts settled packets that were played in the current interval.
    @inline(__always) private mutating func countPlayed(_ count: Int) {
        bursts.add(played: count)
        losses.add(played: count)
        lostRuns.add(played: count)
        intervals.add(played: count)
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
                if played > 0 { countPlayed(played) }
            }
            guard let slot = window.settleNext(upTo: limit, lowest: sequence.lowest) else { break }
            bursts.add(isLoss: slot.fate != .played)
            losses.add(isLoss: slot.fate != .played)
            lostRuns.add(isLoss: slot.fate == .lost)
            if slot.fate == .late { late += 1 }
            intervals.add(slot, log: &log, chain: &chain)
            markers.add(slot, log: &log, chain: &chain)
        }
        lateRuns.log(to: &log, chain: &chain)
    }
}
