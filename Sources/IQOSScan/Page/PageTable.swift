/// A table of texts.
struct PageTable {
    let title: String
    let columns: [String]
    private var rows: [PageValues] = []
    private var more: String?

    init(_ title: String, _ columns: [String]) {
        self.title = title
        self.columns = columns
    }

    mutating func add(_ cells: [String]) {
        rows.append(["cells": cells])
    }

    /// Adds a row an element; beyond `limit` only their number is said.
    mutating func add<Element>(_ elements: [Element], limit: Int, _ cells: (Element) -> [String]) {
        for element in elements.prefix(limit) { add(cells(element)) }
        if elements.count > limit { more = "\(FigureText.count(elements.count - limit)) more are in report.json." }
    }

    /// `nil` where the table has no row.
    var values: PageValues? {
        guard !rows.isEmpty else { return nil }
        // What is not to be said is `false`: a name that is missing would be looked up in outer values.
        return ["title": title, "columns": columns, "rows": rows, "more": more as Any? ?? false]
    }
}
