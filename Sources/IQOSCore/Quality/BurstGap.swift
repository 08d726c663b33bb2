/// Bursts and gaps by the direct definition of RFC 3611 §4.7.2 with Gmin = 16.
///
/// A burst starts and ends with a lost or late packet and holds no run of `gmin` or more good ones; an isolated loss
/// belongs to the gap.
public struct BurstGap: BitwiseCopyable, Sendable {
    public static let gmin = 16

    public private(set) var bursts = 0
    public private(set) var burstPackets = 0
    public private(set) var burstLosses = 0
    public private(set) var isolatedLosses = 0
    /// Packets so far.
    private(set) var position = 0
    private var chainStart = 0
    private var chainEnd = 0
    private var chainLosses = 0

    public init() {}

    /// Adds the next packet in order of sequence numbers.
    @inline(__always) public mutating func add(isLoss: Bool) {
        if isLoss {
            if chainLosses > 0, position - chainEnd - 1 >= Self.gmin { closeChain() }
            if chainLosses == 0 { chainStart = position }
            chainEnd = position
            chainLosses += 1
        }
        position += 1
    }

    /// Adds packets that were played.
    @inline(__always) mutating func add(played count: Int) {
        position += count
    }

    /// Ends the session or segment: it is followed by good packets as far as this definition goes.
    public mutating func closeChain() {
        if chainLosses > 1 {
            bursts += 1
            burstPackets += chainEnd - chainStart + 1
            burstLosses += chainLosses
        } else {
            isolatedLosses += chainLosses
        }
        chainLosses = 0
    }

    public var gapPackets: Int { position - burstPackets }

    /// Percent of the packets in bursts that were lost, 0 ... 100.
    public var burstDensityPercent: Double {
        burstPackets == 0 ? 0 : 100 * Double(burstLosses) / Double(burstPackets)
    }

    /// Percent of the packets in gaps that were lost, 0 ... 100.
    public var gapDensityPercent: Double {
        gapPackets == 0 ? 0 : 100 * Double(isolatedLosses) / Double(gapPackets)
    }

    /// Mean length of a burst in packets; 0 without one.
    public var meanBurstPackets: Double { bursts == 0 ? 0 : Double(burstPackets) / Double(bursts) }

    /// Mean length of a gap in packets.
    public var meanGapPackets: Double { Double(gapPackets) / Double(bursts + 1) }
}
