/// What the jitter buffer does with a packet; positions are the heard track's.
enum HeardPlace: Sendable {
    case at(Int)
    case late
    /// It is no sound.
    case nowhere
}

/// Puts packets into the order of their sequence numbers, waiting only where one is missing.
///
/// A number that has not come when another `SequenceTracker.misorder` above it has, never will.
struct SequenceOrder: Sendable {
    /// A packet in its turn.
    struct Item: Sendable {
        var number: Int
        var timestamp: UInt32
        var arrival: Int64
        var payloadType: UInt8
        /// Marker and payload type as they were sent.
        var markerAndType: UInt8
        var place: HeardPlace
        /// Numbers missing before this one.
        var missingBefore: Int
        var payload: [UInt8]
        /// It could not be authenticated.
        var isSealed = false
        /// Its payload was not captured whole.
        var isCut = false
        /// It tells of an event, RFC 4733.
        var isEvent = false
        /// Its blocks do not add up (RFC 2198): what its payload is cannot be told.
        var isBroken = false

        @inline(__always) var isLate: Bool {
            if case .late = place { return true }
            return false
        }
    }

    /// Those that wait, from `first` on; the ones before it are gone, and leave when there are many.
    private var waiting: [Item] = []
    private var first = 0
    /// Next number in turn.
    private var next = 0
    private var missing = 0

    /// Begins a segment whose lowest number is known.
    mutating func open(at lowest: Int) {
        next = lowest
        missing = 0
        waiting.removeAll(keepingCapacity: true)
        first = 0
    }

    /// Whether a packet's turn is now: it need not be kept. Call `took` behind it.
    @inline(__always) func isNext(_ number: Int) -> Bool { number == next }

    /// Moves on behind a packet that was in turn.
    ///
    /// - Returns: Numbers missing before it.
    @inline(__always) mutating func took() -> Int {
        defer { missing = 0 }
        next += 1
        return missing
    }

    /// Keeps a packet until its turn; one whose turn is over is forgotten.
    mutating func keep(_ item: Item) {
        guard item.number > next else { return }
        let before = waiting[first...].lastIndex { $0.number < item.number }
        waiting.insert(item, at: before.map { $0 + 1 } ?? first)
    }

    /// The next packet in turn; `nil` while one is missing that may still come.
    ///
    /// - Parameter highest: Highest number so far; `nil` at the end of the segment.
    mutating func takeNext(highest: Int?) -> Item? {
        guard first < waiting.count else { return nil }
        let number = waiting[first].number
        if number != next {
            let settled = highest.map { $0 - SequenceTracker.misorder } ?? number
            let reach = min(number, settled)
            if reach > next {
                missing += reach - next
                next = reach
            }
            guard number == next else { return nil }
        }
        var item = waiting[first]
        waiting[first].payload = []
        first += 1
        if 2 * first >= waiting.count {
            waiting.removeFirst(first)
            first = 0
        }
        item.missingBefore = took()
        return item
    }
}
