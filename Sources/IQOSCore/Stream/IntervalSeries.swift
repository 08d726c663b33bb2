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
    /// Jitter after the newest packet, and the start of its interval.
    private var newestJitterMs = Float.nan
    private var newestStart: Int64
    /// Jitter at the end of earlier intervals that are still open, in order.
    private var jitter: [(number: UInt32, milliseconds: Float)] = []

    init(origin: Int64, length: Int64) {
        self.origin = origin
        self.length = length
        currentStart = origin
        newestStart = origin
    }

    /// Notes the jitter after a packet, in order of arrival.
    @inline(__always) mutating func note(jitterMs: Double, at arrival: Int64) {
        if isBeyondNewest(arrival) { openJitter(at: arrival) }
        newestJitterMs = Float(jitterMs)
    }

    /// Whether a packet that arrives then falls beyond the newest interval: `note` has to see it.
    @inline(__always) func isBeyondNewest(_ arrival: Int64) -> Bool {
        arrival &- newestStart >= length
    }

    private mutating func openJitter(at arrival: Int64) {
        if !newestJitterMs.isNaN { jitter.append((intervalNumber(of: newestStart), newestJitterMs)) }
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
        current = Counts(number: current.number + 1)
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
        let milliseconds = jitterAtEnd(of: counts.number)
        log.append(
            .interval(
                counts.number, packets: counts.packets, lost: counts.lost, late: counts.late,
                lossRuns: counts.lossRuns, jitterMs: milliseconds),
            to: &chain)
    }

    /// Forgets what lies before it; NaN where no packet of the stream had given a jitter by then.
    private mutating func jitterAtEnd(of number: UInt32) -> Float {
        if intervalNumber(of: newestStart) <= number { return newestJitterMs }
        while jitter.count > 1, jitter[1].number <= number { jitter.removeFirst() }
        guard let oldest = jitter.first, oldest.number <= number else { return .nan }
        return oldest.milliseconds
    }
}
