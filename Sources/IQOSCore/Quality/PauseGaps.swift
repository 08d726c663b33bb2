/// Numbers that are missing where nothing came for a while: on hold, or on another network (metrics: gap with pause).
///
/// They are counted as lost all the same: whether they were sent cannot be seen.
struct PauseGaps: BitwiseCopyable, Sendable {
    /// A longer time without packets is a pause, ns.
    private let leastPause: Int64

    private(set) var count = 0
    /// Numbers that had not come when the pause ended.
    private(set) var missing = 0
    /// Of the longest pause, ns since 1970 UTC, and what it left out.
    private(set) var longest: (start: Int64, end: Int64, missing: Int) = (0, 0, 0)

    init(leastPause: Int64 = 5_000_000_000) { self.leastPause = leastPause }

    /// Adds a gap in the numbers.
    ///
    /// - Parameters:
    ///   - missing: Numbers left out, > 0.
    ///   - start: Arrival of the packet before, ns.
    ///   - end: Of the packet behind the gap.
    mutating func add(missing: Int, from start: Int64, to end: Int64) {
        guard end &- start > leastPause else { return }
        count += 1
        self.missing += missing
        if end &- start > longest.end &- longest.start { longest = (start, end, missing) }
    }
}
