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
    /// Wild steps from which on it counts that what moves is wild.
    private static let wildOfNoise = 4
    /// Ticks a second, and ticks a move, below which nothing is media: a second has four packets of it at least, and
    /// each of them 5 ms of sound.
    private static let slowestTicks = (aSecond: 250.0, aMove: 40.0)
    /// Time between two packets that is a pause, ns, if it is as many times the usual one.
    private static let pause: (time: Int64, times: Int64) = (500_000_000, 8)
    /// Moves of which one at most goes back where a clock was set anew now and then.
    private static let movesAReset = 64
    /// Time in which ticks of a slow clock tell anything, ns.
    private static let slowTime: Int64 = 500_000_000
    /// Ticks a second that no clock behind a vendor's header falls short of or exceeds.
    private static let clocks = 2000.0...400_000.0

    private(set) var steps = 0
    /// Steps other than 0.
    private(set) var moved = 0
    /// Steps of more ticks than any clock has in the time that went by.
    private(set) var wild = 0
    /// Ticks over these: those back taken off, and taken for their size.
    private var wildNet: Int64 = 0
    private var wildTotal: Int64 = 0
    /// Steps other than 0 that leave the lower half alone: it is another field.
    private(set) var halfWords = 0
    /// Steps back.
    private var back = 0
    /// Steps of as many ticks as numbers.
    private var counted = 0
    /// Ticks over all steps of no more than `slack`: those back taken off, and taken for their size.
    private var net: Int64 = 0
    private var total: Int64 = 0
    /// ns over the same steps.
    private var elapsed: Int64 = 0

    /// Mean of all steps but the wild ones; `nil` before there are a few.
    var ticksAStep: Double? { steps - wild < 4 ? nil : Double(net) / Double(steps - wild) }

    /// Counts a step between packets of one type.
    ///
    /// - Parameters:
    ///   - gap: Between their arrivals, ns; 0 where that is not known.
    ///   - numbers: By which the sequence number went on.
    @inline(__always) mutating func add(ticks: Int32, gap: Int64, numbers: Int16 = 1) {
        steps += 1
        let size = Int64(ticks.magnitude)
        // Who sends in pieces may begin each of them anew.
        if ticks < 0, size <= Int64(Self.slack), gap >= Self.pause.time,
            gap > elapsed / Int64(steps) &* Self.pause.times
        {
            return
        }
        if size > Int64(Self.slack) {
            // 244,000 ticks a second. Behind a long pause all may begin anew: it is not counted on.
            guard size > Int64(Self.slack) + max(0, gap) >> 12 else { return }
            wild += 1
            wildNet &+= Int64(ticks)
            wildTotal &+= size
            return
        }
        if ticks != 0 {
            moved += 1
            if ticks & 0xFFFF == 0 { halfWords += 1 }
            if ticks < 0 { back += 1 }
            if ticks == numbers { counted += 1 }
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
        if ticks < 0 { back += count }
        if ticks == 1 { counted += count }
    }

    /// What stands there is no timestamp: anything at all, one field and a part of another, or a value that goes up and
    /// down and is after many steps where it began. One that only began anew there is.
    var isNone: Bool {
        wild * 2 > steps || halfWords * 2 > moved
            || moved >= Self.movesOfNoise && !isSetAnew
                && Double(total) * 8 > Double(net.magnitude) * Double(moved)
    }

    /// Goes back so seldom that it begins anew there.
    private var isSetAnew: Bool { back > 0 && back * Self.movesAReset <= moved }

    /// Mean time of a step, ns; `nil` where none is known.
    var timeAStep: Double? { steps > 0 && elapsed > 0 ? Double(elapsed) / Double(steps) : nil }

    /// Most moves are wild, and not all one way: the clock of a picture may be faster than any that is known here.
    private var isJumping: Bool {
        wild >= Self.wildOfNoise && wild > moved && wildNet.magnitude &* 2 < wildTotal.magnitude
    }

    /// Goes back in a third of its moves and more, and gets nowhere for all its way: what is sent again goes back as
    /// often, but on by a clock on the whole.
    private var isWandering: Bool {
        moved >= Self.movesOfNoise && back * 3 > moved && Double(total) > Double(net.magnitude) * 10 && elapsed > 0
            && Double(net.magnitude) < Self.clocks.lowerBound * Double(elapsed) * 1e-9
    }

    /// What stands there is hardly a clock, though a sender may get it so wrong: it counts packets, for three moves of four
    /// go as far as the numbers; it acknowledges or tells seconds, and is slower than any media; or it moves seldom and
    /// then anywhere, or wanders. Faster than media is media, too, where a capture was played fast.
    var isAnotherField: Bool {
        if isJumping || isWandering { return true }
        guard moved >= 2 else { return false }
        if counted * 4 > moved * 3 { return true }
        guard elapsed >= Self.slowTime else { return false }
        let ticks = Double(isSetAnew ? total.magnitude : net.magnitude)
        return net != 0 && ticks < Self.slowestTicks.aSecond * Double(elapsed) * 1e-9
            && ticks < Self.slowestTicks.aMove * Double(moved)
    }

    /// Whether the ticks are in step with the capture's clock; where no time went by, nothing is said against it.
    var hasClock: Bool {
        guard elapsed > 0, !isNone else { return !isNone && net > 0 }
        let (ticks, seconds) = (Double(net), Double(elapsed) * 1e-9)
        return ticks >= Self.clocks.lowerBound * seconds
            && ticks <= Self.clocks.upperBound * seconds + Double(Self.slack)
    }
}
