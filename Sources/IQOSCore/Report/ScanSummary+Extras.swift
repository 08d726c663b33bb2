/// Figures of a stream that are made of its whole distribution, or of what only some streams have.
extension ScanSummary {
    /// The largest buffer of the curve, ms.
    private static let largestBufferMs = 500
    private static let curveStepMs = 10
    /// Processing in two telephones beside everything that is reckoned, ms (G.114 I.3).
    static let processingMs = 5.0

    /// Late packets against buffer size, up to the first size that has none; the smallest sizes beside it.
    func playoutCurve(_ report: inout StreamReport, _ analyzer: borrowing StreamAnalyzer) {
        guard hasPlayout(analyzer), report.packets.expected > 0 else {
            let reason = noPlayoutReason(analyzer)
            for key: StaticString in ["playout_curve", "smallest_buffer_ms"] { report.unknown.note(key, reason) }
            return
        }
        let expected = Double(report.packets.expected)
        let late = analyzer.timing.delays.variation.packets(aboveUpToMs: Self.largestBufferMs)
        report.playoutCurve.reserveCapacity(min(late.count, Self.largestBufferMs) / Self.curveStepMs + 1)
        for size in stride(from: Self.curveStepMs, through: Self.largestBufferMs, by: Self.curveStepMs) {
            let packets = size < late.count ? late[size] : 0
            report.playoutCurve.append(
                PlayoutCurvePoint(
                    bufferMs: Double(size), latePercent: min(100, 100 * Double(packets) / expected)))
            if packets == 0 { break }
        }
        let smallest = { (percent: Double) in
            late.firstIndex { 100 * Double($0) / expected < percent }.map(Double.init)
        }
        var sizes = SmallestBufferReport(latePercent1: smallest(1), latePercent01: smallest(0.1))
        if sizes.latePercent1 == nil { sizes.unknown.note("late_1_percent", "more than 500 ms") }
        if sizes.latePercent01 == nil { sizes.unknown.note("late_0_1_percent", "more than 500 ms") }
        report.smallestBufferMs = sizes
    }

    /// Why it cannot be told what a jitter buffer would do.
    func noPlayoutReason(_ analyzer: borrowing StreamAnalyzer) -> StaticString {
        analyzer.timing.hasPresentationTimes ? Self.presentationReason : "arrival times or clock rate unknown"
    }

    /// Keys pressed; `nil` where the stream has no events.
    func keys(of analyzer: borrowing StreamAnalyzer) -> DTMFReport? {
        // Of a stream that is not encrypted throughout they are in both.
        let presses = ((analyzer.keyPresses?.presses ?? []) + (opened[analyzer.key]?.presses ?? []))
            .sorted { $0.start < $1.start }
        guard !presses.isEmpty, !analyzer.lacksTimes else { return nil }
        let type = analyzer.census.entries.first(where: \.isTelephoneEvent)?.number
        let rate = type.map { analyzer.clock.rateHz(ofType: $0) } ?? analyzer.clockRateHz
        let clock = rate == 0 ? 8000 : Double(rate)
        let events = presses.compactMap { press in
            KeyPresses.key(of: press.event).map { key in
                DTMFReport.Event(
                    digit: String(key), startS: offsetS(press.start) ?? 0,
                    durationMs: press.isDurationCut ? nil : Double(press.duration) * 1000 / clock, source: "rfc4733")
            }
        }
        return DTMFReport(digits: events.map(\.digit).joined(), events: events)
    }

    /// MOS-CQ from the round trip that RTCP shows, else STUN, half of it each way, and MOS over the intervals.
    func extendQuality(_ report: inout StreamReport, _ impairment: CodecImpairment, _ score: ListeningQuality) {
        if let trip = report.rtcp?.rttMs?.p50 ?? report.binding?.roundTripMs {
            let delay =
                trip / 2 + (report.ptimeMs ?? 0) + impairment.lookAheadMs + playout.delayMs + Self.processingMs
            report.quality.mosCQ = score.mosCQ(absoluteDelayMs: delay)
            report.quality.mosCQWithEcho = score.mosCQWithEcho(absoluteDelayMs: delay)
            report.quality.oneWayDelayMs = delay
            report.quality.delaySource = report.rtcp?.rttMs == nil ? "stun" : "rtcp"
        }
        let parts = report.intervals.lazy.compactMap { interval in
            interval.mosLQ.map { (mos: $0, durationS: interval.durationS) }
        }
        report.quality.overTime = ScoresOverTime(parts)
    }
}
