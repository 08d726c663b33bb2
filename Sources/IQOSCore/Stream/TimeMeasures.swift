/// The metrics of a stream that need its RTP clock, in order of arrival: transit times, and what is made of them.
struct TimeMeasures: ~Copyable, Sendable {
    private(set) var jitter = InterarrivalJitter()
    private(set) var strictJitter = StrictJitter()
    private(set) var delays = DriftFreeVariation()
    private(set) var drift = ClockDrift()
    private(set) var packetisation = Packetisation()
    private(set) var timestampRestarts = 0
    /// Arrivals of the first and the last packet whose timestamp had jumped within a count of sequence numbers.
    private(set) var jumps: ClosedRange<Int64>?
    private var isCut = false
    /// Arrival of the last comfort noise or event, ns.
    private var lastOther = Int64.min
    /// Packets that came too early to be held.
    private(set) var overflows = 0
    private var transit = TransitTracker()
    /// Transit time of the last packet against the first one's, ms.
    var lastTransitMs: Double { transit.transitMs }
    private var playout: FixedPlayout
    /// The one that takes the place of `playout` where that is asked for; else empty: most streams pay a word for it.
    private var adaptives: [AdaptivePlayout] = []
    /// Empty, or what became of a stream's standstills.
    private var standstills: [DelaySpikes] = []
    private(set) var pauses = PauseShift()
    /// Arrival of the stream's first packet, ns.
    private let origin: Int64

    init(origin: Int64, _ options: PlayoutOptions) {
        self.origin = origin
        playout = FixedPlayout(options)
        if options.mode == .adaptive { adaptives = [AdaptivePlayout(options)] }
    }

    var adaptive: AdaptivePlayout? { adaptives.first }
    var spikes: DelaySpikes? { standstills.first }
    /// Arrival of the last packet but for keep-alives, ns; `nil` before any.
    var lastSign: Int64? {
        let last = transit.previousArrival == 0 ? lastOther : max(lastOther, transit.previousArrival)
        return last == .min ? nil : last
    }
    /// What came last is comfort noise: silence was announced.
    var endsWithNoise: Bool { transit.isAfterNoise }
    /// Last timestamp step between neighbours, clock-rate units.
    @inline(__always) var usualStep: Int32 { transit.usualStep }

    /// Whether `packet` was the last one, and the next, if it follows on it as most do, is the next of every metric.
    @inline(__always) func canGoOn(after packet: PacketEvent, clockRateHz: Int32) -> Bool {
        adaptives.isEmpty && transit.isSteady(after: packet, clockRateHz: clockRateHz)
            && strictJitter.hasPrevious(arrival: transit.previousArrival, timestamp: packet.timestamp)
    }

    /// Ends the stream.
    ///
    /// - Parameter seconds: From its first packet to its last.
    mutating func finish(overSeconds seconds: Double) {
        let isKnown = drift.estimate(overSeconds: seconds) != nil
        delays.finish(isDriftKnown: isKnown, drift: isKnown ? drift.rate(overSeconds: seconds) : nil)
    }

    /// Notes that the sequence numbers begin anew: the next packet is a restart.
    mutating func cut() {
        transit.cut()
        isCut = true
    }

    /// Numbers that a sender used up since the last packet, by its clock, which went on with the wall clock; `nil` where
    /// it did not.
    func numbersSince(_ packet: PacketEvent, clockRateHz: Int32) -> Double? {
        transit.numbersSince(packet, clockRateHz: clockRateHz)
    }

    /// Whether no media came for so long before a packet that all numbers may have passed.
    @inline(__always) func isPause(before packet: PacketEvent) -> Bool { transit.isPause(before: packet) }

    /// Whether the numbers went round unseen before a packet (`TransitTracker`).
    func hasGoneRound(before packet: PacketEvent, highest: Int, clockRateHz: Int32) -> Bool {
        transit.hasGoneRound(before: packet, highest: highest, clockRateHz: clockRateHz)
    }

    /// Timestamps are times of presentation, not of sending: transit times mean nothing.
    var hasPresentationTimes: Bool { transit.hasPresentationTimes }

    /// Adds the next unique packet of a stream whose frames tell no time: its packet time shows all the same.
    @inline(never) mutating func addUntimed(_ packet: PacketEvent, _ kind: MediaKind) {
        if kind == .media { packetisation.add(packet) } else { packetisation.interrupt() }
    }

