/// Faults of the sound itself: clicks, and packets that repeat the one before, which sounds like a robot.
public struct SoundFaults: Sendable {
    /// A click jumps by more than this many times what is around it.
    private static let jumpRatio = 12.0
    /// Smaller jumps are not heard: 3 % of full scale.
    private static let leastJump: Int32 = 1000
    /// Blocks of two milliseconds on each side that a jump is held against, behind one that is left out: the click's own.
    private static let side = 8
    private static let window = 2 * side + 3
    /// Power of −50 dBov a sample: below it nothing is heard to repeat.
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
    /// Sums of squares of the last blocks, in a ring whose next place is `place`; as many as `blocks` are there. All stand
    /// there twice, the second time a window further, so that blocks in a row always lie in a row.
    private var powers = InlineArray<38, Int64>(repeating: 0)
    private var jumps = InlineArray<38, Int32>(repeating: 0)
    private var place = 0
    private var blocks = 0
    /// Blocks since the last click: what jumps up and down again is one.
    private var sinceClick = Int.max
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

    /// Time without sound: what is on its two sides is not held against each other.
    public mutating func skip() {
        endRun()
        previous.removeAll(keepingCapacity: true)
        last = nil
        (squares, jump, count) = (0, 0, 0)
        (place, blocks) = (0, 0)
    }

    /// Packets that are the one before once more, in runs short enough to be heard as that.
    public var repeatedPackets: Int { repeatedBefore + openRun }

    private var openRun: Int { (1...Self.longestRun).contains(run) ? run : 0 }

    private mutating func endBlock() {
        (powers[place], powers[place + Self.window]) = (squares, squares)
        (jumps[place], jumps[place + Self.window]) = (jump, jump)
        place = place + 1 == Self.window ? 0 : place + 1
        blocks = min(Self.window, blocks + 1)
        (squares, jump, count) = (0, 0, 0)
        if sinceClick < Int.max { sinceClick += 1 }
        guard blocks == Self.window, jumps[place + Self.side + 1] >= Self.leastJump, sinceClick > 1
        else { return }
        judge()
    }

    /// Holds the jump in the middle of the window against what is around it.
    private mutating func judge() {
        let limit = Double(jumps[place + Self.side + 1]) / Self.jumpRatio
        let most = limit * limit * Double(Self.side * blockLength)
        guard Double(squares(from: place)) < most, Double(squares(from: place + Self.window - Self.side)) < most else {
            return
        }
        clicks += 1
        sinceClick = 0
    }

    /// Of the blocks of a side, from a place in the ring on.
    @inline(__always) private func squares(from place: Int) -> Int64 {
        // An element asked for by itself would come with a copy of all.
        let powers = powers.span.extracting(place..<place + Self.side)
        var sum: Int64 = 0
        for index in powers.indices { sum &+= powers[index] }
        return sum
    }

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
        if isEqual {
            run += 1
            return
        }
        endRun()
        if previous.count != samples.count { previous = [Int16](repeating: 0, count: samples.count) }
        previous.replace(at: 0, by: samples)
    }

    private mutating func endRun() {
        repeatedBefore += openRun
        run = 0
    }
}
