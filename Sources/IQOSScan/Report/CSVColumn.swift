/// A column of a table: its name, which is a path of report.json, and how a row fills it.
struct CSVColumn<Row>: Sendable {
    let name: String
    let write: @Sendable (Row, inout CSVWriter) -> Void

    init(_ name: String, _ write: @escaping @Sendable (Row, inout CSVWriter) -> Void) {
        self.name = name
        self.write = write
    }
}

extension CSVWriter {
    mutating func header<Row>(_ columns: [CSVColumn<Row>]) {
        for column in columns { text(column.name) }
        endRow()
    }

    mutating func row<Row>(_ row: Row, _ columns: [CSVColumn<Row>]) {
        for column in columns { column.write(row, &self) }
        endRow()
    }
}
