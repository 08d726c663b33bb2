import IQOSCore

/// One row an interval of a stream, columns as `docs/tables.md` describes them.
enum IntervalTable: ReportTable {
    static let name = "intervals"

    struct Row: Sendable {
        var stream: StreamReport
        var interval: IntervalReport
    }

    static func forEachRow(of result: ScanResult, _ body: (Row) -> Bool) {
        for index in 0..<result.streamCount {
            let stream = result.stream(at: index)
            for interval in stream.intervals {
                guard body(Row(stream: stream, interval: interval)) else { return }
            }
        }
    }

    static let columns: [TableColumn<Row>] = [
        TableColumn("stream") { .integer($0.stream.id) },
        TableColumn("call") { .integer($0.stream.call) },
        TableColumn("ssrc") { .ssrc($0.stream.ssrc) },
        TableColumn("start_s") { .decimal($0.interval.startS) },
        TableColumn("duration_s") { .decimal($0.interval.durationS) },
        TableColumn("packets") { .integer($0.interval.packets) },
        TableColumn("lost") { .integer($0.interval.lost) },
        TableColumn("late") { .integer($0.interval.late) },
        TableColumn("jitter_ms") { .decimal($0.interval.jitterMs) },
        TableColumn("mos_lq") { .decimal($0.interval.mosLQ) },
    ]
}
