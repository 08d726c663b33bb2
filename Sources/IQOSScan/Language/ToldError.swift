/// An error that ends a run, as one line in the language of the terminal: where, what, and what to do about it.
public protocol ToldError: Error {
    func told(in language: Language) -> String
}

extension InputError: ToldError {
    public func told(in language: Language) -> String {
        let say = Wording(language)
        let place = subject == "standard input" ? say(.standardInput) : subject
        return "\(place): \(say(sentence: what)); \(say(sentence: advice))"
    }
}

extension OutputError: ToldError {
    public func told(in language: Language) -> String {
        let say = Wording(language)
        let place = path == "standard output" ? say(.standardOutput) : path.printable
        return "\(place): \(say(sentence: explanation))"
    }
}

extension SoundFileError: ToldError {
    public func told(in language: Language) -> String { "\(path): \(Wording(language)(sentence: explanation))" }
}

/// What the argument parser says, of a wrong command line or for `--help`, in the language of the terminal.
public enum UsageText {
    /// Words of the parser's own, with what stands before and behind them.
    private static let words: [Phrase] = [
        Phrase("OVERVIEW: ", "RESUMEN: "), Phrase("USAGE: ", "USO: "), Phrase("Usage: ", "Uso: "),
        Phrase("Help:  ", "Ayuda: "), Phrase("ARGUMENTS:", "ARGUMENTOS:"), Phrase("OUTPUT:", "SALIDA:"),
        Phrase("SELECTION:", "SELECCIÓN:"), Phrase("MEASURING:", "MEDICIÓN:"), Phrase("GATE:", "CRITERIO:"),
        Phrase("OPTIONS:", "OPCIONES:"), Phrase("SUBCOMMANDS:", "ÓRDENES:"), Phrase("(default:", "(por omisión:"),
        Phrase("(values:", "(valores:"), Phrase("default:", "por omisión:"),
        Phrase("Show the version.", "Muestra la versión."),
        Phrase("Show help information.", "Muestra esta ayuda."),
        Phrase("' for more information.", "' da más información."),
        Phrase("' for detailed help.", "' da más ayuda."), Phrase("  See '", "  '"),
    ]

    /// - Parameter message: `Error: ...`, and below it how the command is used; or help.
    public static func told(_ message: String, in language: Language) -> String {
        // The parser takes every first word for a command of its own, we for a capture.
        let message = message.replacing("iqos-scan help <subcommand>", with: "iqos-scan compare --help")
            .replacing("See 'compare --help'", with: "See 'iqos-scan compare --help'")
        guard language != .english else { return message }
        let say = Wording(language)
        return message.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if line.hasPrefix("Error: ") { return "Error: " + say(sentence: String(line.dropFirst(7))) }
            return words.reduce(String(line)) { $0.replacing($1.english, with: say($1)) }
        }.joined(separator: "\n")
    }

    /// A text of help, written English where its option is.
    public static func help(_ text: String, in language: Language) -> String {
        language == .english ? text : byEnglish[text]?[language] ?? text
    }

    private static let byEnglish = Dictionary(Sentences.help.map { ($0.english, $0) }) { first, _ in first }
}
