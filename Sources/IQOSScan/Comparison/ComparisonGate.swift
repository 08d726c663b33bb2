import IQOSCore

/// Whether too much was lost between two points, for pipelines: what cannot be told misses.
public struct ComparisonGate: Sendable {
    private let failAbove: Double

    /// - Parameter failAbove: 0 ... 100 %.
    public init(failAbove: Double) {
        self.failAbove = failAbove
    }

    /// A stream that was seen at one point alone lost everything, unless the other capture is known not to have run.
    ///
    /// - Returns: `nil` where nothing misses.
    public func miss(of report: PointsReport) -> GateMiss? {
        guard failAbove < 100 else { return nil }
        var missed: [(capture: String, stream: Int, lostPercent: Double?)] = []
        for stream in report.streams {
            // As the report has it, whose figure may be the limit.
            guard let lost = stream.packets.lostPercent, (lost * 1e6).rounded() / 1e6 > failAbove else { continue }
            missed.append(("A", stream.a.stream, lost))
        }
        for (name, alone) in [("A", report.unmatchedA), ("B", report.unmatchedB)] {
            missed += alone.filter { $0.otherWasRunning != false }.map { (name, $0.stream, nil) }
        }
        guard let first = missed.first else { return report.streams.isEmpty ? .nothingInCommon : nil }
        return .lost(
            missed.count, first: (first.capture, first.stream), percent: first.lostPercent, limit: failAbove)
    }
}
