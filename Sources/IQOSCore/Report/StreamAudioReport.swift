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
    /// By how much earlier than its timestamps the sound lies, for the delay of its codec, ms.
    public var codecDelayMs: Double?
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
    /// Isolated jumps of the sound.
    public var clicks: Int?
    /// Audible packets that are the one before once more.
    public var repeatedPackets: Int?
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
    /// Share of the sound that is loud noise, percent: told by a finding alone; `nil` for too little sound.
    public var noisePercent: Double?
    /// What decrypting came to; `nil` for a clear stream, and where nothing was tried.
    public var srtp: SRTPReport?
    /// Packets that overlap earlier sound and were left out of the file.
    public var overlappedPackets: Int?
    /// Why there is no sound, or what is missing from it; `nil` where all is well.
    public var reason: String?
    public var unknown = UnknownReasons()

    public init() {}
}

public struct DTMFReport: Sendable {
    public struct Event: Sendable {
        public var digit: String
        public var startS: Double
        /// `nil` where the snap length cut it.
        public var durationMs: Double?
        /// `rfc4733`, `inband` or `both`.
        public var source: String

        /// When it ended, seconds from `capture.start`; when it began where its length is not known.
        var endS: Double { startS + (durationMs ?? 0) / 1000 }

        public var unknown: UnknownReasons {
            var unknown = UnknownReasons()
            if durationMs == nil { unknown.note("duration_ms", DTMFReport.cutReason) }
            return unknown
        }

        public init(digit: String, startS: Double, durationMs: Double?, source: String) {
            self.digit = digit
            self.startS = startS
            self.durationMs = durationMs
            self.source = source
        }
    }
    static let cutReason: StaticString = "telephone-events were cut off by the snap length"
    static let sealedReason: StaticString = "telephone-events are encrypted"

    public var digits: String
    public var events: [Event]

    public init(digits: String, events: [Event]) {
        self.digits = digits
        self.events = events
    }
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
