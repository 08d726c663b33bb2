import IQOSCore

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
