/// Transit times of a stream by stretches of time: the fastest packet of each, and the mean of all.
///
/// At most `limit` stretches, which double in width from one second on.
struct DriftBuckets: Sendable {
    static let limit = 128

    struct Bucket: BitwiseCopyable {
        /// Arrival of the fastest packet, ns from the stream's first.
        var time: Int64 = 0
        /// Its transit time, ms.
        var leastMs: Float = 0
        /// How far the mean transit time lies above it, ms.
        var excessMs: Float = 0
        /// How much later than it the packets came on average, ms.
        var meanAfterMs: Float = 0
        /// Packets, at most 65,535.
        var packets: UInt16 = 0
        /// Timestamp restarts before it: transit times are comparable between equal ones only.
        var stretch: UInt16 = 0
    }

    /// The bucket that packets still come into; none while it has no packets.
    private struct Open: BitwiseCopyable {
        var time: Int64 = 0
        var leastMs: Float = 0
        var packets: UInt32 = 0
        /// Sums of the packets' transit times, ms, and times, ns.
        var transitsMs = 0.0
        var times = 0.0
    }

    private var closed: [Bucket] = []
    /// The first closed one: a stream that ends before its second needs no array.
    private var first = Bucket()
    private var open = Open()
    private var openEnd: Int64 = .min
    private var stretch: UInt16 = 0
    /// How often the width was doubled.
    private var doublings: UInt8 = 0
    /// Too many restarts for the room there is: nothing is added any more.
    private var isFull = false

    /// ns.
    private var width: Int64 { 1_000_000_000 << Int64(doublings) }

    var all: [Bucket] {
        ([first] + closed + [openBucket]).filter { $0.packets > 0 }
    }

    /// Whether packets up to a time, ns from the stream's first packet, fall into the open bucket.
    @inline(__always) func isOpen(at time: Int64) -> Bool { time < openEnd }

    /// Adds a packet: when it came, ns from the stream's first, and its relative transit time.
    @inline(__always) mutating func add(time: Int64, transitMs: Double) {
        if !isOpen(at: time) { begin(time) }
        count(1, transitsMs: transitMs, times: Double(time))
        if Float(transitMs) < open.leastMs { noteFastest(time: time, transitMs: transitMs) }
    }

    /// Whether a packet of that transit time is faster than all of the open bucket.
    @inline(__always) func isFaster(_ transitMs: Double) -> Bool { Float(transitMs) < open.leastMs }

    /// Notes a packet as the fastest of the open bucket.
    @inline(__always) mutating func noteFastest(time: Int64, transitMs: Double) {
        open.time = time
        open.leastMs = Float(transitMs)
    }

    /// Counts packets of the open bucket with the sums of their transit times, ms, and times, ns.
    @inline(__always) mutating func count(_ packets: UInt32, transitsMs: Double, times: Double) {
        open.packets &+= packets
        open.transitsMs += transitsMs
        open.times += times
    }

    /// Notes a restart of the timestamp.
    mutating func cut() {
        close()
        if stretch == .max { isFull = true } else { stretch += 1 }
    }

    @inline(never) private mutating func begin(_ time: Int64) {
        close()
        open.leastMs = .infinity
        let next = (time / width + 1).multipliedReportingOverflow(by: width)
        openEnd = isFull || next.overflow ? .max : next.partialValue
    }

    private var openBucket: Bucket {
        guard open.packets > 0, !isFull else { return Bucket() }
        let packets = Double(open.packets)
        return Bucket(
            time: open.time, leastMs: open.leastMs,
            excessMs: Float(open.transitsMs / packets - Double(open.leastMs)),
            meanAfterMs: Float((open.times / packets - Double(open.time)) * 1e-6),
            packets: UInt16(clamping: open.packets), stretch: stretch)
    }

    private mutating func close() {
        let bucket = openBucket
        open = Open()
        openEnd = .min
        guard bucket.packets > 0 else { return }
        if first.packets == 0 {
            first = bucket
            return
        }
        // Who lasts two seconds mostly lasts some more.
        if closed.isEmpty { closed.reserveCapacity(16) }
        closed.append(bucket)
        if closed.count >= Self.limit { widen() }
    }

    /// Doubles the width, and joins the buckets that now fall together.
    private mutating func widen() {
        doublings = min(doublings + 1, 33)
        var joined: [Bucket] = []
        joined.reserveCapacity(Self.limit)
        for bucket in closed {
            if let last = joined.last, last.stretch == bucket.stretch, last.time / width == bucket.time / width {
                joined[joined.count - 1] = last.joined(with: bucket)
            } else {
                joined.append(bucket)
            }
        }
        closed = joined
        isFull = joined.count > Self.limit * 3 / 4
    }
}

extension DriftBuckets.Bucket {
    fileprivate func joined(with other: Self) -> Self {
        var joined = other.leastMs < leastMs ? other : self
        let (own, others) = (Double(packets), Double(other.packets))
        func mean(_ value: (Self) -> Double) -> Double { (value(self) * own + value(other) * others) / (own + others) }
        joined.excessMs = Float(mean { Double($0.leastMs - joined.leastMs) + Double($0.excessMs) })
        joined.meanAfterMs = Float(mean { (Double($0.time) - Double(joined.time)) * 1e-6 + Double($0.meanAfterMs) })
        joined.packets = UInt16(clamping: Int(packets) + Int(other.packets))
        return joined
    }
}
