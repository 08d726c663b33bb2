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
    public var detection = DetectionReport()
    /// `true`: SRTP or the like, header in the clear; `nil`: cannot be told.
    public var encrypted: Bool?
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
    public var jitterMs: JitterReport?
    public var jitterRFC3550Ms: JitterReport?
    public var deltaMs: DeltaReport?
    /// Packets by the whole milliseconds since the one before, for the page only; the last of 64 takes all that is longer.
    public var deltaHistogram: [Int] = []
    public var delayVariationMs: DelayVariationReport?
    public var clockDriftPpm: Double?
    public var loss = LossReport()
    public var bandwidthKbps: BandwidthReport?
    public var quality = QualityReport()
    /// Late packets against buffer size; empty while not measured.
    public var playoutCurve: [PlayoutCurvePoint] = []
    public var smallestBufferMs: SmallestBufferReport?
    /// Moments of standstill, for the findings; `nil` where there was none.
    public var delaySpikes: DelaySpikesReport?
    /// Neither the first nor the last packet was captured whole.
    public var isCut = false
    /// Jumps of the RTP timestamp that the wall clock does not match.
    public var timestampRestarts = 0
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
}

/// The JSON keys of one object that are null, each with its reason, in the order they were noted.
public struct UnknownReasons: Sendable, Equatable {
    public private(set) var entries: [(key: String, reason: String)] = []

    public init() {}

    public mutating func note(_ key: String, _ reason: String) {
        entries.append((key, reason))
    }

    /// Takes back what has become known.
    mutating func forget(_ key: String) {
        entries.removeAll { $0.key == key }
    }

    public static func == (left: UnknownReasons, right: UnknownReasons) -> Bool {
        left.entries.elementsEqual(right.entries) { $0 == $1 }
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

    public init(number: Int, codec: String?, clockRateHz: Int?, channels: Int?, packets: Int, source: Source) {
        self.number = number
        self.codec = codec
        self.clockRateHz = clockRateHz
        self.channels = channels
        self.packets = packets
        self.source = source
    }
}

/// Counts of packets: captured = unique + duplicates + stray; unique + lost = expected.
public struct PacketCounts: Sendable, Equatable {
    public var captured = 0
    public var unique = 0
    public var expected = 0
    public var lost = 0
    public var duplicates = 0
    /// Those of them that came within 2 ms: copies that a mirror port or a capture on two interfaces makes.
    public var captureDuplicates = 0
    public var stray = 0
    public var outOfOrder = 0
    /// Arrived but not played by the simulated jitter buffer; `nil` where arrival or clock rate are unknown.
    public var late: Int?

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

public struct JitterReport: Sendable, Equatable {
    public var mean: Double
    public var max: Double
    public var last: Double

    public init(mean: Double, max: Double, last: Double) {
        self.mean = mean
        self.max = max
        self.last = last
    }
}

public struct DeltaReport: Sendable, Equatable {
    public var min: Double
    public var mean: Double
    public var max: Double

    public init(min: Double, mean: Double, max: Double) {
        self.min = min
        self.mean = mean
        self.max = max
    }
}

public struct DelayVariationReport: Sendable, Equatable {
    public var p50: Double
    public var p95: Double
    public var p99: Double
    public var max: Double

    public init(p50: Double, p95: Double, p99: Double, max: Double) {
        self.p50 = p50
        self.p95 = p95
        self.p99 = p99
        self.max = max
    }
}

/// Bursts and gaps of lost or late packets (RFC 3611 §4.7.2).
public struct LossReport: Sendable, Equatable {
    /// Longest run of lost packets.
    public var longestRun = 0
    public var bursts = 0
    public var burstDensityPercent = 0.0
    public var gapDensityPercent = 0.0
    /// BurstR of G.107, ≥ 1.
    public var burstRatio = 1.0

    public init() {}
}

public struct BandwidthReport: Sendable, Equatable {
    public var mean: Double?
    public var max: Double?
    public var unknown = UnknownReasons()

    public init(mean: Double?, max: Double?) {
        self.mean = mean
        self.max = max
    }
}

public struct QualityReport: Sendable {
    public var model = "G.107"
    /// `nb`, `wb` or `fb`; never compare across scales.
    public var scale = "nb"
    public var rFactor: Double?
    public var mosLQ: Double?
    public var mosCQ: Double?
    /// Worst interval.
    public var minMosLQ: Double?
    /// The other figures of the intervals.
    public var overTime: ScoresOverTime?
    /// Mouth to ear, ms, as `mosCQ` was reckoned with, and where it comes from.
    public var oneWayDelayMs: Double?
    public var delaySource: String?
    /// Why there is no score; `nil` where there is one.
    public var reason: String?
    public var playout = PlayoutReport()
    public var unknown = UnknownReasons()

    public init() {}
}

extension QualityReport {
    /// Notes why figures that build on the score are null.
    ///
    /// - Parameter score: Why there is no score; `nil` where there is one.
    mutating func noteUnknowns(score: String?) {
        if mosCQ == nil { unknown.note("mos_cq", score ?? "the delay is not known: no round-trip time from RTCP") }
        if overTime == nil { unknown.note("mos_lq_over_time", score ?? "no interval with a length has a score") }
    }
}

public struct PlayoutReport: Sendable, Equatable {
    public var mode = "fixed"
    /// Of an adaptive buffer the mean over its packets.
    public var delayMs = 60.0
    /// `first`: packet of a talkspurt; `minimum`: fastest packet of the last 10 s.
    public var anchor = "first"
    /// Of an adaptive buffer: least and largest delay, and how often it changed.
    public var minDelayMs: Double?
    public var maxDelayMs: Double?
    public var changes: Int?

