/// Everything the report says of one call: the values behind one element of `calls` in report.json.
public struct CallReport: Sendable {
    public var id = 0
    /// Stream ids, ascending.
    public var streams: [Int] = []
    /// Capture time of the first packet, ns since 1970 UTC.
    public var start: Int64?
    public var durationS: Double?
    public var codec: String?
    /// Worst interval of any of its streams.
    public var minMosLQ: Double?
    public var signalling: SignallingReport?
    public var audio: CallAudioReport?
    public var findings: [FindingReport] = []
    public var unknown = UnknownReasons()

    public init() {}

    /// Takes the sound.
    public mutating func hear(_ sound: CallAudioReport) {
        audio = sound
        unknown.forget("audio")
    }
}

public struct SignallingReport: Sendable {
    public struct Message: Sendable {
        /// Seconds from `capture.start`; `nil` without capture times.
        public var timeS: Double?
        public var source: String
        public var destination: String
        public var summary: String

        public init(timeS: Double?, source: String, destination: String, summary: String) {
            self.timeS = timeS
            self.source = source
            self.destination = destination
            self.summary = summary
        }
    }
    public var `protocol` = "SIP"
    public var callID: String?
    /// Calls that signalling names at other points of the way, whose messages are listed, too.
    public var otherCallIDs: [String] = []
    public var from: String?
    public var to: String?
    /// Final status code, 100 ... 699.
    public var status: Int?
    /// What either side announced to send or get, in that order, as m= lines have it: `audio`, `image` for fax ...
    public var media: [String] = []
    public var messages: [Message] = []
    /// How soon an endpoint answered the requests of SIP.
    public struct ResponseTime: Sendable, Equatable {
        /// Who answered.
        public var endpoint: String
        public var timeMs: RTCPReport.RoundTripReport
    }
    /// In order of the first answer.
    public var responseTimes: [ResponseTime] = []
    /// A key that an INFO request told.
    public struct Key: Sendable, Equatable {
        public var timeS: Double
        /// Who sent it.
        public var source: String
        public var digit: String
        /// As told, ms; `nil` where nothing is.
        public var durationMs: Int?
    }
    /// In order of time, requests sent again left out.
    public var infoKeys: [Key] = []
    public var unknown = UnknownReasons()

    public init() {}
}

/// A call that signalling tells of and no stream belongs to alone: one element of `calls_without_stream` in report.json.
public struct CallWithoutStream: Sendable {
    /// Capture time of its first message, ns since 1970 UTC; `nil` without capture times.
    public var start: Int64?
    /// From its first message to its last, s.
    public var durationS: Double?
    public var signalling: SignallingReport
    /// Ids of streams of an earlier call that have its packets, too.
    public var streams: [Int]
    public var unknown = UnknownReasons()

    public init(start: Int64?, durationS: Double?, signalling: SignallingReport, streams: [Int] = []) {
        self.start = start
        self.durationS = durationS
        self.signalling = signalling
        self.streams = streams
    }
}

/// The sound file of one call.
public struct CallAudioReport: Sendable {
    public struct Channel: Sendable, Equatable {
        /// `left`, `right`, or `mono` where only one direction was captured.
        public var position: String
        public var streams: [Int]

        public init(position: String, streams: [Int]) {
            self.position = position
            self.streams = streams
        }
    }
    public var wav: String?
    public var mp3: String?
    /// Places worth listening to, as Audacity imports them.
    public var labels: String?
    public var channels: [Channel] = []
    public var sampleRateHz: Int?
    public var durationS: Double?
    /// Who spoke when; `nil` where one direction has no sound.
    public var conversation: ConversationReport?
    public var reason: String?
    /// The loudest sample of each of some equal parts, a channel each, for drawings: 0 ... 255, the root of its share of
    /// full scale. Not in report.json; empty where the sound was not read.
    public var peaks: [[UInt8]] = []
    public var unknown = UnknownReasons()

    public init() {}
}

/// Both directions of a call beside each other.
public struct ConversationReport: Sendable, Equatable {
    public var talk: TalkStates
    /// Where the longest mutual silence begins, seconds from `capture.start`.
    public var longestStartS: Double
    /// The voice of a direction in the other one; `nil` where it spoke too little to tell.
    public var echoOfLeft: EchoSearch.Echo?
    public var echoOfRight: EchoSearch.Echo?

    public init(talk: TalkStates, longestStartS: Double) {
        self.talk = talk
        self.longestStartS = longestStartS
    }
}
