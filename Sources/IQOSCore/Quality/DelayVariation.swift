/// Percentiles of the packet delay variation: transit time minus the smallest one (RFC 5481 §4.2).
///
/// Exact to 24 bits up to `exactLimit` packets; beyond, a histogram around the median of those, whose bins are 1/8 ms
/// wide within 4 ms of it and 1/32 of the distance's power of two farther out: the error is at most 1/16 ms or 1.6 %
/// of the distance from that median, whichever is larger, up to 131 s. Minimum and maximum are always exact.
public struct DelayVariation: Sendable {
    static let exactLimit = 256
    private static let binsPerOctave = 32
    /// 0 ... 4 ms linear, then 15 octaves up to 131 s; farther out counts into the last bin.
    private static let binsPerSide = binsPerOctave * 16
    /// Most streams vary by less than so many ms.
    private static let usualBounds = 60
    /// As many as reach 32 ms to either side.
    private static let usualBins = 2 * 4 * binsPerOctave

    /// All values, with room for more; empty once there are too many of them.
    private var exact: [Float] = []
    /// Empty until then, or counts of the bins from `lowestBin` on: those near the center first, which nearly all streams
    /// make do with, then all of them.
    private var bins: [UInt32] = []
    private var center = 0.0
    private var minimum = Double.infinity
    private var maximum = -Double.infinity
    private var count = 0

    public init() {}

    /// The smallest relative transit time, ms; infinite before the first.
    var leastTransitMs: Double { minimum }

    /// The variation of many packets at once.
    ///
    /// - Parameters:
    ///   - transitsMs: The first `count` of them, in order of arrival.
    ///   - leastMs: The least of them, and below the greatest, not rounded to 24 bits.
    init(_ transitsMs: consuming [Float], count: Int, leastMs: Double, greatestMs: Double) {
        (minimum, maximum, self.count) = (leastMs, greatestMs, count)
        if count > Self.exactLimit {
            self.count(inBins: transitsMs.span.extracting(first: count))
        } else {
            exact = transitsMs
        }
    }

    /// Adds the relative transit time of the next media packet, ms.
    @inline(__always) public mutating func add(transitMs: Double) {
        minimum = min(minimum, transitMs)
        maximum = max(maximum, transitMs)
        count += 1
        guard isBinned else { return addExact(transitMs) }
        makeBins(from: transitMs, to: transitMs)
        bins[Self.bin(transitMs - center) - lowestBin] &+= 1
    }

    /// What the next packets are likely to change, read: see `StreamStore.touch`.
    @inline(__always) func touch() -> UInt32 {
        guard isBinned else { return count < exact.count ? exact[count].bitPattern : 0 }
        let (middle, line) = (bins.count / 2, 16)
        return bins[middle] | bins[max(middle - line, 0)] | bins[min(middle + line, bins.count - 1)]
    }

    /// Adds a run.
    @inline(__always) mutating func add(_ transits: inout RunTransits) {
        guard isBinned else {
            for index in 0..<transits.count { add(transitMs: transits.transitsMs[index]) }
            return
        }
        count += transits.count
        minimum = min(minimum, transits.leastMs)
        maximum = max(maximum, transits.greatestMs)
        makeBins(from: transits.leastMs, to: transits.greatestMs)
        let (center, lowestBin) = (center, lowestBin)
        var bins = bins.mutableSpan
        for index in 0..<transits.count { bins[Self.bin(transits.transitsMs[index] - center) &- lowestBin] &+= 1 }
    }

    @inline(never) private mutating func addExact(_ transitMs: Double) {
        let place = count - 1
        if place < Self.exactLimit {
            if place == exact.count { makeRoom() }
            exact[place] = Float(transitMs)
            return
        }
        let values = exact
        exact = []
        // There may be more room than values.
        count(inBins: values.span.extracting(first: Self.exactLimit))
        bins[Self.bin(transitMs - center) - lowestBin] += 1
    }

    /// Puts values into bins, for which the limits stand.
    private mutating func count(inBins values: Span<Float>) {
        let first = values.extracting(first: Self.exactLimit)
        center = Double(ExactValues.value(atRank: first.count / 2, of: first, from: Float(minimum), to: Float(maximum)))
        let usual = Self.binsPerSide - Self.usualBins / 2..<Self.binsPerSide + Self.usualBins / 2
        let isUsual = usual.contains(takenBins.lowerBound) && usual.contains(takenBins.upperBound)
        bins = [UInt32](repeating: 0, count: isUsual ? Self.usualBins : 2 * Self.binsPerSide)
        let (center, lowestBin) = (center, lowestBin)
        var bins = bins.mutableSpan
        var told = InlineArray<256, UInt16>(repeating: 0)
        var rest = values
        while !rest.isEmpty {
            Self.tellBins(of: rest.extracting(first: told.count), around: center, into: told.mutableSpan)
            let known = told.span.extracting(first: rest.count)
            for index in known.indices { bins[Int(known[index]) &- lowestBin] &+= 1 }
            rest = rest.extracting(droppingFirst: told.count)
        }
    }

