import IQOSCore

/// Values of one template, by name.
typealias PageValues = [String: Any]

/// Named figures under one heading; what is not known shows a dash with its reason.
struct FigureGroup {
    let title: String
    private let unknown: UnknownReasons
    private(set) var items: [PageValues] = []
    /// Names and reasons of the dashes.
    private(set) var unknowns: [(name: String, reason: String)] = []

    /// - Parameter unknown: Reasons of the object that the figures come from.
    init(_ title: String, _ unknown: UnknownReasons = UnknownReasons()) {
        self.title = title
        self.unknown = unknown
    }

    /// - Parameters:
    ///   - value: As text with its unit; `nil` where it is not known.
    ///   - key: JSON key under which the object notes why; also that of an enclosing object that is null whole.
    mutating func add(_ name: String, _ value: String?, key: String? = nil, reason: String? = nil) {
        if let value {
            items.append(["name": name, "value": value])
        } else {
            let noted = unknown.entries.first { $0.key == key }?.reason ?? reason
            items.append(["name": name, "why": noted ?? "not known"])
            unknowns.append((name, noted ?? "no reason noted"))
        }
    }

    var values: PageValues { ["title": title, "items": items] }
}

/// A table of texts.
struct PageTable {
    let title: String
    let columns: [String]
    private var rows: [PageValues] = []
    private var more: String?
    private var isWide: Bool

    init(_ title: String, _ columns: [String], wide: Bool = false) {
        self.title = title
        self.columns = columns
        isWide = wide
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
        // An empty text is set where nothing is to be said: a name that is missing would be looked up in outer values.
        return [
            "title": title, "columns": columns, "rows": rows, "more": more as Any? ?? false,
            "span": isWide ? "group wide" : "group",
        ]
    }
}

extension FindingReport {
    /// Values of one item of a list of findings.
    var pageValues: PageValues {
        let place = startS.map { start in
            "at \(FigureText.fixed(start, decimals: 1)) s"
                + (endS.map { " to \(FigureText.fixed($0, decimals: 1)) s" } ?? "")
        }
        return ["severity": severity.rawValue, "code": code, "message": message, "place": place ?? ""]
    }
}
