import IQOSCore

/// Named figures under one heading; what is not known shows a dash with its reason.
struct FigureGroup {
    private let say: Wording
    private let title: String
    private let unknown: UnknownReasons
    private var items = ""
    /// Names and reasons of the dashes.
    private(set) var unknowns: [(name: String, reason: String)] = []

    /// - Parameters:
    ///   - remark: Stands behind the title.
    ///   - unknown: Reasons of the object that the figures come from.
    init(_ say: Wording, _ title: Phrase, _ remark: String = "", _ unknown: UnknownReasons = UnknownReasons()) {
        self.say = say
        self.title = say(title) + remark
        self.unknown = unknown
    }

    /// - Parameters:
    ///   - value: As text with its unit; `nil` where it is not known.
    ///   - key: JSON key under which the object notes why; also that of an enclosing object that is null whole.
    mutating func add(_ phrase: Phrase, _ value: String?, key: String? = nil, reason: String? = nil) {
        let name = say(phrase)
        if let value {
            items += "<dt>\(name)<dd>\(PageText.escape(value))"
        } else {
            let noted = unknown.entries.first { $0.key == key }?.reason ?? reason
            let reason = noted.map { say(sentence: $0) }
            let why = PageText.escape(reason ?? say(.notKnown))
            items += "<dt>\(name)<dd class=none title=\"\(why)\">—"
            unknowns.append((name, reason ?? say(.noReason)))
        }
    }

    /// Written without a template, and without the end tags that HTML leaves to be implied: a page has tens of thousands
    /// of figures.
    var html: String { "<div class=group><h5>\(PageText.escape(title))</h5><dl>\(items)</dl></div>\n" }
}
