/// What the streams of a call know of a capture clock that was set while the call went on.
extension ScanSummary {
    /// A step that parts the streams of a call: no pause within a stream whose timestamps go on is that long, ns.
    private static let leastClockStep: Int64 = 12 * 3600 * 1_000_000_000

    /// Where calls begin, and what the arrivals of streams lack, by place, for the clock had been set before they began.
    struct CallClocks: Sendable {
        /// ns since 1970 UTC.
        var starts: [Int64]
        /// ns; those that lack nothing are not in it.
        var back: [Int: Int64] = [:]
    }

    /// By a stream that went on while the clock was set: what begins behind the step lies on the clock before it.
    var callClocks: CallClocks {
        var clocks = CallClocks(starts: callStarts)
        for (index, call) in legs.enumerated() where call.members.count > 1 {
            var (step, begin): (Int64, Int64) = (0, 0)
            for place in call.members {
                let own = Self.clockStep(self[place])
                if abs(own) > abs(step) { (step, begin) = (own, members[place].start) }
            }
            guard abs(step) >= Self.leastClockStep else { continue }
            var start = Int64.max
            for place in call.members {
                let after = Double(members[place].start) - Double(begin)
                if abs(after - Double(step)) < abs(after) { clocks.back[place] = 0 &- step }
                start = min(start, members[place].start &+ (clocks.back[place] ?? 0))
            }
            clocks.starts[index] = start
        }
        return clocks
    }

    /// By how much more the arrivals of a stream went on than its timestamps did, from its first packet to its last, ns.
    private static func clockStep(_ analyzer: borrowing StreamAnalyzer) -> Int64 {
        guard !analyzer.lacksTimes else { return 0 }
        return Int64(exactly: (analyzer.timing.lastTransitMs * 1e6).rounded()) ?? 0
    }
}
