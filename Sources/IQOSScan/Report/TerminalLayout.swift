/// Rows put into aligned columns that fit a width.
struct TerminalLayout {
    private static let gap = 2
    /// Blocks of a sparkline.
    private static let sparkline = (most: 8, least: 5)
    private var widths: [(column: TerminalColumn, width: Int)]
    private let rows: [TerminalRow]
    private let colour: Bool
    private let say: Wording

    init(rows: [TerminalRow], width: Int, colour: Bool, sparklines: Bool, _ say: Wording) {
        self.rows = rows
        self.colour = colour
        self.say = say
        widths = TerminalColumn.allCases.filter { $0 != .quality || sparklines }.map { column in
            let title = TerminalText.columns(say(column.title))
            if column == .quality { return (column, max(Self.sparkline.most, title)) }
            return (column, rows.map { TerminalText.columns($0.cells[column] ?? "") }.reduce(title, max))
        }
        fit(into: width)
    }

    /// The heading and a line a row, without line ends.
    var lines: [String] {
        let heading = widths.map { entry in
            let title = TerminalText.shortened(say(entry.column.title), to: entry.width)
            return TerminalText.padded(title, to: entry.width, right: entry.column.isRightAligned)
        }
        return [join(heading)]
            + rows.map { row in
                join(widths.map { cell(of: row, in: $0.column, width: $0.width) })
            }
    }

    private func cell(of row: TerminalRow, in column: TerminalColumn, width: Int) -> String {
        if column == .quality { return row.sparkline.text(width: width, colour: colour) }
        let text = TerminalText.padded(
            TerminalText.shortened(row.cells[column] ?? "", to: width), to: width, right: column.isRightAligned)
        guard colour, column == .mos, let code = row.band.terminalColour else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }

    /// What a narrow terminal costs, in this order: long texts first, then the columns that matter least.
    private static let concessions: [Concession] = [
        .cut(to: 21), .drop(.length), .drop(.late), .cut(to: 15), .drop(.codec), .coarsen, .cut(to: 11),
        .drop(.quality), .drop(.destination), .drop(.source), .drop(.findings), .drop(.jitter),
    ]

    private enum Concession {
        /// Shorten texts, the widest first, down to this many columns; 21 hold every IPv4 address with its port.
        case cut(to: Int)
        /// Show fewer parts of the quality over time.
        case coarsen
        case drop(TerminalColumn)
    }

    private mutating func fit(into width: Int) {
        for concession in Self.concessions {
            guard total > width else { return }
            switch concession {
            case .cut(let least): cut(to: least, until: width)
            case .coarsen:
                for index in widths.indices where widths[index].column == .quality {
                    widths[index].width = Self.sparkline.least
                }
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
}
