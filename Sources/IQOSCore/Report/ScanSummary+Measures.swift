/// Where a stream lies in the capture, and what its analyzer counted and measured, as the report has it.
extension ScanSummary {
    /// Of the delay variation, as the report has them.
    private static let percents: InlineArray<4, Double> = [50, 95, 99, 99.9]

    /// What needs arrivals and the clock.
    private static let timedKeys: [StaticString] = [
        "jitter_ms", "jitter_rfc3550_ms", "jitter_ticks", "jitter_rfc3550_ticks", "delay_variation_ms", "ipdv_ms",
        "late",
    ]

    /// What is made of transit times. Jitter is what RFC 3550 says it is, whatever timestamps mean.
    private static let delayKeys: [StaticString] = ["delay_variation_ms", "ipdv_ms", "late"]
    static let presentationReason: StaticString =
        "timestamps go back again and again, as those of video with B frames: they tell when pictures are shown, not when they were sent"

    func locate(_ report: inout StreamReport, _ analyzer: borrowing StreamAnalyzer) {
        report.firstFile = Int(analyzer.first.file)
        report.firstFrame = Int(analyzer.first.frame)
        report.lastFile = Int(analyzer.last.file)
        report.lastFrame = Int(analyzer.last.frame)
        if let reason = analyzer.untimedReason {
            for key: StaticString in ["first_packet", "last_packet", "duration_s"] { report.unknown.note(key, reason) }
            return
        }
        report.firstPacket = analyzer.first.arrival
        report.lastPacket = analyzer.last.arrival
        report.durationS = Double(max(0, analyzer.last.arrival - analyzer.first.arrival)) * 1e-9
    }

    func counts(of analyzer: borrowing StreamAnalyzer) -> PacketCounts {
        var counts = PacketCounts()
        counts.captured = analyzer.captured
        counts.unique = analyzer.segments.unique
        counts.expected = analyzer.segments.expected
        counts.lost = analyzer.segments.lost
        counts.duplicates = analyzer.sequence.duplicates
        counts.stray = analyzer.sequence.stray
        // What comes far behind and is missing else came once, by another way.
        counts.copiesBehind =
            analyzer.segments.lost * 2 < analyzer.sequence.copiesBehind ? analyzer.sequence.copiesBehind : 0
        counts.outOfOrder = analyzer.sequence.outOfOrder
        counts.late = hasPlayout(analyzer) ? analyzer.loss.late : nil
        counts.lateOverflow = hasPlayout(analyzer) ? Int(analyzer.timing.overflows) : nil
        counts.captureDuplicates = analyzer.captureDuplicates
        counts.conflictingDuplicates = analyzer.conflictingDuplicates
        return counts
    }

    func segments(of analyzer: borrowing StreamAnalyzer) -> [SegmentReport] {
        analyzer.segments.closed.map { segment in
            SegmentReport(
                firstSequence: segment.lowest & 0xFFFF, lastSequence: segment.highest & 0xFFFF,
                packets: segment.packets, lost: segment.highest - segment.lowest + 1 - segment.packets,
                startS: offsetS(segment.start))
        }
    }

    func measureTime(_ report: inout StreamReport, _ analyzer: borrowing StreamAnalyzer) {
        let untimed = analyzer.untimedReason
        if let delta = analyzer.interarrival.result, untimed == nil {
            report.deltaMs = DeltaReport(min: delta.min, mean: delta.mean, max: delta.max)
            report.interarrival = analyzer.interarrival
        } else {
            report.unknown.note("delta_ms", untimed ?? "fewer than two unique packets")
        }
        bandwidth(&report, analyzer)
        drift(&report, analyzer)
        guard analyzer.clockRateHz != 0, untimed == nil else {
            let reason = untimed ?? "clock rate unknown"
            for key in Self.timedKeys { report.unknown.note(key, reason) }
            return
        }
        let jitterReport = { (figures: JitterFigures) in
            JitterReport(mean: figures.mean, max: figures.max, last: figures.last)
        }
        report.jitterMs = analyzer.timing.jitter.result.map(jitterReport)
        report.jitterRFC3550Ms = analyzer.timing.strictJitter.result.map(jitterReport)
        if report.jitterMs == nil {
            for key: StaticString in ["jitter_ms", "jitter_ticks", "ipdv_ms"] {
                report.unknown.note(key, "no two media packets to compare")
            }
        }
        if report.jitterRFC3550Ms == nil {
            for key: StaticString in ["jitter_rfc3550_ms", "jitter_rfc3550_ticks"] {
                report.unknown.note(key, "no two packets to compare")
            }
        }
        if analyzer.timing.hasPresentationTimes {
            for key in Self.delayKeys { report.unknown.note(key, Self.presentationReason) }
            return
        }
        if !hasPlayout(analyzer) { report.unknown.note("late", "no two media packets to compare") }
        if let tails = analyzer.timing.delays.differences.figures, let mean = analyzer.timing.jitter.meanDifferenceMs {
            report.ipdvMs = InterpacketVariationReport(p05: tails.p05, p95: tails.p95, meanAbsolute: mean)
        }
        if let values = analyzer.timing.delays.variation.percentiles(Self.percents),
            let maximum = analyzer.timing.delays.variation.maximumMs
        {
            report.delayVariationMs = DelayVariationReport(
                p50: values[0], p95: values[1], p99: values[2], p999: values[3], max: maximum,
                rawMax: analyzer.timing.delays.rawMaximumMs)
        } else {
            report.unknown.note("delay_variation_ms", "no media packets")
        }
    }

