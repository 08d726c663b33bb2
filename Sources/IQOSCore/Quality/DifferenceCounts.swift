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
    /// Where the largest count is below it halving would gain too little.
    private static let halvingLimit = UInt16.max / 2

    /// The near ones from -4 to 4 ms, then the far ones above 0 outwards, then those below 0 outwards.
    private var cells = InlineArray<512, UInt16>(repeating: 0)
    /// Of all cells, and of the far ones below and above 0.
    private var count = 0
    private var farBelow = 0
    private var farAbove = 0
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
        guard !places.isEmpty else { return }
        makeRoom(for: places.count)
        let some = transitsMs.extracting(places)
        var before = transitsMs[places.lowerBound - 1]
        for index in some.indices {
            countOne(some[index] - before)
            before = some[index]
        }
    }

    /// What the next packets are likely to change, read.
    @inline(__always) func touch() -> UInt32 { UInt32(cells[Int(Self.nearCells)]) }

    @inline(__always) private mutating func countOne(_ differenceMs: Float) {
        let cell = Int32(truncatingIfNeeded: (differenceMs + Self.nearOffset).bitPattern >> 15) &- Self.firstNearBits
        guard UInt32(bitPattern: cell) < UInt32(2 * Self.nearCells) else { return countFar(differenceMs) }
        cells[Int(cell)] &+= 1
    }

    /// Counts a difference that has no near cell.
    @inline(never) private mutating func countFar(_ differenceMs: Float) {
        let cell = Int32(truncatingIfNeeded: abs(differenceMs).bitPattern >> 19) - Self.firstFarBits
        let place = 2 * Self.nearCells + max(0, min(cell, Self.farCells - 1))
        if differenceMs < 0 { farBelow &+= 1 } else { farAbove &+= 1 }
        cells[Int(differenceMs < 0 ? place + Self.farCells : place)] &+= 1
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
            (count, farBelow, farAbove) = (number, 0, 0)
            let (near, far) = (2 * Int(Self.nearCells), Int(Self.farCells))
            for index in counts.indices {
                let half = counts[index] / 2 + counts[index] % 2
                counts[index] = half
                count += Int(half)
                if index >= near + far { farBelow += Int(half) } else if index >= near { farAbove += Int(half) }
            }
            largest = largest / 2 + 1
        }
        headroom = Int(UInt16.max - largest) - number
    }

    /// 5th and 95th percentile, ms; `nil` where nothing was counted.
    var figures: (p05: Double, p95: Double)? {
        guard count > 0 else { return nil }
        var near = (cell: 0, below: farBelow + Int(cells[0]))
        let p05 = value(atRank: Self.rank(5, of: count), from: &near)
        return (p05, value(atRank: Self.rank(95, of: count), from: &near))
    }

    /// - Parameter place: A near cell up to which fewer values or as many lie; the one of the rank then, where it is near.
    private func value(atRank rank: Int, from place: inout (cell: Int, below: Int)) -> Double {
        let cells = cells.span
        let (near, far) = (2 * Int(Self.nearCells), Int(Self.farCells))
        if rank <= farBelow { return -Self.middle(ofFar: Self.far(cells, from: near + far, rank: farBelow - rank + 1)) }
        if rank > count - farAbove {
            return Self.middle(ofFar: Self.far(cells, from: near, rank: rank - (count - farAbove)))
        }
        while place.below < rank, place.cell < near - 1 {
            place.cell &+= 1
            place.below &+= Int(cells[place.cell])
        }
        return Double(place.cell - Int(Self.nearCells)) / Self.cellsPerMs
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
