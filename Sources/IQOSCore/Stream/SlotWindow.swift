/// The last packets of a stream in order of sequence numbers, until no late arrival can change them any more.
///
/// A number is settled once the highest is more than `SequenceTracker.misorder` above it.
struct SlotWindow: BitwiseCopyable, Sendable {
    /// What became of one sequence number.
    struct Slot: BitwiseCopyable, Equatable {
        enum Fate: UInt8, BitwiseCopyable { case lost, played, late }
        var fate: Fate
        /// ns; of a lost packet, interpolated between its neighbours in number.
        var arrival: Int64
    }

    private static let mask = 127
    /// Arrival relative to `origin` above the fate in the lower two bits; 0 is a number that has not come.
    private var cells = InlineArray<128, Int64>(repeating: 0)
    private let origin: Int64
    /// Next extended number to settle.
    private var next = 0
    private var lastArrival: Int64 = 0
    /// Missing numbers before `waiting`, and how many of them were handed out.
    private var missing = 0
    private var handedOut = 0
    private var waiting: Slot?

    /// - Parameter origin: Arrival of the stream's first packet, ns.
    init(origin: Int64) {
        self.origin = origin
    }

    /// Begins a segment at its first packet; the one before has been settled to its end.
    mutating func open(at number: Int) {
        next = number - SequenceTracker.misorder
    }

    /// Puts a unique packet in its place, once everything `misorder` and more below the highest number is settled.
    @inline(__always) mutating func place(_ number: Int, arrival: Int64, isLate: Bool) {
        cells[number & Self.mask] = (arrival &- origin) << 2 | (isLate ? 2 : 1)
    }

    /// Whether a duplicate came within `StreamAnalyzer.mirrorTime` of its first, which is still in the window.
    @inline(__always) func isQuick(_ number: UInt16, arrival: Int64, highest: Int) -> Bool {
        let behind = Int(UInt16(truncatingIfNeeded: highest) &- number)
        let cell = cells[(highest - behind) & Self.mask]
        guard cell & 3 != 0 else { return false }
        return (arrival &- origin &- cell >> 2).magnitude < StreamAnalyzer.mirrorTime.magnitude
    }

    /// Settles the next numbers up to and with `limit`, as long as they were played and came in that time.
    ///
    /// - Returns: How many; 0 also while missing numbers are handed out.
    @inline(__always)
    mutating func settlePlayed(upTo limit: Int, arrived time: (start: Int64, length: Int64)) -> Int {
        guard missing == 0, waiting == nil, next <= limit else { return 0 }
        let first = next
        let start = time.start &- origin
        var arrival: Int64 = 0
        while next <= limit {
            let cell = cells[next & Self.mask]
            // One unsigned comparison covers arrivals before the start too.
            let offset = UInt64(bitPattern: cell >> 2 &- start)
            guard cell & 3 == 1, offset < UInt64(bitPattern: time.length) else { break }
            cells[next & Self.mask] = 0
            arrival = cell >> 2
            next += 1
        }
        if next > first { lastArrival = origin &+ arrival }
        return next - first
    }

    /// Settles the next number up to and with `limit`; `nil` where none is left.
    ///
    /// - Parameter lowest: Lowest number of the segment: nothing below it was expected.
    @inline(__always) mutating func settleNext(upTo limit: Int, lowest: Int) -> Slot? {
        if waiting != nil { return handOut() }
        while next <= limit {
            let index = next & Self.mask
            let cell = cells[index]
            cells[index] = 0
            next += 1
            if cell & 3 == 0 {
                missing += next > lowest ? 1 : 0
                continue
            }
            let slot = Slot(fate: cell & 3 == 2 ? .late : .played, arrival: origin &+ cell >> 2)
            if missing == 0 {
                lastArrival = slot.arrival
                return slot
            }
            waiting = slot
            return handOut()
        }
        return nil
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
