/// When the packets that both points have passed them, ns; times of the first point, and how much later the second was.
struct PairTimes: Sendable {
    struct Moment: BitwiseCopyable, Sendable {
        /// Arrival at the first point, ns from the comparison's origin.
        var time: Int64
        /// Arrival at the second minus arrival at the first, each on its own clock, less the comparison's reference, ns.
        var later: Int64
    }

    /// In the order of the first point.
    private(set) var moments: [Moment] = []
    /// Some frame carries no capture time.
    private(set) var lacksTimes = false

    /// - Parameters:
    ///   - origin: ns since 1970 UTC on the first clock.
    ///   - reference: What is taken off every difference, ns: clocks may be years apart.
    init(_ pairs: PairedPackets, _ a: [SeenPacket], _ b: [SeenPacket], origin: Int64, reference: Int64) {
        moments.reserveCapacity(pairs.both.count)
        for (here, there) in pairs.both {
            let (first, second) = (a[Int(here)].arrival, b[Int(there)].arrival)
            guard first != FrameRef.noArrival, second != FrameRef.noArrival else {
                lacksTimes = true
                continue
            }
            moments.append(Moment(time: first - origin, later: second - first - reference))
        }
    }

    var middle: Int64? {
        let sorted = moments.map(\.later).sorted()
        return sorted.isEmpty ? nil : sorted[sorted.count / 2]
    }

    /// Least and greatest difference once the drift of the clocks is taken out, ns.
    ///
    /// - Parameter rate: Seconds that the second clock gains in a second of the first.
    func extremes(rate: Double) -> (least: Double, greatest: Double)? {
        guard let first = moments.first else { return nil }
        var range = (least: first.straight(rate), greatest: first.straight(rate))
        for moment in moments {
            let value = moment.straight(rate)
            range.least = min(range.least, value)
            range.greatest = max(range.greatest, value)
        }
        return range
    }

    /// Seconds that the second clock gains in a second of the first: from the fastest packets of each stretch of time.
    ///
    /// - Parameter isReversed: The packets pass the second point first, so that queues make the difference smaller.
    /// - Returns: `nil` for less than `ClockDrift.leastSeconds`.
    func rate(isReversed: Bool) -> Double? {
        guard let first = moments.first, let last = moments.last else { return nil }
        var drift = ClockDrift()
        for moment in moments {
            let transit = Double(moment.later - first.later) * 1e-6
            drift.add(time: moment.time - first.time, transitMs: isReversed ? -transit : transit)
        }
        let ppm = drift.ppm(overSeconds: Double(last.time - first.time) * 1e-9)
        return ppm.map { (isReversed ? $0 : -$0) * 1e-6 }
    }
}

extension PairTimes.Moment {
    /// The difference once the drift of the clocks is taken out, ns.
    @inline(__always) func straight(_ rate: Double) -> Double { Double(later) - rate * Double(time) }
}
