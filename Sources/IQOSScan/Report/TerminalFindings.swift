import IQOSCore

/// The findings above the terminal's table: worst first, wrapped to the width.
enum TerminalFindings {
    /// Shown at most; beyond, their number.
    private static let limit = 8

    /// Lines without line ends; none where nothing was found.
    static func lines(_ digest: FindingDigest, _ options: TerminalTable.Options, _ say: Wording) -> [String] {
        let entries = digest.entries
        let indent = FindingReport.Severity.allCases.map { TerminalText.columns(say($0.phrase)) }.reduce(0, max) + 2
        var lines: [String] = []
        let shown = entries.prefix(options.isVerbose ? entries.count : limit)
        for entry in shown {
            let text = TerminalText.plain("\(say(sentence: entry.finding.message)) (\(entry.places(say)))")
            let label = say(entry.finding.severity.phrase)
            let painted = options.colour ? coloured(label, entry.finding.severity.rank) : label
            let padding = String(repeating: " ", count: indent - TerminalText.columns(label))
            for (index, line) in wrapped(text, to: max(30, options.width) - indent).enumerated() {
                lines.append((index == 0 ? painted + padding : String(repeating: " ", count: indent)) + line)
            }
        }
        let rest = entries.count - shown.count
        if rest > 0 { lines.append(say(.moreFindings, say.counted(rest, .kind))) }
        return lines
    }

    private static func coloured(_ text: String, _ rank: Int) -> String {
        guard rank > 0 else { return text }
        return "\u{1B}[\(rank == 1 ? "33" : "31;1")m\(text)\u{1B}[0m"
    }

    /// Breaks at blanks; a longer word stands alone and is not broken.
    static func wrapped(_ text: String, to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, TerminalText.columns(line) + 1 + TerminalText.columns(String(word)) > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " " + word
        }
        return line.isEmpty ? lines : lines + [line]
    }
}
