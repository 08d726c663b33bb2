/// The frames of one payload, in order, as a decoder takes them.
public struct CodedFrames: Sendable {
    public struct Frame: BitwiseCopyable, Sendable {
        /// Place in `bytes`.
        public var start: Int
        public var length: Int
        /// Samples it stands for; 0 where only decoding tells.
        public var samples: Int
        /// Whether it is to be decoded; else it stands for a pause, or for sound that the sender did not have.
        public var isSpeech: Bool
    }

    public private(set) var bytes: [UInt8] = []
    public private(set) var frames: [Frame] = []
    /// The payload has a length or content that its codec cannot have; frames before that are good.
    public internal(set) var isMalformed = false
    /// What the last frame says of the noise of a pause: binary logarithm of its effective value on the scale of 16 bits.
    public private(set) var noiseLevel: Double?

    public init() {}

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        frames.removeAll(keepingCapacity: true)
        isMalformed = false
        noiseLevel = nil
    }

    /// Notes the level of the pause that the last frame begins or goes on with.
    mutating func describeNoise(level: Double) {
        noiseLevel = level
    }

    /// Samples before the pause at the end of the payload; `nil` where it ends with sound.
    var samplesBeforePause: Int? {
        guard let last = frames.last, !last.isSpeech else { return nil }
        let sound = frames.lastIndex { $0.isSpeech }.map { $0 + 1 } ?? 0
        return frames[..<sound].reduce(0) { $0 + $1.samples }
    }

    /// Appends a frame as it lies in the payload.
    mutating func append(_ payload: RawSpan, _ range: Range<Int>, samples: Int, isSpeech: Bool = true) {
        let range = range.clamped(to: 0..<payload.byteCount)
        noiseLevel = nil
        frames.append(Frame(start: bytes.count, length: range.count, samples: samples, isSpeech: isSpeech))
        bytes.append(payload, range)
    }

    /// Appends a frame that had to be put together.
    mutating func append(_ frame: [UInt8], samples: Int, isSpeech: Bool) {
        if isSpeech { noiseLevel = nil }
        frames.append(Frame(start: bytes.count, length: frame.count, samples: samples, isSpeech: isSpeech))
        bytes += frame
    }
}

extension AudioCodec {
    /// Cuts a payload into frames.
    ///
    /// - Parameters:
    ///   - range: The payload in `bytes`.
    ///   - frames: Emptied first, so that its memory serves again.
    func cut(_ bytes: RawSpan, _ range: Range<Int>, into frames: inout CodedFrames) {
        frames.removeAll()
        let range = range.clamped(to: 0..<bytes.byteCount)
        guard !range.isEmpty else { return }
        switch self {
        case .g711(_, let channels): frames.append(bytes, range, samples: range.count / channels)
        case .l24(let channels): frames.cutL24(bytes, range, channels: channels)
        case .l16(let channels): frames.cutL16(bytes, range, channels: channels)
        case .l8(let channels): frames.append(bytes, range, samples: range.count / channels)
        case .dvi4: frames.cutDVI4(bytes, range)
        case .g722: frames.cutG722(bytes, range)
        case .g726(let bits, _): frames.cutG726(bytes, range, bits: bits)
        case .gsm: frames.cutGSM(bytes, range)
        case .g729: frames.cutG729(bytes, range)
        case .g723: frames.cutG723(bytes, range)
        case .ilbc(let frameMs): frames.cutILBC(bytes, range, frameMs: frameMs)
        case .amr(let isWide, let isOctetAligned):
            frames.cutAMR(bytes, range, isWide: isWide, isOctetAligned: isOctetAligned)
        case .opus: frames.cutOpus(bytes, range)
        case .speex: frames.cutSpeex(bytes, range)
        }
    }
}