    /// Tells the bins of values before they are counted: several at once.
    private static func tellBins(
        of values: Span<Float>, around center: Double, into told: consuming MutableSpan<UInt16>
    ) {
        precondition(values.count <= told.count)
        for index in values.indices {
            let distance = Double(values[index]) - center
            let (near, far) = (nearBin(distance), farBin(distance))
            told[index] = UInt16(truncatingIfNeeded: isNear(near) ? near : far)
        }
    }

    /// Sees to it that there are bins for values from the one to the other.
    @inline(__always) private mutating func makeBins(from least: Double, to greatest: Double) {
        if Self.bin(least - center) < lowestBin || Self.bin(greatest - center) - lowestBin >= bins.count {
            makeAllBins()
        }
    }

    @inline(never) private mutating func makeAllBins() {
        var all = [UInt32](repeating: 0, count: 2 * Self.binsPerSide)
        for index in bins.indices { all[lowestBin + index] = bins[index] }
        bins = all
    }

    /// Room for a short stream first, then for all that is kept exactly.
    private mutating func makeRoom() {
        let room = exact.count < Self.exactLimit / 4 ? Self.exactLimit / 4 : Self.exactLimit
        exact.reserveCapacity(room)
        exact.append(contentsOf: repeatElement(0, count: room - exact.count))
    }

    /// Whether most of it is clearly less than of another one of the same packets: what was taken off there was no drift, but
    /// of a delay that rose and fell.
    func isNarrower(than other: DelayVariation) -> Bool {
        guard let own = percentiles([95]), let others = other.percentiles([95]) else { return false }
        return own[0] < 0.9 * others[0]
    }

    /// Largest delay variation, ms; `nil` before the first packet.
    public var maximumMs: Double? { count == 0 ? nil : maximum - minimum }

    /// Percentiles by nearest rank, k = max(1, ⌈p/100 · n⌉), ms.
    ///
    /// - Parameter percents: Ascending, 0 ... 100.
    /// - Returns: One value a percentile; `nil` before the first packet.
    public func percentiles<let number: Int>(_ percents: InlineArray<number, Double>) -> InlineArray<number, Double>? {
        guard count > 0 else { return nil }
        var values = InlineArray<number, Double>(repeating: 0)
        for index in values.indices {
            // In this order: 99.9/100 times 1000 would be more than 999.
            values[index] = Double(max(1, Int((percents[index] * Double(count) / 100).rounded(.up))))
        }
        if isBinned { findInBins(&values) } else { findExactly(&values) }
        for index in values.indices { values[index] = min(max(values[index], minimum), maximum) - minimum }
        return values
    }

    /// Puts values in the place of their ranks, which ascend from 1.
    private func findInBins<let number: Int>(_ values: inout InlineArray<number, Double>) {
        var (bin, below) = (takenBins.lowerBound - 1, 0)
        for index in values.indices {
            while Double(below) < values[index] {
                bin += 1
                below += Int(bins[bin - lowestBin])
            }
            values[index] = center + Self.middle(ofBin: bin)
        }
    }

    /// The same of the exact values.
    private func findExactly<let number: Int>(_ values: inout InlineArray<number, Double>) {
        let (least, greatest) = (Float(minimum), Float(maximum))
        let exact = exact.span.extracting(first: count)
        var ranked = ExactValues(exact, from: least, to: greatest)
        for index in values.indices {
            // Of few packets the last one is most of the percentiles.
            let rank = Int(values[index]) - 1
            values[index] = Double(rank < count - 1 ? ranked.value(atRank: rank, of: exact) : greatest)
        }
    }

