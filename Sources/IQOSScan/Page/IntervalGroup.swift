import IQOSCore

/// One interval, or several successive ones taken together: counts add up, of figures the worst is kept.
struct IntervalGroup {
    /// Seconds from `capture.start`.
    let startS: Double
    let endS: Double
    let packets: Int
    let lost: Int
    let late: Int?
    let jitterMs: Double?
    let mosLQ: Double?
    let delayVariationMs: Double?

    /// - Parameter intervals: Not empty.
    private init(_ intervals: ArraySlice<IntervalReport>) {
        startS = intervals.first?.startS ?? 0
        endS = intervals.last.map { $0.startS + $0.durationS } ?? startS
        packets = intervals.reduce(0) { $0 + $1.packets }
        lost = intervals.reduce(0) { $0 + $1.lost }
        let late = intervals.compactMap(\.late)
        self.late = late.isEmpty ? nil : late.reduce(0, +)
        jitterMs = intervals.compactMap(\.jitterMs).max()
        mosLQ = intervals.compactMap(\.mosLQ).min()
        delayVariationMs = intervals.compactMap(\.delayVariationMs).max()
    }

    /// All of a stream in at most `limit` groups of the same number of intervals.
    static func all(_ intervals: [IntervalReport], atMost limit: Int) -> [IntervalGroup] {
        let size = self.size(intervals, atMost: limit)
        return stride(from: 0, to: intervals.count, by: size).map { first in
            IntervalGroup(intervals[first..<min(first + size, intervals.count)])
        }
    }

    /// How many intervals are taken together.
    static func size(_ intervals: [IntervalReport], atMost limit: Int) -> Int {
        max(1, (intervals.count + limit - 1) / max(1, limit))
    }

    private var expected: Double { Double(max(packets + lost, 1)) }
    var lostPercent: Double { 100 * Double(lost) / expected }
    /// 0 where it is not known what is late.
    var latePercent: Double { 100 * Double(late ?? 0) / expected }
}
