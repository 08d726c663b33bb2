/// The columns of the terminal table, from left to right.
enum TerminalColumn: String, CaseIterable, Sendable {
    case call, stream, source, destination, codec, length
    case mos = "MOS"
    case lost, late, jitter, findings

    var isRightAligned: Bool {
        switch self {
        case .source, .destination, .codec, .findings: false
        default: true
        }
    }

    /// Narrowest useful width of a column whose text may be cut; `nil` where it may not.
    var minimumWidth: Int? {
        switch self {
        case .source, .destination: 14
        case .codec, .findings: 8
        default: nil
        }
    }

    /// What goes first where even cut texts do not fit.
    static let dispensable: [TerminalColumn] = [.findings, .length, .codec, .late, .destination, .jitter, .source]
}

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

    private mutating func fit(into width: Int) {
        while total > width {
            // The widest text that can still give way loses one column at a time.
            let candidates = widths.indices.filter { index in
                widths[index].column.minimumWidth.map { widths[index].width > $0 } ?? false
            }
            if let widest = candidates.max(by: { widths[$0].width < widths[$1].width }) {
                widths[widest].width -= 1
            } else if let column = TerminalColumn.dispensable.first(where: { wanted in
                widths.contains { $0.column == wanted }
            }) {
                widths.removeAll { $0.column == column }
            } else {
                return
            }
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

extension QualityBand {
    /// Code of a "select graphic rendition" sequence; `nil` for plain.
    var terminalColour: String? {
        switch self {
        case .good: "32"
        case .fair: "33"
        case .poor: "33;1"
        case .bad: "31;1"
        case .unknown: nil
        }
    }
}
