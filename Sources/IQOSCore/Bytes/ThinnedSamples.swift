/// Values in order of time, thinned evenly once there are too many: median of a series that has no end.
///
/// Least value and count are over all of them.
public struct ThinnedSamples: Sendable {
    /// `nil` before the first value.
    public private(set) var minimum: Double?
    private var samples = Thinned<Float>()

    public init() {}

    public var count: Int { samples.count }

    public mutating func add(_ value: Double) {
        minimum = min(minimum ?? value, value)
        samples.add(Float(value))
    }

    /// By nearest rank; `nil` before the first value.
    public var median: Double? {
        let kept = samples.kept
        guard !kept.isEmpty else { return nil }
        return Double(kept.sorted()[(kept.count - 1) / 2])
    }
}
