/// Time between the arrivals of successive unique packets.
public struct InterarrivalTime: BitwiseCopyable, Sendable {
    /// Arrival of the last packet, ns; 0 before the first.
    private(set) var previous: Int64 = 0
    private var minimum = Int64.max
    private var maximum = Int64.min
    private var sum: Int64 = 0
    private var count: Int64 = -1
    private var bins: InlineArray<64, UInt32> = .init(repeating: 0)

    public init() {}

    /// Adds the arrival of the next unique packet in order of arrival, ns.
    @inline(__always) public mutating func add(arrival: Int64) {
        if count >= 0 {
            let delta = arrival &- previous
            minimum = min(minimum, delta)
            maximum = max(maximum, delta)
            sum &+= delta
            bins[Self.bin(delta)] &+= 1
        }
        previous = arrival
        count += 1
    }

    /// Adds a run in order of arrival.
    ///
    /// - Returns: What other metrics ask of its times, found on the way.
    @inline(__always) mutating func add(_ run: SteadyRun, _ times: inout SteadyRun.Times) -> RunExtent {
        add(arrival: times.arrival(0))
        let extent = RunExtent(&times, count: run.count) { gap in bins[Self.bin(gap)] &+= 1 }
        minimum = min(minimum, extent.shortestGap)
        maximum = max(maximum, extent.longestGap)
        sum &+= extent.last &- extent.first
        previous = extent.last
        count += Int64(run.count - 1)
        return extent
    }

    /// Packets by the whole milliseconds since the one before, up to the last bin that has any.
    ///
    /// - Returns: 64 bins at most: the first takes what ran backwards too, the last all from 63 ms on.
    public var histogram: [Int] {
        var end = 64
        while end > 0, bins[end - 1] == 0 { end -= 1 }
        var counts: [Int] = []
        counts.reserveCapacity(end)
        // No closure: each would get a copy of all bins.
        for bin in 0..<end { counts.append(Int(bins[bin])) }
        return counts
    }

    /// Whole milliseconds by one multiplication: 2^40 over a million, exact for so few.
    @inline(__always) private static func bin(_ delta: Int64) -> Int {
        let bin = (delta &* 1_099_512) >> 40
        return UInt64(bitPattern: bin) < 64 ? Int(truncatingIfNeeded: bin) : delta < 0 ? 0 : 63
    }

    /// Milliseconds; `nil` below two packets.
    public var result: (min: Double, mean: Double, max: Double)? {
        guard count > 0 else { return nil }
        return (Double(minimum) * 1e-6, Double(sum) / Double(count) * 1e-6, Double(maximum) * 1e-6)
    }

    /// Whether some packets came together, others by whole seconds apart.
    ///
    /// - Parameter first: Arrival of the first packet, ns.
    func hasWholeSeconds(from first: Int64) -> Bool {
        let second: Int64 = 1_000_000_000
        return count > 0 && minimum == 0 && maximum > 0 && maximum % second == 0 && first % second == 0
            && previous % second == 0
    }
}
