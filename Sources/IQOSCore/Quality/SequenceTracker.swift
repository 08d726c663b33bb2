/// Extends 16-bit sequence numbers, tells new packets from duplicates, and cuts segments (RFC 3550 A.1; REPORT: Segment).
///
/// A packet `dropout` or more ahead of the highest number, or more than `misorder` behind it, is held: the next packet
/// decides whether it opened a segment or was a stray.
public struct SequenceTracker: BitwiseCopyable, Sendable {
    /// MAX_DROPOUT of RFC 3550 A.1.
    public static let dropout = 3000
    /// MAX_MISORDER of RFC 3550 A.1: how far behind the highest number a packet is still told from its duplicates.
    public static let misorder = 100

    public enum Verdict: BitwiseCopyable, Sendable, Equatable {
        /// A new highest number, `by` ≥ 1 above the one before (0 for the first packet of the stream).
        case advanced(by: Int)
        /// A number that had been missing, `by` ≥ 1 below the highest.
        case reordered(by: Int)
        case duplicate
        /// Far off: whoever feeds the tracker keeps this packet for a possible `restart`, unless it repeats the one kept.
        case held(isRepeated: Bool)
        /// The held packet opened a segment and this one belongs to it: feed it again after calling `openSegment`.
        case restart
    }

    /// Highest extended number of the open segment.
    public private(set) var highest = 0
    /// Lowest extended number of the open segment.
    public private(set) var lowest = 0
    /// Distinct numbers of the open segment.
    public private(set) var unique = 0
    /// Over the whole stream.
    public private(set) var duplicates = 0
    public private(set) var stray = 0
    public private(set) var outOfOrder = 0
    /// Bit k: `highest` - k has come.
    private var seen: UInt128 = 0
    private var heldNumber: UInt16 = 0
    /// Packets held: 0, or the one far off and its duplicates.
    private var heldCount = 0

    public init() {}

    /// Numbers between lowest and highest of the open segment.
    public var expected: Int { unique == 0 ? 0 : highest - lowest + 1 }
    public var lost: Int { expected - unique }

    /// Tells what the next packet in order of arrival is.
    @inline(__always)
    public mutating func classify(_ number: UInt16) -> Verdict {
        guard unique > 0 else {
            start(at: number)
            return .advanced(by: 0)
        }
        let ahead = Int(number &- UInt16(truncatingIfNeeded: highest))
        if ahead != 0, ahead < Self.dropout {
            dropHeld()
            highest += ahead
            seen = ahead < 128 ? seen << UInt128(ahead) | 1 : 1
            unique += 1
            return .advanced(by: ahead)
        }
        let behind = (65536 - ahead) & 0xFFFF
        guard behind <= Self.misorder else { return judgeFarOff(number) }
        dropHeld()
        let bit = UInt128(1) << UInt128(behind)
        guard seen & bit == 0 else {
            duplicates += 1
            return .duplicate
        }
        seen |= bit
        lowest = min(lowest, highest - behind)
        unique += 1
        outOfOrder += 1
        return .reordered(by: behind)
    }

    /// Whether `number` is the one after the highest, and no packet is held.
    @inline(__always) func isNext(_ number: UInt16) -> Bool {
        unique > 0 && heldCount == 0 && number == UInt16(truncatingIfNeeded: highest) &+ 1
    }

    /// Whether a packet with the number came, as far as duplicates are told.
    func hasCome(_ number: UInt16) -> Bool {
        if heldCount > 0, number == heldNumber { return true }
        let behind = Int(UInt16(truncatingIfNeeded: highest) &- number)
        return unique > 0 && behind <= Self.misorder && seen >> UInt128(behind) & 1 != 0
    }

    /// Takes `count` packets, each with the next number; the first was told by `isNext`.
    ///
    /// - Parameter count: 1 ... 64.
    @inline(__always) mutating func advance(by count: Int) {
        highest += count
        unique += count
        seen = (seen &<< UInt128(count)) | ((UInt128(1) &<< UInt128(count)) &- 1)
    }

    /// Leaves the open segment, whose counts the caller has taken, for the one that the held packet opens.
    public mutating func openSegment() {
        start(at: heldNumber)
        duplicates += heldCount - 1
        heldCount = 0
    }

    /// Gives up the held packet at the end of the stream.
    public mutating func finish() {
        dropHeld()
    }

    private mutating func start(at number: UInt16) {
        highest = Int(number)
        lowest = highest
        unique = 1
        seen = 1
    }

    @inline(__always) private mutating func dropHeld() {
        guard heldCount > 0 else { return }
        stray += heldCount
        heldCount = 0
    }

    private mutating func judgeFarOff(_ number: UInt16) -> Verdict {
        guard heldCount > 0 else {
            heldNumber = number
            heldCount = 1
            return .held(isRepeated: false)
        }
        if number == heldNumber {
            heldCount += 1
            return .held(isRepeated: true)
        }
        let ahead = Int(number &- heldNumber)
        if ahead < Self.dropout || 65536 - ahead <= Self.misorder { return .restart }
        dropHeld()
        heldNumber = number
        heldCount = 1
        return .held(isRepeated: false)
    }
}
