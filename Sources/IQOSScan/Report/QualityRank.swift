import IQOSCore

/// What it takes to put streams or calls in order of quality, without keeping their reports.
struct QualityRank: Comparable, Sendable {
    /// Position in the result, from 0.
    let index: Int
    /// Lowest MOS-LQ; `nil` where nothing is rated.
    private(set) var mosLQ: Double?
    /// Largest share of lost and late packets of one stream, of those that are rated where one is.
    private(set) var missingPercent: Double
    /// Of the longest stream that is rated, s; `nil` where nothing is.
    private(set) var durationS: Double?

    /// Findings of its streams that are critical.
    private(set) var critical: Int

    /// It is rated, but too short to be judged by that.
    var isShort: Bool { durationS.map { $0 < Verdict.leastSeconds } ?? false }

    init(index: Int, streams: [StreamReport]) {
        self.index = index
        mosLQ = streams.compactMap(\.quality.mosLQ).min()
        let rated = streams.filter { $0.quality.mosLQ != nil }
        durationS = rated.compactMap(\.durationS).max()
        critical = streams.reduce(0) { $0 + $1.findings.count { $0.severity == .critical } }
        missingPercent =
            (rated.isEmpty ? streams : rated)
            .map { $0.packets.lostPercent + ($0.packets.latePercent ?? 0) }.max() ?? 0
    }

    /// Worse comes first: a lower score, no score after any score, then more that is critical, then more loss, then the lower
    /// index.
    static func < (left: QualityRank, right: QualityRank) -> Bool {
        let (leftMOS, rightMOS) = (left.mosLQ ?? .infinity, right.mosLQ ?? .infinity)
        if leftMOS != rightMOS { return leftMOS < rightMOS }
        if left.critical != right.critical { return left.critical > right.critical }
        if left.missingPercent != right.missingPercent { return left.missingPercent > right.missingPercent }
        return left.index < right.index
    }
}
