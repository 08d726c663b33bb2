/// What the second pass has to know of a stream before it hears the first packet.
struct StreamPlan: Sendable {
    var key: StreamKey
    /// Place of the stream in the report.
    var place: Int
    /// Of the sound: the highest of its formats.
    var sampleRateHz: Int
    /// RTP clock of the main payload type, Hz.
    var clockRateHz: Int32
    /// One for each payload type.
    var formats: [StreamFormat]
    /// Lowest sequence number of each segment.
    var segmentStarts: [Int]
    /// Start of the call, ns since 1970 UTC: sample 0 of what was heard.
    var callStart: Int64
    /// Until when silence that its last packet announces is heard, ns since 1970 UTC: the end of the call, or where the
    /// direction goes on with another stream.
    var silenceEnd = Int64.min
    /// When another stream is heard in its place, ns since 1970 UTC on the clock of `callStart`; in order.
    var rests: [Range<Int64>] = []
    /// The sender's clock against the capture's.
    var line: ClockLine
    /// What the stream's arrivals lack on the clock of `callStart` and `line`, ns.
    var clockBack: Int64 = 0
    /// Keys that may open the packets; empty where there are none.
    var keys: [SRTPKey] = []
    /// Whether the packets are encrypted, by the first of them; `nil` where they do not tell.
    var isEncrypted: Bool?
    /// When they are, where that changes later on.
    var sealed = SealedSpans(isSealed: false)
    /// Bytes behind the payloads that authenticate packets which are not encrypted.
    var clearTrailer = 0
    /// Empty, and knows of payload types what the first pass learnt.
    var census = PayloadTypeCensus()
    /// Arrivals differ; else each packet is heard as if it had come when it was sent.
    var hasTimes = true

    /// The payloads of its only type of G.711 make sense under the other law.
    var isOtherLaw = false

    /// Some of it is decoded.
    var isAudible: Bool { formats.contains { $0.codec != nil } }

    /// Some of its packets carry blocks of others (RFC 2198).
    var hasRedundancy: Bool { formats.contains { $0.isRedundant } }

    /// By how much earlier than its timestamp sound lies for its codec's delay, the longest of all formats, ms.
    var codecDelayMs: Double {
        formats.map { 1000 * Double($0.delay) / Double(max(1, $0.sampleRateHz)) }.max() ?? 0
    }

    /// What of the captured bytes of a payload is media.
    @inline(__always) func media(in payload: Range<Int>, of packet: PacketEvent) -> Range<Int> {
        clearTrailer == 0 ? payload : payload.prefix(max(0, Int(packet.payloadLength) - clearTrailer))
    }

    /// Index of a payload type's format.
    @inline(__always) func format(of payloadType: UInt8) -> Int? {
        for index in formats.indices where formats[index].payloadType == payloadType { return index }
        return nil
    }
}
