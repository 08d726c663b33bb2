/// Bursts, gaps and runs of losses from a whole pattern, `.` good and anything else bad (RFC 3611 §4.7.2, Gmin 16).
public struct LossModel {
    public private(set) var bursts: [(first: Int, last: Int, losses: Int)] = []
    public private(set) var isolated: [Int] = []
    public private(set) var runs: [Int] = []
    public let packets: Int

    /// - Parameter cuts: Indexes before which a segment ends: packets of two segments are no neighbours.
    public init(_ pattern: [Character], cuts: Set<Int> = []) {
        packets = pattern.count
        var chains: [[Int]] = []
        for (index, mark) in pattern.enumerated() where mark != "." {
            let previous = chains.last?.last
            let isCut = previous.map { last in cuts.contains { $0 > last && $0 <= index } } ?? true
            if let previous, !isCut, index - previous - 1 < 16 {
                chains[chains.count - 1].append(index)
            } else {
                chains.append([index])
            }
            if previous == index - 1, !isCut { runs[runs.count - 1] += 1 } else { runs.append(1) }
        }
        for chain in chains {
            if chain.count == 1 {
                isolated.append(chain[0])
            } else {
                bursts.append((chain[0], chain[chain.count - 1], chain.count))
            }
        }
    }

    public var losses: Int { runs.reduce(0, +) }
    public var burstPackets: Int { bursts.map { $0.last - $0.first + 1 }.reduce(0, +) }
    public var burstDensity: Double {
        bursts.isEmpty ? 0 : Double(bursts.map(\.losses).reduce(0, +)) / Double(burstPackets)
    }
    public var gapDensity: Double {
        packets == burstPackets ? 0 : Double(isolated.count) / Double(packets - burstPackets)
    }
    /// Mean run times (1 - Ppl), never below 1.
    public var burstRatio: Double {
        guard !runs.isEmpty else { return 1 }
        return max(1, Double(losses) / Double(runs.count) * (1 - Double(losses) / Double(packets)))
    }
}
