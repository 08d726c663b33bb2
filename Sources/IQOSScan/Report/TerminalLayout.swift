/// Rows put into aligned columns that fit a width.
struct TerminalLayout {
    private static let gap = 2
    /// Blocks of a sparkline.
    private static let sparkline = (most: 8, least: 5)
    private var columns: [(column: TerminalColumn, width: Int)]
    private let rows: [TerminalRow]
    private let colour: Bool
    private let say: Wording
    /// Where there is no room for them, addresses tell streams apart without their ports.
    private var showsPorts = true

    init(rows: [TerminalRow], width: Int, colour: Bool, sparklines: Bool, _ say: Wording) {
        self.rows = rows
        self.colour = colour
        self.say = say
        columns = TerminalColumn.allCases.filter { $0 != .quality || sparklines }.map { ($0, 0) }
        for index in columns.indices { columns[index].width = natural(columns[index].column) }
        fit(into: width)
    }

    /// The heading and a line a row, without line ends.
    var lines: [String] {
        let heading = columns.map { entry in
            let whole = say(entry.column.title)
            let title = TerminalText.columns(whole) > entry.width ? say(entry.column.shortTitle) : whole
            return TerminalText.padded(
                TerminalText.shortened(title, to: entry.width), to: entry.width, right: entry.column.isRightAligned)
        }
        return [join(heading)]
            + rows.map { row in
                join(columns.map { cell(of: row, in: $0.column, width: $0.width) })
            }
    }

    private func cell(of row: TerminalRow, in column: TerminalColumn, width: Int) -> String {
        if column == .quality { return row.sparkline.text(width: width, colour: colour) }
        let text = row.text(in: column, showsPorts: showsPorts)
        let cut = TerminalText.shortened(text, to: width, keeping: column.keptPart(width))
        let padded = TerminalText.padded(cut, to: width, right: column.isRightAligned)
        guard colour, column == .mos, let code = row.band.terminalColour else { return padded }
        return "\u{1B}[\(code)m\(padded)\u{1B}[0m"
    }

    /// Width at which nothing of a column is cut.
    private func natural(_ column: TerminalColumn) -> Int {
        let title = TerminalText.columns(say(column.title))
        if column == .quality { return max(Self.sparkline.most, title) }
        return rows.map { TerminalText.columns($0.text(in: column, showsPorts: showsPorts)) }.reduce(title, max)
    }

    /// What a narrow terminal costs, in this order: detail first, then the columns that matter least; what explains the
    /// MOS last.
    private static let concessions: [Concession] = [
        .cut([.source, .destination], to: 28), .cut([.findings], to: 22), .drop(.length), .hidePorts, .coarsen,
        .drop(.codec), .cut([.source, .destination], to: 15), .cut([.findings], to: 15), .drop(.quality),
        .cut([.source, .destination], to: 9), .drop(.jitter), .drop(.late), .drop(.destination), .drop(.source),
        .drop(.findings),
    ]

    private enum Concession {
        /// Shorten texts, the widest first, down to this many columns: 28 hold most addresses with their port, 15 every
        /// IPv4 address, 9 its last two or three numbers; 15 most codes of findings.
        case cut([TerminalColumn], to: Int)
        case hidePorts
        /// Show fewer parts of the quality over time.
        case coarsen
        case drop(TerminalColumn)
    }

    private mutating func fit(into width: Int) {
        for concession in Self.concessions {
            guard total > width else { break }
            switch concession {
            case .cut(let cut, let least): shorten(cut, to: least, until: width)
            case .hidePorts:
                showsPorts = false
                for (index, entry) in columns.enumerated() where entry.column.hasPort {
                    columns[index].width = min(entry.width, natural(entry.column))
                }
            case .coarsen:
                for index in columns.indices where columns[index].column == .quality {
                    columns[index].width = Self.sparkline.least
                }
            case .drop(let column): columns.removeAll { $0.column == column }
            }
        }
        fill(to: width)
    }

    private mutating func shorten(_ cut: [TerminalColumn], to least: Int, until width: Int) {
        while total > width {
            let candidates = columns.indices.filter { cut.contains(columns[$0].column) && columns[$0].width > least }
            guard let widest = candidates.max(by: { columns[$0].width < columns[$1].width }) else { return }
            columns[widest].width -= 1
        }
    }

    /// Gives what a dropped column has left over to those that were cut, findings first.
    private mutating func fill(to width: Int) {
        let wanted = columns.map { natural($0.column) }
        for group in [[TerminalColumn.findings], [.source, .destination], [.quality]] {
            while total < width {
                let cut = columns.indices.filter {
                    group.contains(columns[$0].column) && columns[$0].width < wanted[$0]
                }
                guard let narrowest = cut.min(by: { columns[$0].width < columns[$1].width }) else { break }
                columns[narrowest].width += 1
            }
        }
    }

    private var total: Int {
        columns.map(\.width).reduce(0, +) + Self.gap * max(columns.count - 1, 0)
    }

    private func join(_ cells: [String]) -> String {
        var line = cells.joined(separator: String(repeating: " ", count: Self.gap))
        while line.hasSuffix(" ") { line.removeLast() }
        return line
    }
}
