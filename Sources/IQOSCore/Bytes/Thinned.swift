/// What came in order of time, thinned evenly once there is too much.
struct Thinned<Element: Sendable>: Sendable {
    static var capacity: Int { 128 }

    /// All that came, added up.
    private(set) var count = 0
    private(set) var kept: [Element] = []
    /// Every so many one is kept.
    private var stride = 1

    mutating func add(_ element: Element) {
        if count % stride == 0, kept.count == Self.capacity {
            kept = kept.indices.filter { $0 % 2 == 0 }.map { kept[$0] }
            stride *= 2
        }
        if count % stride == 0 { kept.append(element) }
        count += 1
    }
}
