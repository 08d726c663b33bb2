/// What the RTCP of the capture says of a stream.
extension ScanSummary {
    /// Lost or late by so few packets, two counts taken at different places and moments agree.
    static let packetsInFlight = 3

    /// `nil` where no RTCP is about the stream.
    func rtcp(ofStream place: Int, _ analyzer: borrowing StreamAnalyzer, ptimeMs: Double?) -> RTCPReport? {
        guard let own = reportPlaces[place] else { return nil }
        // Lent, where an element of an array would be copied.
        let states = reports.states.span
        var report = rtcp(states[own], analyzer, ptimeMs: ptimeMs, isReceiverCut: reports.isCut(against: own))
        tellRoundTrip(&report, own)
        tellSent(&report, states[own])
        if report.voipMetrics == nil { report.unknown.note("voip_metrics", "no VoIP metrics in an extended report") }
        return report
    }

    private static let cutReason: StaticString = "cut off by the snap length"

    private func rtcp(
        _ state: RTCPState, _ analyzer: borrowing StreamAnalyzer, ptimeMs: Double?, isReceiverCut: Bool
    ) -> RTCPReport {
        var report = RTCPReport()
        report.senderReports = state.senderReports
        report.receiverReports = state.receptions
        report.goodbyes = state.goodbyes == 0 && state.cut > 0 ? nil : state.goodbyes
        if report.goodbyes == nil { report.unknown.note("goodbyes", Self.cutReason) }
        report.encrypted = state.encrypted
        report.voipReports = state.voipReports
        report.voipMetrics = state.voipMetrics
        if state.voipMetrics != nil { report.countedBursts = countedBursts(of: analyzer, ptimeMs: ptimeMs) }
        if !state.canonicalName.isEmpty {
            report.cname = String(decoding: state.canonicalName, as: UTF8.self).printable
        } else {
            report.unknown.note(
                "cname",
                state.cut > 0
                    ? Self.cutReason : state.encrypted > 0 ? "RTCP is encrypted" : "no source description")
        }
        report.moments = state.moments.kept.compactMap { moment(of: $0, clockRateHz: analyzer.clockRateHz) }
        tellReception(&report, state, clockRateHz: analyzer.clockRateHz, isCut: isReceiverCut)
        return report
    }

    /// Without a loss all of the stream is one gap.
    private func countedBursts(of analyzer: borrowing StreamAnalyzer, ptimeMs: Double?) -> RTCPReport.CountedBursts {
        let figures = analyzer.loss.telephoneFigures
        var counted = RTCPReport.CountedBursts()
        counted.burstDensityPercent = figures?.burstDensityPercent ?? 0
        counted.gapDensityPercent = figures?.gapDensityPercent ?? 0
        counted.burstDurationMs = ptimeMs.map { (figures?.burstPackets ?? 0) * $0 }
        counted.gapDurationMs = ptimeMs.map { (figures?.gapPackets ?? Double(analyzer.segments.expected)) * $0 }
        return counted
    }

    private func moment(of kept: RTCPMoments.Moment, clockRateHz: Int32) -> RTCPReport.Moment? {
        guard let timeS = offsetS(kept.arrival) else { return nil }
        guard kept.kind == .receiver else {
            return RTCPReport.Moment(
                kind: kept.kind == .sender ? .sender : .goodbye, timeS: timeS, lostPercent: nil, jitterMs: nil)
        }
        return RTCPReport.Moment(
            kind: .receiver, timeS: timeS, lostPercent: Double(kept.fractionLost) * 100 / 256,
            jitterMs: clockRateHz > 0 ? Double(kept.jitter) * 1000 / Double(clockRateHz) : nil)
    }

    private func tellReception(
        _ report: inout RTCPReport, _ state: RTCPState, clockRateHz: Int32, isCut: Bool
    ) {
        guard let last = state.lastReception else {
            let reason: StaticString =
                isCut
                ? Self.cutReason
                : state.encrypted > 0 ? "RTCP is encrypted" : "no receiver reported on the stream"
            for key: StaticString in [
                "reported_lost", "reported_lost_percent", "reported_jitter_ms", "reported_jitter_max_ms", "loss_place",
            ] {
                report.unknown.note(key, reason)
            }
            return
        }
        report.reportedLost = Int(last.block.cumulativeLost)
        if let jitter = state.meanJitter, clockRateHz > 0 {
            report.reportedJitterMs = jitter * 1000 / Double(clockRateHz)
            report.reportedJitterMaxMs = Double(state.largestJitter) * 1000 / Double(clockRateHz)
        } else {
            for key: StaticString in ["reported_jitter_ms", "reported_jitter_max_ms"] {
                report.unknown.note(key, "clock rate unknown")
            }
        }
        guard let first = state.firstReception, let span = Self.span(first, last) else {
            let reason: StaticString = "no two reports of one receiver while packets passed"
            report.unknown.note("reported_lost_percent", reason)
            report.unknown.note("loss_place", reason)
            return
        }
        report.reportedLostPercent = min(100, max(0, 100 * Double(span.lost) / Double(span.expected)))
        guard let seen = last.progress.flatMap({ end in first.progress.map { end - $0 } }), seen.expected > 0 else {
            report.unknown.note("loss_place", "the stream was not known yet when the first report came")
            return
        }
        guard
            span.lost + max(0, seen.duplicates) >= -Self.packetsInFlight
                || seen.expected - seen.unique <= Self.packetsInFlight
        else {
            report.unknown.note("loss_place", "the receiver counts copies that did not pass here: they hide its losses")
            return
        }
        report.lossPlace = Self.lossPlace(reportedLost: span.lost, seen: seen)
    }

