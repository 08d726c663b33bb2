/// How many differences of delay there were of each size.
///
/// Cells are 1/32 ms wide up to 4 ms, and beyond a 16th of the magnitude's power of two, up to a second: the error is at
/// most 1/64 ms there and 3.2 % here. What is beyond a second counts there.
struct DifferenceCounts: BitwiseCopyable, Sendable {
    private static let cellsPerMs = 32.0
    /// Within 4 ms, to each side of 0.
    private static let nearCells: Int32 = 128
    /// From 8 to 16 the eight bits behind the exponent count steps of 1/32: those from -4 to 4 ms once this is added, which
    /// puts 0 into the middle of a cell.
    private static let nearOffset: Float = 12 + 1 / 64
    private static let firstNearBits = Int32(Float(8).bitPattern >> 15)
    private static let cellsPerOctave: Int32 = 16
    /// Powers of two from 4 ms on.
    private static let octaves: Int32 = 8
    private static let farCells = octaves * cellsPerOctave
    /// Of 4 ms: exponent and the four bits behind it, which choose a cell.
    private static let firstFarBits = Int32(Float(4).bitPattern >> 19)
    /// The largest number of the last far cell.
    private static let farLimit = Float(1 << (2 + octaves)).nextDown
    /// Where the largest count is below it halving would gain too little.
    private static let halvingLimit = UInt16.max / 2

    /// The near ones from -4 to 4 ms, then the far ones above 0 outwards, then those below 0 outwards.
    private var cells = InlineArray<512, UInt16>(repeating: 0)
    private var count = 0
    /// As many as may come until a cell might be full.
    private var headroom = Int(UInt16.max)

    /// Nearest rank, from 1.
    static func rank(_ percent: Int, of count: Int) -> Int { max(1, (percent * count + 99) / 100) }

    /// Adds a difference, ms.
    @inline(__always) mutating func add(_ differenceMs: Float) {
        makeRoom(for: 1)
        countOne(differenceMs)
    }

    /// Adds those of a run.
    @inline(__always) mutating func add(_ transits: inout RunTransits) {
        makeRoom(for: transits.count)
        for index in 0..<transits.count { countOne(Float(transits.differencesMs[index])) }
    }

    /// Adds the differences between some transit times, ms, and the ones before them.
    ///
    /// - Parameter places: Above 0.
    mutating func add(between transitsMs: Span<Float>, _ places: Range<Int>) {
        makeRoom(for: places.count)
        var told = InlineArray<256, UInt16>(repeating: 0)
        var rest = places
        while !rest.isEmpty {
            let some = rest.prefix(told.count)
            let before = some.lowerBound - 1..<some.upperBound - 1
            Self.tellCells(transitsMs.extracting(before), transitsMs.extracting(some), into: told.mutableSpan)
            let known = told.span.extracting(first: some.count)
            // All cells are below 512; told here, that needs no check.
            for index in known.indices { cells[Int(known[index] & 511)] &+= 1 }
            rest.removeFirst(some.count)
        }
    }

    /// Tells the cells of differences before they are counted: several at once.
    private static func tellCells(
        _ before: Span<Float>, _ after: Span<Float>, into told: consuming MutableSpan<UInt16>
    ) {
        precondition(before.count == after.count && after.count <= told.count)
        for index in after.indices {
            let differenceMs = after[index] - before[index]
            let (near, far) = (nearCell(differenceMs), farCell(differenceMs))
            told[index] = UInt16(truncatingIfNeeded: isNear(near) ? near : far)
        }
    }

    /// What the next packets are likely to change, read.
    @inline(__always) func touch() -> UInt32 { UInt32(cells[Int(Self.nearCells)]) }

    @inline(__always) private mutating func countOne(_ differenceMs: Float) {
        let near = Self.nearCell(differenceMs)
        cells[Int(Self.isNear(near) ? near : Self.farCell(differenceMs))] &+= 1
    }

    @inline(__always) private static func isNear(_ cell: Int32) -> Bool {
        UInt32(bitPattern: cell) < UInt32(2 * nearCells)
    }

