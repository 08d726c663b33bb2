/// Sentences of the report in other languages, found by their English form.
///
/// report.json is English always, and the core that makes its sentences knows nothing of languages: the table has their
/// forms, with `{}` for what changes from one to the next, as message catalogues do. A test holds it against the sources.
enum Sentences {
    /// - Returns: `nil` for a sentence that the table has not.
    static func translated(_ text: String) -> String? {
        // Remarks are joined by semicolons; a sentence may have one of its own.
        let parts = text.components(separatedBy: "; ")
        if parts.count > 1 {
            let translated = parts.compactMap { match($0) ?? ($0.contains(": ") ? Self.translated($0) : nil) }
            if translated.count == parts.count { return translated.joined(separator: "; ") }
        }
        if let whole = match(text) { return whole }
        // A file's name stands before what is said of it.
        guard let colon = text.range(of: ": "), let rest = translated(String(text[colon.upperBound...])) else {
            return nil
        }
        return text[..<colon.upperBound] + rest
    }

    private static func match(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        let candidates = byHead[head(of: text)] ?? []
        for form in candidates + headless {
            if let parts = form.parts(of: bytes) { return form.filled(with: parts.map(told)) }
        }
        return nil
    }

    /// A part that is made of words itself.
    private static func told(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let first = bytes.first, !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= first) || bytes.contains(0x20) else {
            return regrouped(text)
        }
        let pieces = text.components(separatedBy: ", ")
        return pieces.map { piece in
            let piece = Array(piece.utf8)
            for form in parts {
                if let inner = form.parts(of: piece[...]) {
                    return form.filled(with: inner.map { regrouped(String(decoding: $0, as: UTF8.self)) })
                }
            }
            return String(decoding: piece, as: UTF8.self)
        }.joined(separator: ", ")
    }

    /// A number with its thousands set apart as in English, as the other language does it; anything else as it is.
    private static func regrouped(_ text: String) -> String {
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        guard groups.count > 1, let first = groups.first, 1...3 ~= first.utf8.count,
            groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }), let value = Int(groups.joined()), value >= 1000
        else { return text }
        return Wording(.spanish).count(value)
    }

    private static let parts = (partTable + systemTable + systemTable.map(uncapitalised)).map(SentenceForm.init)

    private static func uncapitalised(_ phrase: Phrase) -> Phrase {
        Phrase(phrase.english.prefix(1).lowercased() + phrase.english.dropFirst(), phrase.spanish)
    }

    /// Forms by the word they begin with, and those that begin with something that changes.
    private static let byHead = Dictionary(
        grouping: table.map(SentenceForm.init).filter { !$0.opensFreely }, by: { head(of: $0.english) })
    private static let headless = table.map(SentenceForm.init).filter(\.opensFreely)

    private static func head(of text: String) -> Substring { text.prefix { $0 != " " && $0 != ":" && $0 != "," } }
}

/// One form of a sentence in two languages.
struct SentenceForm: Sendable {
    let english: String
    /// What stands between the parts that change.
    private let literals: [[UInt8]]
    /// What stands between them in the other language, and the number of the part behind each but the last.
    private let pieces: [String]
    private let order: [Int]

    /// - Parameter phrase: `{}` stands for a part that changes; where the order is another one in Spanish, `{1}` for the
    ///   first, and so on.
    init(_ phrase: Phrase) {
        english = phrase.english
        literals = phrase.english.components(separatedBy: "{}").map { Array($0.utf8) }
        var pieces: [String] = []
        var order: [Int] = []
        var rest = phrase.spanish[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            pieces.append(String(rest[..<open]))
            order.append(Int(rest[rest.index(after: open)..<close]).map { $0 - 1 } ?? order.count)
            rest = rest[rest.index(after: close)...]
        }
        self.pieces = pieces + [String(rest)]
        self.order = order
    }

    var opensFreely: Bool { literals[0].isEmpty }

    /// Whether the other language has every part once.
    var isWhole: Bool { order.sorted() == Array(0..<literals.count - 1) }

    /// What stands for the parts that change; `nil` where the text is of another form.
    func parts(of text: [UInt8]) -> [ArraySlice<UInt8>]? { parts(of: text[...]) }

    func parts(of text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
        guard text.starts(with: literals[0]) else { return nil }
        var rest = text.dropFirst(literals[0].count)
        guard literals.count > 1 else { return rest.isEmpty ? [] : nil }
        var parts: [ArraySlice<UInt8>] = []
        for literal in literals[1..<literals.count - 1] {
            guard let place = Self.place(of: literal, in: rest) else { return nil }
            parts.append(rest[..<place])
            rest = rest[(place + literal.count)...]
        }
        let tail = literals[literals.count - 1]
        guard rest.count >= tail.count, rest.suffix(tail.count).elementsEqual(tail) else { return nil }
        parts.append(rest.dropLast(tail.count))
        return parts.allSatisfy { !$0.isEmpty } ? parts : nil
    }

    func filled(with parts: [String]) -> String {
        var text = pieces[0]
        for (number, piece) in zip(order, pieces.dropFirst()) {
            text += (parts.indices.contains(number) ? parts[number] : "") + piece
        }
        return text
    }

    private static func place(of literal: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
        guard let first = literal.first, text.count >= literal.count else { return nil }
        var start = text.startIndex
        while start <= text.endIndex - literal.count {
            if text[start] == first, text[start...].starts(with: literal) { return start }
            start += 1
        }
        return nil
    }
}