    /// Packets expected and lost between two reports of one receiver; `nil` where nothing came between.
    private static func span(_ first: RTCPState.Reception, _ last: RTCPState.Reception) -> (expected: Int, lost: Int)? {
        let expected = Int(Int32(bitPattern: last.block.highestSequence &- first.block.highestSequence))
        guard expected > 0 else { return nil }
        return (expected, Int(last.block.cumulativeLost) - Int(first.block.cumulativeLost))
    }

    /// Splits losses at the capture point.
    ///
    /// Not every receiver counts copies as RFC 3550 has it. Where one reports what is missing here, or nothing, in spite of
    /// copies, it may count each number once, and nothing was lost behind the capture point.
    ///
    /// - Parameters:
    ///   - reportedLost: What the receiver counts as lost; duplicates of the network hide losses there (RFC 3550 A.3).
    ///   - seen: What passed the capture point in the same time.
    static func lossPlace(reportedLost: Int, seen: StreamProgress) -> RTCPReport.LossPlace {
        let before = seen.expected - seen.unique
        let copies = max(0, seen.duplicates)
        let difference = reportedLost + copies - before
        let ignoresCopies =
            copies > packetsInFlight && (reportedLost == 0 || abs(reportedLost - before) <= packetsInFlight)
        let certain = ignoresCopies || abs(difference) <= packetsInFlight ? 0 : difference
        // Not more than is missing here: copies that only the receiver took for packets make its count less than none.
        let notCaptured = min(before, max(0, -certain))
        return RTCPReport.LossPlace(
            expected: seen.expected, lostBeforeCapture: before - notCaptured, lostAfterCapture: max(0, certain),
            notCaptured: notCaptured)
    }

    /// The half towards the receiver from the stream's own entry, the other from what its receiver sends.
    private func tellRoundTrip(_ report: inout RTCPReport, _ own: Int) {
        let states = reports.states.span
        let far = states[own].roundTrip
        let near = reports.mostTimed(against: own).map { states[$0].roundTrip }
        report.rttInvalid = far.invalid + (near?.invalid ?? 0)
        report.rttToReceiverMs = Self.figures(far.samplesMs)
        report.rttToSenderMs = near.flatMap { Self.figures($0.samplesMs) }
        if report.rttToReceiverMs == nil {
            report.unknown.note(
                "rtt_to_receiver_ms",
                far.invalid > 0
                    ? "the receiver answers with times that cannot be"
                    : far.unmatched > 0
                        ? "the receiver answers reports that are not in the capture" : "the receiver answers no report")
        }
        if report.rttToSenderMs == nil {
            let (invalid, unmatched) = (near?.invalid ?? 0, near?.unmatched ?? 0)
            report.unknown.note(
                "rtt_to_sender_ms",
                invalid > 0
                    ? "the sender answers with times that cannot be"
                    : unmatched > 0
                        ? "the sender answers reports that are not in the capture" : "the sender answers no report")
        }
        if let near = report.rttToSenderMs, let far = report.rttToReceiverMs {
            report.rttMs = RTCPReport.RoundTripReport(
                p50: near.p50 + far.p50, min: near.min + far.min, samples: min(near.samples, far.samples))
            return
        }
        let isHalf = report.rttToSenderMs != nil || report.rttToReceiverMs != nil
        report.unknown.note(
            "rtt_ms", isHalf ? "only one half of the way is known" : "neither half of the way is known")
    }

    static func figures(_ samplesMs: ThinnedSamples) -> RTCPReport.RoundTripReport? {
        guard let median = samplesMs.median, let least = samplesMs.minimum else { return nil }
        return RTCPReport.RoundTripReport(p50: median, min: least, samples: samplesMs.count)
    }

    /// Round trips by STUN on the stream's addresses and ports; `nil` where nothing was answered.
    func bindingTrips(of flow: Flow) -> BindingReport? {
        guard let trips = bindings[flow] else { return nil }
        let report = BindingReport(
            rttToReceiverMs: Self.figures(trips.toReceiver), rttToSenderMs: Self.figures(trips.toSender))
        return report.rttToReceiverMs == nil && report.rttToSenderMs == nil ? nil : report
    }

    private func tellSent(_ report: inout RTCPReport, _ state: RTCPState) {
        guard let first = state.firstSending, let last = state.lastSending, let start = first.progress,
            let end = last.progress, last.packets != first.packets
        else {
            report.unknown.note("sent", "no two sender reports while packets passed")
            return
        }
        report.sent = RTCPReport.Sent(
            packets: Int(last.packets &- first.packets), numbers: (end - start).expected)
    }
}
