import IQOSCore

/// The parts of a report beside streams and calls, from what a finished first pass knows.
struct ScanHead {
    let report: ScanReport

    /// - Parameter filteredFrames: Those that `--filter` left, all where there is none.
    init(
        options: ScanOptions, captures: CaptureSet, filteredFrames: Int, scanner: borrowing StreamScanner,
        summary: ScanSummary
    ) {
        var report = ScanReport()
        report.options = options.described
        report.capture = Self.capture(captures)
        let counters = scanner.counters
        var figures = CaptureFigures()
        figures.frames = report.capture.packets
        figures.framesReordered = captures.framesReordered
        figures.timeReversals = counters.timeReversals
        figures.droppedFrames = captures.interfaceDrops.joined().reduce(0) { $0 &+ $1.dropped }
        figures.datagrams = scanner.counters.datagrams
        figures.headersCut = scanner.counters.headersCut
        figures.unseenGaps = scanner.carried.unseenGaps
        figures.unseenBytes = scanner.carried.unseenBytes
        report.capture.findings = summary.findings(ofCapture: figures)
        let signalling = summary.signallingCounters
        report.limits = [
            ("candidates_evicted", scanner.candidatesEvicted),
            ("candidate_packets_forgotten", scanner.candidatePacketsForgotten),
            ("unknown_flows_evicted", scanner.unknownFlowsEvicted),
            ("unknown_flows_unseen", scanner.unknownFlowsUnseen),
            ("flow_companions_refused", scanner.companionsRefused),
            ("vendor_headers_refused", scanner.vendorHeadersRefused),
            ("streams_refused", counters.streamsRefused),
            ("streams_rejected", summary.streamsRejected),
            ("log_records_dropped", scanner.log.dropped),
            ("rtcp_forgotten", scanner.reportsForgotten),
            ("fragments_cut", scanner.carried.fragmentsCut),
            ("fragmented_packets_abandoned", scanner.carried.fragmentedPacketsAbandoned),
            ("tcp_connections_dropped", scanner.carried.connectionsDropped),
            ("tcp_searches_dropped", scanner.carried.searchesDropped),
            ("tcp_gaps", scanner.carried.connectionGaps),
            ("frames_too_deep", scanner.carried.tooDeep),
            ("signalled_calls_dropped", signalling.callsEvicted + signalling.callsRefused),
            ("signalling_messages_dropped", signalling.messagesNotKept),
            ("signalling_sessions_forgotten", summary.signallingSessionsForgotten),
            (
                "announcements_dropped",
                signalling.announcementsRefused + signalling.formatListsRefused + signalling.keysRefused
            ),
            ("malformed_frames", scanner.carried.malformed),
            ("unknown_link_type_frames", scanner.carried.unknownLinkType),
            ("time_reversals", captures.framesReordered + counters.timeReversals),
            ("time_reversals_beyond_window", counters.timeReversals),
        ]
        // Of a selection nobody can say that its calls have no stream.
        let withoutMedia = options.isSelective ? nil : summary.callsWithoutMedia
        report.answeredCallsWithoutStream = withoutMedia?.count ?? 0
        if !options.isSelective {
            report.signalledCalls = summary.signalledCalls
            let silent = summary.callsWithoutStream
            report.callsWithoutStream = silent.listed
            report.callsWithoutStreamMore = silent.more
        }
        report.limits.append(("calls_without_stream_not_listed", report.callsWithoutStreamMore))
        report.warnings =
            captures.warnings + LimitWarning.warnings(report.limits, streams: summary.streamCount)
            + Self.warnings(signalling, withoutMedia: withoutMedia)
        if summary.streamCount == 0, let empty = options.emptySelection(report.capture, filteredFrames: filteredFrames)
        {
            let hint = options.tagHint(captures.taggedFramesLeftOut, of: report.capture.packets).map { "; " + $0 } ?? ""
            report.warnings.append(WarningReport(code: "selection-empty", message: empty + hint, file: nil))
        }
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
            let reason: StaticString = capture.packets == 0 ? "no packet" : "no packet has a capture time"
            capture.unknown.note("start", reason)
            capture.unknown.note("duration_s", reason)
        }
        return capture
    }

    /// What signalling told that the report does not show.
    private static func warnings(
        _ counters: SignallingCounters, withoutMedia: (count: Int, sentence: String)?
    ) -> [WarningReport] {
        var warnings: [WarningReport] = []
        if counters.h323 > 0 {
            warnings.append(
                WarningReport(
                    code: "h323-not-decoded",
                    message:
                        "\(counters.h323) messages of H.323 are not decoded: its calls are told by their streams only",
                    file: nil))
        }
        if let sentence = withoutMedia?.sentence {
            warnings.append(WarningReport(code: "calls-without-media", message: sentence, file: nil))
        }
        return warnings
    }
}
