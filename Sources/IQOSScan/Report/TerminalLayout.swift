/// Rows put into aligned columns that fit a width.
struct TerminalLayout {
    private static let gap = 2
    private var widths: [(column: TerminalColumn, width: Int)]
    private let rows: [TerminalRow]
    private let colour: Bool

    init(rows: [TerminalRow], width: Int, colour: Bool) {
        self.rows = rows
        self.colour = colour
        widths = TerminalColumn.allCases.map { column in
            (column, rows.map { $0.cells[column]?.utf8.count ?? 0 }.reduce(column.rawValue.utf8.count, max))
        }
        fit(into: width)
    }

    /// The heading and a line a row, without line ends.
    var lines: [String] {
        let heading = widths.map { pad($0.column.rawValue, to: $0.width, right: $0.column.isRightAligned) }
        return [join(heading)]
            + rows.map { row in
                join(widths.map { cell(of: row, in: $0.column, width: $0.width) })
            }
    }

    private func cell(of row: TerminalRow, in column: TerminalColumn, width: Int) -> String {
        let text = pad(shorten(row.cells[column] ?? "", to: width), to: width, right: column.isRightAligned)
        guard colour, column == .mos, let code = row.band.terminalColour else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }

    /// What a narrow terminal costs, in this order: long texts first, then the columns that matter least.
    private static let concessions: [Concession] = [
        .cut(to: 21), .drop(.length), .drop(.late), .cut(to: 15), .drop(.codec), .cut(to: 12), .drop(.destination),
        .drop(.source), .drop(.findings), .drop(.jitter),
    ]

    private enum Concession {
        /// Shorten texts, the widest first, down to this many columns; 21 hold every IPv4 address with its port.
        case cut(to: Int)
        case drop(TerminalColumn)
    }

    private mutating func fit(into width: Int) {
        for concession in Self.concessions {
            guard total > width else { return }
            switch concession {
            case .cut(let least): cut(to: least, until: width)
            case .drop(let column): widths.removeAll { $0.column == column }
            }
        }
    }

    private mutating func cut(to least: Int, until width: Int) {
        while total > width {
            let candidates = widths.indices.filter { widths[$0].column.isText && widths[$0].width > least }
            guard let widest = candidates.max(by: { widths[$0].width < widths[$1].width }) else { return }
            widths[widest].width -= 1
        }
    }

    private var total: Int {
        widths.map(\.width).reduce(0, +) + Self.gap * max(widths.count - 1, 0)
    }

    private func join(_ cells: [String]) -> String {
        var line = cells.joined(separator: String(repeating: " ", count: Self.gap))
        while line.hasSuffix(" ") { line.removeLast() }
        return line
    }

    private func pad(_ text: String, to width: Int, right: Bool) -> String {
        let fill = String(repeating: " ", count: max(width - text.count, 0))
        return right ? fill + text : text + fill
    }

    /// Cuts the middle out: of an address, both the network in front and the port at the end tell streams apart.
    private func shorten(_ text: String, to width: Int) -> String {
        guard text.count > width, width > 1 else { return text }
        let front = (width - 1) / 2
        return text.prefix(front) + "…" + text.suffix(width - 1 - front)
    }
}
