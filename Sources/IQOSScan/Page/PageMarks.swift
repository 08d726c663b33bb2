import IQOSCore

/// Places of a stream that the script marks: where there are more than it can have, near neighbours are one place that
/// knows how many it stands for.
struct PageMarks {
    /// What is marked, in the order that the script knows.
    static let kinds: [MarkerReport.Kind] = [.lost, .late, .restart]

    struct Mark: Equatable {
        var kind: MarkerReport.Kind
        /// Milliseconds from the call's start.
        var start: Int
        var end: Int
        /// Places, and what they are long together, ms.
        var count: Int
        var missing: Int
    }

    private let step: Int
    private(set) var marks: [Mark] = []
    /// Places before any were taken together.
    private(set) var places = 0

    /// - Parameters:
    ///   - startS: Start of the call, seconds from `capture.start`.
    ///   - step: To which times are rounded, ms.
    ///   - limit: Marks of a stream at most, > 0; every kind that there is has some.
    init(_ streams: [StreamReport], startS: Double, step: Int, limit: Int) {
        self.step = step
        for stream in streams {
            let all = stream.markers.compactMap { Self.mark($0, startS: startS) }
            places += all.count
            for kind in Self.kinds {
                let own = all.filter { $0.kind == kind }.sorted { $0.start < $1.start }
                marks += Self.joined(own, atMost: max(8, limit * own.count / max(1, all.count)))
            }
        }
        marks.sort { ($0.start, $0.end) < ($1.start, $1.end) }
    }

    private static func mark(_ marker: MarkerReport, startS: Double) -> Mark? {
        guard kinds.contains(marker.kind), marker.startS.isFinite, marker.endS.isFinite else { return nil }
        let start = milliseconds(marker.startS - startS)
        let length = milliseconds(marker.endS - marker.startS)
        return Mark(kind: marker.kind, start: start, end: start + length, count: 1, missing: length)
    }

    /// Joins over the narrowest gaps.
    private static func joined(_ marks: [Mark], atMost limit: Int) -> [Mark] {
        guard marks.count > limit else { return marks }
        let gaps = zip(marks, marks.dropFirst()).map { $1.start - $0.end }
        let kept = Set(gaps.indices.sorted { gaps[$0] > gaps[$1] }.prefix(limit - 1))
        var result = [marks[0]]
        for (gap, mark) in zip(gaps.indices, marks.dropFirst()) {
            guard !kept.contains(gap) else {
                result.append(mark)
                continue
            }
            let last = result.count - 1
            result[last].end = max(result[last].end, mark.end)
            result[last].count += mark.count
            result[last].missing += mark.missing
        }
        return result
    }

    /// Since the start of the one before; length, kind and whether it is several in one number; of several their number
    /// and what they are long together.
    var encoded: String {
        var numbers = PageNumbers()
        var before = 0
        for mark in marks {
            let (start, length) = (mark.start / step, (mark.end - mark.start + step - 1) / step)
            numbers.add(start - before)
            let kind = Self.kinds.firstIndex(of: mark.kind) ?? 0
            numbers.add((length * Self.kinds.count + kind) * 2 + (mark.count > 1 ? 1 : 0))
            if mark.count > 1 {
                numbers.add(mark.count)
                numbers.add(mark.missing / step)
            }
            before = start
        }
        return numbers.text
    }

    /// Not below 0 and never so large that a product overflows.
    static func milliseconds(_ seconds: Double) -> Int {
        seconds.isFinite ? Int(max(0, min(1000 * seconds, 1e12)).rounded()) : 0
    }
}
