/// Extends 16-bit sequence numbers, tells new packets from duplicates, and cuts segments (RFC 3550 A.1; REPORT: Segment).
///
/// A packet `dropout` or more ahead of the highest number, or more than `misorder` behind it, is held: the next packet
/// decides whether it opened a segment or was a stray. Two captures of one stream whose clocks differ put each packet
/// between others a second time, far behind: what may be such a copy waits for some more to follow it, and once copies are
/// known to come between the packets of a segment, none of them opens one.
///
/// Numbers that begin anew within `misorder` of the highest one, as those of someone who talks in short presses do, show
/// by the pause before them (`beginsAnew`): the first of them is held as one far off is.
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
        /// Far off: whoever feeds the tracker keeps this packet for a possible `restart`, unless it repeats the only one kept;
        /// those kept before it are strays unless it is `next` to them.
        case held(isRepeated: Bool, isNext: Bool)
        /// A copy, far behind as others before it.
        case stray
        /// The first packet held opened a segment to which the others and this one belong: feed them again after calling
        /// `openSegment`.
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
    /// Those of them that are copies of packets between which they came.
    public private(set) var copiesBehind = 0
    public private(set) var outOfOrder = 0
    /// Bit k: `highest` - k has come.
    private var seen: UInt128 = 0
    /// Of the first and the last packet held.
    private var heldNumber: UInt16 = 0
    private var heldLast: UInt16 = 0
    /// Packets held: 0, or the one far off with its duplicates, or some that follow one another.
    private var heldCount = 0
    private var heldRow: UInt8 = 0
    /// The packet held is not far off: it comes again if it opens nothing.
    private var isHeldNear = false
    /// Timestamps of the packet that opened the segment, of the highest number and of the first packet held.
    private var opening: UInt32 = 0
    private var latest: UInt32 = 0
    private var heldTimestamp: UInt32 = 0
    /// Arrival of the last packet that was a new highest number or a duplicate, ns.
    private var latestArrival = FrameRef.noArrival
    private var copies = CopyRows()
    /// A row began behind a pause where its segment had begun, with the same timestamps.
    private var hasRepeated = false

    public init() {}

    /// Numbers between lowest and highest of the open segment.
    public var expected: Int { unique == 0 ? 0 : highest - lowest + 1 }
    public var lost: Int { expected - unique }

    /// Packets that may be copies and come in a row at most before they open a segment.
    static let rowLimit: UInt8 = 8
    /// Time without packets before numbers may begin anew near the highest one, ns: more than a copy takes on its way, or a
    /// packet that is sent again.
    private static let pause: Int64 = 500_000_000
    /// Numbers that may be missing where they begin anew.
    private static let missingAtStart = 8
    /// Ticks that the first packets of a segment are apart at most: 0.7 s of 48 kHz, 0.36 s of video.
    private static let ticksAtStart: Int32 = 1 << 15

    /// Tells what the next packet in order of arrival is.
    ///
    /// - Parameter arrival: ns, or `FrameRef.noArrival`.
    @inline(__always)
    public mutating func classify(
        _ number: UInt16, timestamp: UInt32, arrival: Int64 = FrameRef.noArrival
    ) -> Verdict {
        guard unique > 0 else {
            start(at: number, timestamp)
            latestArrival = arrival
            return .advanced(by: 0)
        }
        let ahead = Int(number &- UInt16(truncatingIfNeeded: highest))
        if ahead != 0, ahead < Self.dropout {
            latestArrival = arrival
            dropHeld()
            highest += ahead
            latest = timestamp
            seen = ahead < 128 ? seen << UInt128(ahead) | 1 : 1
            unique += 1
            return .advanced(by: ahead)
        }
        let behind = (65536 - ahead) & 0xFFFF
        guard behind <= Self.misorder else { return judgeFarOff(number, timestamp) }
        if let verdict = judgeNear(number, timestamp, arrival, behind: behind) { return verdict }
        let bit = UInt128(1) << UInt128(behind)
        guard seen & bit == 0 else {
            latestArrival = arrival
            if !hasCopiesBehind { dropHeld() }
            duplicates += 1
            return .duplicate
        }
        dropHeld()
        seen |= bit
        lowest = min(lowest, highest - behind)
        unique += 1
        outOfOrder += 1
        return .reordered(by: behind)
    }

    /// Whether copies come far behind the packets of the open segment.
    var hasCopiesBehind: Bool { copies.areKnown }

    /// Whether a timestamp is none of a number near the highest one, and not above it: more than 4 s of a telephone or 0.4 s
    /// of video later, or 131 and 11 s earlier.
    func isElsewhere(_ timestamp: UInt32) -> Bool {
        !(-1 << 20...1 << 15).contains(Int32(bitPattern: timestamp &- latest))
    }

    /// Whether `number` is the one after the highest, and no packet is held.
    @inline(__always) func isNext(_ number: UInt16) -> Bool {
        unique > 0 && heldCount == 0 && number == UInt16(truncatingIfNeeded: highest) &+ 1
    }

    /// Whether a packet with the number came, as far as duplicates are told.
    func hasCome(_ number: UInt16) -> Bool {
        if heldCount > 0, number == heldLast { return true }
        let behind = Int(UInt16(truncatingIfNeeded: highest) &- number)
        return unique > 0 && behind <= Self.misorder && seen >> UInt128(behind) & 1 != 0
    }

    /// Takes `count` packets, each with the next number; the first was told by `isNext`.
    ///
    /// - Parameters:
    ///   - count: 1 ... 64.
    ///   - timestamp, arrival: Of the last of them.
    @inline(__always) mutating func advance(by count: Int, to timestamp: UInt32, at arrival: Int64) {
        highest += count
        latest = timestamp
        latestArrival = arrival
        unique += count
        seen = (seen &<< UInt128(count)) | ((UInt128(1) &<< UInt128(count)) &- 1)
    }

    /// Leaves the open segment, whose counts the caller has taken, for the one that the held packet opens.
    public mutating func openSegment() {
        copies.openSegment(at: heldNumber, after: extent)
        start(at: heldNumber, heldTimestamp)
        if heldRow == 1 { duplicates += heldCount - 1 }
        heldCount = 0
        isHeldNear = false
    }

    private var extent: SegmentExtent {
        SegmentExtent(
            count: UInt32(clamping: highest - lowest + 1), opening: opening, latest: latest,
            highest: UInt16(truncatingIfNeeded: highest))
    }

    /// Whether the packets held open a segment where nothing more comes.
    var opensSegmentAtEnd: Bool { heldCount > 0 && heldRow > 1 }

    /// Holds a packet that opens a segment, however near its number is; whoever feeds the tracker keeps it, too, and
    /// goes on as for a `restart`.
    mutating func hold(opener number: UInt16, timestamp: UInt32) {
        dropHeld()
        (heldNumber, heldLast, heldTimestamp, heldCount, heldRow) = (number, number, timestamp, 1, 1)
    }

    /// Gives up what is held at the end of the stream.
    public mutating func finish() {
        dropHeld()
    }

    private mutating func start(at number: UInt16, _ timestamp: UInt32) {
        highest = Int(number)
        lowest = highest
        unique = 1
        seen = 1
        opening = timestamp
        latest = timestamp
    }

    @inline(__always) private mutating func dropHeld() {
        if heldCount > 0 { putHeldAside() }
    }

    @inline(never) private mutating func putHeldAside() {
        let count = heldCount
        heldCount = 0
        if isHeldNear {
            isHeldNear = false
            if hasCome(heldNumber) { duplicates += count } else { stray += count }
            return
        }
        stray += count
        guard extent.contains(heldNumber, heldTimestamp) else { return copies.forget() }
        copiesBehind += copies.add(count, from: heldNumber, to: heldLast)
    }

    /// What a packet is that is not far behind; `nil` for one that is only out of order or a duplicate.
    @inline(never) private mutating func judgeNear(
        _ number: UInt16, _ timestamp: UInt32, _ arrival: Int64, behind: Int
    ) -> Verdict? {
        if isHeldNear {
            if number == heldNumber {
                heldCount += 1
                return .held(isRepeated: true, isNext: true)
            }
            let isLater = Int32(bitPattern: timestamp &- heldTimestamp) >= 0
            if isLater, number &- heldNumber <= UInt16(Self.misorder) { return .restart }
        }
        guard behind > 0, !hasCopiesBehind, beginsAnew(timestamp, arrival, behind: behind) else { return nil }
        dropHeld()
        (heldNumber, heldLast, heldTimestamp, heldCount, heldRow) = (number, number, timestamp, 1, 1)
        isHeldNear = true
        return .held(isRepeated: false, isNext: false)
    }

    /// Whether a packet not far behind may be the first of a new count: there was a pause, and its timestamp is later than
    /// what came before, or it stands where the open segment began with another timestamp than its number had there.
    /// Neither a copy nor a late packet has either.
    ///
    /// With the very same timestamps the first row of them is taken for a copy, as of a second capture whose clock is behind;
    /// a sender that goes on so repeats itself.
    private mutating func beginsAnew(_ timestamp: UInt32, _ arrival: Int64, behind: Int) -> Bool {
        guard arrival != FrameRef.noArrival, latestArrival != FrameRef.noArrival,
            arrival &- latestArrival >= Self.pause
        else { return false }
        if Int32(bitPattern: timestamp &- latest) > 0 { return true }
        guard highest - behind <= lowest + Self.missingAtStart else { return false }
        let ticks = Int32(bitPattern: timestamp &- opening)
        guard (-Self.ticksAtStart...Self.ticksAtStart).contains(ticks) else { return true }
        defer { hasRepeated = true }
        return hasRepeated
    }

    @inline(never) private mutating func judgeFarOff(_ number: UInt16, _ timestamp: UInt32) -> Verdict {
        let mayBeCopy = extent.contains(number, timestamp)
        // Also between packets that begin a segment.
        if copies.take(number, timestamp, mayBeCopy: mayBeCopy) {
            stray += 1
            copiesBehind += 1
            return .stray
        }
        if heldCount > 0 {
            if number == heldLast, heldRow == 1 {
                heldCount += 1
                return .held(isRepeated: true, isNext: true)
            }
            let ahead = Int(number &- heldLast)
            if ahead < Self.dropout || 65536 - ahead <= Self.misorder {
                guard mayBeCopy, heldRow < Self.rowLimit, heldCount == Int(heldRow),
                    extent.contains(heldNumber, heldTimestamp)
                else { return .restart }
                heldRow += 1
                heldCount += 1
                heldLast = number
                return .held(isRepeated: false, isNext: true)
            }
            dropHeld()
        }
        (heldNumber, heldLast, heldTimestamp, heldCount, heldRow) = (number, number, timestamp, 1, 1)
        return .held(isRepeated: false, isNext: false)
    }
}
