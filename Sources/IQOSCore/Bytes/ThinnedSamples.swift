/// Values in order of time, thinned evenly once there are too many: median of a series that has no end.
///
/// Least value and count are over all of them.
public struct ThinnedSamples: Sendable {
    static let capacity = 128

    public private(set) var count = 0
    /// `nil` before the first value.
    public private(set) var minimum: Double?
    private var kept: [Float] = []
    /// Every so many values one is kept.
    private var stride = 1

    public init() {}

    public mutating func add(_ value: Double) {
        minimum = min(minimum ?? value, value)
        if count % stride == 0 {
            if kept.count == Self.capacity {
                kept = kept.indices.filter { $0 % 2 == 0 }.map { kept[$0] }
                stride *= 2
            }
            if count % stride == 0 { kept.append(Float(value)) }
        }
        count += 1
    }

    /// By nearest rank; `nil` before the first value.
    public var median: Double? {
        guard !kept.isEmpty else { return nil }
        return Double(kept.sorted()[(kept.count - 1) / 2])
    }
}
