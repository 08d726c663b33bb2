/// A table of texts, written without a template and without implied end tags: a page has tens of thousands of cells.
struct PageTable {
    let title: String
    let columns: [String]
    private var rows = ""
    private var more: String?

    init(_ title: String, _ columns: [String]) {
        self.title = title
        self.columns = columns
    }

    mutating func add(_ cells: [String]) {
        rows += "<tr>"
        for cell in cells { rows += "<td>\(PageText.escape(cell))" }
    }

    /// Adds a row an element; beyond `limit` only their number is said.
    mutating func add<Element>(_ elements: [Element], limit: Int, _ cells: (Element) -> [String]) {
        for element in elements.prefix(limit) { add(cells(element)) }
        if elements.count > limit { more = "\(FigureText.count(elements.count - limit)) more are in report.json." }
    }

    /// In an element of a class; nothing where the table has no row.
    func html(in place: StaticString) -> String {
        guard !rows.isEmpty else { return "" }
        let heads = columns.map { "<th scope=col>\(PageText.escape($0))" }.joined()
        return "<div class=\"\(place)\"><h5>\(PageText.escape(title))</h5><div class=scroll><table class=small>"
            + "<thead><tr>\(heads)<tbody>\(rows)</table></div>"
            + (more.map { "<p class=unknowns>\(PageText.escape($0))</p>" } ?? "") + "</div>\n"
    }
}
