/// Bursts and gaps as the counters of RFC 3611 A.2 have them: what a telephone reports, to be compared with it.
///
/// They tell a loss from a burst only by the loss before: an isolated one that is the first, or comes after a burst,
/// counts as a burst. `BurstGap` has the definition itself.
public struct BurstGapCounters: BitwiseCopyable, Sendable, Equatable {
    /// Mean lengths in packets, densities in percent.
    public struct Figures: BitwiseCopyable, Sendable, Equatable {
        public var burstDensityPercent: Double
        public var gapDensityPercent: Double
        public var burstPackets: Double
        public var gapPackets: Double
    }

    /// Transitions by the names of A.2: 1 is the gap, 2 a good packet of a burst, 3 a loss of one; 14 an isolated loss.
    public private(set) var c11 = 0
    public private(set) var c13 = 0
    public private(set) var c14 = 0
    public private(set) var c22 = 0
    public private(set) var c23 = 0
    public private(set) var c33 = 0
    private var lossesInBurst = 0
    private var nextPosition = 0

    public init() {}

    /// Adds a lost or late packet.
    ///
    /// - Parameter position: Packets before it, ascending. The session is taken to follow on good ones.
    public mutating func addLoss(at position: Int) {
        let good = position - nextPosition
        let isFirst = c13 == 0
        nextPosition = position + 1
        guard !isFirst, good < BurstGap.gmin else {
            if lossesInBurst == 1 { c14 += 1 } else { c13 += 1 }
            lossesInBurst = 1
            c11 += good
            return
        }
        lossesInBurst += 1
        if good == 0 {
            c33 += 1
        } else {
            c23 += 1
            c22 += good - 1
        }
    }

    /// The figures of a session's end.
    ///
    /// - Returns: `nil` without a loss.
    public var figures: Figures? {
        guard c13 > 0 else { return nil }
        // Each burst that begins ends, and each of its good stretches too: c31 = c13, c32 = c23.
        let p32 = Double(c23) / Double(c13 + c23 + c33)
        let p23 = c22 + c23 < 1 ? 1 : 1 - Double(c22) / Double(c22 + c23)
        let gap = Double(c11 + c14 + c13) / Double(c13)
        let all = Double(c11 + c14 + 2 * c13 + c22 + 2 * c23 + c33) / Double(c13)
        return Figures(
            burstDensityPercent: 100 * p23 / (p23 + p32),
            gapDensityPercent: c11 + c14 == 0 ? 0 : 100 * Double(c14) / Double(c11 + c14),
            burstPackets: all - gap, gapPackets: gap)
    }
}
