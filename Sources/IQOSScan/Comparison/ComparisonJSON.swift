import IQOSCore

/// A comparison as `docs/compare.schema.json` has it.
public enum ComparisonJSON {
    public static func write(_ result: Comparison.Result, to sink: inout ByteSink) throws(OutputError) {
        var json = JSONWriter(sink)
        json.object(nil, .block) { json in
            let head = ScanReport()
            json.text("schema_version", "1.0")
            json.object("generator") { json in
                json.text("name", head.generatorName)
                json.text("version", head.generatorVersion)
            }
            switch result {
            case .points(let points): write(points, to: &json)
            case .reports(let reports): write(reports, to: &json)
            }
        }
        sink = json.finish()
        try sink.finish()
    }

    // Two points.

    private static func write(_ points: ComparedPoints, to json: inout JSONWriter) {
        json.text("kind", "points")
        json.object("options") { json in
            json.decimal("interval_s", Double(points.options.interval) * 1e-9)
            json.flag("same_clock", points.options.hasSameClock)
        }
        write("a", points.a, to: &json)
        write("b", points.b, to: &json)
        let clock = points.report.clock
        json.object("clock") { json in
            json.decimal("offset_ms", clock.offsetMs)
            json.decimal("uncertainty_ms", clock.uncertaintyMs)
            json.decimal("round_trip_ms", clock.roundTripMs)
            json.decimal("drift_ppm", clock.driftPpm)
            json.text("source", clock.source)
            JSONReport.write(clock.unknown, to: &json)
        }
        json.objects("calls", points.report.calls) { json, call in
            json.integer("a", call.a)
            json.integer("b", call.b)
            json.integers("streams", call.streams)
        }
        json.array("streams") { json in
            for stream in points.report.streams where !json.hasFailed {
                json.object(nil, .block) { write(stream, to: &$0) }
            }
        }
        json.object("unmatched", .block) { json in
            json.objects("a", points.report.unmatchedA, write)
            json.objects("b", points.report.unmatchedB, write)
        }
        json.object("limits") { json in
            json.integer("packets_left_out", points.report.packetsLeftOut)
            json.integer("intervals_left_out", points.report.intervalsLeftOut)
            json.integer("streams_in_crowd", points.report.streamsInCrowd)
        }
        json.objects("warnings", points.a.head.warnings.map { ("a", $0) } + points.b.head.warnings.map { ("b", $0) }) {
            $0.text("capture", $1.0)
            $0.text("code", $1.1.code)
            $0.text("message", $1.1.message)
        }
    }

    private static func write(_ key: StaticString, _ capture: ComparedCapture, to json: inout JSONWriter) {
        json.object(key, .block) { json in
            json.objects("files", capture.head.capture.files) { json, file in
                json.text("name", file.name)
                json.text("sha256", file.sha256)
                json.integer("packets", file.packets)
                json.flag("complete", file.complete)
            }
            json.time("start", capture.head.capture.start)
            json.decimal("duration_s", capture.head.capture.durationS)
            json.integer("streams", capture.streams)
            json.integer("calls", capture.calls)
        }
    }

    private static func write(_ stream: PairReport, to json: inout JSONWriter) {
        json.integer("id", stream.id)
        json.object("a") { write(stream.a, to: &$0) }
        json.object("b") { write(stream.b, to: &$0) }
        json.text("matched_by", stream.matchedBy)
        json.object("shift") { json in
            json.integer("sequence", stream.shift.sequence)
            json.integer("timestamp", stream.shift.timestamp)
        }
        json.text("order", stream.order.rawValue)
        json.text("order_evidence", stream.orderEvidence.rawValue)
        json.time("start", stream.start)
        json.decimal("duration_s", stream.durationS)
        let packets = stream.packets
        json.object("packets") { json in
            json.integer("sent", packets.sent)
            json.integer("both", packets.both)
            json.integer("lost", packets.lost)
            json.decimal("lost_percent", packets.lostPercent)
            json.integer("only_a", packets.onlyA)
            json.integer("only_b", packets.onlyB)
            json.integer("unseen_before", packets.unseenBefore)
            json.integer("reordered", packets.reordered)
            json.integer("duplicates_a", packets.duplicatesA)
            json.integer("duplicates_b", packets.duplicatesB)
            json.integer("outside", packets.outside)
            json.integer("longest_run", stream.longestLoss)
        }
        json.object("delay_variation_ms", of: stream.delayVariationMs) { json, delay in
            json.decimal("p50", delay.p50)
            json.decimal("p95", delay.p95)
            json.decimal("p99", delay.p99)
            json.decimal("max", delay.max)
        }
        json.object("one_way_delay_ms", of: stream.oneWayDelayMs) { json, delay in
            json.decimal("min", delay.min)
            json.decimal("p50", delay.p50)
            json.decimal("p95", delay.p95)
            json.decimal("max", delay.max)
            json.decimal("uncertainty", delay.uncertainty)
        }
        json.objects("intervals", stream.intervals) { json, interval in
            json.decimal("start_s", interval.startS)
            json.decimal("duration_s", interval.durationS)
            json.integer("both", interval.both)
            json.integer("lost", interval.lost)
            json.integer("reordered", interval.reordered)
            json.decimal("delay_variation_p95_ms", interval.delayVariationP95Ms)
            json.decimal("one_way_delay_p50_ms", interval.oneWayDelayP50Ms)
        }
        JSONReport.write(stream.unknown, to: &json)
    }

    private static func write(_ point: PointReport, to json: inout JSONWriter) {
        json.integer("stream", point.stream)
        json.integer("call", point.call)
        json.ssrc("ssrc", point.ssrc)
        write("source", point.source, to: &json)
        write("destination", point.destination, to: &json)
    }

    private static func write(to json: inout JSONWriter, _ stream: UnmatchedReport) {
        json.integer("stream", stream.stream)
        json.integer("call", stream.call)
        json.ssrc("ssrc", stream.ssrc)
        write("source", stream.source, to: &json)
        write("destination", stream.destination, to: &json)
        json.integer("packets", stream.packets)
        json.flag("other_was_running", stream.otherWasRunning)
    }

    private static func write(_ key: StaticString, _ endpoint: EndpointReport, to json: inout JSONWriter) {
        json.object(key) { json in
            json.text("address", endpoint.address)
            json.integer("port", endpoint.port)
        }
    }

    // Two reports.

    private static func write(_ reports: ComparedReports, to json: inout JSONWriter) {
        json.text("kind", "reports")
        write("a", reports.a, to: &json)
        write("b", reports.b, to: &json)
        write(reports.figures, to: &json)
        json.objects("findings", reports.findings) { json, finding in
            json.text("code", finding.code)
            json.integer("a", finding.a)
            json.integer("b", finding.b)
            json.integer("change", finding.b - finding.a)
        }
        json.objects("calls", reports.calls) { json, call in
            json.integer("a", call.a)
            json.integer("b", call.b)
            json.text("matched_by", call.matchedBy)
            write(call.figures, to: &json)
        }
        json.object("unmatched", .block) { json in
            json.integers("a", reports.unmatchedA)
            json.integers("b", reports.unmatchedB)
        }
    }

    private static func write(_ key: StaticString, _ report: StoredReport, to json: inout JSONWriter) {
        json.object(key) { json in
            json.text("name", report.name)
            json.text("start", report.start)
        }
    }

    private static func write(_ figures: [ComparedReports.Figure], to json: inout JSONWriter) {
        json.objects("figures", figures) { json, figure in
            json.text("name", figure.name)
            json.decimal("a", figure.a)
            json.decimal("b", figure.b)
            json.decimal("change", figure.change)
        }
    }
}
