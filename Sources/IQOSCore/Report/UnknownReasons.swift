/// The JSON keys of one object that are null, each with its reason, in the order they were noted.
///
/// Nearly all reasons are sentences of the program: those are noted by where they stand, and make no text.
public struct UnknownReasons: Sendable, Equatable {
    /// A key and its reason.
    public struct Note: Sendable {
        public let key: StaticString
        /// `nil` for a reason that was put together.
        public let sentence: StaticString?
        /// Of such a one, in `texts`.
        fileprivate let place: Int
    }

    public private(set) var notes: [Note] = []
    private var texts: [String] = []

    public init() {}

    public mutating func note(_ key: StaticString, _ reason: StaticString) {
        add(Note(key: key, sentence: reason, place: 0))
    }

    /// - Parameter reason: Put together.
    public mutating func note(_ key: StaticString, text reason: String) {
        add(Note(key: key, sentence: nil, place: texts.count))
        texts.append(reason)
    }

    public func reason(of note: Note) -> String { note.sentence?.description ?? texts[note.place] }

    /// Keys and reasons as texts.
    public var entries: [(key: String, reason: String)] {
        notes.map { ($0.key.description, reason(of: $0)) }
    }

    /// The reason that was noted first for a key; `nil` where none was.
    public subscript(key: String) -> String? {
        notes.first { $0.key.description == key }.map(reason)
    }

    /// Takes back what has become known.
    mutating func forget(_ key: String) {
        notes.removeAll { $0.key.description == key }
    }

    private mutating func add(_ note: Note) {
        // Where one figure is not known, others are not, either.
        if notes.isEmpty { notes.reserveCapacity(8) }
        notes.append(note)
    }

    public static func == (left: UnknownReasons, right: UnknownReasons) -> Bool {
        left.entries.elementsEqual(right.entries) { $0 == $1 }
    }
}
