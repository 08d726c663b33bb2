/// The last packets of a stream in order of sequence numbers, until no late arrival can change them any more.
///
/// A number that has come is settled once all below it are; a missing one once the highest is more than
/// `SequenceTracker.misorder` above it. Numbers that come in order make runs; only what comes between them is put in a
/// cell, and most streams have no cells.
struct SlotWindow: Sendable {
    /// What became of one sequence number.
    struct Slot: BitwiseCopyable, Equatable {
        enum Fate: UInt8, BitwiseCopyable { case lost, played, late }
        var fate: Fate
        /// ns; of a lost packet, interpolated between its neighbours in number.
        var arrival: Int64
    }

    private static let cellCount = 128
    private static let mask = cellCount - 1
    private let origin: Int64
    /// Next extended number to settle, behind that of a packet that was handed out.
    private(set) var next = 0
    /// First number of the segment that came: those below it are no part of the segment unless they come.
    private var opened = 0
    private var lastArrival: Int64 = 0
    /// Missing numbers before `waiting`, and how many of them were handed out.
    private var missing = 0
    private var handedOut = 0
    private var waiting: Slot?
    /// None until the first is needed. Arrival relative to `origin` above the fate in the lower two bits; 0 is a number
    /// that has not come.
    private var cells: [Int64] = []
    /// Numbers that stand in no cell.
    private var runs = WaitingRuns()

    /// - Parameter origin: Arrival of the stream's first packet, ns.
    init(origin: Int64) {
        self.origin = origin
    }

    /// Begins a segment at its first packet; the one before has been settled to its end.
    mutating func open(at number: Int) {
        next = number - SequenceTracker.misorder
        opened = number
    }

    /// Everything below `number` is settled, and nothing at or above it has come.
    @inline(__always) func isEmpty(below number: Int) -> Bool {
        next == number && number > opened && missing == 0 && waiting == nil
    }

    /// Settles numbers that came in order and were played without putting them in place: `isEmpty` held before them.
    @inline(__always) mutating func settle(played count: Int, lastArrival: Int64) {
        next += count
        self.lastArrival = lastArrival
    }

    /// Whether a number that has come may be settled.
    @inline(__always) private func isSettleable(upTo limit: Int) -> Bool {
        next <= limit || next >= opened
    }

    /// Puts a unique packet in its place, once everything `misorder` and more below the highest number is settled.
    @inline(__always) mutating func place(_ number: Int, arrival: Int64, isLate: Bool) {
        if cells.isEmpty { cells = [Int64](repeating: 0, count: Self.cellCount) }
        cells[number & Self.mask] = (arrival &- origin) << 2 | (isLate ? 2 : 1)
    }

    @inline(__always) private func cell(_ number: Int) -> Int64 {
        cells.isEmpty ? 0 : cells[number & Self.mask]
    }

    /// Keeps a run whose numbers are above all that came in the segment, and all of which is played, as a whole.
    ///
    /// - Returns: `false` where each of its packets has to be put in its place.
    @inline(__always) mutating func hold(_ run: WaitingRuns.Run) -> Bool {
        run.first >= opened && runs.append(run)
    }

    /// Settles the next numbers, as long as they were played and came in that time.
    ///
    /// - Returns: How many; 0 also while missing numbers are handed out.
    @inline(__always)
    mutating func settlePlayed(upTo limit: Int, arrived time: (start: Int64, length: Int64)) -> Int {
        guard missing == 0, waiting == nil else { return 0 }
        let first = next
        let start = time.start &- origin
        let length = UInt64(bitPattern: time.length)
        var (number, arrival) = (first, Int64(0))
        while number >= opened || number <= limit {
            if let run = runs.takeRun(at: number, intervalStart: time.start) {
                arrival = run.lastArrival &- origin
                number &+= run.count
                continue
            }
            let cell = cell(number)
            // One unsigned comparison covers arrivals before the start too.
            guard cell & 3 == 1, UInt64(bitPattern: cell >> 2 &- start) < length else { break }
            cells[number & Self.mask] = 0
            arrival = cell >> 2
            number &+= 1
        }
        next = number
        if number > first { lastArrival = origin &+ arrival }
        return number - first
    }

    /// Settles the next number; `nil` where none is left.
    ///
    /// - Parameters:
    ///   - limit: Missing numbers up to and with it will not come any more.
    ///   - lowest: Lowest number of the segment: nothing below it was expected.
    @inline(__always) mutating func settleNext(upTo limit: Int, lowest: Int) -> Slot? {
        if waiting != nil { return handOut() }
        // Nothing below the lowest has come, nor was it expected.
        if next < lowest, next <= limit { next = min(lowest, limit + 1) }
        while isSettleable(upTo: limit) {
            guard let slot = takeNext() else {
                guard next <= limit else { return nil }
                next += 1
                missing += next > lowest ? 1 : 0
                continue
            }
            next += 1
            if missing == 0 {
                lastArrival = slot.arrival
                return slot
            }
            waiting = slot
            return handOut()
        }
        return nil
    }

    /// The next number, if it has come.
    @inline(__always) private mutating func takeNext() -> Slot? {
        if let arrival = runs.takePacket(at: next) { return Slot(fate: .played, arrival: arrival) }
        let cell = cell(next)
        guard cell & 3 != 0 else { return nil }
        cells[next & Self.mask] = 0
        return Slot(fate: cell & 3 == 2 ? .late : .played, arrival: origin &+ cell >> 2)
    }

    /// The missing numbers, spread evenly between the packets around them, then the packet behind them.
    private mutating func handOut() -> Slot? {
        guard let waiting else { return nil }
        guard handedOut < missing else {
            missing = 0
            handedOut = 0
            lastArrival = waiting.arrival
            self.waiting = nil
            return waiting
        }
        handedOut += 1
        let step = (waiting.arrival &- lastArrival) / Int64(missing + 1)
        return Slot(fate: .lost, arrival: lastArrival &+ step &* Int64(handedOut))
    }
}
