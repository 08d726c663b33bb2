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
        let place = path == Self.standardOutput ? say(.standardOutput) : path.printable
        return "\(place): \(say(sentence: explanation))"
    }
}

extension SoundFileError: ToldError {
    public func told(in language: Language) -> String { "\(path): \(Wording(language)(sentence: explanation))" }
}

/// What the argument parser says, of a wrong command line or for `--help`, in the language of the terminal.
public enum UsageText {
    /// Words of the parser's own in help, with what stands before and behind them.
    private static let words: [Phrase] = [
        Phrase("OVERVIEW: ", "RESUMEN: "), Phrase("USAGE: ", "USO: "),
        Phrase("ARGUMENTS:", "ARGUMENTOS:"), Phrase("OUTPUT:", "SALIDA:"),
        Phrase("SELECTION:", "SELECCIÓN:"), Phrase("MEASURING:", "MEDICIÓN:"), Phrase("GATE:", "CRITERIO:"),
        Phrase("OPTIONS:", "OPCIONES:"), Phrase("SUBCOMMANDS:", "ÓRDENES:"), Phrase("(default:", "(por omisión:"),
        Phrase("(values:", "(valores:"), Phrase("default:", "por omisión:"),
        Phrase("Show the version.", "Muestra la versión."),
        Phrase("Show help information.", "Muestra esta ayuda."),
        Phrase("' for detailed help.", "' da más ayuda."), Phrase("  See '", "  '"),
    ]

    /// What to give where an argument is missing.
    private static let missing: [(argument: String, advice: String)] = [
        (
            "Missing expected argument '<capture> ...'",
            "Give a capture: a file, a folder, or - for standard input."
        ),
        ("Missing expected argument '<a>'", "Give two to compare: captures, folders or reports."),
    ]

    /// Help or a version, as the parser has it.
    public static func told(help text: String, in language: Language) -> String {
        // The parser takes every first word for a command of its own, we for a capture.
        let text = text.replacing("iqos-scan help <subcommand>", with: "iqos-scan compare --help")
        guard language != .english else { return text }
        let say = Wording(language)
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            words.reduce(String(line)) { $0.replacing($1.english, with: say($1)) }
        }.joined(separator: "\n")
    }

    /// What is wrong with a command line, in one line: what, where, and what to do about it.
    ///
    /// - Parameters:
    ///   - message: `Error: ...`, perhaps `Help:  OPTION  ...` below it, and how the command is used.
    ///   - command: Whose help is pointed to.
    public static func told(error message: String, of command: String, in language: Language) -> String {
        let say = Wording(language)
        let (mark, helpMark) = ("Error: ", "\nHelp:  ")
        let rest = message.hasPrefix(mark) ? message.dropFirst(mark.count) : message[...]
        // What was typed stands in it, line breaks too.
        let marks = [helpMark, "\nUsage: ", "\n\nOVERVIEW: "]
        let end = marks.compactMap { rest.range(of: $0)?.lowerBound }.min() ?? rest.endIndex
        let error = missing.reduce(String(rest[..<end]).printable) { $0.replacing($1.argument, with: $1.advice) }
        var parts = [say(sentence: error)]
        if language == .spanish, error.contains("Please provide one of ") {
            parts[0] = parts[0].replacing("' and '", with: "' y '").replacing("' or '", with: "' o '")
        }
        // Where the parser says no more than that a value is wrong or missing, help says what it may be.
        if error.hasSuffix("'"), let start = rest.range(of: helpMark)?.upperBound,
            let option = rest[start...].split(separator: "\n").first, let words = option.range(of: "  ")
        {
            let text = help(String(option[words.upperBound...]), in: language)
            parts.append(text.prefix(1).lowercased() + text.dropFirst())
        }
        parts.append(say(sentence: "see '\(command) --help'"))
        return parts.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }.joined(separator: "; ")
            .replacing("?; ", with: "? ")
    }

    /// A text of help, written English where its option is.
    public static func help(_ text: String, in language: Language) -> String {
        language == .english ? text : byEnglish[text]?[language] ?? text
    }

    private static let byEnglish = Dictionary(Sentences.help.map { ($0.english, $0) }) { first, _ in first }
}
