/// The file that a codec's frames are kept in outside RTP: its name, what is before them, and what is around each.
public struct PayloadContainer: Sendable {
    /// Ending of the file's name.
    public let fileExtension: String
    /// Bytes before the first payload; where the first frame decides, they come with it.
    public private(set) var header: [UInt8] = []

    private let codec: AudioCodec?
    private var pages: OggPages?
    private var frames = CodedFrames()
    private var isFirst = true
    private var previousTimestamp: UInt32 = 0
    /// Ticks from the first payload's timestamp to the one before.
    private var elapsed: Int64 = 0
    private var succession = FrameSuccession()
    /// When the payload before came.
    private var previousArrival: Int64 = 0
    /// Frames of AMR that stand for missing ones so far.
    private var missing = 0
    /// Of them, a day's.
    private static let missingLimit = 24 * 3600 * 50
    private let clockRateHz: Int
    /// Frames that may be missing beyond the time that went by, five seconds: where it is more the clock was set.
    private static let slack = 250

    /// - Parameters:
    ///   - codec: `nil` for payloads that nothing is known of: they follow each other as they are.
    ///   - serial: Number of an Ogg stream.
    init(_ codec: AudioCodec?, clockRateHz: Int, serial: UInt32) {
        self.codec = codec
        self.clockRateHz = clockRateHz
        switch codec {
        case .g711(.muLaw, _): fileExtension = "ul"
        case .g711(.aLaw, _): fileExtension = "al"
        case .l24: fileExtension = "l24"
        case .l16: fileExtension = "l16"
        case .l8: fileExtension = "l8"
        case .dvi4: fileExtension = "dvi4"
        case .g722: fileExtension = "g722"
        case .g726: fileExtension = "g726"
        case .gsm: fileExtension = "gsm"
        case .g729: fileExtension = "g729"
        case .g723: fileExtension = "g723"
        case .ilbc: fileExtension = "lbc"
        case .amr(let isWide, _):
            fileExtension = isWide ? "awb" : "amr"
            header = Array((isWide ? "#!AMR-WB\n" : "#!AMR\n").utf8)
        case .opus:
            fileExtension = "opus"
            pages = OggPages(serial: serial)
        case .speex:
            fileExtension = "spx"
            pages = OggPages(serial: serial)
            header = pages?.speexHeaders(rateHz: clockRateHz) ?? []
        case nil: fileExtension = "bin"
        }
    }

    /// What a payload becomes in the file; payloads come in order of their numbers.
    ///
    /// - Parameter arrival: ns.
    public mutating func body(_ payload: ArraySlice<UInt8>, timestamp: UInt32, arrival: Int64) -> [UInt8] {
        guard let codec else { return Array(payload) }
        let bytes = Array(payload)
        codec.cut(bytes.span.bytes, 0..<bytes.count, into: &frames)
        guard !frames.bytes.isEmpty else { return [] }
        defer { isFirst = false }
        if !isFirst { elapsed += Int64(Int32(bitPattern: timestamp &- previousTimestamp)) }
        previousTimestamp = timestamp
        switch codec {
        case .ilbc where isFirst:
            return Array((frames.frames[0].length == 38 ? "#!iLBC20\n" : "#!iLBC30\n").utf8) + frames.bytes
        case .opus, .speex:
            // The first packet of Opus tells by its S bit how many channels it has (RFC 6716 §3.1).
            let channels = bytes[0] & 0x04 == 0 ? 1 : 2
            let head = isFirst && codec == .opus ? pages?.opusHeaders(channels: channels) ?? [] : []
            // The position of a page is that behind its last sample, so that gaps keep their length.
            return head + (pages?.page(bytes, position: max(0, elapsed) + Int64(frames.frames[0].samples)) ?? [])
        default:
            return codec.repeatableFrameTicks(clockRateHz: clockRateHz).map { inTime(timestamp, arrival, ticks: $0) }
                ?? frames.bytes
        }
    }

    /// The frames of a payload of AMR in their time: without those that an earlier one had, and behind as many as are
    /// missing.
    ///
    /// - Parameter ticks: Of a frame.
    private mutating func inTime(_ timestamp: UInt32, _ arrival: Int64, ticks: UInt32) -> [UInt8] {
        let (repeated, ahead) = succession.take(timestamp: timestamp, count: frames.frames.count, ticks: ticks)
        let (waited, overflow) = arrival.subtractingReportingOverflow(previousArrival)
        previousArrival = arrival
        if repeated > 0 { return Array(frames.bytes[frames.frames[repeated].start...]) }
        guard ahead > 0, !overflow, ahead <= max(0, Int(waited)) / 20_000_000 + Self.slack,
            missing + ahead <= Self.missingLimit
        else { return frames.bytes }
        missing += ahead
        return [UInt8](repeating: Self.noData, count: ahead) + frames.bytes
    }

    /// What stands for a frame of AMR that is not there, lost or between descriptions of noise (RFC 4867 §5.3).
    private static let noData: UInt8 = 15 << 3 | 1 << 2
}
