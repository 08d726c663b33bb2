/// Percentiles of the differences of delay between one packet and the next (IPDV of RFC 3393, RFC 5481 §4.1).
///
/// Exact to 24 bits up to `exactLimit` differences that come at once; else from `DifferenceCounts`.
struct InterpacketVariation: Sendable {
    static let exactLimit = 256
    /// Empty, or the counts while the stream goes on: most streams end before they are needed.
    private var counts: [DifferenceCounts] = []
    private(set) var figures: (p05: Double, p95: Double)?

    init() {}

    /// Adds a difference, ms; differences between transit times came before.
    @inline(__always) mutating func add(_ differenceMs: Double) {
        if !counts.isEmpty { counts[0].add(Float(differenceMs)) }
    }

    /// Adds those of a run.
    @inline(__always) mutating func add(_ transits: inout RunTransits) {
        if !counts.isEmpty { counts[0].add(&transits) }
    }

    /// Adds the differences between transit times.
    ///
    /// - Parameters:
    ///   - transitsMs: In order of arrival, all there was so far.
    ///   - voids: Places, ascending and above 0, whose difference from the one before does not count.
    ///   - others: Differences that count in place of those, ms.
    ///   - areAll: No more will come.
    mutating func add(between transitsMs: Span<Float>, voids: [Int32], others: [Float] = [], areAll: Bool) {
        let number = max(0, transitsMs.count - 1 - voids.count) + others.count
        guard !areAll || number > Self.exactLimit else {
            if number > 0 { figures = Self.exactFigures(of: number, between: transitsMs, voids: voids, others) }
            return
        }
        var all = DifferenceCounts()
        for difference in others { all.add(difference) }
        var first = 1
        for place in voids {
            all.add(between: transitsMs, first..<Int(place))
            first = Int(place) + 1
        }
        all.add(between: transitsMs, first..<max(first, transitsMs.count))
        if areAll { figures = all.figures } else { counts = [all] }
    }

    /// Ends the stream.
    mutating func finish() {
        guard !counts.isEmpty else { return }
        figures = counts[0].figures
        counts = []
    }

    /// What the next packets are likely to change, read: see `StreamStore.touch`.
    @inline(__always) func touch() -> UInt32 {
        counts.isEmpty ? 0 : counts[0].touch()
    }

    private static func exactFigures(
        of number: Int, between transitsMs: Span<Float>, voids: [Int32], _ others: [Float]
    ) -> (p05: Double, p95: Double) {
        var tails = Tails(
            low: DifferenceCounts.rank(5, of: number) - 1, high: number - DifferenceCounts.rank(95, of: number))
        var first = 1
        for place in voids {
            tails.add(between: transitsMs, first..<Int(place))
            first = Int(place) + 1
        }
        tails.add(between: transitsMs, first..<max(first, transitsMs.count))
        for difference in others { tails.add(difference) }
        return tails.figures
    }

    /// The lowest and the highest values, as many as it takes, in order.
    private struct Tails {
        /// Places of the figures from the outermost value, below 13: of `exactLimit` values no more lie as far out.
        let low: Int
        let high: Int
        var lowest = InlineArray<13, Float>(repeating: .infinity)
        /// Without their sign they are the lowest.
        var highest = InlineArray<13, Float>(repeating: .infinity)

        init(low: Int, high: Int) { (self.low, self.high) = (low, high) }

        var figures: (p05: Double, p95: Double) { (Double(lowest[low]), -Double(highest[high])) }

        /// - Parameter places: Above 0, of values whose differences from the ones before count.
        mutating func add(between transitsMs: Span<Float>, _ places: Range<Int>) {
            guard !places.isEmpty else { return }
            let some = transitsMs.extracting(places)
            var before = transitsMs[places.lowerBound - 1]
            var (least, greatest) = (lowest[low], -highest[high])
            for index in some.indices {
                let difference = some[index] - before
                before = some[index]
                guard difference < least || difference > greatest else { continue }
                if difference < least { Self.insert(difference, in: &lowest, last: low) }
                if difference > greatest { Self.insert(-difference, in: &highest, last: high) }
                (least, greatest) = (lowest[low], -highest[high])
            }
        }

        mutating func add(_ difference: Float) {
            if difference < lowest[low] { Self.insert(difference, in: &lowest, last: low) }
            if difference > -highest[high] { Self.insert(-difference, in: &highest, last: high) }
        }

        /// Puts a value where it belongs; the last one falls out.
        private static func insert(_ value: Float, in sorted: inout InlineArray<13, Float>, last: Int) {
            var place = last
            while place > 0, sorted[place - 1] > value {
                sorted[place] = sorted[place - 1]
                place -= 1
            }
            sorted[place] = value
        }
    }
}
