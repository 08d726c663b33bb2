/// Delay variation with the drift of the sender's clock taken off, where that is known (REPORT: delay variation).
///
/// A drift of 100 ppm adds 36 ms to the delays of an hour that no network made. It is known once a stream is
/// `ClockDrift.leastSeconds` old: until then transit times wait, four bytes each, and when they are let go they lose what
/// the drift added by their time. Later ones lose it as they come, along a line whose slope follows the estimate, asked
/// for anew each time the stream is a quarter older. A stream that talks so little that its drift is not known by then waits
/// on. Of a stream that ends before, nothing is taken off. Where more come in that time than may wait, the first few
/// seconds keep their drift.
struct DriftFreeVariation: Sendable {
    /// Transit times that wait at most: of more packets in that time the drift is estimated earlier.
    static let waitingLimit = 4096
    /// The same once the drift might be known: half a minute has no more of them at 20 ms.
    private static let laterLimit = 2048
    /// Times of waiting packets are told by their places between marks; later ones than so many make none.
    private static let markLimit = 255
    private static let leastTime = Int64(ClockDrift.leastSeconds * 1e9)
    /// Between marks packets are taken to have come evenly, ns.
    private static let evenTime: Int64 = 1_000_000_000
    private static let pause: Int64 = 200_000_000

    /// When the waiting transit time at a place came, ns from the stream's first packet.
    private struct Mark: BitwiseCopyable {
        var place: Int32
        var time: Int64
    }

    /// What the drift has added to a transit time, ms, for times from `start` on.
    private struct Line: BitwiseCopyable {
        var start: Int64 = 0
        var offsetMs = 0.0
        /// ms a nanosecond.
        var slope = 0.0

        @inline(__always) func ms(at time: Int64) -> Double { offsetMs + slope * Double(time &- start) }
    }

    private(set) var variation = DelayVariation()
    /// Empty, or the one of the same packets as they are: kept once a drift is taken off.
    private var raw: [DelayVariation] = []
    /// Of the same transit times as they are: a drift is nothing from one packet to the next.
    private(set) var differences = InterpacketVariation()
    /// The first `count` wait, in order of arrival; empty once they do not.
    private var waiting: [Float] = []
    private var count = 0
    private var isWaiting = true
    private var limit = Int16(waitingLimit)
    /// Of all transit times, as they are.
    private var leastMs = Double.infinity
    private var greatestMs = -Double.infinity
    /// The newest one, and those before it: most streams end before there are any.
    private var newest = Mark(place: 0, time: 0)
    private var marks: [Mark] = []
    /// Places of waiting transit times that are not to be compared with the one before.
    private var voids: [Int32] = []
    /// Differences, ms, at such places that count all the same: a restart has carried the transit time over them.
    private var carried: [Float] = []
    private var latest: Int64 = 0
    private var line = Line()
    /// Slope that was taken off the transit times that waited, and when they were let go.
    private var firstSlope = 0.0
    private var firstEnd: Int64 = 0
    private var isKnown = false
    private var nextEstimate = leastTime

    init() {}

    /// Largest delay variation with the drift left in, ms; 0 before the first packet.
    var rawMaximumMs: Double { max(0, greatestMs - leastMs) }

    /// Whether the drift is to be told now; see `take`.
    @inline(__always) func wantsDrift(at time: Int64) -> Bool {
        time >= nextEstimate || isWaiting && count > Int(limit) - SteadyRun.limit
    }

    /// A transit time without the drift, as far as that is known by then, ms.
    @inline(__always) func freed(_ transitMs: Double, at time: Int64) -> Double {
        isWaiting ? transitMs : transitMs - line.ms(at: time)
    }

    /// The delay variation of a transit time that `freed` gave at a time.
    func variationMs(ofFreed transitMs: Double, at time: Int64) -> Double {
        let early = time < firstEnd ? firstSlope * Double(time) : 0
        return max(0, transitMs - early - variation.leastTransitMs)
    }

