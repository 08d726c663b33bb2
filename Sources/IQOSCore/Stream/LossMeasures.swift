/// What shows of a stream in the order of its sequence numbers, once no late arrival can change them any more: losses,
/// bursts, intervals and places to listen to.
struct LossMeasures: ~Copyable, Sendable {
    private(set) var bursts = BurstGap()
    /// Empty, or the same as telephones count it: few streams lose anything.
    private var telephoneBursts: [BurstGapCounters] = []
    /// Runs of lost or late packets, and of lost ones alone.
    private(set) var losses = LossRuns()
    private(set) var lostRuns = LossRuns()
    private(set) var late = 0
    /// Newest record of the stream in the log, -1 for none.
    private(set) var chain: Int32 = -1
    private var intervals: IntervalSeries
    private var markers = MarkerRuns()
    private var lateRuns = LateRuns()
    private var window: SlotWindow

    /// - Parameters:
    ///   - origin: Arrival of the stream's first packet, ns.
    ///   - interval: Length of an interval, ns.
    init(origin: Int64, interval: Int64) {
        window = SlotWindow(origin: origin)
        intervals = IntervalSeries(origin: origin, length: interval)
    }

    /// Begins a segment at its first packet; the one before has been closed.
    mutating func open(at number: Int) {
        window.open(at: number)
    }

    /// Settles all numbers of a segment, and ends what runs over its end.
    ///
    /// - Parameters:
    ///   - highest: Highest number of the segment.
    ///   - lowest: Lowest one: nothing below it was expected.
    mutating func close(upTo highest: Int, lowest: Int, log: inout StreamLog) {
        settle(upTo: highest, lowest: lowest, log: &log)
        bursts.closeChain()
        losses.endRun()
        lostRuns.endRun()
    }

    /// Lost and late packets by the counters of RFC 3611 A.2; `nil` without any.
    var telephoneFigures: BurstGapCounters.Figures? { telephoneBursts.first?.figures }

    /// Ends the stream, whose last packet arrived then: what is open goes to the log.
    mutating func finish(at end: Int64, log: inout StreamLog) {
        intervals.finish(log: &log, chain: &chain)
        markers.finish(at: end, log: &log, chain: &chain)
        lateRuns.finish(log: &log, chain: &chain)
    }

    /// Marks that the numbers begin anew.
    mutating func noteRestart(at arrival: Int64, log: inout StreamLog) {
        log.append(.marker(.restart, start: arrival, end: arrival), to: &chain)
    }

    /// Notes the jitter after a packet and its transit time, or the longest of a run that ends there, in order of arrival.
    @inline(__always) mutating func note(jitterMs: Double, transitMs: Double, at arrival: Int64) {
        intervals.note(jitterMs: jitterMs, transitMs: transitMs, at: arrival)
    }

    /// Whether an interval begins with a packet that arrives then: `note` has to see each one up to there.
    @inline(__always) func opensInterval(at arrival: Int64) -> Bool {
        intervals.isBeyondNewest(arrival)
    }

    /// Marks that the timestamps begin anew, with the next packets that are settled.
    mutating func noteTimestampRestart(at arrival: Int64) {
        lateRuns.addRestart(at: arrival)
    }

    /// Notes a packet that came too late to be played.
    ///
    /// - Parameters:
    ///   - due: When its sound was to be heard, ns.
    ///   - length: Of its sound, ns.
    @inline(__always) mutating func noteLate(due: Int64, length: Int64) {
        lateRuns.add(due: due, length: length)
    }

    /// Adds a unique packet.
    ///
    /// - Parameters:
    ///   - arrival: ns, or `FrameRef.noArrival`.
    ///   - isHighest: Its number is above all others of the segment.
    @inline(__always) mutating func add(_ number: Int, arrival: Int64, isLate: Bool, isHighest: Bool) {
        if isHighest, !isLate, arrival != FrameRef.noArrival {
            let start = intervals.start(of: arrival)
            let run = WaitingRuns.Run(
                first: number, count: 1, firstArrival: arrival, lastArrival: arrival, intervalStart: start)
            if arrival >= start, settle(run) { return }
        }
        window.place(number, arrival: arrival, isLate: isLate)
    }

    /// Adds a run of packets, as a whole where all of it was played within one interval.
    ///
    /// - Parameters:
    ///   - first: Number of its first packet, above all others of the segment.
    ///   - lateOnes: Its packets from the last one, in bit 0, to the first: 1 where it could not be played.
    @inline(__always)
    mutating func add(
        _ run: SteadyRun, first: Int, _ times: inout SteadyRun.Times, _ extent: RunExtent, lateOnes: UInt64
    ) {
        let start = intervals.start(of: extent.earliest)
        if lateOnes == 0, extent.earliest >= start, extent.latest &- start < intervals.currentTime.length {
            let whole = WaitingRuns.Run(
                first: first, count: run.count, firstArrival: extent.first, lastArrival: extent.last,
                intervalStart: start)
            if settle(whole) { return }
        }
        for index in 0..<run.count {
            let isLate = lateOnes >> UInt64(run.count - 1 - index) & 1 != 0
            window.place(first + index, arrival: times.arrival(index), isLate: isLate)
        }
    }

    /// Settles what waits below a run whose first packet has a number, and can be settled before the run is added.
    ///
    /// - Parameter limit: Missing numbers up to and with it will not come any more.
    @inline(__always) mutating func makeWay(for first: Int, upTo limit: Int, lowest: Int, log: inout StreamLog) {
        if window.isEmpty(below: first) {
            lateRuns.log(to: &log, chain: &chain)
        } else {
            settle(upTo: limit, lowest: lowest, log: &log)
        }
    }

    /// Settles numbers, as far as that is possible.
    ///
    /// - Parameters:
    ///   - limit: Missing numbers up to and with it will not come any more.
    ///   - lowest: Lowest number of the segment: nothing below it was expected.
    @inline(__always) mutating func settle(upTo limit: Int, lowest: Int, log: inout StreamLog) {
        while true {
            if markers.fate == .played {
                let played = window.settlePlayed(upTo: limit, arrived: intervals.currentTime)
                if played > 0 { countPlayed(played) }
            }
            guard let slot = window.settleNext(upTo: limit, lowest: lowest) else { break }
            if slot.fate != .played { countForTelephones() }
            bursts.add(isLoss: slot.fate != .played)
            losses.add(isLoss: slot.fate != .played)
            lostRuns.add(isLoss: slot.fate == .lost)
            if slot.fate == .late { late += 1 }
            intervals.add(slot, log: &log, chain: &chain)
            markers.add(slot, number: window.next - 1, log: &log, chain: &chain)
        }
        lateRuns.log(to: &log, chain: &chain)
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

    /// Counts settled packets that were played in the current interval.
    @inline(__always) private mutating func countPlayed(_ count: Int) {
        bursts.add(played: count)
        losses.add(played: count)
        lostRuns.add(played: count)
        intervals.add(played: count)
    }

    @inline(never) private mutating func countForTelephones() {
        if telephoneBursts.isEmpty { telephoneBursts = [BurstGapCounters()] }
        telephoneBursts[0].addLoss(at: bursts.position)
    }
}
