/// What a stream leaves behind as it goes by, too much to keep beside it: closed intervals and places to listen to.
///
/// 40 bytes. Records of one stream form a chain through `previous`, so they can lie in a file in any company.
public struct LogRecord: BitwiseCopyable, Sendable {
    public enum Kind: UInt8, BitwiseCopyable, Sendable { case interval, lost, late, restart }

    /// Number of the same stream's record before this one, -1 for none.
    public var previous: Int32
    public var kind: Kind
    /// Interval: number from the stream's start, from 0. Marker of lost packets: how many.
    public var interval: UInt32
    /// Interval: unique packets, lost and late ones; runs of consecutive losses.
    public var packets: UInt32
    public var lost: UInt32
    public var late: UInt32
    public var lossRuns: UInt32
    /// Interval: jitter at its end, ms; NaN where unknown.
    public var jitterMs: Float
    /// Interval: longest transit time relative to the first packet's, ms; NaN where unknown.
    public var transitMs: Float
    /// Marker: where it begins and ends, ns since 1970 UTC.
    public var start: Int64 { Int64(bitPattern: UInt64(packets) << 32 | UInt64(lost)) }
    public var end: Int64 { Int64(bitPattern: UInt64(late) << 32 | UInt64(lossRuns)) }
    /// Marker of lost packets: extended number of the first packet behind them.
    var behind: Int { Int(Int32(bitPattern: jitterMs.bitPattern)) }

    static func interval(
        _ number: UInt32, packets: UInt32, lost: UInt32, late: UInt32, lossRuns: UInt32, jitterMs: Float,
        transitMs: Float
    ) -> LogRecord {
        LogRecord(
            previous: -1, kind: .interval, interval: number, packets: packets, lost: lost, late: late,
            lossRuns: lossRuns, jitterMs: jitterMs, transitMs: transitMs)
    }

    static func marker(_ kind: Kind, start: Int64, end: Int64, packets: UInt32 = 0, behind: Int = 0) -> LogRecord {
        let start = UInt64(bitPattern: start)
        let end = UInt64(bitPattern: end)
        return LogRecord(
            previous: -1, kind: kind, interval: packets, packets: UInt32(truncatingIfNeeded: start >> 32),
            lost: UInt32(truncatingIfNeeded: start), late: UInt32(truncatingIfNeeded: end >> 32),
            lossRuns: UInt32(truncatingIfNeeded: end),
            jitterMs: Float(bitPattern: UInt32(truncatingIfNeeded: behind)), transitMs: .nan)
    }
}

/// The records of all streams, the newest in memory: whoever drives the scan may move them to a file.
public struct StreamLog: Sendable {
    /// Records that have not been moved, in order; the first has number `moved`.
    public private(set) var recent: [LogRecord] = []
    public private(set) var moved = 0
    /// Records that were not kept because their numbers ran out.
    public private(set) var dropped = 0

    public init() {}

    public var count: Int { moved + recent.count }

    /// Appends a record to the chain that ends in `chain`.
    mutating func append(_ record: LogRecord, to chain: inout Int32) {
        guard count < Int(Int32.max) else {
            dropped += 1
            return
        }
        var linked = record
        linked.previous = chain
        chain = Int32(count)
        recent.append(linked)
    }

    /// Forgets `recent`, which the caller has stored under the numbers from `moved` on.
    public mutating func recentWasMoved() {
        moved += recent.count
        recent.removeAll(keepingCapacity: true)
    }
}