    /// Adds the next unique packet.
    ///
    /// - Parameters:
    ///   - clock: RTP clock of its payload type, Hz, > 0.
    ///   - isOutOfOrder: A higher sequence number of the segment came before it.
    ///   - loss: Told the jitter, and when late packets were due.
    /// - Returns: Whether it came too late to be played.
    @inline(__always)
    mutating func add(
        _ packet: PacketEvent, _ kind: MediaKind, clockRateHz clock: Int32, isOutOfOrder: Bool,
        _ loss: inout LossMeasures
    ) -> Bool {
        strictJitter.add(packet, clockRateHz: clock)
        let kind = transit.kind(of: packet, kind)
        guard kind == .media else {
            transit.interrupt(by: kind, sequenceNumber: packet.sequenceNumber)
            if kind != .keepAlive { lastOther = packet.arrival }
            packetisation.interrupt()
            return false
        }
        packetisation.add(packet)
        let before = transit.previousArrival
        let step = transit.add(packet, clockRateHz: clock, isOutOfOrder: isOutOfOrder)
        if let difference = step.differenceMs {
            jitter.add(differenceMs: difference)
            let freed = delays.freed(step.transitMs, at: packet.arrival &- origin)
            loss.note(jitterMs: jitter.currentMs, transitMs: freed, at: packet.arrival)
            if step.startsTalkspurt, !step.isRestart { pauses.add(difference, packet.arrival &- before) }
            // What was overtaken is late by itself: the stream did not stand still.
            if !isOutOfOrder, difference >= DelaySpikes.leastMs || isAfterSpike {
                noteSpike(
                    differenceMs: difference, transitMs: step.transitMs, at: packet.arrival,
                    elapsedMs: Double(packet.arrival &- before) * 1e-6)
            }
        }
        if step.isRestart {
            if step.isJump { timestampRestarts += 1 }
            drift.cut()
            if !isCut, step.isJump {
                jumps = min(jumps?.lowerBound ?? .max, packet.arrival)...packet.arrival
                loss.noteTimestampRestart(at: packet.arrival)
            }
            isCut = false
        }
        drift.add(time: packet.arrival &- origin, transitMs: step.transitMs)
        delays.add(
            transitMs: step.transitMs, differenceMs: step.differenceMs, isCarried: step.isRestart,
            at: packet.arrival &- origin)
        if delays.wantsDrift(at: packet.arrival &- origin) { estimateDrift(at: packet.arrival &- origin) }
        if !adaptives.isEmpty { return adaptivelyLate(packet, step, clockRateHz: clock, &loss) }
        let decision = playout.decide(
            arrival: packet.arrival, extendedTimestamp: step.extendedTimestamp, clockRateHz: clock,
            restarts: step.isRestart || step.startsTalkspurt)
        return isLate(decision, nsPerTick: 1e9 / Double(clock), &loss)
    }

    /// Adds a run of packets, before the first of which `canGoOn` held.
    ///
    /// - Parameters:
    ///   - last: Its last packet.
    ///   - clock: RTP clock of its payload type, Hz, > 0.
    ///   - loss: Told the jitter, and when late packets were due.
    /// - Returns: Its packets from the last one, in bit 0, to the first: 1 where it could not be played.
    @inline(__always)
    mutating func add(
        _ run: SteadyRun, last: PacketEvent, clockRateHz clock: Int32, _ times: inout SteadyRun.Times,
        _ extent: RunExtent, _ loss: inout LossMeasures
    ) -> UInt64 {
        packetisation.add(run, last: last)
        let stepMs = Double(run.step) * (1000 / Double(clock))
        let nsPerTick = 1e9 / Double(clock)
        let opensInterval = loss.opensInterval(at: extent.latest)
        let longestGap = max(extent.first &- transit.previousArrival, extent.longestGap)
        let hasSpike = longestGap >= Int64((stepMs + DelaySpikes.leastMs) * 1e6) || isAfterSpike
        let transitBefore = transit.transitMs
        let firstTimestamp = transit.extendedTimestamp + Int64(run.step)
        // Both jitters are one and the same, until comfort noise or an event tells them apart.
        let areSame = strictJitter.hasFigures(of: jitter)
        let jitterBefore = jitter
        var transits = transit.add(run, last: last, &times, stepMs: stepMs, &jitter)
        if areSame { strictJitter.goOn(as: jitter, behind: last) } else { strictJitter.add(&transits, last: last) }
        if opensInterval {
            noteJitter(&transits, &times, from: jitterBefore, in: &loss)
        } else {
            let freed = delays.freed(transits.greatestMs, at: last.arrival &- origin)
            loss.note(jitterMs: jitter.currentMs, transitMs: freed, at: last.arrival)
        }
        delays.add(&transits, &times, origin: origin)
        drift.add(&transits, &times, extent, origin: origin)
        if delays.wantsDrift(at: extent.latest &- origin) { estimateDrift(at: extent.latest &- origin) }
        if hasSpike { noteSpikes(&transits, after: transitBefore, &times) }
        if playout.playsAll(&transits, from: extent.first, extendedTimestamp: firstTimestamp, nsPerTick: nsPerTick) {
            return 0
        }
        return lateOnes(of: run, &times, from: firstTimestamp, nsPerTick: nsPerTick, &loss)
    }

