/// Every figure of a steady G.711 stream from all its packets in arrays: slow, obvious, and separate from the core.
///
/// It knows one clock rate, media packets only, markers, and restarts at segment cuts; no comfort noise or events.
public struct StreamModel {
    public struct Interval: Equatable {
        public var packets = 0
        public var lost = 0
        public var late = 0
    }

    public let sequence: SequenceModel
    /// |D| and J after each packet that gave a difference, ms.
    public private(set) var jitter: [Double] = []
    public private(set) var strictJitter: [Double] = []
    /// ms between arrivals of successive unique packets.
    public private(set) var deltas: [Double] = []
    /// Relative transit times of unique packets, ms.
    public private(set) var transits: [Double] = []
    /// Fate of every expected number, in order: `.` played, `x` lost, `d` late.
    public private(set) var pattern: [Character] = []
    /// Indexes of `pattern` where segments begin.
    public private(set) var cuts: Set<Int> = []
    /// By number of the interval since the first packet.
    public private(set) var intervals: [Int: Interval] = [:]

    public init(
        _ packets: [SimulatedPacket], clock: Double = 8000, bufferMs: Double = 60, intervalNs: Int64 = 5_000_000_000
    ) {
        sequence = SequenceModel(packets.map(\.sequence))
        var unique: [(packet: SimulatedPacket, segment: Int, number: Int)] = []
        for (packet, fate) in zip(packets, sequence.fates) {
            if case .unique(let segment, let number) = fate { unique.append((packet, segment, number)) }
        }
        let late = playout(unique, clock: clock, bufferMs: bufferMs)
        measureTime(unique, clock: clock)
        for segment in sequence.segments.indices {
            let slots = unique.indices.filter { unique[$0].segment == segment }
                .map { (number: unique[$0].number, arrival: unique[$0].packet.arrival, isLate: late.contains($0)) }
                .sorted { $0.number < $1.number }
            cuts.insert(pattern.count)
            count(slots, origin: packets[0].arrival, length: intervalNs)
        }
    }

    /// Indexes of the packets that come after their time, anchored at the first of a talkspurt or after ten failures.
    private func playout(
        _ unique: [(packet: SimulatedPacket, segment: Int, number: Int)], clock: Double, bufferMs: Double
    ) -> Set<Int> {
        var late = Set<Int>()
        var anchor = 0
        var media = 0.0
        var inARow = 0
        for index in unique.indices where index > 0 {
            let (packet, before) = (unique[index].packet, unique[index - 1].packet)
            media += Double(Int32(bitPattern: packet.timestamp &- before.timestamp)) / clock * 1000
            // A marked packet that comes behind its successors begins nothing any more.
            let isTalkspurt =
                packet.isMarker && !before.isMarker
                && !unique[..<index].contains {
                    $0.segment == unique[index].segment && $0.number > unique[index].number
                }
            if unique[index].segment != unique[index - 1].segment || isTalkspurt || inARow == 10 {
                (anchor, media, inARow) = (index, 0, 0)
                continue
            }
            let waited = Double(packet.arrival - unique[anchor].packet.arrival) / 1e6
            if waited > media + bufferMs {
                late.insert(index)
                inARow += 1
            } else {
                inARow = 0
            }
        }
        return late
    }

    private mutating func measureTime(
        _ unique: [(packet: SimulatedPacket, segment: Int, number: Int)], clock: Double
    ) {
        transits = [0]
        for index in unique.indices where index > 0 {
            let (packet, before) = (unique[index].packet, unique[index - 1].packet)
            let delta = Double(packet.arrival - before.arrival) / 1e6
            let difference = delta - Double(Int32(bitPattern: packet.timestamp &- before.timestamp)) / clock * 1000
            deltas.append(delta)
            strictJitter.append(Self.next(strictJitter.last, difference))
            if unique[index].segment == unique[index - 1].segment {
                jitter.append(Self.next(jitter.last, difference))
                transits.append(transits[transits.count - 1] + difference)
            } else {
                transits.append(transits[transits.count - 1])
            }
        }
    }

    /// J += (|D| - J) / 16.
    private static func next(_ jitter: Double?, _ difference: Double) -> Double {
        let before = jitter ?? 0
        return before + (abs(difference) - before) / 16
    }

    /// Missing numbers lie evenly between the arrivals of their neighbours.
    private mutating func count(
        _ slots: [(number: Int, arrival: Int64, isLate: Bool)], origin: Int64, length: Int64
    ) {
        for (index, slot) in slots.enumerated() {
            if index > 0 {
                let before = slots[index - 1]
                let missing = slot.number - before.number - 1
                for place in 0..<missing {
                    let step = (slot.arrival - before.arrival) / Int64(missing + 1)
                    pattern.append("x")
                    intervals[Int((before.arrival + step * Int64(place + 1) - origin) / length), default: Interval()]
                        .lost += 1
                }
            }
            pattern.append(slot.isLate ? "d" : ".")
            let interval = Int((slot.arrival - origin) / length)
            intervals[interval, default: Interval()].packets += 1
            if slot.isLate { intervals[interval, default: Interval()].late += 1 }
        }
    }

    public var lost: Int { pattern.filter { $0 == "x" }.count }
    public var late: Int { pattern.filter { $0 == "d" }.count }
    public var longestLostRun: Int { LossModel(pattern.map { $0 == "x" ? "x" : "." }, cuts: cuts).runs.max() ?? 0 }
    public var loss: LossModel { LossModel(pattern, cuts: cuts) }

    /// Delay variation by nearest rank: the value of rank max(1, ⌈p/100 · n⌉) above the smallest transit, ms.
    public func delayVariation(percentile: Double) -> Double {
        let sorted = transits.sorted()
        let rank = max(1, Int((percentile / 100 * Double(sorted.count)).rounded(.up)))
        return sorted[rank - 1] - sorted[0]
    }
}