    public init() {}
}

public struct PlayoutCurvePoint: Sendable, Equatable {
    public var bufferMs: Double
    public var latePercent: Double

    public init(bufferMs: Double, latePercent: Double) {
        self.bufferMs = bufferMs
        self.latePercent = latePercent
    }
}

/// Smallest buffer above the fastest packet with which fewer packets than that would be late, whole ms.
public struct SmallestBufferReport: Sendable, Equatable {
    public var latePercent1: Double?
    public var latePercent01: Double?
    public var unknown = UnknownReasons()

    public init(latePercent1: Double?, latePercent01: Double?) {
        self.latePercent1 = latePercent1
        self.latePercent01 = latePercent01
    }
}

/// Moments at which a stream stood still (`DelaySpikes`).
public struct DelaySpikesReport: Sendable, Equatable {
    public var count = 0
    public var longestMs = 0.0
    /// Those after which the delay stayed.
    public var lasting = 0
    public var lastingMs = 0.0
    /// Of the first ones that lasted, ns since 1970 UTC.
    public var firstLasting: Int64 = 0
    /// Seconds between them, where they come in a rhythm.
    public var periodS: Double?

    public init() {}

    init(_ spikes: DelaySpikes) {
        count = spikes.count
        longestMs = spikes.longestMs
        lasting = spikes.lasting
        lastingMs = spikes.lastingMs
        firstLasting = spikes.firstLasting
        periodS = Rhythm.period(of: spikes.timesMs.map { Double($0) * 1e-3 })
    }
}

/// Figures of one interval of a stream (5 s unless told otherwise).
public struct IntervalReport: Sendable, Equatable {
    /// Seconds from `capture.start`.
    public var startS: Double
    public var durationS: Double
    /// Unique packets.
    public var packets: Int
    public var lost: Int
    public var late: Int?
    /// Jitter at the end of the interval, ms.
    public var jitterMs: Double?
    public var mosLQ: Double?

    public init(
        startS: Double, durationS: Double, packets: Int, lost: Int, late: Int?, jitterMs: Double?, mosLQ: Double?
    ) {
        self.startS = startS
        self.durationS = durationS
        self.packets = packets
        self.lost = lost
        self.late = late
        self.jitterMs = jitterMs
        self.mosLQ = mosLQ
    }
}

public struct DTMFReport: Sendable {
    public struct Event: Sendable {
        public var digit: String
        public var startS: Double
        public var durationMs: Double
        /// `rfc4733`, `inband` or `both`.
        public var source: String

        public init(digit: String, startS: Double, durationMs: Double, source: String) {
            self.digit = digit
            self.startS = startS
            self.durationMs = durationMs
            self.source = source
        }
    }
    public var digits: String
    public var events: [Event]

    public init(digits: String, events: [Event]) {
        self.digits = digits
        self.events = events
    }
}

/// The sound file of one stream.
public struct StreamAudioReport: Sendable {
    /// Path below the output folder; `nil` where none was written.
    public var wav: String?
    public var mp3: String?
    /// Places worth listening to, as Audacity imports them.
    public var labels: String?
    /// Capture time of sample 0, ns since 1970 UTC.
    public var start: Int64?
    public var sampleRateHz: Int?
    public var durationS: Double?
    public var activeSpeechLevelDbov: Double?
    public var activityPercent: Double?
    public var clippedPercent: Double?
    public var longestSilenceS: Double?
    /// Mean power over everything, dBov.
    public var levelDbov: Double?
    /// Level below which a tenth of the sound is, dBov.
    public var noiseFloorDbov: Double?
    /// Runs of clipped samples.
    public var clippedRuns: Int?
    /// Mean of the samples, percent of full scale.
    public var dcOffsetPercent: Double?
    /// Mains tone; `nil` for none.
    public var humHz: Int?
    public var humLevelDbov: Double?
    /// Silence of 2 s and more in packets that kept coming: percent of their sound, and the longest.
    public var deadAirPercent: Double?
    public var longestDeadAirS: Double?
    /// Talkspurts after silence that was not sent, and those that begin at full level.
    public var talkspurts: Int?
    public var talkspurtsCut: Int?
    /// The sound makes sense only under the other companding law; `nil` where it is too little to tell.
    public var isOtherLaw: Bool?
    /// Packets that overlap earlier sound and were left out of the file.
    public var overlappedPackets: Int?
    /// Why there is no sound, or what is missing from it; `nil` where all is well.
    public var reason: String?
    public var unknown = UnknownReasons()

    public init() {}
}

/// A place worth listening to.
public struct MarkerReport: Sendable, Equatable {
    public enum Kind: String, Sendable { case lost, late, restart, finding }
    public var kind: Kind
    /// Seconds from `capture.start`.
    public var startS: Double
    public var endS: Double

    public init(kind: Kind, startS: Double, endS: Double) {
        self.kind = kind
        self.startS = startS
        self.endS = endS
    }
}

public struct FindingReport: Sendable {
    public enum Severity: String, Sendable { case info, warning, critical }
    public var code: String
    public var severity: Severity
    /// One sentence that a non-expert understands.
    public var message: String
    public var startS: Double?
    public var endS: Double?
    /// First and last frame number concerned.
    public var frames: [Int]
    public var evidence: [(key: String, value: Double)]

    public init(
        code: String, severity: Severity, message: String, startS: Double?, endS: Double?, frames: [Int],
        evidence: [(key: String, value: Double)]
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.startS = startS
        self.endS = endS
        self.frames = frames
        self.evidence = evidence
    }
}
