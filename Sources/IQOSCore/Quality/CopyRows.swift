/// Rows of strays that may be copies of packets of the open segment, each going on from the one before.
///
/// Two captures of one stream whose clocks differ put each packet between others a second time, far behind.
struct CopyRows: BitwiseCopyable, Sendable {
    /// Rows between the packets of the open segment, from which on no other opens one: where a sender gives way to another,
    /// some packets of the old segment may well come within the new one.
    private static let believed: UInt8 = 10

    private var rows: UInt8 = 0
    private var packets: UInt16 = 0
    /// The last one of them.
    private var last: UInt16 = 0
    /// Extent of the segment before, whose last copies are still to come, and the last one of these; else empty.
    private var former = SegmentExtent()
    private var formerLast: UInt16 = 0

    /// Copies come far behind the packets of the open segment.
    var areKnown: Bool { rows >= Self.believed }

    /// Notes strays that are no copies.
    mutating func forget() { rows = 0 }

    /// Adds a row that may be copies.
    ///
    /// - Parameters:
    ///   - count: Its packets, ≥ 1.
    ///   - first, last: Their numbers.
    /// - Returns: Packets that are known to be copies now and were not before.
    mutating func add(_ count: Int, from first: UInt16, to last: UInt16) -> Int {
        let goesOn = rows > 0 && Self.isNear(first, self.last)
        rows = goesOn ? min(rows, Self.believed) + 1 : 1
        packets = (goesOn ? packets : 0) &+ UInt16(truncatingIfNeeded: count)
        self.last = last
        guard areKnown else { return 0 }
        return rows == Self.believed ? Int(packets) : count
    }

    /// Takes a packet if it is the next of the copies that are known to come, of the open segment or the one before.
    ///
    /// - Parameter mayBeCopy: Number and timestamp lie within those of the open segment.
    /// - Returns: Whether it is.
    mutating func take(_ number: UInt16, _ timestamp: UInt32, mayBeCopy: Bool) -> Bool {
        if areKnown, mayBeCopy, Self.isNear(number, last) {
            last = number
            return true
        }
        guard former.contains(number, timestamp), Self.isNear(number, formerLast) else { return false }
        formerLast = number
        return true
    }

    /// Goes on in another segment.
    ///
    /// - Parameters:
    ///   - number: Its first.
    ///   - extent: Of the one that ends.
    mutating func openSegment(at number: UInt16, after extent: SegmentExtent) {
        (former, formerLast) = areKnown ? (extent, last) : (SegmentExtent(), 0)
        // A second capture has the new segment, too.
        rows = former.count > 0 ? Self.believed - 1 : 0
        (last, packets) = (number, 0)
    }

    /// Whether a number is about the next one behind a copy's.
    private static func isNear(_ number: UInt16, _ copy: UInt16) -> Bool {
        abs(Int(Int16(bitPattern: number &- copy))) <= SequenceTracker.misorder
    }
}
