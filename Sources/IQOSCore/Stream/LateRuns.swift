/// Runs of packets that came too late, as the time in which they should have been heard, and where timestamps began anew:
/// both wait here for a turn to be logged.
///
/// Their arrivals tell nothing of that: a packet that came with the next ones would be a point.
struct LateRuns: Sendable {
    /// Due times that differ by less belong together, ns.
    private static let slack: Int64 = 1_000_000

    /// Runs that are over and restarts, not yet logged, ns since 1970 UTC.
    private var closed: [(place: Range<Int64>, isRestart: Bool)] = []
    private var open: Range<Int64>?

    /// Notes a late packet, in order of arrival.
    ///
    /// - Parameters:
    ///   - due: When its first sample should have been heard, the buffer's delay left out.
    ///   - length: Of its sound, ns, ≥ 0.
    @inline(never) mutating func add(due: Int64, length: Int64) {
        if let run = open {
            if due >= run.lowerBound - Self.slack, due <= run.upperBound + Self.slack {
                open = min(run.lowerBound, due)..<max(run.upperBound, due &+ length)
                return
            }
            closed.append((run, false))
        }
        open = due..<due &+ length
    }

    /// Notes that timestamps begin anew with a packet that arrives then.
    @inline(never) mutating func addRestart(at arrival: Int64) {
        closed.append((arrival..<arrival, true))
    }

    /// Writes what is over.
    @inline(__always) mutating func log(to log: inout StreamLog, chain: inout Int32) {
        if !closed.isEmpty { write(to: &log, chain: &chain) }
    }

    /// Writes everything at the end of the stream.
    mutating func finish(log: inout StreamLog, chain: inout Int32) {
        if let run = open { closed.append((run, false)) }
        open = nil
        write(to: &log, chain: &chain)
    }

    @inline(never) private mutating func write(to log: inout StreamLog, chain: inout Int32) {
        for (place, isRestart) in closed {
            log.append(
                .marker(isRestart ? .restart : .late, start: place.lowerBound, end: place.upperBound), to: &chain)
        }
        closed = []
    }
}
