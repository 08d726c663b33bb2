/// A table of the report: the one definition behind its CSV file and its sheet of report.xlsx.
protocol ReportTable {
    associatedtype Row
    /// Of the sheet, and of the CSV file before its ending.
    static var name: String { get }
    static var columns: [TableColumn<Row>] { get }
    /// Makes the rows one at a time, in order, until `body` wants no more.
    ///
    /// - Parameter body: Returns whether to go on.
    static func forEachRow(of result: ScanResult, _ body: (Row) -> Bool)
}

extension ReportTable {
    /// Writes the table as CSV.
    static func write(_ result: ScanResult, to sink: inout ByteSink) {
        var csv = CSVWriter(sink, result.csvDialect)
        csv.header(columns)
        forEachRow(of: result) { row in
            csv.row(row, columns)
            return !csv.hasFailed
        }
        sink = csv.finish()
    }
}