    /// Packets whose delay variation exceeds 0, 1, 2 ... ms: what a buffer of that size above the fastest packet plays
    /// too late.
    ///
    /// - Parameter limitMs: The largest bound, 0 ... 1000 ms.
    /// - Returns: One count a bound, up to the first that is 0 or to the limit; exact where the percentiles are, else
    ///   bins count by their middle.
    public func packets(aboveUpToMs limitMs: Int) -> [Int] {
        guard count > 0 else { return [0] }
        // Beyond the largest value, rounded to 24 bits, there are none.
        let largest = min(limitMs, Self.bounds(below: maximum - minimum, limitMs) + 1)
        // Packets above so many of the bounds and no more.
        var above: [Int] = []
        // Memory of one size, which is found again for the next stream.
        above.reserveCapacity(max(largest + 2, Self.usualBounds))
        above.append(contentsOf: repeatElement(0, count: largest + 2))
        count(above: &above, largest)
        // Those that are above a bound are the ones above more than so many.
        var (sum, bound) = (0, above.count)
        while bound > 0 {
            bound -= 1
            (sum, above[bound]) = (sum + above[bound], sum)
        }
        let end = above.firstIndex(of: 0) ?? largest
        above.removeLast(largest + 1 - min(end, largest))
        return above
    }

    /// Counts each packet at the number of bounds that it is above.
    private func count(above: inout [Int], _ largest: Int) {
        var above = above.mutableSpan
        if !isBinned {
            let exact = exact.span.extracting(first: count)
            for index in exact.indices {
                above[Self.bounds(below: Double(exact[index]) - minimum, largest)] += 1
            }
        } else {
            let (taken, lowestBin, bins) = (takenBins, lowestBin, bins.span)
            for bin in taken.lowerBound..<taken.upperBound + 1 {
                let packets = bins[bin - lowestBin]
                guard packets > 0 else { continue }
                let value = min(max(center + Self.middle(ofBin: bin), minimum), maximum) - minimum
                above[Self.bounds(below: value, largest)] += Int(packets)
            }
        }
    }

    /// How many of the bounds 0, 1 ... `limit` ms are below a value.
    @inline(__always) private static func bounds(below value: Double, _ limit: Int) -> Int {
        guard value <= Double(limit) else { return limit + 1 }
        guard value > 0 else { return 0 }
        // From 2^52 on numbers are whole, and the lowest bits count ones: rounded to the nearest, then up.
        let sum = value + 0x1p52
        return Int(truncatingIfNeeded: sum.bitPattern & 0xFFFF_FFFF) + (sum - 0x1p52 < value ? 1 : 0)
    }

    private var isBinned: Bool { !bins.isEmpty }

    /// Bins run as far to either side of the center.
    @inline(__always) private var lowestBin: Int { Self.binsPerSide - bins.count / 2 }

    /// Bins of the histogram outside which all are empty.
    private var takenBins: ClosedRange<Int> {
        // The first values were rounded, maybe beyond the exact limits.
        let (least, greatest) = (min(minimum, Double(Float(minimum))), max(maximum, Double(Float(maximum))))
        return Self.bin(least - center)...Self.bin(greatest - center)
    }

    /// Bins run from far below the center to far above it.
    @inline(__always) private static func bin(_ distance: Double) -> Int {
        let near = nearBin(distance)
        return Int(isNear(near) ? near : farBin(distance))
    }

    @inline(__always) private static func isNear(_ bin: Int32) -> Bool {
        UInt32(bitPattern: bin &- (side - octave)) < UInt32(bitPattern: 2 * octave)
    }

    /// Of a value within 4 ms of the center; outside the near bins for others.
    @inline(__always) private static func nearBin(_ distance: Double) -> Int32 {
        // From 8 to 16 the six bits behind the exponent count steps of 1/8: those from -4 to 4 ms once 12 are added.
        Int32(truncatingIfNeeded: (distance + 12).bitPattern >> 46) &- (1026 << 6) &+ (side - octave)
    }

    /// The exponent and the next five bits of the significand stand side by side: both choose the bin, without a branch.
    @inline(__always) private static func farBin(_ distance: Double) -> Int32 {
        let magnitude = abs(distance) < farLimit ? abs(distance) : farLimit
        let index = Int32(truncatingIfNeeded: magnitude.bitPattern >> 47) &- 1024 &* octave
        let isBelow = 0 &- Int32(truncatingIfNeeded: distance.bitPattern >> 63)
        return side &+ (index ^ isBelow)
    }

    /// The largest number of the last bin.
    private static let farLimit = Double(1 << 17).nextDown

    private static let side = Int32(binsPerSide)
    private static let octave = Int32(binsPerOctave)

    @inline(__always) private static func middle(ofBin index: Int) -> Double {
        let isNegative = index < binsPerSide
        let side = isNegative ? binsPerSide - 1 - index : index - binsPerSide
        // The other way round than in `bin`: its bits, and the one that halves what they leave open.
        let isNear = side < binsPerOctave
        let bits = UInt64(side &+ (1023 + (isNear ? 2 : 1)) &* binsPerOctave) << 47 | 1 << 46
        let magnitude = Double(bitPattern: bits) - (isNear ? 4 : 0)
        return isNegative ? -magnitude : magnitude
    }
}
