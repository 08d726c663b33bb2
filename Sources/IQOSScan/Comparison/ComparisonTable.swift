/// Columns as wide as their widest cell; what begins with a digit or sign stands on the right.
struct ComparisonTable {
    private let heading: [String]
    private let rows: [[String]]
    private var columns: [(index: Int, width: Int)]
    /// What goes first where there is too little room.
    private let leastWorth: [Int]

    /// - Parameter leastWorth: Columns that a narrow terminal costs, the first of them first.
    init(_ heading: [String], _ rows: [[String]], dropping leastWorth: [Int] = []) {
        self.heading = heading
        self.rows = rows
        self.leastWorth = leastWorth
        let all = [heading] + rows
        columns = heading.indices.map { column in
            (column, all.map { TerminalText.columns($0[column]) }.max() ?? 0)
        }
    }

    var width: Int { columns.map(\.width).reduce(0, +) + 2 * max(columns.count - 1, 0) }

    /// Without the columns that tell nothing, then those of least worth, until it fits.
    func fitted(to width: Int) -> ComparisonTable {
        var table = self
        let empty = heading.indices.filter { column in rows.allSatisfy { $0[column] == FigureText.none } }
        for column in empty + leastWorth where table.width > width {
            table.columns.removeAll { $0.index == column }
        }
        return table
    }

    /// The heading and a line a row, without line ends.
    var lines: [String] {
        let isNumber = heading.indices.map { column in
            rows.allSatisfy { row in row[column].first.map { $0.isNumber || "+-—".contains($0) } ?? true }
        }
        return ([heading] + rows).map { row in
            var line = columns.map { column, width in
                TerminalText.padded(row[column], to: width, right: isNumber[column] && !row[column].contains(">"))
            }.joined(separator: "  ")
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }
    }
}
