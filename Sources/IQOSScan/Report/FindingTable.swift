import IQOSCore

/// findings.csv: one row a finding, columns as `docs/tables.md` describes them.
enum FindingTable {
    struct Row: Sendable {
        /// `capture`, `call` or `stream`.
        var scope: String
        var id: Int?
        var call: Int?
        var finding: FindingReport
    }

    static func write(_ result: ScanResult, to sink: inout ByteSink) {
        var csv = CSVWriter(sink)
        csv.header(columns)
        for finding in result.head.capture.findings { csv.row(Row(scope: "capture", finding: finding), columns) }
        for index in 0..<result.callCount where !csv.hasFailed {
            let call = result.call(at: index)
            for finding in call.findings {
                csv.row(Row(scope: "call", id: call.id, call: call.id, finding: finding), columns)
            }
        }
        for index in 0..<result.streamCount where !csv.hasFailed {
            let stream = result.stream(at: index)
            for finding in stream.findings {
                csv.row(Row(scope: "stream", id: stream.id, call: stream.call, finding: finding), columns)
            }
        }
        sink = csv.finish()
    }

    static let columns: [CSVColumn<Row>] = [
        CSVColumn("scope") { $1.text($0.scope) },
        CSVColumn("id") { $1.integer($0.id) },
        CSVColumn("call") { $1.integer($0.call) },
        CSVColumn("code") { $1.text($0.finding.code) },
        CSVColumn("severity") { $1.text($0.finding.severity.rawValue) },
        CSVColumn("message") { $1.text($0.finding.message) },
        CSVColumn("start_s") { $1.decimal($0.finding.startS) },
        CSVColumn("end_s") { $1.decimal($0.finding.endS) },
        CSVColumn("frames") { $1.integers($0.finding.frames) },
        CSVColumn("evidence") { row, csv in
            csv.texts(
                row.finding.evidence.map { item in
                    "\(item.key)=\(Int(exactly: item.value).map(String.init) ?? FigureText.fixedPlain(item.value))"
                })
        },
    ]
}
