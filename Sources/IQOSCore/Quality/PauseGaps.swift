/// Numbers that are missing where nothing came for a while: on hold, or on another network (metrics: gap with pause).
///
/// They are counted as lost all the same: whether they were sent cannot be seen. What comes late after all takes its part
/// of a gap back.
struct PauseGaps: Sendable {
    private struct Gap: BitwiseCopyable {
        var lowest: Int
        var highest: Int
        /// Of its numbers.
        var missing: Int
        /// Arrivals around the pause, ns.
        var start: Int64
        var end: Int64
    }

    /// One across a pause, when nothing came, ns since 1970 UTC, and the numbers that it left out.
    struct Kept: BitwiseCopyable, Sendable {
        var start: Int64 = 0
        var end: Int64 = 0
        var missing = 0
    }

    /// Gaps that are kept beside the longest pause: more holds than a call has.
    static let limit = 16

    /// A longer time without packets is a pause, ns.
    private let leastPause: Int64

    private(set) var count = 0
    /// Numbers that had not come when the pause ended, nor soon after.
    private(set) var missing = 0
    /// Of the longest pause.
    private(set) var longest = Kept()
    /// Those with the most missing, in order of time.
    private var most: [Kept] = []
    /// The last one, while it may be filled.
    private var open: Gap?

    init(leastPause: Int64 = 5_000_000_000) { self.leastPause = leastPause }

    /// Adds a gap in the numbers.
    ///
    /// - Parameters:
    ///   - missing: Numbers left out, > 0.
    ///   - start: Arrival of the packet before, ns.
    ///   - end: Of the packet behind the gap.
    ///   - numbers: Those that may still come late; `nil` for none.
    mutating func add(missing: Int, from start: Int64, to end: Int64, numbers: ClosedRange<Int>? = nil) {
        guard end &- start > leastPause else { return }
        settle()
        open = Gap(
            lowest: numbers?.lowerBound ?? 0, highest: numbers?.upperBound ?? -1, missing: missing, start: start,
            end: end)
    }

    /// Takes back a number that came late.
    mutating func fill(_ number: Int) {
        guard let gap = open, gap.lowest <= number, number <= gap.highest else { return }
        open?.missing -= 1
    }

    /// Counts the last one: nothing of it may come any more.
    mutating func settle() {
        guard let gap = open else { return }
        open = nil
        guard gap.missing > 0 else { return }
        count += 1
        missing += gap.missing
        let kept = Kept(start: gap.start, end: gap.end, missing: gap.missing)
        if kept.end &- kept.start > longest.end &- longest.start { longest = kept }
        keep(kept)
    }

    private mutating func keep(_ gap: Kept) {
        if most.count == Self.limit, let least = most.indices.min(by: { most[$0].missing < most[$1].missing }) {
            guard most[least].missing < gap.missing else { return }
            most.remove(at: least)
        }
        most.append(gap)
    }

    /// The longest and those with the most missing, in order of time.
    var kept: [Kept] {
        guard count > 0, !most.contains(where: { $0.start == longest.start }) else { return most }
        return (most + [longest]).sorted { $0.start < $1.start }
    }

    /// All of them, as far as they are known.
    var settled: PauseGaps {
        var gaps = self
        gaps.settle()
        return gaps
    }
}
