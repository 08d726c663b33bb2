/// IP bytes of unique packets in one-second windows counted from the first packet.
public struct Bandwidth: BitwiseCopyable, Sendable {
    private var first: Int64 = 0
    private var last: Int64 = 0
    private var window: Int64 = 0
    private var windowBytes = 0
    private var maximumBytes = 0
    private var totalBytes = 0
    private var lastBytes = 0
    private var isEmpty = true

    public init() {}

    /// Adds the next unique packet in order of arrival.
    ///
    /// - Parameters:
    ///   - arrival: ns.
    ///   - ipLength: Bytes of the innermost IP packet.
    @inline(__always) public mutating func add(arrival: Int64, ipLength: UInt16) {
        if isEmpty {
            first = arrival
            isEmpty = false
        }
        last = max(last, arrival)
        let elapsed = arrival &- first
        // One division a second, not one a packet.
        if elapsed >= (window + 1) &* 1_000_000_000 {
            maximumBytes = max(maximumBytes, windowBytes)
            windowBytes = 0
            window = elapsed / 1_000_000_000
        }
        windowBytes &+= Int(ipLength)
        totalBytes &+= Int(ipLength)
        lastBytes = Int(ipLength)
    }

    /// Adds a run in order of arrival.
    @inline(__always) mutating func add(_ run: SteadyRun, _ times: inout SteadyRun.Times, _ extent: RunExtent) {
        guard !isEmpty, extent.latest &- first < (window + 1) &* 1_000_000_000 else {
            // A copy that stays in registers throughout the loop.
            var figures = self
            for index in 0..<run.count { figures.add(arrival: times.arrival(index), ipLength: times.ipLength(index)) }
            self = figures
            return
        }
        last = max(last, extent.latest)
        windowBytes += extent.ipBytes
        totalBytes += extent.ipBytes
        lastBytes = Int(times.ipLength(run.count - 1))
    }

    /// Mean over the duration, kbit/s: the last packet's bytes belong to the time after it. `nil` without duration.
    public var meanKbps: Double? {
        guard !isEmpty, last > first else { return nil }
        return Double(totalBytes - lastBytes) * 8e6 / Double(last - first)
    }

    /// Largest window, kbit/s; `nil` where not one whole second was seen.
    public var maximumKbps: Double? {
        guard !isEmpty, last - first >= 1_000_000_000 else { return nil }
        return Double(max(maximumBytes, windowBytes)) * 8e-3
    }
}