    @inline(__always)
    private mutating func isLate(
        _ decision: FixedPlayout.Decision, nsPerTick: Double, _ loss: inout LossMeasures
    ) -> Bool {
        guard decision.verdict != .played, !transit.mayHavePresentationTimes else { return false }
        if decision.verdict == .overflow { overflows += 1 }
        let length = Int64(Double(max(0, transit.usualStep)) * nsPerTick)
        loss.noteLate(due: decision.mediaTime, length: length)
        return true
    }

    private mutating func adaptivelyLate(
        _ packet: PacketEvent, _ step: TransitTracker.Step, clockRateHz clock: Int32, _ loss: inout LossMeasures
    ) -> Bool {
        let ptimeMs = Double(transit.usualStep) * 1000 / Double(clock)
        let decision = adaptives[0].decide(arrival: packet.arrival, step, clockRateHz: clock, ptimeMs: ptimeMs)
        return isLate(decision, nsPerTick: 1e9 / Double(clock), &loss)
    }

    /// Decides on each packet of a run that may not be played as a whole.
    @inline(never)
    private mutating func lateOnes(
        of run: SteadyRun, _ times: inout SteadyRun.Times, from firstTimestamp: Int64, nsPerTick: Double,
        _ loss: inout LossMeasures
    ) -> UInt64 {
        var lateOnes: UInt64 = 0
        if transit.mayHavePresentationTimes { return 0 }
        for index in 0..<run.count {
            let decision = playout.decide(
                arrival: times.arrival(index), extendedTimestamp: firstTimestamp + Int64(index) * Int64(run.step),
                nsPerTick: nsPerTick, restarts: false)
            lateOnes = lateOnes << 1 | (decision.verdict == .played ? 0 : 1)
            if decision.verdict != .played {
                if decision.verdict == .overflow { overflows += 1 }
                loss.noteLate(due: decision.mediaTime, length: Int64(Double(max(0, run.step)) * nsPerTick))
            }
        }
        return lateOnes
    }

    /// Notes the jitter behind each packet of a run in which an interval begins.
    @inline(never)
    private func noteJitter(
        _ transits: inout RunTransits, _ times: inout SteadyRun.Times, from before: InterarrivalJitter,
        in loss: inout LossMeasures
    ) {
        var jitter = before
        for index in 0..<transits.count {
            jitter.add(differenceMs: transits.differencesMs[index])
            let freed = delays.freed(transits.transitsMs[index], at: times.arrival(index) &- origin)
            loss.note(jitterMs: jitter.currentMs, transitMs: freed, at: times.arrival(index))
        }
    }

    @inline(never) private mutating func estimateDrift(at time: Int64) {
        delays.take(drift: drift.rate(overSeconds: Double(time) * 1e-9), at: time)
    }

    @inline(__always) private var isAfterSpike: Bool { !standstills.isEmpty && standstills[0].isWatching }

    @inline(never) private mutating func noteSpike(
        differenceMs: Double, transitMs: Double, at arrival: Int64, elapsedMs: Double = 0
    ) {
        if standstills.isEmpty { standstills = [DelaySpikes()] }
        standstills[0].add(
            differenceMs: differenceMs, transitMs: transitMs, arrival: arrival, origin: origin, elapsedMs: elapsedMs)
    }

    /// Looks for spikes in a run that has one, or that follows on one.
    @inline(never)
    private mutating func noteSpikes(
        _ transits: inout RunTransits, after before: Double, _ times: inout SteadyRun.Times
    ) {
        var previous = before
        for index in 0..<transits.count {
            let transitMs = transits.transitsMs[index]
            noteSpike(differenceMs: transitMs - previous, transitMs: transitMs, at: times.arrival(index))
            previous = transitMs
        }
    }
}
