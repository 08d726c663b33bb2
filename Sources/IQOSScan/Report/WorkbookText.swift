import IQOSCore

extension String {
    /// The text as a cell of a workbook holds it: printable, taken as it stands, cut to what a cell takes.
    var cellText: String {
        var text = printable
        if text.utf8.contains(0xEF) {
            // The two numbers that XML forbids and that are printable by our measure: they are no characters.
            let scalars = text.unicodeScalars.map { $0.value == 0xFFFE || $0.value == 0xFFFF ? "\u{FFFD}" : $0 }
            text = String(String.UnicodeScalarView(scalars))
        }
        if text.contains("_x") {
            // Readers take _x0041_ for the character of that number: an escaped underscore keeps it a text.
            text = text.replacing(#/_(?=x[0-9A-Fa-f]{4}_)/#, with: "_x005F_")
        }
        return text.utf16.count > Workbook.textLimit ? text.cut(toUTF16: Workbook.textLimit) : text
    }

    /// The start of the text with a mark of the cut.
    private func cut(toUTF16 limit: Int) -> String {
        // One is for the mark.
        var units = 1
        let kept = unicodeScalars.prefix { scalar in
            units += scalar.value > 0xFFFF ? 2 : 1
            return units <= limit
        }
        return String(kept) + "…"
    }
}
