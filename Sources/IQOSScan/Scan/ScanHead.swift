import IQOSCore

/// The parts of a report beside streams and calls, from what a finished first pass knows.
struct ScanHead {
    let report: ScanReport

    init(
        options: ScanOptions, captures: CaptureSet, scanner: borrowing StreamScanner, summary: ScanSummary
    ) {
        var report = ScanReport()
        report.options = options.described
        report.capture = Self.capture(captures)
        let counters = scanner.counters
        report.limits = [
            ("candidates_evicted", scanner.candidatesEvicted),
            ("candidate_packets_forgotten", scanner.candidatePacketsForgotten),
            ("streams_refused", counters.streamsRefused),
            ("streams_rejected", summary.streamsRejected),
            ("log_records_dropped", scanner.log.dropped),
            ("fragments_skipped", counters.fragments),
            ("malformed_frames", counters.malformed),
            ("unknown_link_type_frames", counters.unknownLinkType),
            ("time_reversals", counters.timeReversals),
        ]
        report.warnings = captures.warnings + Self.warnings(counters, scanner.candidatesEvicted)
        self.report = report
    }

    private static func capture(_ captures: CaptureSet) -> CaptureReport {
        var capture = CaptureReport()
        capture.files = captures.files
        capture.packets = captures.files.reduce(0) { $0 + $1.packets }
        capture.start = captures.files.compactMap(\.firstPacket).min()
        if let start = capture.start, let end = captures.files.compactMap(\.lastPacket).max() {
            capture.durationS = Double(end - start) * 1e-9
        } else {
            let reason = capture.packets == 0 ? "no packet" : "no packet has a capture time"
            capture.unknown.note("start", reason)
            capture.unknown.note("duration_s", reason)
        }
        capture.unknown.note("findings", "not measured yet")
        return capture
    }

    /// What was passed over, once each.
    private static func warnings(_ counters: ScanCounters, _ evicted: Int) -> [WarningReport] {
        var warnings: [WarningReport] = []
        let warn = { (count: Int, code: String, text: String) in
            if count > 0 { warnings.append(WarningReport(code: code, message: "\(count) \(text)", file: nil)) }
        }
        warn(counters.unknownLinkType, "unknown-link-type", "frames are of a link type that is not decoded")
        warn(counters.fragments, "fragments", "IP fragments were passed over: they are not reassembled")
        warn(evicted, "candidates-evicted", "flows that had not shown to be RTP were forgotten for want of room")
        warn(counters.streamsRefused, "streams-refused", "streams beyond the limit were not measured")
        return warnings
    }
}
