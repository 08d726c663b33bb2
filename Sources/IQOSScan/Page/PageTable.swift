import IQOSCore

/// A table of texts, written without a template and without implied end tags: a page has tens of thousands of cells.
struct PageTable {
    private let say: Wording
    private let title: Phrase
    private let columns: [Phrase]
    private var rows = ""
    private var more: String?

    /// - Parameter remark: Stands below.
    init(_ say: Wording, _ title: Phrase, _ columns: [Phrase], remark: String? = nil) {
        self.say = say
        more = remark
        self.title = title
        self.columns = columns
    }

    /// The messages of a call in order of time, out of which the script draws a ladder.
    static func messages(
        _ signalling: SignallingReport, limit: Int, remark: String? = nil, _ say: Wording
    ) -> PageTable {
        var table = PageTable(say, .signalling, [.timeInCapture, .fromParty, .toParty, .message], remark: remark)
        table.add(signalling.messages, limit: limit) { message in
            let time = message.timeS.map { say.fixed($0, decimals: 3) + " s" } ?? FigureText.none
            return [time, message.source, message.destination, message.summary]
        }
        return table
    }

    mutating func add(_ cells: [String]) {
        rows += "<tr>"
        for cell in cells { rows += "<td>\(PageText.escape(cell))" }
    }

    /// Adds a row an element; beyond `limit` only their number is said.
    mutating func add<Element>(_ elements: [Element], limit: Int, _ cells: (Element) -> [String]) {
        for element in elements.prefix(limit) { add(cells(element)) }
        if elements.count > limit { more = "\(say.count(elements.count - limit)) \(say(.moreInReport))" }
    }

    /// In an element of a class; nothing where the table has no row.
    func html(in place: StaticString) -> String {
        guard !rows.isEmpty else { return "" }
        let heads = columns.map { "<th>\(PageText.escape(say($0)))" }.joined()
        return "<div class=\(place)><h5>\(PageText.escape(say(title)))</h5><div class=scroll><table class=small>"
            + "<thead><tr>\(heads)<tbody>\(rows)</table></div>"
            + (more.map { "<p class=unknowns>\(PageText.escape($0))</p>" } ?? "") + "</div>\n"
    }
}
