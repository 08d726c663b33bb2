/// How the timestamps of one SSRC on one flow go on: they only speak against RTP, never for it.
///
/// Over the streams of real captures no step is wild and none is a whole multiple of 65,536, whatever the sender's
/// clock; timestamps may stand still, and go back now and then. Steps are those between successive packets of one
/// payload type whose numbers advance, for types may have clocks of their own.
struct TimestampEvidence: BitwiseCopyable, Sendable {
    /// Ticks by which media may be off at any time: 3 s of video, 32 s of a telephone.
    private static let slack = 1 << 18
    /// Steps that moved from which on it is certain that a timestamp stays where it is.
    private static let movesOfNoise = 32
    /// Ticks a second that no clock behind a vendor's header falls short of or exceeds.
    private static let clocks = 2000.0...400_000.0

    private(set) var steps = 0
    /// Steps other than 0.
    private(set) var moved = 0
    /// Steps of more ticks than any clock has in the time that went by.
    private(set) var wild = 0
    /// Steps other than 0 that leave the lower half alone: it is another field.
    private(set) var halfWords = 0
    /// Ticks over all steps of no more than `slack`: those back taken off, and taken for their size.
    private var net: Int64 = 0
    private var total: Int64 = 0
    /// ns over the same steps.
    private var elapsed: Int64 = 0

    /// Counts a step between packets of one type.
    ///
    /// - Parameter gap: Between their arrivals, ns; 0 where that is not known.
    @inline(__always) mutating func add(ticks: Int32, gap: Int64) {
        steps += 1
        let size = Int64(ticks.magnitude)
        if size > Int64(Self.slack) {
            // 244,000 ticks a second. Behind a long pause all may begin anew: it is not counted on.
            if size > Int64(Self.slack) + max(0, gap) >> 12 { wild += 1 }
            return
        }
        if ticks != 0 {
            moved += 1
            if ticks & 0xFFFF == 0 { halfWords += 1 }
        }
        // Times are what a file says, and may be anything.
        net &+= Int64(ticks)
        total &+= size
        elapsed &+= gap
    }

    /// Counts steps of one size.
    @inline(__always) mutating func add(ticks: Int32, count: Int, over time: Int64) {
        steps += count
        net &+= Int64(ticks) * Int64(count)
        total &+= Int64(ticks.magnitude) * Int64(count)
        elapsed &+= time
        guard ticks != 0 else { return }
        moved += count
        if ticks & 0xFFFF == 0 { halfWords += count }
    }

    /// What stands there is no timestamp: anything at all, one field and a part of another, or a value that goes up and
    /// down and is after many steps where it began.
    var isNone: Bool {
        wild * 2 > steps || halfWords * 2 > moved
            || moved >= Self.movesOfNoise && Double(total) * 8 > Double(net.magnitude) * Double(moved)
    }

    /// Whether the ticks are in step with the capture's clock; where no time went by, nothing is said against it.
    var hasClock: Bool {
        guard elapsed > 0, !isNone else { return !isNone && net > 0 }
        let (ticks, seconds) = (Double(net), Double(elapsed) * 1e-9)
        return ticks >= Self.clocks.lowerBound * seconds
            && ticks <= Self.clocks.upperBound * seconds + Double(Self.slack)
    }
}
