/// Everything the report says of one stream: the values behind one element of `streams` in report.json.
///
/// A figure that is not known is `nil` and has its reason in `unknown`, under its JSON key.
public struct StreamReport: Sendable {
    public var id = 0
    public var ssrc: UInt32 = 0
    public var source: EndpointReport
    public var destination: EndpointReport
    public var transport = "udp"
    /// What encloses the stream, outermost first: `ethernet`, `vlan:42`, `ipv4`.
    public var encapsulation: [String] = []
    /// What stands between the datagram and RTP, `nil` for nothing.
    public var wrapper: String?
    public var call = 0
    public var reverseStream: Int?
    /// That it is another stream at a later point of its way; `nil` for most.
    public var sameMedia: SameMediaReport?
    /// Where STUN's requests on its addresses and ports were answered.
    public var binding: BindingReport?
    public var detection = DetectionReport()
    /// `true`: SRTP or the like, header in the clear; `nil`: cannot be told.
    public var encrypted: Bool?
    /// Since when it is, seconds from `capture.start`; `nil` where that is all of it, or none.
    var encryptedSinceS: Double?
    public var payloadTypes: [PayloadTypeReport] = []
    public var codec: String?
    public var ptimeMs: Double?
    /// Second most frequent packet time, for the findings, with its share of both.
    public var otherPtime: (milliseconds: Double, sharePercent: Double)?
    public var clockRateHz: Int?
    /// Capture times, ns since 1970 UTC; `nil` where frames carry no time.
    public var firstPacket: Int64?
    public var lastPacket: Int64?
    /// Index into `capture.files`, from 0.
    public var firstFile = 0
    /// Frame number in its file, from 1.
    public var firstFrame = 0
    public var lastFile = 0
    public var lastFrame = 0
    public var durationS: Double?
    public var packets = PacketCounts()
    public var segments: [SegmentReport] = []
    /// `nil` where no packet came out of order.
    public var reordering: ReorderingReport?
    /// `nil` where nothing is missing across a pause.
    public var pauseGap: PauseGapReport?
    /// Those in which nothing was to be sent, of the 16 with the most missing.
    var agreedGaps: [PauseGapReport] = []
    /// The longest gap too long for one count of numbers across which the sender went on, for the findings; `nil` for none.
    public var outage: PauseGapReport?
    /// How many there are, and the numbers missing there.
    public var outages = (count: 0, missing: 0)
    /// Further signalled calls in the stream, and those of them that begin with a count of numbers of their own.
    var callChanges = (calls: 0, restarts: 0)
    /// Missing numbers that other streams of the sender have, for the findings; `nil` for none.
    var elsewhere: NumbersElsewhere?
    public var jitterMs: JitterReport?
    public var jitterRFC3550Ms: JitterReport?
    /// Both in units of the RTP clock; of types with other clocks than the main one by that of the main one.
    public var jitterTicks: JitterReport? { inTicks(jitterMs) }
    public var jitterRFC3550Ticks: JitterReport? { inTicks(jitterRFC3550Ms) }
    public var deltaMs: DeltaReport?
    /// Packets by the whole milliseconds since the one before, for the page only; the last of 64 takes all that is longer.
    public var deltaHistogram: [Int] { interarrival?.histogram ?? [] }
    /// `nil` where `deltaMs` is.
    var interarrival: InterarrivalTime?
    public var delayVariationMs: DelayVariationReport?
    public var ipdvMs: InterpacketVariationReport?
    public var clockDriftPpm: Double?
    /// Two standard errors of it, by what queues made of the delay; `nil` where it is.
    public var clockDriftUncertaintyPpm: Double?
    public var loss = LossReport()
    public var bandwidthKbps: BandwidthReport?
    public var quality = QualityReport()
    /// Late packets against buffer size; empty while not measured.
    public var playoutCurve: [PlayoutCurvePoint] = []
    public var smallestBufferMs: SmallestBufferReport?
    /// Moments of standstill, for the findings; `nil` where there was none.
    public var delaySpikes: DelaySpikesReport?
    /// By how much its sender counts each pause too long, ms, where that alone makes the drift; below 0 too short.
    var pausesTooLongMs: Double?
    /// Neither the first nor the last packet was captured whole.
    public var isCut = false
    /// The first payloads make sense only under the other law of G.711; `nil` where they do not tell.
    public var isOtherLaw: Bool?
    /// Jumps of the RTP timestamp that the wall clock does not match.
    public var timestampRestarts = 0
    /// First and last of those that are not new counts of sequence numbers, seconds from `capture.start`.
    public var timestampJumpsS: ClosedRange<Double>?
    /// Sound of the longest run of lost packets, ms, where packets were not all of one length; else it is as many times
    /// `ptimeMs`.
    var longestLossMs: Double?
    public var intervals: [IntervalReport] = []
    /// What RTCP said of the stream; `nil` where none did.
    public var rtcp: RTCPReport?
    /// Differentiated services code points seen, ascending, 0 ... 63.
    public var dscp: [Int] = []
    public var dtmf: DTMFReport?
    public var audio: StreamAudioReport?
    public var markers: [MarkerReport] = []
    public var findings: [FindingReport] = []
    /// JSON key of this object → why it is null.
    public var unknown = UnknownReasons()

    public init(source: EndpointReport, destination: EndpointReport) {
        self.source = source
        self.destination = destination
    }

    private func inTicks(_ jitter: JitterReport?) -> JitterReport? {
        clockRateHz.flatMap { jitter?.ticks(clockRateHz: $0) }
    }
}

public struct EndpointReport: Sendable, Equatable {
    /// Textual address, IPv6 as RFC 5952 writes it.
    public var address: String
    public var port: Int