    private func drift(_ report: inout StreamReport, _ analyzer: borrowing StreamAnalyzer) {
        let reason: StaticString
        if let untimed = analyzer.untimedReason {
            reason = untimed
        } else if analyzer.clockRateHz == 0 {
            reason = "clock rate unknown"
        } else if report.durationS ?? 0 < ClockDrift.leastSeconds {
            reason = "stream shorter than 30 s"
        } else if analyzer.timing.hasPresentationTimes {
            reason = Self.presentationReason
        } else {
            let estimate = analyzer.timing.drift.estimate(overSeconds: report.durationS ?? 0)
            report.clockDriftPpm = estimate?.ppm
            report.clockDriftUncertaintyPpm = estimate?.uncertaintyPpm
            reason =
                "too few moments with media packets, too many timestamp restarts, or delays that no clock's line explains"
        }
        guard report.clockDriftPpm == nil else { return }
        for key: StaticString in ["clock_drift_ppm", "clock_drift_uncertainty_ppm"] { report.unknown.note(key, reason) }
    }

    private func bandwidth(_ report: inout StreamReport, _ analyzer: borrowing StreamAnalyzer) {
        let untimed = analyzer.untimedReason
        guard untimed == nil, let mean = analyzer.bandwidth.meanKbps else {
            report.unknown.note("bandwidth_kbps", untimed ?? "no duration")
            return
        }
        var bandwidth = BandwidthReport(mean: mean, max: analyzer.bandwidth.maximumKbps)
        if bandwidth.max == nil { bandwidth.unknown.note("max", "shorter than one second") }
        report.bandwidthKbps = bandwidth
    }

    /// - Parameter ptimeMs: Packet time of the stream; `nil` where it is not known.
    func losses(of analyzer: borrowing StreamAnalyzer, ptimeMs: Double?) -> LossReport {
        var loss = LossReport()
        loss.longestRun = analyzer.loss.lostRuns.longest
        loss.bursts = analyzer.loss.bursts.bursts
        loss.burstDensityPercent = analyzer.loss.bursts.burstDensityPercent
        loss.gapDensityPercent = analyzer.loss.bursts.gapDensityPercent
        loss.meanBurstPackets = analyzer.loss.bursts.meanBurstPackets
        loss.meanGapPackets = analyzer.loss.bursts.meanGapPackets
        if let ptimeMs {
            loss.meanBurstMs = loss.meanBurstPackets * ptimeMs
            loss.meanGapMs = loss.meanGapPackets * ptimeMs
        }
        loss.burstRatio = analyzer.loss.losses.burstRatio
        loss.lostBurstRatio = analyzer.loss.lostRuns.burstRatio
        loss.gapsWithPause = analyzer.pauseGaps?.count ?? 0
        loss.lostWithPause = analyzer.pauseGaps?.missing ?? 0
        return loss
    }

    /// Disorder, and where numbers are missing across a pause.
    func measureOrder(_ report: inout StreamReport, _ analyzer: borrowing StreamAnalyzer, at place: Int) {
        report.reordering = analyzer.reordering.map {
            ReorderingReport($0, hasTimes: !analyzer.lacksTimes)
        }
        report.pauseGap = (analyzer.pauseGaps?.longest).flatMap { pauseGap($0, ofStream: place) }
        report.agreedGaps = agreedGaps(analyzer.pauseGaps, ofStream: place)
        report.outage = (analyzer.outages?.longest).flatMap { pauseGap($0, ofStream: place) }
        report.outages = (analyzer.outages?.count ?? 0, analyzer.outages?.missing ?? 0)
        report.callChanges = successive.changes[place] ?? (0, 0)
        tellElsewhere(&report, at: place)
    }

    /// From here on clocks part by what is worth taking off.
    private static let longPauseMs = 1000.0

    /// - Parameter drift: Share by which the sender's clock is fast, slow below 0: a long pause lets it look late.
    func delaySpikes(_ spikes: DelaySpikes, ofStream place: Int, drift: Double) -> DelaySpikesReport {
        var report = DelaySpikesReport(spikes)
        for var spike in spikes.kept {
            if spike.elapsedMs >= Self.longPauseMs {
                let late = min(spike.stayedMs, -drift * spike.elapsedMs)
                guard Double(spike.end &- spike.start) * 1e-6 - late >= DelaySpikes.leastMs else {
                    report.leave(spike)
                    continue
                }
                spike.stayedMs -= late
                report.lastingMs -= late
            }
            guard let start = offsetS(spike.start), let end = offsetS(spike.end), start <= end,
                let agreed = agreedPause(ofStream: place, in: start...end)
            else { continue }
            if agreed == .betweenCalls {
                report.leave(spike)
                continue
            }
            report.agreed += 1
            report.agreedMs += spike.stayedMs
        }
        return report
    }

    /// Numbers that are missing across pauses in which nothing was to be sent.
    func agreedGaps(_ gaps: PauseGaps?, ofStream place: Int) -> [PauseGapReport] {
        guard isAnnounced, let gaps else { return [] }
        return gaps.kept.compactMap { pauseGap($0, ofStream: place) }.filter { $0.agreed != nil }
    }

    private func pauseGap(_ gap: PauseGaps.Kept, ofStream place: Int) -> PauseGapReport? {
        guard let start = offsetS(gap.start), let end = offsetS(gap.end) else { return nil }
        var report = PauseGapReport(missing: gap.missing, startS: start, endS: end)
        report.agreed = agreedPause(ofStream: place, in: report.span)
        return report
    }
}
