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
        let stored = FigureText.stored(value)
        if value > 0, stored < 0.005 { return "<0.01 %" }
        return fixed(value, decimals: stored < 9.995 ? 2 : 1) + " %"
    }

    func milliseconds(_ value: Double) -> String {
        fixed(value, decimals: FigureText.stored(value).magnitude < 99.95 ? 1 : 0) + " ms"
    }

    /// `1:02:03`, `2 d 1:02:03`, or `1.5 years` from 365 days on.
    func length(_ seconds: Double) -> String {
        guard seconds >= Self.yearsFromS, seconds < 1e15 else { return FigureText.clock(seconds) }
        return self(.years, fixed(seconds / Self.yearS, decimals: 1))
    }

    /// From so long on seconds matter to nobody, s.
    static let yearsFromS = 365.0 * 86_400
    /// A year of the Julian calendar, s.
    static let yearS = 365.25 * 86_400

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
