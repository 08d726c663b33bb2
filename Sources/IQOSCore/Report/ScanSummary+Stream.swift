extension ScanSummary {
    /// The report of a stream, without its sound.
    ///
    /// - Parameter place: 0 ..< `streamCount`; the id is one more.
    public func stream(at place: Int) -> StreamReport {
        var report: StreamReport?
        withStream(at: place) { report = $0 }
        guard let report else { preconditionFailure("no report was lent") }
        return report
    }

    /// Lends the report of a stream, without its sound: it is large, and a copy of it takes as long as to measure much.
    ///
    /// - Parameter place: 0 ..< `streamCount`; the id is one more.
    public func withStream(at place: Int, _ body: (inout StreamReport) -> Void) {
        let flow = self[place].key.flow
        var report = StreamReport(
            source: EndpointReport(address: flow.source.description, port: Int(flow.sourcePort)),
            destination: EndpointReport(address: flow.destination.description, port: Int(flow.destinationPort)))
        tell(of: self[place], at: place, in: &report)
        body(&report)
    }

    /// - Parameter report: Where it is told: a report that was made here would be copied to be given back.
    private func tell(of analyzer: borrowing StreamAnalyzer, at place: Int, in report: inout StreamReport) {
        report.id = place + 1
        report.ssrc = analyzer.key.ssrc
        report.transport = analyzer.key.isTCP ? "tcp" : "udp"
        report.wrapper = analyzer.key.wrapperName
        report.encapsulation = analyzer.encapsulation.names
        report.call = callOfStream[place] + 1
        report.reverseStream = answers[place].map { $0 + 1 }
        if report.reverseStream == nil { report.unknown.note("reverse_stream", "no stream in the other direction") }
        report.sameMedia = sameMedia(place, analyzer)
        identify(&report, analyzer)
        locate(&report, analyzer)
        report.packets = counts(of: analyzer)
        report.segments = segments(of: analyzer)
        report.isCut = analyzer.first.isCut && analyzer.last.isCut
        report.timestampRestarts = analyzer.timing.hasPresentationTimes ? 0 : analyzer.timing.timestampRestarts
        if report.timestampRestarts > 0, let jumps = analyzer.timing.jumps, let first = offsetS(jumps.lowerBound) {
            report.timestampJumpsS = first...max(first, offsetS(jumps.upperBound) ?? first)
        }
        report.dscp = analyzer.codePoints
        measureTime(&report, analyzer)
        if !analyzer.lacksTimes, !analyzer.timing.hasPresentationTimes {
            // More than a usual clock's drift the stops themselves may have made.
            let ppm = report.clockDriftPpm ?? 0
            let drift = max(-ClockDrift.usualDrift, min(ClockDrift.usualDrift, ppm * 1e-6))
            report.delaySpikes = analyzer.timing.spikes.map { delaySpikes($0, ofStream: place, drift: drift) }
            report.pausesTooLongMs = analyzer.timing.pauses.countedTooLongMs(ofDrift: ppm, over: report.durationS ?? 0)
        }
        report.loss = losses(of: analyzer, ptimeMs: report.ptimeMs)
        measureOrder(&report, analyzer, at: place)
        report.rtcp = rtcp(ofStream: place, analyzer, ptimeMs: report.ptimeMs)
        if report.elsewhere != nil { report.rtcp?.hideLossPlace() }
        report.binding = bindingTrips(of: analyzer.key.flow)
        if report.rtcp == nil { report.unknown.note("rtcp", "no RTCP about the stream") }
        judge(&report, analyzer)
        detect(&report, analyzer)
        playoutCurve(&report, analyzer)
        report.dtmf = keys(of: analyzer)
        if report.dtmf == nil {
            report.unknown.note(
                "dtmf",
                analyzer.census.hasUnreadEvents
                    ? DTMFReport.cutReason
                    : analyzer.census.hasSealedEvents
                        ? DTMFReport.sealedReason
                        : "no telephone-events (RFC 4733); tones in the sound were not looked for, which is not decoded"
            )
        }
        report.unknown.note("audio", "no sound was asked for")
        report.findings = FindingRules.findings(of: &report)
        report.mark(report.findings)
    }

    /// Payload types, codec, clock, packetisation and encryption.
    private func identify(_ report: inout StreamReport, _ analyzer: borrowing StreamAnalyzer) {
        report.payloadTypes = (0..<analyzer.census.count).map { index in
            var type = payloadType(analyzer.census[index], analyzer)
            type.isKeepAlive = analyzer.census[index].isKeepAlive
            type.isEvent = analyzer.census[index].isTelephoneEvent
            if type.codec == "red" { type.carries = blockReports(of: analyzer) }
            return type
        }
        let main = analyzer.census.mainType
        report.codec = codec(of: analyzer)
        if report.codec == nil { report.unknown.note("codec", "dynamic payload type without signalling") }
        report.clockRateHz = analyzer.clockRateHz == 0 ? nil : Int(analyzer.clockRateHz)
        if report.clockRateHz == nil { report.unknown.note("clock_rate_hz", text: noClockReason(analyzer)) }
        if isVideo(main, analyzer) {
            report.unknown.note("ptime_ms", "video has no packetisation time")
        } else if report.clockRateHz != nil, let step = analyzer.timing.packetisation.usualStep {
            report.ptimeMs = Double(step) * 1000 / Double(analyzer.clockRateHz)
            // On two clocks other steps are no other times.
            let isOneClock = analyzer.census.entries.allSatisfy {
                $0.isTelephoneEvent || $0.isKeepAlive || analyzer.census.isComfortNoise($0.number)
                    || analyzer.clock.rateHz(ofType: $0.number) == analyzer.clockRateHz
            }
            report.otherPtime =
                !isOneClock
                ? nil
                : analyzer.timing.packetisation.otherStep.map {
                    (Double($0.step) * 1000 / Double(analyzer.clockRateHz), 100 * $0.share)
                }
        } else if let announced = signalledMedia(of: analyzer)?.ptimeMs {
            report.ptimeMs = announced
        } else {
            report.unknown.note("ptime_ms", "no regular timestamp step on a known clock")
        }
        report.isOtherLaw = analyzer.isOtherLaw
        report.encrypted = isEncrypted(analyzer, codec: report.codec)
        if report.encrypted == true, opened[analyzer.key] == nil, beginsEncrypted(analyzer, codec: report.codec) != true
        {
            report.encryptedSinceS = sealedSpans(of: analyzer, codec: report.codec).firstSealed.flatMap(offsetS)
        }
        if report.encrypted == nil {
            report.unknown.note("encrypted", "cannot be told for this codec or from this little payload")
        }
    }

    private func payloadType(
        _ entry: PayloadTypeCensus.Entry, _ analyzer: borrowing StreamAnalyzer
    ) -> PayloadTypeReport {
        let number = Int(entry.number)
        if let mapping = mapping(ofType: entry.number) {
            return PayloadTypeReport(
                number: number, codec: mapping.name, clockRateHz: mapping.clockRateHz, channels: mapping.channels,
                packets: entry.packets, source: .user)
        }
        if let format = announcedFormat(ofType: entry.number, analyzer) {
            return PayloadTypeReport(
                number: number, codec: format.name, clockRateHz: format.clockRateHz, channels: format.channels,
                packets: entry.packets, source: .sdp)
        }
        if let profile = CodecTable.profile(ofStaticPayloadType: entry.number) {
            return PayloadTypeReport(
                number: number, codec: profile.name, clockRateHz: profile.clockRateHz, channels: profile.channels,
                packets: entry.packets, source: .static)
        }
        let rate = analyzer.clock.rateHz(ofType: entry.number)
        let clock = rate == 0 ? nil : Int(rate)
        if analyzer.census.tellsEvents(entry.number) {
            return PayloadTypeReport(
                number: number, codec: "telephone-event", clockRateHz: clock, channels: 1, packets: entry.packets,
                source: .inferred)
        }
        let found = inferredCodec(ofType: entry.number, analyzer)
        var report = PayloadTypeReport(
            number: number, codec: found?.codec, clockRateHz: clock, channels: found?.channels, packets: entry.packets,
            source: clock == nil ? .unknown : .inferred)
        if entry.number == analyzer.census.mainType { report.candidates = analyzer.candidates }
        return report
    }

    func isVideo(_ type: UInt8?, _ analyzer: borrowing StreamAnalyzer) -> Bool {
        guard let type else { return false }
        if let format = announcedFormat(ofType: type, analyzer) { return format.kind == .video }
        return CodecTable.profile(ofStaticPayloadType: type)?.isVideo
            ?? inferredCodec(ofType: type, analyzer)?.isVideo ?? false
    }

    private func noClockReason(_ analyzer: borrowing StreamAnalyzer) -> String {
        if let reason = analyzer.untimedReason { return "dynamic payload type, and \(reason)" }
        if analyzer.census.entries.allSatisfy(\.isKeepAlive) { return "no media packets" }
        if analyzer.census.mainType == nil { return "no media packets, only events or comfort noise" }
        return analyzer.segments.unique < ClockInference.packetsNeeded
            ? "dynamic payload type without signalling, fewer than \(ClockInference.packetsNeeded) packets to infer it from"
            : "dynamic payload type without signalling, and timestamps fit no usual clock"
    }

    /// R factor and MOS over the stream and over its intervals, and the markers that come from the same log.
    private func judge(_ report: inout StreamReport, _ analyzer: borrowing StreamAnalyzer) {
        report.quality.playout = playoutReport(of: analyzer)
        let impairment = impairment(of: analyzer, codec: report.codec, encrypted: report.encrypted)
        if !analyzer.lacksTimes { readRecords(&report, analyzer, impairment) }
        if scoring.comparesVoIPmonitor {
            let losses = analyzer.loss.losses
            report.quality.mosVoIPmonitor = VoIPmonitorScore.score(
                losses: losses.losses, expected: analyzer.segments.expected, burstRatio: losses.burstRatio)
        }
        guard let impairment else {
            report.quality.reason =
                notMissed[analyzer.key].map { "\($0)" }
                ?? unscoredReason(
                    report, unplayable: hasPlayout(analyzer) ? nil : noPlayoutReason(analyzer),
                    payloadBytes: payloadBytes(of: analyzer), opened: opened[analyzer.key])
            if report.codec.map(QualityScale.isFullband) == true {
                report.quality.scale = QualityScale.fullband.rawValue
                report.quality.model = QualityScale.fullband.model
            }
            return report.quality.noteUnknowns(score: "no listening quality to start from")
        }
        if let score = ListeningQuality(
            impairment, losses: analyzer.loss.losses.losses, expected: analyzer.segments.expected,
            burstRatio: analyzer.loss.losses.burstRatio)
        {
            report.quality.rFactor = score.rFactor
            report.quality.mosLQ = score.mosLQ
            report.quality.inputs = score.inputs
            report.quality.minMosLQ = report.intervals.compactMap(\.mosLQ).min() ?? score.mosLQ
            report.quality.scale = score.scale.rawValue
            report.quality.model = score.scale.model
            extendQuality(&report, impairment, score)
            report.quality.noteUnknowns(score: nil)
        } else {
            report.quality.reason = "no published Bpl for \(report.codec ?? "this codec"), and packets are missing"
            report.quality.noteUnknowns(score: "no listening quality to start from")
        }
    }

    private func playoutReport(of analyzer: borrowing StreamAnalyzer) -> PlayoutReport {
        var report = PlayoutReport()
        report.mode = playout.mode.rawValue
        report.delayMs = playout.delayMs
        guard playout.mode == .adaptive else { return report }
        report.anchor = "minimum"
        guard let adaptive = analyzer.timing.adaptive, let mean = adaptive.meanDelayMs else { return report }
        report.delayMs = mean
        report.minDelayMs = adaptive.leastDelayMs
        report.maxDelayMs = adaptive.largestDelayMs
        report.changes = adaptive.changes
        return report
    }

    private func unscoredReason(
        _ report: StreamReport, unplayable: StaticString?, payloadBytes: Int?, opened: OpenedStream?
    ) -> String {
        if let opened, !opened.isWhole {
            return "packets that cannot be authenticated are lost to the listener, and are not among the losses"
        }
        if report.encrypted == true, opened == nil {
            return report.encryptedSinceS == nil
                ? "encrypted" : "encrypted in part: what was heard there is not known"
        }
        guard let codec = report.codec else { return "codec unknown" }
        if QualityScale.isFullband(codec) {
            return "fullband (G.107.2) is reckoned with an --impairment that is given: published ones are not checked"
        }
        return CodecImpairment.published(for: codec, payloadBytes: payloadBytes) == nil
            ? "no published Ie/Bpl for \(codec)" : unplayable?.description ?? "nothing to score"
    }

    private func readRecords(
        _ report: inout StreamReport, _ analyzer: borrowing StreamAnalyzer, _ impairment: CodecImpairment?
    ) {
        let otherPtimeMs = report.otherPtime.flatMap {
            $0.sharePercent >= FindingThresholds.ptimeSharePercent ? $0.milliseconds : nil
        }
        var number = analyzer.loss.chain
        while number >= 0, let record = readLog(Int(number)) {
            number = record.previous
            switch record.kind {
            case .interval: report.intervals.append(interval(record, analyzer, impairment))
            case .lost, .late, .restart:
                guard record.kind != .late || !analyzer.timing.hasPresentationTimes else { continue }
                guard var start = offsetS(record.start), var end = offsetS(record.end) else { continue }
                if record.kind == .lost, record.interval > 0, var ptime = report.ptimeMs {
                    // Arrivals around a loss have jitter: what is missing is as long as its packets. Where they are much
                    // farther apart, a pause follows: the loss ends what was said before it.
                    let step = (end - start) / Double(record.interval)
                    if let other = otherPtimeMs {
                        if abs(step * 1000 - other) < abs(step * 1000 - ptime) { ptime = other }
                        report.longestLossMs = max(report.longestLossMs ?? 0, Double(record.interval) * ptime)
                    }
                    if step > 2e-3 * ptime { start += ptime * 1e-3 - step }
                    end = start + Double(record.interval) * ptime * 1e-3
                }
                let kind: MarkerReport.Kind = record.kind == .lost ? .lost : record.kind == .late ? .late : .restart
                report.markers.append(MarkerReport(kind: kind, startS: start, endS: max(start, end)))
            }
        }
        // The newest record comes first.
        report.intervals.reverse()
        guard report.markers.count > 1 else { return }
        // Late packets are known before the losses ahead of them are settled.
        report.markers.sort { ($0.startS, $0.endS, $0.kind.rawValue) < ($1.startS, $1.endS, $1.kind.rawValue) }
    }

    private func interval(
        _ record: LogRecord, _ analyzer: borrowing StreamAnalyzer, _ impairment: CodecImpairment?
    ) -> IntervalReport {
        let start = analyzer.first.arrival &+ Int64(record.interval) &* interval
        let end = min(start &+ interval, max(analyzer.last.arrival, start))
        let score = impairment.flatMap { ListeningQuality($0, interval: record, least: leastScored(analyzer)) }
        var report = IntervalReport(
            startS: offsetS(start) ?? 0, durationS: Double(end - start) * 1e-9, packets: Int(record.packets),
            lost: Int(record.lost), late: hasPlayout(analyzer) ? Int(record.late) : nil,
            jitterMs: record.jitterMs.isNaN ? nil : Double(record.jitterMs), mosLQ: score?.mosLQ)
        if !record.transitMs.isNaN, !analyzer.timing.hasPresentationTimes {
            report.delayVariationMs = analyzer.timing.delays.variationMs(
                ofFreed: Double(record.transitMs), at: (start &+ end) / 2 &- analyzer.first.arrival)
        }
        return report
    }
}
