/// A column of a table: its name, which is a path of report.json, and the cell it has in a row.
struct TableColumn<Row>: Sendable {
    let name: String
    let cell: @Sendable (Row) -> TableCell

    init(_ name: String, _ cell: @escaping @Sendable (Row) -> TableCell) {
        self.name = name
        self.cell = cell
    }
}

/// A cell of a table, whatever file it goes to. What is not known is empty.
enum TableCell: Sendable {
    case integer(Int?)
    /// Written with at most 6 decimals.
    case decimal(Double?)
    case flag(Bool?)
    /// Nanoseconds since 1970 UTC.
    case time(Int64?)
    case ssrc(UInt32)
    /// Joined by `;`.
    case integers([Int])
    case text(String?)
    /// Joined by `;`.
    case texts([String])
}
