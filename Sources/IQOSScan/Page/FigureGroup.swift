import IQOSCore

/// Named figures under one heading; what is not known shows a dash with its reason.
struct FigureGroup {
    let title: String
    private let unknown: UnknownReasons
    private var items = ""
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
    mutating func add(_ name: StaticString, _ value: String?, key: String? = nil, reason: String? = nil) {
        if let value {
            items += "<dt>\(name)<dd>\(PageText.escape(value))"
        } else {
            let noted = unknown.entries.first { $0.key == key }?.reason ?? reason
            let why = PageText.escape(noted ?? "not known")
            items += "<dt>\(name)<dd class=none title=\"\(why)\">—"
            unknowns.append(("\(name)", noted ?? "no reason noted"))
        }
    }

    /// Written without a template, and without the end tags that HTML leaves to be implied: a page has tens of thousands
    /// of figures.
    var html: String { "<div class=group><h5>\(PageText.escape(title))</h5><dl>\(items)</dl></div>\n" }
}
