/// Time between the arrivals of successive unique packets.
public struct InterarrivalTime: BitwiseCopyable, Sendable {
    private var previous: Int64 = 0
    private var minimum = Int64.max
    private var maximum = Int64.min
    private var sum: Int64 = 0
    private var count: Int64 = -1

    public init() {}

    /// Adds the arrival of the next unique packet in order of arrival, ns.
    @inline(__always) public mutating func add(arrival: Int64) {
        if count >= 0 {
            let delta = arrival &- previous
            minimum = min(minimum, delta)
            maximum = max(maximum, delta)
            sum &+= delta
        }
        previous = arrival
        count += 1
    }

    /// Adds a run in order of arrival.
    @inline(__always) mutating func add(_ run: SteadyRun, _ extent: RunExtent) {
        add(arrival: extent.first)
        minimum = min(minimum, extent.shortestGap)
        maximum = max(maximum, extent.longestGap)
        sum &+= extent.last &- extent.first
        previous = extent.last
        count += Int64(run.count - 1)
    }

    /// Milliseconds; `nil` below two packets.
    public var result: (min: Double, mean: Double, max: Double)? {
        guard count > 0 else { return nil }
        return (Double(minimum) * 1e-6, Double(sum) / Double(count) * 1e-6, Double(maximum) * 1e-6)
    }
}
