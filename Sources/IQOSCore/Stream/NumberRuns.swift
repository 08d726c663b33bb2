/// Which numbers of a stream came: runs without a gap, and the gaps between them.
///
/// Counted on through all its segments, by as much as 16 bits tell: for streams whose sender only went on unseen.
struct NumberRuns: Sendable {
    struct Gap: Sendable {
        var numbers: ClosedRange<Int>
        /// About the arrivals of the packets around it, ns.
        var time: ClosedRange<Int64>
        /// Its numbers count as lost: `false` between segments.
        var isLoss: Bool
    }

    /// Lost packets that follow one another, as a stream's log has them.
    struct Loss: Sendable {
        var numbers: Range<Int>
        var time: ClosedRange<Int64>

        /// `nil` for records of other things.
        init?(_ record: LogRecord) {
            guard record.kind == .lost, record.interval > 0 else { return nil }
            let count = Int(record.interval)
            numbers = record.behind - count..<record.behind
            // It is told from where the first of them was due.
            let before = record.start &- (record.end &- record.start) / Int64(count)
            time = min(before, record.end)...max(before, record.end)
        }
    }

    private(set) var runs: [ClosedRange<Int>] = []
    private(set) var gaps: [Gap] = []

    /// - Parameter losses: In order.
    init(_ segments: [StreamSegments.Segment], losses: [Loss] = []) {
        var rest = losses[...]
        for (index, segment) in segments.enumerated() {
            var shift = 0
            if let reach = runs.last?.upperBound {
                let ahead = max(1, Int(UInt16(truncatingIfNeeded: segment.lowest &- reach)))
                shift = reach + ahead - segment.lowest
                if ahead > 1 {
                    let (start, end) = (segments[index - 1].start, segment.start)
                    gaps.append(
                        Gap(
                            numbers: reach + 1...reach + ahead - 1, time: min(start, end)...max(start, end),
                            isLoss: false))
                }
            }
            var next = segment.lowest
            while let loss = rest.first, loss.numbers.lowerBound > next, loss.numbers.upperBound <= segment.highest {
                let numbers = loss.numbers.lowerBound + shift...loss.numbers.upperBound - 1 + shift
                runs.append(next + shift...numbers.lowerBound - 1)
                gaps.append(Gap(numbers: numbers, time: loss.time, isLoss: true))
                next = loss.numbers.upperBound
                rest.removeFirst()
            }
            runs.append(next + shift...segment.highest + shift)
        }
    }

    /// Numbers that came.
    var count: Int { runs.reduce(0) { $0 + $1.count } }

    /// From the first to the last; `nil` without any.
    var hull: ClosedRange<Int>? {
        runs.first.flatMap { first in runs.last.map { first.lowerBound...$0.upperBound } }
    }

    /// The same, counted from elsewhere.
    func moved(by shift: Int) -> NumberRuns {
        var moved = self
        moved.runs = runs.map { $0.lowerBound + shift...$0.upperBound + shift }
        for index in gaps.indices {
            let numbers = gaps[index].numbers
            moved.gaps[index].numbers = numbers.lowerBound + shift...numbers.upperBound + shift
        }
        return moved
    }

    /// How many numbers lie in both of two lists, each in order.
    static func shared(_ left: [ClosedRange<Int>], _ right: [ClosedRange<Int>]) -> Int {
        var (count, first, second) = (0, 0, 0)
        while first < left.count, second < right.count {
            let end = min(left[first].upperBound, right[second].upperBound)
            count += max(0, end - max(left[first].lowerBound, right[second].lowerBound) + 1)
            if left[first].upperBound == end { first += 1 } else { second += 1 }
        }
        return count
    }

    /// Of each of some ranges how many numbers lie in others; both in order, and none twice.
    static func filled(_ ranges: [ClosedRange<Int>], by others: [ClosedRange<Int>]) -> [Int] {
        var first = 0
        return ranges.map { range in
            while first < others.count, others[first].upperBound < range.lowerBound { first += 1 }
            var (count, place) = (0, first)
            while place < others.count, others[place].lowerBound <= range.upperBound {
                count += others[place].clamped(to: range).count
                place += 1
            }
            return count
        }
    }

    /// All that lies in any of some lists.
    static func united(_ lists: [[ClosedRange<Int>]]) -> [ClosedRange<Int>] {
        var united: [ClosedRange<Int>] = []
        for run in lists.joined().sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = united.last, run.lowerBound <= last.upperBound + 1 {
                united[united.count - 1] = last.lowerBound...max(last.upperBound, run.upperBound)
            } else {
                united.append(run)
            }
        }
        return united
    }
}
