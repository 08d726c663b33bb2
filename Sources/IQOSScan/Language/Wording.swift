/// How page and terminal say things: phrases, figures and the sentences of the report in one language.
///
/// Decimals have the point of report.json in every language, so that a figure reads the same wherever it stands. What
/// separates thousands is then a comma in English, and a blank that does not break from five digits on in Spanish.
struct Wording: Sendable {
    let language: Language

    init(_ language: Language) {
        self.language = language
    }

    func callAsFunction(_ phrase: Phrase) -> String { phrase[language] }

    /// A sentence of the report, which is English; as it stands where nobody has translated it.
    func callAsFunction(sentence text: String) -> String {
        language == .english ? text : Sentences.translated(text) ?? text
    }

    func count(_ value: Int) -> String { grouped(String(value)) }

    /// `1 call`, `2 calls`.
    func counted(_ value: Int, _ noun: Noun) -> String {
        "\(count(value)) \(self(value == 1 ? noun.one : noun.several))"
    }

    /// A number that is not finite is `FigureText.none`.
    func fixed(_ value: Double, decimals: Int) -> String { grouped(FigureText.fixedPlain(value, decimals: decimals)) }

    /// Two decimals, and `<0.01 %` for a share that is small but not nothing.
    func percent(_ value: Double) -> String {
        if value > 0, value < 0.005 { return "<0.01 %" }
        return fixed(value, decimals: value < 9.995 ? 2 : 1) + " %"
    }

    func milliseconds(_ value: Double) -> String {
        fixed(value, decimals: value.magnitude < 99.95 ? 1 : 0) + " ms"
    }

    /// What stands between thousands, and from how many digits on.
    var grouping: (mark: Character, fromDigits: Int) {
        switch language {
        case .english: (",", 4)
        case .spanish: ("\u{A0}", 5)
        }
    }

    private func grouped(_ text: String) -> String {
        let digits = text.drop { $0 == "-" }.prefix { $0.isNumber }
        guard digits.count >= grouping.fromDigits else { return text }
        var result = String(text[..<digits.startIndex])
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result.append(grouping.mark) }
            result.append(digit)
        }
        return result + text[digits.endIndex...]
    }
}
