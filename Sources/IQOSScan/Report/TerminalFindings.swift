/// The findings above the terminal's table: worst first, wrapped to the width.
enum TerminalFindings {
    /// Shown at most; beyond, their number.
    private static let limit = 8
    private static let indent = 10

    /// Lines without line ends; none where nothing was found.
    static func lines(_ digest: FindingDigest, width: Int, colour: Bool) -> [String] {
        let entries = digest.entries
        var lines: [String] = []
        for entry in entries.prefix(limit) {
            let text = TerminalTable.plain("\(entry.finding.message) (\(entry.places))")
            let label = entry.finding.severity.rawValue
            let shown = colour ? coloured(label, entry.finding.severity.rank) : label
            let padding = String(repeating: " ", count: indent - label.count)
            for (index, line) in wrapped(text, to: max(30, width) - indent).enumerated() {
                lines.append((index == 0 ? shown + padding : String(repeating: " ", count: indent)) + line)
            }
        }
        let rest = entries.count - limit
        if rest > 0 { lines.append("... and \(FigureText.counted(rest, "kind")) of findings more, in findings.csv.") }
        return lines
    }

    private static func coloured(_ text: String, _ rank: Int) -> String {
        guard rank > 0 else { return text }
        return "\u{1B}[\(rank == 1 ? "33" : "31;1")m\(text)\u{1B}[0m"
    }

    /// Breaks at blanks; a longer word stands alone and is not broken.
    private static func wrapped(_ text: String, to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " " + word
        }
        return line.isEmpty ? lines : lines + [line]
    }
}