    /// Adds the transit time of the next media packet.
    ///
    /// - Parameters:
    ///   - differenceMs: From the transit time before; `nil` where they are not to be compared.
    ///   - isCarried: The transit time has left it out.
    ///   - time: Arrival, ns from the stream's first packet.
    @inline(__always)
    mutating func add(transitMs: Double, differenceMs: Double?, isCarried: Bool = false, at time: Int64) {
        (leastMs, greatestMs) = (min(leastMs, transitMs), max(greatestMs, transitMs))
        guard isWaiting else {
            if let differenceMs { differences.add(differenceMs) }
            if !raw.isEmpty { raw[0].add(transitMs: transitMs) }
            return variation.add(transitMs: transitMs - line.ms(at: time))
        }
        if differenceMs == nil || isCarried, count > 0 {
            voids.append(Int32(count))
            if let differenceMs { carried.append(Float(differenceMs)) }
        }
        makeRoom(for: 1)
        mark(time, time)
        waiting[count] = Float(transitMs)
        count += 1
    }

    /// Adds a run.
    ///
    /// - Parameter origin: Arrival of the stream's first packet, ns.
    @inline(__always)
    mutating func add(_ transits: inout RunTransits, _ times: inout SteadyRun.Times, origin: Int64) {
        (leastMs, greatestMs) = (min(leastMs, transits.leastMs), max(greatestMs, transits.greatestMs))
        guard isWaiting else {
            differences.add(&transits)
            return addFreed(&transits, &times, origin: origin)
        }
        makeRoom(for: transits.count)
        mark(times.arrival(0) &- origin, times.arrival(transits.count - 1) &- origin)
        let start = count
        var values = waiting.mutableSpan
        // Safe: room for so many was just made.
        for index in 0..<transits.count { values[unchecked: start &+ index] = Float(transits.transitsMs[index]) }
        count += transits.count
    }

    /// Takes an estimate of the drift, sender's seconds beyond one in a second; `nil` where it is not known.
    mutating func take(drift: Double?, at time: Int64) {
        if isWaiting, drift == nil, time >= Self.leastTime, count <= Self.laterLimit - SteadyRun.limit {
            limit = Int16(Self.laterLimit)
            nextEstimate = Self.next(after: time)
            return
        }
        let slope = drift.map { -$0 * 1e-6 } ?? 0
        var offsetMs = line.ms(at: time)
        if raw.isEmpty, slope != 0, !isWaiting { raw = [variation] }
        if isWaiting {
            letGo(slope: slope, areAll: false)
            (firstSlope, firstEnd) = (slope, time)
            offsetMs = slope * Double(time)
        } else if !isKnown {
            // What was let go before may have kept its drift, which is not to make the others late.
            offsetMs = max(offsetMs, slope * Double(time))
        }
        isKnown = isKnown || drift != nil
        line = Line(start: time, offsetMs: offsetMs, slope: slope)
        nextEstimate = Self.next(after: time)
    }

    private static func next(after time: Int64) -> Int64 { time &+ max(evenTime, time / 4) }

    /// Ends the stream: what still waits is let go.
    ///
    /// - Parameters:
    ///   - isDriftKnown: The clock's drift is told.
    ///   - drift: As `take` has it.
    mutating func finish(isDriftKnown: Bool, drift: Double? = nil) {
        if isWaiting {
            let slope = drift.map { -$0 * 1e-6 } ?? 0
            letGo(slope: slope, areAll: latest < Self.leastTime)
            (firstSlope, firstEnd) = (slope, latest &+ 1)
        }
        differences.finish()
        if let asCame = raw.first, !isDriftKnown || asCame.isNarrower(than: variation) { variation = asCame }
        raw = []
    }

    /// What the next packets are likely to change, read: see `StreamStore.touch`.
    @inline(__always) func touch() -> UInt32 {
        isWaiting
            ? (count < waiting.count ? waiting[count].bitPattern : 0) : variation.touch() | differences.touch()
    }

