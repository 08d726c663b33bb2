import IQOSCore

/// One row a place worth looking at, columns as `docs/tables.md` describes them.
enum EventTable: ReportTable {
    static let name = "events"

    struct Row: Sendable {
        var stream: StreamReport
        /// `lost`, `late`, `restart`, `dtmf` or `finding`.
        var kind: String
        var startS: Double
        var endS: Double
        /// The key of `dtmf`, the code of `finding`.
        var detail: String?
    }

    static func forEachRow(of result: ScanResult, _ body: (Row) -> Bool) {
        for index in 0..<result.streamCount {
            for row in rows(of: result.stream(at: index)) {
                guard body(row) else { return }
            }
        }
    }

    /// In order of time; of one moment, in the order of the kinds above.
    static func rows(of stream: StreamReport) -> [Row] {
        var rows: [Row] = []
        for marker in stream.markers where marker.kind != .finding {
            rows.append(Row(stream: stream, kind: marker.kind.rawValue, startS: marker.startS, endS: marker.endS))
        }
        for event in stream.dtmf?.events ?? [] {
            rows.append(
                Row(
                    stream: stream, kind: "dtmf", startS: event.startS, endS: event.startS + event.durationMs / 1000,
                    detail: event.digit))
        }
        for finding in stream.findings {
            guard let start = finding.startS, let end = finding.endS else { continue }
            rows.append(Row(stream: stream, kind: "finding", startS: start, endS: end, detail: finding.code))
        }
        return rows.enumerated().sorted { left, right in
            let (a, b) = (left.element.startS, right.element.startS)
            return a == b ? left.offset < right.offset : a < b
        }.map(\.element)
    }

    static let columns: [TableColumn<Row>] = [
        TableColumn("stream") { .integer($0.stream.id) },
        TableColumn("call") { .integer($0.stream.call) },
        TableColumn("kind") { .text($0.kind) },
        TableColumn("start_s") { .decimal($0.startS) },
        TableColumn("end_s") { .decimal($0.endS) },
        TableColumn("detail") { .text($0.detail) },
    ]
}
