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
    private var last: Int32?
    private var squares: Int64 = 0
    private var jump: Int32 = 0
    private var count = 0
    /// Of the last blocks, the oldest first.
    private var powers: [Double] = []
    private var jumps: [Int32] = []
    /// Blocks since the last click: what jumps up and down again is one.
    private var sinceClick = Int.max
    private var previous: [Int16] = []
    private var run = 0
    private var repeatedBefore = 0

    public init(sampleRateHz: Int) {
        blockLength = max(4, sampleRateHz / 500)
    }

    /// Adds the sound of a packet.
    public mutating func add(_ samples: Span<Int16>) {
        var power: Int64 = 0
        var offset = 0
        while offset < samples.count {
            let part = samples.extracting(offset..<min(offset + blockLength - count, samples.count))
            power += add(part: part)
            offset += part.count
        }
        compare(samples, power: samples.isEmpty ? 0 : Double(power) / Double(samples.count))
    }

    /// Time without sound: what is on its two sides is not held against each other.
    public mutating func skip() {
        endRun()
        previous.removeAll(keepingCapacity: true)
        last = nil
        (squares, jump, count) = (0, 0, 0)
        powers.removeAll(keepingCapacity: true)
        jumps.removeAll(keepingCapacity: true)
    }

    /// Packets that are the one before once more, in runs short enough to be heard as that.
    public var repeatedPackets: Int { repeatedBefore + openRun }

    private var openRun: Int { (1...Self.longestRun).contains(run) ? run : 0 }

    /// Adds what belongs to one block, and returns its squares.
    private mutating func add(part: Span<Int16>) -> Int64 {
        guard !part.isEmpty else { return 0 }
        let first = Int32(part[0])
        var highest = abs(first &- (last ?? first))
        var sum = Int64(first &* first)
        // Safe: from the second sample to the last. Nothing is carried from one to the next, so that many are done at once.
        for index in 1..<part.count {
            let sample = Int32(part[unchecked: index])
            let step = sample &- Int32(part[unchecked: index &- 1])
            highest = max(highest, step < 0 ? 0 &- step : step)
            sum &+= Int64(sample &* sample)
        }
        last = Int32(part[part.count - 1])
        squares &+= sum
        jump = max(jump, highest)
        count += part.count
        if count == blockLength { endBlock() }
        return sum
    }

    private mutating func endBlock() {
        if powers.count == Self.window {
            powers.removeFirst()
            jumps.removeFirst()
        }
        powers.append(Double(squares) / Double(blockLength))
        jumps.append(jump)
        (squares, jump, count) = (0, 0, 0)
        if sinceClick < Int.max { sinceClick += 1 }
        let middle = Self.side + 1
        guard powers.count == Self.window, jumps[middle] >= Self.leastJump, sinceClick > 1 else { return }
        let limit = Double(jumps[middle]) / Self.jumpRatio
        let sides = [0..<Self.side, Self.window - Self.side..<Self.window]
        guard
            sides.allSatisfy({ side in
                powers[side].reduce(0, +) / Double(Self.side) < limit * limit
            })
        else { return }
        clicks += 1
        sinceClick = 0
    }

    private mutating func compare(_ samples: Span<Int16>, power: Double) {
        var isEqual = power >= Self.loudPower && samples.count == previous.count
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
        var target = previous.mutableSpan
        // Safe: as many as there are samples.
        for index in samples.indices { target[unchecked: index] = samples[unchecked: index] }
    }

    private mutating func endRun() {
        repeatedBefore += openRun
        run = 0
    }
}
