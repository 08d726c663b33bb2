import IQOSCore

/// Named figures of one stream under one heading; what is not known shows a dash, its reason stands below.
struct FigureGroup {
    private let say: Wording
    let title: Phrase
    private let unknown: UnknownReasons
    /// Names, and cells as markup.
    private(set) var items: [(name: String, cell: String)] = []
    /// Names and reasons of the dashes.
    private(set) var unknowns: [(name: String, reason: String)] = []

    /// Of all figures, known or not.
    var names: [String] { items.map(\.name) }

    /// - Parameter unknown: Reasons of the object that the figures come from.
    init(_ say: Wording, _ title: Phrase, _ unknown: UnknownReasons = UnknownReasons()) {
        self.say = say
        self.title = title
        self.unknown = unknown
    }

    /// - Parameters:
    ///   - value: As text with its unit; `nil` where it is not known.
    ///   - key: JSON key under which the object notes why; also that of an enclosing object that is null whole.
    mutating func add(_ phrase: Phrase, _ value: String?, key: String? = nil, reason: String? = nil) {
        let name = say(phrase)
        if let value {
            // What is longer than a figure may be broken.
            items.append((name, "<td\(value.utf8.count > 20 ? " class=w" : "")>\(PageText.escape(value))"))
        } else {
            let noted = key.flatMap { unknown[$0] } ?? reason
            let reason = noted.map { say(sentence: $0) }
            items.append((name, "<td class=none>—"))
            unknowns.append((name, reason ?? say(.noReason)))
        }
    }
}

/// Why figures are not known, for those who cannot rest a pointer on a dash.
enum UnknownFigures {
    /// Names that share a reason together, with the streams it holds for where it does not hold for all.
    static func text(_ streams: [(id: Int, groups: [FigureGroup])], _ say: Wording) -> String? {
        var figures: [(name: String, reason: String, streams: [Int])] = []
        for stream in streams {
            for unknown in stream.groups.flatMap(\.unknowns) {
                if let index = figures.firstIndex(where: { ($0.name, $0.reason) == unknown }) {
                    figures[index].streams.append(stream.id)
                } else {
                    figures.append((unknown.name, unknown.reason, [stream.id]))
                }
            }
        }
        var texts: [(reason: String, streams: [Int], names: [String])] = []
        for figure in figures {
            if let index = texts.firstIndex(where: { ($0.reason, $0.streams) == (figure.reason, figure.streams) }) {
                texts[index].names.append(figure.name)
            } else {
                texts.append((figure.reason, figure.streams, [figure.name]))
            }
        }
        guard !texts.isEmpty else { return nil }
        return say(.unknowns) + " "
            + texts.map { text in
                let numbers = text.streams.map(String.init).joined(separator: ", ")
                let place = text.streams.count == streams.count ? "" : "\(say(.streamNumber)) \(numbers): "
                return "\(place)\(text.names.joined(separator: ", ")) (\(text.reason))"
            }.joined(separator: "; ")
    }
}

/// The figures of all streams of a call side by side, so that both directions are compared at one look and every name
/// stands once.
///
/// Written without a template, and without the end tags that HTML leaves to be implied: a page has tens of thousands of
/// figures.
enum FigureTable {
    /// Streams beside each other at most; further ones follow below.
    private static let widest = 4

    static func html(_ streams: [(id: Int, groups: [FigureGroup])], _ say: Wording) -> String {
        let tables = stride(from: 0, to: streams.count, by: widest).map { first in
            let part = Array(streams[first..<min(first + widest, streams.count)])
            let titles = unique(part.flatMap { $0.groups.map { say($0.title) } })
            return "<div class=\"groups figures\(part.count > 1 ? " beside" : "")\(part.count > 2 ? " many" : "")\">"
                + titles.map { table($0, part, say) }.joined() + "</div>\n"
        }
        let unknown = UnknownFigures.text(streams, say)
        return tables.joined()
            + (unknown.map { "<p class=\"unknowns figures-unknown\">\(PageText.escape($0))</p>\n" } ?? "")
    }

    private static func table(_ title: String, _ streams: [(id: Int, groups: [FigureGroup])], _ say: Wording) -> String
    {
        let groups = streams.map { stream in stream.groups.first { say($0.title) == title }?.items ?? [] }
        var html = "<table><thead><tr><th>\(PageText.escape(title))"
        // The style sheet says that these are streams.
        for stream in streams { html += "<th>\(streams.count > 1 ? String(stream.id) : "")" }
        html += "<tbody>"
        for name in unique(groups.flatMap { $0.map(\.name) }) {
            html += "<tr><th>\(name)"
            for group in groups { html += group.first { $0.name == name }?.cell ?? "<td>" }
        }
        return html + "</table>"
    }

    /// In order of first appearance.
    private static func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}
