/// Everything that shapes an emulated capture; the same plan gives the same bytes.
public struct CallPlan: Sendable {
    public var seed: UInt64 = 1
    /// Number of calls, ≥ 0; 0 leaves background traffic only.
    public var calls = 1
    /// Media time of each call, ms.
    public var durationMs = 10_000
    /// From the start of one call to the start of the next, ms.
    public var spacingMs = 250
    /// Capture time at which the first call begins, ns since 1970 UTC.
    public var start: Int64 = 1_767_603_600_000_000_000
    public var law = G711.muLaw
    /// Packetisation time, ms, 1 ... 200.
    public var ptimeMs = 20
    /// The caller's direction, then the callee's.
    public var directions = [DirectionPlan(), DirectionPlan()]
    /// The callee sends no RTP.
    public var isOneWay = false
    public var hasRTP = true
    public var hasRTCP = false
    public var hasSIP = false
    /// VLAN identifier of every frame, 0 ... 4095.
    public var vlan: UInt16?
    public var isIPv6 = false
    /// The port mirror hands every frame over twice.
    public var isMirrorDoubled = false
    /// Unrelated exchanges (DNS, NTP, SSDP, ARP) a second, on average.
    public var backgroundPerSecond = 0.0
    public var format = WrittenFormat.pcapMicroseconds

    public init() {}

    /// Samples, and RTP timestamp units, in a packet.
    var samplesPerPacket: Int { ptimeMs * RTPClock.ticksPerMs }
    /// Samples of one side of one call.
    public var samplesPerSide: Int { durationMs * RTPClock.ticksPerMs }
}

/// The 8 kHz clock of G.711 (RFC 3551 §4.5.14).
enum RTPClock {
    static let rateHz = 8000
    static let ticksPerMs = 8
    static let nanosecondsPerTick: Int64 = 125_000
}

/// What one direction of every call sends, and what happens to it on the way to the capture point.
public struct DirectionPlan: Sendable {
    public var loss = LossModel.none
    /// Constant delay from the sender to the capture point, ms.
    public var delayMs = 20.0
    /// Mean wait on top of it in a queue that other traffic loads to one half, ms.
    public var jitterMs = 0.0
    /// Packets that are held back by 1.2 to 2.8 packetisation times, percent.
    public var reorderPercent = 0.0
    /// Packets that the network delivers twice, percent.
    public var duplicatePercent = 0.0
    /// Rate of the sender's clock against the capture's, parts per million; > 0 is fast.
    public var driftPpm = 0.0
    /// Keys pressed, of `0123456789*#ABCD`.
    public var dtmf = ""
    /// Media time at which the first key goes down, ms.
    public var dtmfStartMs = 1000
    /// Nothing is sent in silence; the next packet carries the marker.
    public var suppressesSilence = false
    /// A comfort noise packet (RFC 3389) opens every suppressed silence.
    public var sendsComfortNoise = false
    /// Random where `nil`, as the other two (RFC 3550 §5.1).
    public var sequenceStart: UInt16?
    public var timestampStart: UInt32?
    /// Counted up by one from call to call.
    public var ssrc: UInt32?

    public init() {}
}