    @inline(never)
    private mutating func addFreed(_ transits: inout RunTransits, _ times: inout SteadyRun.Times, origin: Int64) {
        var freed = RunTransits()
        for index in 0..<transits.count {
            let time = times.arrival(index) &- origin
            freed.put(differenceMs: 0, transitMs: transits.transitsMs[index] - line.ms(at: time), at: index)
        }
        variation.add(&freed)
        if !raw.isEmpty { raw[0].add(&transits) }
    }

    /// Notes when the packets from `count` on came, where that cannot be told from the marks before.
    @inline(__always) private mutating func mark(_ first: Int64, _ last: Int64) {
        if count == 0 || first &- newest.time >= Self.evenTime || first &- latest >= Self.pause {
            addMark(at: first)
        }
        latest = last
    }

    @inline(never) private mutating func addMark(at first: Int64) {
        if count > 0 {
            guard marks.count < Self.markLimit else { return }
            if marks.isEmpty { marks.reserveCapacity(16) }
            marks.append(newest)
            // Before a pause the packets did not come as evenly as to its end.
            if first &- latest >= Self.pause { marks.append(Mark(place: Int32(count - 1), time: latest)) }
        }
        newest = Mark(place: Int32(count), time: first)
    }

    private mutating func letGo(slope: Double, areAll: Bool) {
        isWaiting = false
        var transitsMs = waiting
        waiting = []
        let voids = voids
        self.voids = []
        differences.add(
            between: transitsMs.span.extracting(first: count), voids: voids, others: carried, areAll: areAll)
        carried = []
        if slope != 0, count > 0 {
            raw = [DelayVariation(transitsMs, count: count, leastMs: leastMs, greatestMs: greatestMs)]
        }
        let bounds = slope == 0 ? (least: leastMs, greatest: greatestMs) : free(&transitsMs, slope: slope)
        marks = []
        guard count > 0 else { return }
        variation = DelayVariation(transitsMs, count: count, leastMs: bounds.least, greatestMs: bounds.greatest)
    }

    /// Takes the drift off the transit times that wait.
    ///
    /// - Returns: The least and the greatest of them then.
    private mutating func free(_ transitsMs: inout [Float], slope: Double) -> (least: Double, greatest: Double) {
        var bounds = (least: Double.infinity, greatest: -Double.infinity)
        var mark = 0
        marks.append(newest)
        for place in 0..<count {
            while mark + 1 < marks.count, marks[mark + 1].place <= place { mark += 1 }
            let freed = Float(Double(transitsMs[place]) - slope * time(of: place, behind: mark))
            transitsMs[place] = freed
            bounds = (min(bounds.least, Double(freed)), max(bounds.greatest, Double(freed)))
        }
        return bounds
    }

    /// When the packet at a place came, ns from the stream's first, between the mark before it and the next.
    private func time(of place: Int, behind mark: Int) -> Double {
        let start = marks[mark]
        let end =
            mark + 1 < marks.count ? marks[mark + 1] : Mark(place: Int32(count - 1), time: latest)
        guard end.place > start.place else { return Double(start.time) }
        let share = Double(place - Int(start.place)) / Double(end.place - start.place)
        return Double(start.time) + share * Double(end.time &- start.time)
    }

    /// Room for a short stream first, then twice as much each time: but once four times, for who has outgrown a short
    /// stream's room seldom ends soon.
    @inline(__always) private mutating func makeRoom(for added: Int) {
        if count + added > waiting.count { grow(to: count + added) }
    }

    @inline(never) private mutating func grow(to needed: Int) {
        var room = max(64, waiting.count)
        while room < needed { room *= room == 128 ? 4 : 2 }
        let before = waiting
        waiting = [Float](unsafeUninitializedCapacity: room) { values, count in
            // Safe: the room is larger than what waits, and all of it is written.
            let rest = values.suffix(from: values.initialize(fromContentsOf: before))
            rest.initialize(repeating: 0)
            count = room
        }
    }
}