    /// Of a difference within 4 ms; outside the near cells for others.
    @inline(__always) private static func nearCell(_ differenceMs: Float) -> Int32 {
        Int32(truncatingIfNeeded: (differenceMs + nearOffset).bitPattern >> 15) &- firstNearBits
    }

    /// Of any other difference, without a branch.
    @inline(__always) private static func farCell(_ differenceMs: Float) -> Int32 {
        // Such comparisons are one instruction each.
        let magnitude = abs(differenceMs) > 4 ? abs(differenceMs) : 4
        let limited = magnitude < farLimit ? magnitude : farLimit
        let isBelow = Int32(bitPattern: differenceMs.bitPattern) >> 31
        return Int32(truncatingIfNeeded: limited.bitPattern >> 19) &+ (2 * nearCells - firstFarBits)
            &+ (isBelow & farCells)
    }

    @inline(__always) private mutating func makeRoom(for number: Int) {
        count &+= number
        headroom &-= number
        if headroom < 0 { halve(before: number) }
    }

    /// Halves all counts where the largest leaves little room, which moves a rank by less than 0.5 %.
    @inline(never) private mutating func halve(before number: Int) {
        var counts = cells.mutableSpan
        var largest: UInt16 = 0
        for index in counts.indices { largest = max(largest, counts[index]) }
        if largest > Self.halvingLimit {
            count = number
            for index in counts.indices {
                let half = counts[index] / 2 + counts[index] % 2
                counts[index] = half
                count += Int(half)
            }
            largest = largest / 2 + 1
        }
        headroom = Int(UInt16.max - largest) - number
    }

    /// 5th and 95th percentile, ms; `nil` where nothing was counted.
    @inline(__always) var figures: (p05: Double, p95: Double)? {
        guard count > 0 else { return nil }
        var walk = Walk(below: sum(ofCells: Self.firstBelow..<cells.count))
        let p05 = value(atRank: Self.rank(5, of: count), &walk)
        return (p05, value(atRank: Self.rank(95, of: count), &walk))
    }

    /// Where near cells are walked along: `below` differences are in lower ones than `cell`.
    private struct Walk {
        var cell = 0
        var below: Int
    }

    /// Far cells begin there.
    private static let firstAbove = Int(2 * nearCells)
    private static let firstBelow = firstAbove + Int(farCells)

    @inline(__always) private func sum(ofCells range: Range<Int>) -> Int {
        let cells = cells.span.extracting(range)
        var sum = 0
        for index in cells.indices { sum &+= Int(cells[index]) }
        return sum
    }

    /// - Parameter rank: Not below those that were walked to before.
    @inline(__always) private func value(atRank rank: Int, _ walk: inout Walk) -> Double {
        let cells = cells.span
        if walk.cell == 0, rank <= walk.below {
            return -Self.middle(ofFar: Self.far(cells, from: Self.firstBelow, rank: walk.below - rank + 1))
        }
        while walk.cell < Self.firstAbove, walk.below + Int(cells[walk.cell]) < rank {
            walk.below &+= Int(cells[walk.cell])
            walk.cell &+= 1
        }
        guard walk.cell < Self.firstAbove else {
            return Self.middle(ofFar: Self.far(cells, from: Self.firstAbove, rank: rank - walk.below))
        }
        return Double(walk.cell - Int(Self.nearCells)) / Self.cellsPerMs
    }

    /// Place from 4 ms outwards of the far cell where a rank lies, counted outwards.
    private static func far(_ cells: Span<UInt16>, from start: Int, rank: Int) -> Int {
        var (place, inside) = (0, Int(cells[start]))
        while inside < rank, place < Int(farCells) - 1 {
            place += 1
            inside += Int(cells[start + place])
        }
        return place
    }

    /// - Parameter place: From 0 outwards, on the side above 0.
    private static func middle(ofFar place: Int) -> Double {
        Double(Float(bitPattern: UInt32(Int32(place) + firstFarBits) << 19 | 1 << 18))
    }
}
