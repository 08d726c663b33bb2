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
    private static let linearBinMs = 0.125
    /// As many as are put in order one by one.
    private static let fewValues = 8
    /// As many as reach 32 ms to either side.
    private static let usualBins = 2 * 4 * binsPerOctave

    /// The bits of the first `exactCount` values, with room for more; once there are too many of them, counts of the bins
    /// from `lowestBin` on: those near the center first, which nearly all streams make do with, then all of them.
    private var words: [UInt32] = []
    private var exactCount = 0
    private var isBinned = false
    private var lowestBin = binsPerSide - usualBins / 2
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
    ///   - transitsMs: In order of arrival.
    ///   - leastMs: The least of them, and below the greatest, not rounded to 24 bits.
    init(_ transitsMs: Span<Float>, leastMs: Double, greatestMs: Double) {
        (minimum, maximum, count) = (leastMs, greatestMs, transitsMs.count)
        guard transitsMs.count > Self.exactLimit else {
            words = [UInt32](repeating: 0, count: transitsMs.count)
            exactCount = transitsMs.count
            for index in transitsMs.indices { words[index] = transitsMs[index].bitPattern }
            return
        }
        words = [UInt32](repeating: 0, count: Self.usualBins)
        count(inBins: transitsMs)
    }

    /// Adds the relative transit time of the next media packet, ms.
    @inline(__always) public mutating func add(transitMs: Double) {
        minimum = min(minimum, transitMs)
        maximum = max(maximum, transitMs)
        count += 1
        guard isBinned else { return addExact(transitMs) }
        makeBins(from: transitMs, to: transitMs)
        words[Self.bin(transitMs - center) - lowestBin] &+= 1
    }

    /// What the next packets are likely to change, read: see `StreamStore.touch`.
    @inline(__always) func touch() -> UInt32 {
        guard !words.isEmpty else { return 0 }
        let middle = isBinned ? words.count / 2 : min(exactCount, words.count - 1)
        let line = 16
        return words[middle] | words[max(middle - line, 0)] | words[min(middle + line, words.count - 1)]
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
        var bins = words.mutableSpan
        for index in 0..<transits.count { bins[Self.bin(transits.transitsMs[index] - center) &- lowestBin] &+= 1 }
    }

    @inline(never) private mutating func addExact(_ transitMs: Double) {
        if exactCount < Self.exactLimit {
            makeRoom()
            words[exactCount] = Float(transitMs).bitPattern
            exactCount += 1
            return
        }
        var values = InlineArray<256, Float>(repeating: 0)
        for index in values.indices {
            values[index] = Float(bitPattern: words[index])
            words[index] = 0
        }
        exactCount = 0
        count(inBins: values.span)
        words[Self.bin(transitMs - center) - lowestBin] += 1
    }

    /// Puts values into the bins, which are empty and for which the limits stand.
    private mutating func count(inBins values: Span<Float>) {
        isBinned = true
        let first = values.extracting(first: Self.exactLimit)
        center = Double(Self.upperMedian(first, least: Float(minimum), greatest: Float(maximum)))
        if takenBins.lowerBound < lowestBin || takenBins.upperBound - lowestBin >= words.count { makeAllBins() }
        let (center, lowestBin) = (center, lowestBin)
        var bins = words.mutableSpan
        for index in values.indices { bins[Self.bin(Double(values[index]) - center) &- lowestBin] &+= 1 }
    }

    /// Sees to it that there are bins for values from the one to the other.
    @inline(__always) private mutating func makeBins(from least: Double, to greatest: Double) {
        if Self.bin(least - center) < lowestBin || Self.bin(greatest - center) - lowestBin >= words.count {
            makeAllBins()
        }
    }

    @inline(never) private mutating func makeAllBins() {
        var all = [UInt32](repeating: 0, count: 2 * Self.binsPerSide)
        for index in words.indices { all[lowestBin + index] = words[index] }
        (words, lowestBin) = (all, 0)
    }

    /// Room for a short stream first, then for all that is kept exactly.
    private mutating func makeRoom() {
        guard exactCount == words.count else { return }
        let room = exactCount < Self.exactLimit / 4 ? Self.exactLimit / 4 : Self.exactLimit
        words.reserveCapacity(room)
        words.append(contentsOf: repeatElement(0, count: room - words.count))
    }

    /// The value that would stand at `count / 2` if all, 1 ... `exactLimit` of them, were sorted.
    ///
    /// A count over 64 classes tells the class it lies in, and so on with that until few values are left to be sorted:
    /// comparing values that are in no order costs a mistaken guess of the processor every other time.
    ///
    /// - Parameters:
    ///   - least: None of them is less.
    ///   - greatest: None of them is greater.
    private static func upperMedian(_ values: Span<Float>, least: Float, greatest: Float) -> Float {
        var rest = InlineArray<256, Float>(repeating: 0)
        for index in values.indices { rest[index] = values[index] }
        var (count, rank, least, greatest) = (values.count, values.count / 2, least, greatest)
        while count > fewValues, greatest > least {
            let scale = 63 / (greatest - least)
            var counts = InlineArray<64, Int32>(repeating: 0)
            var classes = InlineArray<256, UInt8>(repeating: 0)
            for index in 0..<count {
                // From 64 to 128 the six bits behind the exponent count ones.
                let place = Int(((rest[index] - least) * scale + 64).bitPattern >> 17 & 63)
                classes[index] = UInt8(truncatingIfNeeded: place)
                counts[place] &+= 1
            }
            var middle = 0
            while rank >= Int(counts[middle]) {
                rank -= Int(counts[middle])
                middle += 1
            }
            let all = count
            (count, least, greatest) = (0, .infinity, -.infinity)
            for index in 0..<all where Int(classes[index]) == middle {
                let value = rest[index]
                rest[count] = value
                count += 1
                (least, greatest) = (min(least, value), max(greatest, value))
            }
        }
        var sorted = InlineArray<256, Float>(repeating: 0)
        for index in 0..<count { ExactValues.insert(rest[index], in: &sorted, count: index) }
        return sorted[rank]
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
        for index in values.indices { values[index] = (percents[index] / 100 * Double(count)).rounded(.up) }
        if !isBinned {
            var sorted = InlineArray<256, Float>(repeating: .infinity)
            ExactValues.sort(words.span.extracting(first: exactCount), into: &sorted)
            for index in values.indices { values[index] = Double(sorted[max(1, Int(values[index])) - 1]) }
        } else {
            let bins = words.span
            var (bin, below) = (takenBins.lowerBound, Int(bins[takenBins.lowerBound - lowestBin]))
            for index in values.indices {
                let rank = max(1, Int(values[index]))
                while below < rank {
                    bin &+= 1
                    below &+= Int(bins[bin &- lowestBin])
                }
                values[index] = center + Self.middle(ofBin: bin)
            }
        }
        for index in values.indices { values[index] = min(max(values[index], minimum), maximum) - minimum }
        return values
    }

    /// Packets whose delay variation exceeds 0, 1, 2 ... ms: what a buffer of that size above the fastest packet plays
    /// too late.
    ///
    /// - Parameter limitMs: The largest bound, 0 ... 1000 ms.
    /// - Returns: One count a bound, up to the first that is 0 or to the limit; exact where the percentiles are, else
    ///   bins count by their middle.
    public func packets(aboveUpToMs limitMs: Int) -> [Int] {
        guard count > 0 else { return [0] }
        // Packets above so many of the bounds and no more. Beyond the largest value, rounded to 24 bits, there are none.
        let largest = min(limitMs, Self.bounds(below: maximum - minimum, limitMs) + 1)
        var above = [Int](repeating: 0, count: largest + 1)
        count(above: &above, largest)
        // Those above no bound at all are told by none.
        var bound = largest
        while bound > 0 {
            bound -= 1
            above[bound] += above[bound + 1]
        }
        if let end = above.firstIndex(of: 0) { above.removeSubrange((end + 1)...) }
        return above
    }

    /// Counts each packet at the highest bound that it is above.
    private func count(above: inout [Int], _ largest: Int) {
        var above = above.mutableSpan
        let words = words.span
        if !isBinned {
            for index in 0..<exactCount {
                let bounds = Self.bounds(below: Double(Float(bitPattern: words[index])) - minimum, largest)
                if bounds > 0 { above[bounds - 1] += 1 }
            }
        } else {
            for index in takenBins {
                let packets = words[index - lowestBin]
                guard packets > 0 else { continue }
                let value = min(max(center + Self.middle(ofBin: index), minimum), maximum) - minimum
                let bounds = Self.bounds(below: value, largest)
                if bounds > 0 { above[bounds - 1] += Int(packets) }
            }
        }
    }

    /// How many of the bounds 0, 1 ... `limit` ms are below a value.
    @inline(__always) private static func bounds(below value: Double, _ limit: Int) -> Int {
        value > Double(limit) ? limit + 1 : Int(max(0, value).rounded(.up))
    }

    /// Bins of the histogram outside which all are empty.
    private var takenBins: ClosedRange<Int> {
        // The first values were rounded, maybe beyond the exact limits.
        let (least, greatest) = (min(minimum, Double(Float(minimum))), max(maximum, Double(Float(maximum))))
        return Self.bin(least - center)...Self.bin(greatest - center)
    }

    /// Bins run from far below the center to far above it.
    @inline(__always) private static func bin(_ distance: Double) -> Int {
        // From 8 to 16 the six bits behind the exponent count steps of 1/8: those from -4 to 4 ms once 12 are added.
        let near = Int(truncatingIfNeeded: (distance + 12).bitPattern >> 46) &- (1026 << 6)
        guard UInt(bitPattern: near) < UInt(2 * binsPerOctave) else { return farBin(distance) }
        return near &+ (binsPerSide - binsPerOctave)
    }

    /// The exponent and the next five bits of the significand stand side by side: both choose the bin.
    @inline(__always) private static func farBin(_ distance: Double) -> Int {
        let bits = Int(truncatingIfNeeded: abs(distance).bitPattern >> 47) &- 1024 &* binsPerOctave
        let index = min(bits, binsPerSide - 1)
        return distance < 0 ? binsPerSide - 1 - index : binsPerSide + index
    }

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
