import IQOSCore

/// One row a finding, columns as `docs/tables.md` describes them.
enum FindingTable: ReportTable {
    static let name = "findings"

    struct Row: Sendable {
        /// `capture`, `call` or `stream`.
        var scope: String
        var id: Int?
        var call: Int?
        var finding: FindingReport
    }

    static func forEachRow(of result: ScanResult, _ body: (Row) -> Bool) {
        for finding in result.head.capture.findings {
            guard body(Row(scope: "capture", finding: finding)) else { return }
        }
        for index in 0..<result.callCount {
            let call = result.call(at: index)
            for finding in call.findings {
                guard body(Row(scope: "call", id: call.id, call: call.id, finding: finding)) else { return }
            }
        }
        for index in 0..<result.streamCount {
            let stream = result.stream(at: index)
            for finding in stream.findings {
                guard body(Row(scope: "stream", id: stream.id, call: stream.call, finding: finding)) else { return }
            }
        }
    }

    static let columns: [TableColumn<Row>] = [
        TableColumn("scope") { .text($0.scope) },
        TableColumn("id") { .integer($0.id) },
        TableColumn("call") { .integer($0.call) },
        TableColumn("code") { .text($0.finding.code) },
        TableColumn("severity") { .text($0.finding.severity.rawValue) },
        TableColumn("message") { .text($0.finding.message) },
        TableColumn("start_s") { .decimal($0.finding.startS) },
        TableColumn("end_s") { .decimal($0.finding.endS) },
        TableColumn("frames") { .integers($0.finding.frames) },
        TableColumn("evidence") { row in
            .texts(
                row.finding.evidence.map { item in
                    "\(item.key)=\(Int(exactly: item.value).map(String.init) ?? FigureText.fixedPlain(item.value))"
                })
        },
    ]
}
