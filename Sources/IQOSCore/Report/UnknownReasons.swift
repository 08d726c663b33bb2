/// The JSON keys of one object that are null, each with its reason, in the order they were noted.
public struct UnknownReasons: Sendable, Equatable {
    public private(set) var entries: [(key: String, reason: String)] = []

    public init() {}

    public mutating func note(_ key: String, _ reason: String) {
        // Where one figure is not known, others are not, either.
        if entries.isEmpty { entries.reserveCapacity(8) }
        entries.append((key, reason))
    }

    /// Takes back what has become known.
    mutating func forget(_ key: String) {
        entries.removeAll { $0.key == key }
    }

    public static func == (left: UnknownReasons, right: UnknownReasons) -> Bool {
        left.entries.elementsEqual(right.entries) { $0 == $1 }
    }
}
