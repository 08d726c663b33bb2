/// The one place where report formats are listed.
public enum ReportFormat: Sendable, Equatable {
    case json
    /// One row a stream.
    case csv
    /// One row a call.
    case callsCSV
    /// One row an interval of a stream.
    case intervalsCSV
    /// One row a place worth looking at.
    case eventsCSV
    /// One row a finding.
    case findingsCSV
    case html
    /// The short table for people at a terminal.
    case terminal(TerminalTable.Options)

    /// The formats of an output folder.
    public static let files: [ReportFormat] = [
        .json, .html, .csv, .callsCSV, .intervalsCSV, .eventsCSV, .findingsCSV,
    ]

    /// The file's name in an output folder; `nil` for what is only printed.
    public var fileName: String? {
        switch self {
        case .json: "report.json"
        case .csv: "streams.csv"
        case .callsCSV: "calls.csv"
        case .intervalsCSV: "intervals.csv"
        case .eventsCSV: "events.csv"
        case .findingsCSV: "findings.csv"
        case .html: "report.html"
        case .terminal: nil
        }
    }

    /// Writes the whole report and flushes.
    ///
    /// - Throws: The first write that failed; a closed pipe too, whose exit code is 0.
    public func write(_ result: ScanResult, to sink: inout ByteSink) throws(OutputError) {
        switch self {
        case .json: JSONReport.write(result, to: &sink)
        case .csv: StreamTable.write(result, to: &sink)
        case .callsCSV: CallTable.write(result, to: &sink)
        case .intervalsCSV: IntervalTable.write(result, to: &sink)
        case .eventsCSV: EventTable.write(result, to: &sink)
        case .findingsCSV: FindingTable.write(result, to: &sink)
        case .html: Page.write(result, to: &sink)
        case .terminal(let options): TerminalTable.write(result, options, to: &sink)
        }
        try sink.finish()
    }
}
