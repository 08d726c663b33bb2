/// What page and terminal speak; report.json and the tables are English always.
public enum Language: String, CaseIterable, Sendable {
    case english = "en"
    case spanish = "es"

    /// The language that an environment asks for, as POSIX looks it up: English for what is not spoken here.
    ///
    /// - Parameter environment: Variables by name; the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is not empty
    ///   decides.
    public init(environment: [String: String]) {
        self.init { environment[$0] }
    }

    /// The same for variables that are looked up one by one.
    public init(variable: (String) -> String?) {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(variable).first { !$0.isEmpty } ?? ""
        // es, es_ES.UTF-8, es@euro, but not est.
        let name = locale.prefix { $0.isASCII && $0.isLetter }.lowercased()
        self = Language(rawValue: name) ?? .english
    }
}

/// A text of ours in every language: one that lacks a translation does not compile.
struct Phrase: Sendable {
    let english: String
    let spanish: String

    init(_ english: String, _ spanish: String) {
        self.english = english
        self.spanish = spanish
    }

    subscript(language: Language) -> String {
        switch language {
        case .english: english
        case .spanish: spanish
        }
    }
}

/// A thing that is counted.
struct Noun: Sendable {
    let one: Phrase
    let several: Phrase

    init(_ english: (one: String, several: String), _ spanish: (one: String, several: String)) {
        one = Phrase(english.one, spanish.one)
        several = Phrase(english.several, spanish.several)
    }
}
