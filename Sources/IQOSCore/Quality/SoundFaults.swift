/// Faults of the sound itself: clicks, and packets that repeat the one before, which sounds like a robot.
public struct SoundFaults: Sendable {
    /// A click jumps by more than this many times what is around it.
    private static let jumpRatio = 12.0
    /// Smaller jumps are not heard: 3 % of full scale.
    private static let leastJump: Int32 = 1000
    /// Blocks of two milliseconds on each side that a jump is held against, behind one that is left out: the click's own.
    private static let side = 8
    private static let window = 2 * side + 3
    /// Blocks that are kept; a power of two, so that places are found without a division.
    private static let kept = 32
    /// Power of −50 dBov a sample, about the mean: below it nothing is heard to repeat.
    private static let loudPower = 1e-5 * 32768 * 32768
    /// Longer runs of equal packets are a tone whose period is a part of theirs.
    private static let longestRun = 10

    /// Isolated jumps.
    public private(set) var clicks = 0

    private let blockLength: Int
    /// The last sample; `nil` where what comes is not the next one.
    private(set) var last: Int16?
    private var squares: Int64 = 0
    private var jump: Int32 = 0
    private var count = 0
    /// Sum of squares over all blocks, and what it was before each of the last ones, in a ring: it may run over, the sum
    /// over some blocks, which is the difference of two, does not.
    private var total: Int64 = 0
    private var totals = InlineArray<32, Int64>(repeating: 0)
    /// The largest jump of each of the last blocks.
    private var jumps = InlineArray<32, Int32>(repeating: 0)
    /// Blocks that have ended, those that had before the last time without sound, and the one with the last click: what
    /// jumps up and down again is one.
    private var blocks = 0
    private var blocksBeforeGap = 0
    private var clickBlock = -2
    private var previous: [Int16] = []
    private var run = 0
    private var repeatedBefore = 0

    public init(sampleRateHz: Int) {
        blockLength = max(4, sampleRateHz / 500)
    }

    /// Samples that make the open block whole.
    @inline(__always) var room: Int { blockLength - count }

    /// Adds samples that belong to one block, what they come to.
    ///
    /// - Parameters:
    ///   - samples: How many, at most `room`.
    ///   - last: The last of them.
    @inline(__always) mutating func add(_ part: SampleBlock, samples: Int, last: Int16) {
        self.last = last
        squares &+= part.squares
        jump = max(jump, part.step)
        count += samples
        if count >= blockLength { endBlock() }
    }

    /// Adds whole blocks, where none is open.
    ///
    /// - Parameter last: The last of all samples.
    mutating func add(_ whole: Span<SampleBlock>, last: Int16) {
        self.last = last
        for place in whole.indices { endBlock(squares: whole[place].squares, jump: whole[place].step) }
    }

    /// Time without sound: what is on its two sides is not held against each other.
    public mutating func skip() {
        endRun()
        previous.removeAll(keepingCapacity: true)
        last = nil
        (squares, jump, count) = (0, 0, 0)
        blocksBeforeGap = blocks
    }

    /// Packets that are the one before once more, in runs short enough to be heard as that.
    public var repeatedPackets: Int { repeatedBefore + openRun }

    private var openRun: Int { (1...Self.longestRun).contains(run) ? run : 0 }

    private mutating func endBlock() {
        endBlock(squares: squares, jump: jump)
        (squares, jump, count) = (0, 0, 0)
    }

    @inline(__always) private mutating func endBlock(squares: Int64, jump: Int32) {
        jumps[Self.place(blocks)] = jump
        total &+= squares
        blocks &+= 1
        totals[Self.place(blocks)] = total
        guard blocks &- blocksBeforeGap >= Self.window else { return }
        let middle = blocks &- Self.side &- 2
        if jumps.span[Self.place(middle)] >= Self.leastJump, blocks &- clickBlock > 1 { judge(middle) }
    }

    /// Holds the jump in the middle of the window against what is around it.
    private mutating func judge(_ middle: Int) {
        // Elements asked for by themselves would come with a copy of all.
        let (totals, jumps) = (totals.span, jumps.span)
        let limit = Double(jumps[Self.place(middle)]) / Self.jumpRatio
        let most = limit * limit * Double(Self.side * blockLength)
        guard Double(Self.squares(totals, from: middle &- 1 &- Self.side)) < most,
            Double(Self.squares(totals, from: middle &+ 2)) < most
        else { return }
        clicks += 1
        clickBlock = blocks
    }

    /// Of the blocks of a side, from one on.
    @inline(__always) private static func squares(_ totals: Span<Int64>, from block: Int) -> Int64 {
        totals[place(block &+ side)] &- totals[place(block)]
    }

    @inline(__always) private static func place(_ block: Int) -> Int { block & (kept - 1) }

    /// Compares the sound of a packet, all of which was added, with that of the one before.
    ///
    /// - Parameter squares: Of its samples.
    mutating func compare(_ samples: Span<Int16>, squares: Int64) {
        let isLoud = !samples.isEmpty && Double(squares) / Double(samples.count) >= Self.loudPower
        var isEqual = isLoud && samples.count == previous.count
        var index = 0
        while isEqual, index < samples.count {
            isEqual = samples[index] == previous[index]
            index += 1
        }
        if isEqual, Self.isLoud(samples, squares: squares) {
            run += 1
            return
        }
        endRun()
        if previous.count != samples.count { previous = [Int16](repeating: 0, count: samples.count) }
        previous.replace(at: 0, by: samples)
    }

    /// Whether samples are loud about their mean: a constant offset is not heard.
    private static func isLoud(_ samples: Span<Int16>, squares: Int64) -> Bool {
        var sum: Int64 = 0
        for index in samples.indices { sum += Int64(samples[index]) }
        let count = Double(samples.count)
        return Double(squares) - Double(sum) * Double(sum) / count >= loudPower * count
    }

    private mutating func endRun() {
        repeatedBefore += openRun
        run = 0
    }
}
