import IQOSCore

/// One row a place worth looking at, columns as `docs/tables.md` describes them.
enum EventTable: ReportTable {
    static let name = "events"

    struct Row: Sendable {
        var stream: Int
        var call: Int
        /// `lost`, `late`, `restart`, `dtmf` or `finding`.
        var kind: String
        var startS: Double
        var endS: Double
        /// The key of `dtmf`, the code of `finding`.
        var detail: String?
    }

    static func forEachRow(of result: ScanResult, _ body: (Row) -> Bool) {
        for index in 0..<result.streamCount {
            guard forEachRow(of: result.stream(at: index), body) else { return }
        }
    }

    /// Hands over the rows of a stream in order of time; those of one moment in the order of the kinds above.
    ///
    /// There may be a million of them: in memory are their places in the report, and one row.
    ///
    /// - Returns: Whether all were wanted.
    private static func forEachRow(of stream: StreamReport, _ body: (Row) -> Bool) -> Bool {
        let keys = stream.dtmf?.events ?? []
        let findings = stream.findings.filter { $0.startS != nil && $0.endS != nil }
        var places = stream.markers.indices.filter { stream.markers[$0].kind != .finding }
            .map { (startS: stream.markers[$0].startS, index: $0) }
        let (firstKey, firstFinding) = (stream.markers.count, stream.markers.count + keys.count)
        places += keys.indices.map { (keys[$0].startS, firstKey + $0) }
        places += findings.indices.map { (findings[$0].startS ?? 0, firstFinding + $0) }
        places.sort { $0.startS == $1.startS ? $0.index < $1.index : $0.startS < $1.startS }
        for place in places {
            var row = Row(
                stream: stream.id, call: stream.call, kind: "", startS: place.startS, endS: place.startS)
            if place.index < firstKey {
                let marker = stream.markers[place.index]
                (row.kind, row.endS) = (marker.kind.rawValue, marker.endS)
            } else if place.index < firstFinding {
                let key = keys[place.index - firstKey]
                (row.kind, row.endS, row.detail) = ("dtmf", key.startS + (key.durationMs ?? 0) / 1000, key.digit)
            } else {
                let finding = findings[place.index - firstFinding]
                (row.kind, row.endS, row.detail) = ("finding", finding.endS ?? place.startS, finding.code)
            }
            guard body(row) else { return false }
        }
        return true
    }

    static let columns: [TableColumn<Row>] = [
        TableColumn("stream") { .integer($0.stream) },
        TableColumn("call") { .integer($0.call) },
        TableColumn("kind") { .text($0.kind) },
        TableColumn("start_s") { .decimal($0.startS) },
        TableColumn("end_s") { .decimal($0.endS) },
        TableColumn("detail") { .text($0.detail) },
    ]
}
