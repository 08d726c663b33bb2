import IQOSCore

/// intervals.csv: one row an interval of a stream, columns as `docs/tables.md` describes them.
enum IntervalTable {
    struct Row: Sendable {
        var stream: StreamReport
        var interval: IntervalReport
    }

    static func write(_ result: ScanResult, to sink: inout ByteSink) {
        var csv = CSVWriter(sink)
        csv.header(columns)
        for index in 0..<result.streamCount where !csv.hasFailed {
            let stream = result.stream(at: index)
            for interval in stream.intervals where !csv.hasFailed {
                csv.row(Row(stream: stream, interval: interval), columns)
            }
        }
        sink = csv.finish()
    }

    static let columns: [CSVColumn<Row>] = [
        CSVColumn("stream") { $1.integer($0.stream.id) },
        CSVColumn("call") { $1.integer($0.stream.call) },
        CSVColumn("ssrc") { $1.ssrc($0.stream.ssrc) },
        CSVColumn("start_s") { $1.decimal($0.interval.startS) },
        CSVColumn("duration_s") { $1.decimal($0.interval.durationS) },
        CSVColumn("packets") { $1.integer($0.interval.packets) },
        CSVColumn("lost") { $1.integer($0.interval.lost) },
        CSVColumn("late") { $1.integer($0.interval.late) },
        CSVColumn("jitter_ms") { $1.decimal($0.interval.jitterMs) },
        CSVColumn("mos_lq") { $1.decimal($0.interval.mosLQ) },
    ]
}