    public init(address: String, port: Int) {
        self.address = address
        self.port = port
    }
}

/// That a stream is another one at a later point of its way.
public struct SameMediaReport: Sendable, Equatable {
    /// Id of the stream at the first point.
    public var stream: Int
    /// From the first point to this one; `nil` where no packet could be told at both.
    public var delayMs: Double?
    /// Packets lost between the two points.
    public var lost: Int

    public init(stream: Int, delayMs: Double?, lost: Int) {
        self.stream = stream
        self.delayMs = delayMs
        self.lost = lost
    }
}

public struct DetectionReport: Sendable {
    public enum Verdict: String, Sendable { case confirmed, probable }
    public var verdict = Verdict.confirmed
    public var method = "behaviour"
    /// Sentences a person can check against the packets.
    public var evidence: [String] = []

    public init() {}
}

public struct PayloadTypeReport: Sendable {
    /// Where codec and clock rate come from.
    public enum Source: String, Sendable { case `static`, sdp, inferred, user, unknown }
    /// RTP payload type, 0 ... 127.
    public var number: Int
    public var codec: String?
    public var clockRateHz: Int?
    public var channels: Int?
    public var packets: Int
    public var source: Source
    /// What the payloads may be where nothing announces it, best first.
    public var candidates: [CodecCandidate] = []
    /// What its blocks are, of redundant audio data (RFC 2198).
    public var carries: [BlockTypeReport] = []
    /// None of its packets carries anything.
    public var isKeepAlive = false
    /// Its packets have the length of telephone-events, whether or not these could be read.
    var isEvent = false

    public init(number: Int, codec: String?, clockRateHz: Int?, channels: Int?, packets: Int, source: Source) {
        self.number = number
        self.codec = codec
        self.clockRateHz = clockRateHz
        self.channels = channels
        self.packets = packets
        self.source = source
    }

    public var unknown: UnknownReasons {
        var unknown = UnknownReasons()
        if case nil = codec { unknown.note("codec", "dynamic payload type without signalling") }
        if clockRateHz == nil { unknown.note("clock_rate_hz", "clock rate unknown") }
        if channels == nil {
            let reason: StaticString =
                switch codec {
                case nil: "codec of the payload type unknown"
                case "opus": "each packet tells how many channels it has"
                case "red": "the payload holds those of other payload types"
                default: "the payload is no sound"
                }
            unknown.note("channels", reason)
        }
        return unknown
    }
}

/// Counts of packets: captured = unique + duplicates + stray; unique + lost = expected.
public struct PacketCounts: Sendable, Equatable {
    public var captured = 0
    public var unique = 0
    public var expected = 0
    public var lost = 0
    public var duplicates = 0
    /// As a receiver reports it, who counts duplicates as received: below 0 where they outnumber what is lost.
    public var rfc3550Lost: Int { lost - duplicates }
    /// Those of them that are the same datagram, captured twice.
    public var captureDuplicates = 0
    /// Those of them that have other contents than the packet of their number before.
    public var conflictingDuplicates = 0
    /// The rest of them, which the network or the sender sent again.
    public var networkDuplicates: Int { duplicates - captureDuplicates - conflictingDuplicates }
    public var stray = 0
    /// Those of them that a second capture, far behind the first, has once more.
    public var copiesBehind = 0
    public var outOfOrder = 0
    /// Arrived but not played by the simulated jitter buffer; `nil` where arrival or clock rate are unknown.
    public var late: Int?
    /// Those of them that came too early for it to hold them.
    public var lateOverflow: Int?

    public init() {}

    /// Percent of `expected`, 0 ... 100; 0 of nothing is 0.
    public var lostPercent: Double { expected == 0 ? 0 : 100 * Double(lost) / Double(expected) }
    public var latePercent: Double? {
        late.map { expected == 0 ? 0 : 100 * Double($0) / Double(expected) }
    }
}

/// A run of the stream with one count of sequence numbers.
public struct SegmentReport: Sendable, Equatable {
    /// 16-bit sequence numbers as sent.
    public var firstSequence: Int
    public var lastSequence: Int
    /// Unique packets.
    public var packets: Int
    public var lost: Int
    /// Seconds from `capture.start`; `nil` without capture times.
    public var startS: Double?

    public init(firstSequence: Int, lastSequence: Int, packets: Int, lost: Int, startS: Double?) {
        self.firstSequence = firstSequence
        self.lastSequence = lastSequence
        self.packets = packets
        self.lost = lost
        self.startS = startS
    }
}

/// Bursts and gaps of lost or late packets (RFC 3611 §4.7.2).
public struct LossReport: Sendable, Equatable {
    /// Longest run of lost packets.
    public var longestRun = 0
    public var bursts = 0
    public var burstDensityPercent = 0.0
    public var gapDensityPercent = 0.0
    /// Packets in bursts over bursts, 0 without one; packets outside over the gaps between, before and behind them.
    public var meanBurstPackets = 0.0
    public var meanGapPackets = 0.0
    /// The same in the sound's time; `nil` where the packet time is not known.
    public var meanBurstMs: Double?
    public var meanGapMs: Double?
    /// Gaps in the numbers across more than five seconds without packets, and the numbers missing there.
    public var gapsWithPause = 0
    public var lostWithPause = 0
    /// BurstR of G.107, ≥ 1.
    public var burstRatio = 1.0
    /// The same of lost packets alone: what findings tell of them.
    public var lostBurstRatio = 1.0

    public init() {}

    public var unknown: UnknownReasons {
        var unknown = UnknownReasons()
        guard meanBurstMs == nil else { return unknown }
        for key: StaticString in ["mean_burst_ms", "mean_gap_ms"] { unknown.note(key, "the packet time is not known") }
        return unknown
    }
}
