import IQOSCore

/// Text for a terminal: what could steer it is gone, and lengths are columns of the screen.
enum TerminalText {
    /// Marks above and below one character that are kept: hundreds of them would cover the lines around.
    private static let marks = 3

    /// The text with control characters, invisible ones and those that turn the direction replaced.
    static func plain(_ text: String) -> String {
        guard !text.isPrintableASCII else { return text }
        var scalars = String.UnicodeScalarView()
        var marks = 0
        for scalar in text.printable.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .spacingMark:
                marks += 1
                if marks <= Self.marks { scalars.append(scalar) }
                continue
            case .format where scalar.properties.isJoinControl:
                // Persian and Indic words are spelt with them.
                marks += 1
                if marks <= Self.marks { scalars.append(scalar) }
                continue
            case .format, .surrogate, .privateUse, .unassigned: scalars.append("\u{FFFD}")
            default: scalars.append(scalar)
            }
            marks = 0
        }
        return String(scalars)
    }

    /// Columns that a text takes, as terminals lay it out.
    static func columns(_ text: String) -> Int {
        text.isPrintableASCII ? text.utf8.count : text.unicodeScalars.reduce(0) { $0 + columns($1) }
    }

    private static func columns(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        if scalar.properties.isEmojiPresentation { return 2 }
        return wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }

    /// Blocks of East Asian Width W and F (Unicode Annex 11).
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60,
        0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1B000...0x1B2FF, 0x1F200...0x1F320, 0x20000...0x3FFFD,
    ]

    /// What is left of a text that is cut.
    enum Part: Sendable { case head, tail, ends }

    /// Cuts a text to a width, with a mark where something is missing.
    static func shortened(_ text: String, to width: Int, keeping part: Part = .ends) -> String {
        guard columns(text) > width, width > 1 else { return text }
        let front =
            switch part {
            case .head: width - 1
            case .tail: 0
            case .ends: (width - 1) / 2
            }
        let head = prefix(text.unicodeScalars, columns: front)
        let tail = prefix(text.unicodeScalars.reversed(), columns: width - 1 - front).reversed()
        return String(String.UnicodeScalarView(head)) + "…" + String(String.UnicodeScalarView(tail))
    }

    private static func prefix(_ scalars: some Sequence<Unicode.Scalar>, columns limit: Int) -> [Unicode.Scalar] {
        var taken = 0
        return Array(
            scalars.prefix { scalar in
                taken += columns(scalar)
                return taken <= limit
            })
    }

    static func padded(_ text: String, to width: Int, right: Bool) -> String {
        let fill = String(repeating: " ", count: max(width - columns(text), 0))
        return right ? fill + text : text + fill
    }
}
