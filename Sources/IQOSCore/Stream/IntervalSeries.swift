/// Counts of unique, lost and late packets over intervals of the stream, by arrival.
///
/// The last two intervals stay open, since packets are counted in order of their numbers.
struct IntervalSeries: Sendable {
    private struct Counts: BitwiseCopyable {
        var number: UInt32
        var packets: UInt32 = 0
        var lost: UInt32 = 0
        var late: UInt32 = 0
        var lossRuns: UInt32 = 0
    }

    /// Length of an interval, ns.
    private let length: Int64
    private let origin: Int64
    private var current = Counts(number: 0)
    private var previous: Counts?
    private var currentStart: Int64
    private var lastWasLoss = false
    /// Jitter after the newest packet, the longest transit time of its interval, and where that begins.
    private var newestJitterMs = Float.nan
    private var newestTransitMs = -Float.infinity
    private var newestStart: Int64
    /// Both of earlier intervals that are still open, in order.
    private var earlier: [(number: UInt32, jitterMs: Float, transitMs: Float)] = []

    init(origin: Int64, length: Int64) {
        self.origin = origin
        self.length = length
        currentStart = origin
        newestStart = origin
    }

    /// Notes the jitter after a packet and its transit time, or the longest of a run that ends there, in order of arrival.
    @inline(__always) mutating func note(jitterMs: Double, transitMs: Double, at arrival: Int64) {
        if isBeyondNewest(arrival) { openInterval(at: arrival) }
        newestJitterMs = Float(jitterMs)
        newestTransitMs = max(newestTransitMs, Float(transitMs))
    }

    /// Whether a packet that arrives then falls beyond the newest interval: `note` has to see it.
    @inline(__always) func isBeyondNewest(_ arrival: Int64) -> Bool {
        arrival &- newestStart >= length
    }

    private mutating func openInterval(at arrival: Int64) {
        if !newestJitterMs.isNaN { earlier.append((intervalNumber(of: newestStart), newestJitterMs, newestTransitMs)) }
        newestTransitMs = -.infinity
        newestStart = origin &+ Int64(intervalNumber(of: arrival)) &* length
    }

    /// Counts the next settled number; closed intervals go to the log.
    @inline(__always) mutating func add(_ slot: SlotWindow.Slot, log: inout StreamLog, chain: inout Int32) {
        let offset = slot.arrival &- currentStart
        if offset >= length {
            move(to: intervalNumber(of: slot.arrival), log: &log, chain: &chain)
        }
        if offset < 0, var earlier = previous {
            Self.count(slot, in: &earlier, startsRun: !lastWasLoss)
            previous = earlier
        } else {
            Self.count(slot, in: &current, startsRun: !lastWasLoss)
        }
        lastWasLoss = slot.fate != .played
    }

    /// Arrivals of the current interval, as its start and its length, ns.
    @inline(__always) var currentTime: (start: Int64, length: Int64) { (currentStart, length) }

    /// Start of the interval that an arrival falls into, ns.
    @inline(__always) func start(of arrival: Int64) -> Int64 {
        let offset = arrival &- currentStart
        // No division where it is the one in which packets are counted.
        return offset >= 0 && offset < length ? currentStart : origin &+ Int64(intervalNumber(of: arrival)) &* length
    }

    /// Counts packets of the current interval that were played.
    @inline(__always) mutating func add(played count: Int) {
        current.packets += UInt32(truncatingIfNeeded: count)
        lastWasLoss = false
    }

    /// Closes what is open.
    mutating func finish(log: inout StreamLog, chain: inout Int32) {
        close(previous, log: &log, chain: &chain)
        close(current, log: &log, chain: &chain)
        previous = nil
        current = Counts(number: current.number)
    }

    @inline(__always) private static func count(_ slot: SlotWindow.Slot, in counts: inout Counts, startsRun: Bool) {
        switch slot.fate {
        case .played:
            counts.packets += 1
            return
        case .late:
            counts.packets += 1
            counts.late += 1
        case .lost:
            counts.lost += 1
        }
        // A run that goes on from the interval before is one run of each.
        if startsRun || counts.lossRuns == 0 { counts.lossRuns += 1 }
    }

    private func intervalNumber(of arrival: Int64) -> UInt32 {
        UInt32(clamping: (arrival &- origin) / length)
    }

    private mutating func move(to number: UInt32, log: inout StreamLog, chain: inout Int32) {
        close(previous, log: &log, chain: &chain)
        previous = current
        current = Counts(number: number)
        currentStart = origin &+ Int64(number) &* length
    }

    private mutating func close(_ counts: Counts?, log: inout StreamLog, chain: inout Int32) {
        guard let counts, counts.packets + counts.lost > 0 else { return }
        let times = times(of: counts.number)
        // Nothing arrived that could tell a jitter; the one of the interval before is no figure of this one.
        let jitterMs = counts.packets == 0 ? .nan : times.jitterMs
        log.append(
            .interval(
                counts.number, packets: counts.packets, lost: counts.lost, late: counts.late,
                lossRuns: counts.lossRuns, jitterMs: jitterMs, transitMs: times.transitMs),
            to: &chain)
    }

    /// Jitter at the end of an interval and its longest transit time; forgets what lies before it.
    ///
    /// The jitter is NaN where no packet of the stream had given one by then, the time where none of the interval did.
    private mutating func times(of number: UInt32) -> (jitterMs: Float, transitMs: Float) {
        let newest = intervalNumber(of: newestStart)
        if newest <= number {
            return (newestJitterMs, newest == number && newestTransitMs.isFinite ? newestTransitMs : .nan)
        }
        while earlier.count > 1, earlier[1].number <= number { earlier.removeFirst() }
        guard let oldest = earlier.first, oldest.number <= number else { return (.nan, .nan) }
        return (oldest.jitterMs, oldest.number == number ? oldest.transitMs : .nan)
    }
}
