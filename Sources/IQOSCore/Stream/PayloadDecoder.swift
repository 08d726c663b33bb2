/// Turns the payloads of one format of a stream into samples of the track's rate, in order.
struct PayloadDecoder: Sendable {
    private let codec: AudioCodec
    private var decoder: any AudioDecoder
    /// Samples of the track to one of the decoder's.
    private let repeats: Int
    private var frames = CodedFrames()
    private var decoded: [Int16] = []
    private var last: Int16 = 0
    /// Ticks of a frame that payloads may repeat.
    private let frameTicks: UInt32?
    private var succession = FrameSuccession()
    /// Sound of the payload before, where the next one may have frames of it again.
    private var previous: [Int16] = []
    /// Frames that the decoder did not take; they are silence.
    private(set) var framesRefused = 0
    /// Payloads of a length or content that no frames of the codec have.
    private(set) var payloadsMalformed = 0
    /// Payloads that end with a pause.
    private(set) var pauses = 0

    /// What became of a payload.
    struct Outcome {
        /// All of it is sound, or a pause.
        var isGood = true
        /// Some of it is sound.
        var hasSound = false
        /// Samples at its beginning that an earlier payload had.
        var repeated = 0
        /// Samples before the pause at its end; `nil` where it ends with sound.
        var samplesBeforePause: Int?
        /// The noise of that pause, where it is described.
        var noise: ComfortNoise?
    }

    /// - Parameter trackRateHz: A multiple of the format's sample rate.
    init(_ codec: AudioCodec, _ decoder: any AudioDecoder, clockRateHz: Int, sampleRateHz: Int, trackRateHz: Int) {
        self.codec = codec
        frameTicks = codec.repeatableFrameTicks(clockRateHz: clockRateHz)
        self.decoder = decoder
        repeats = max(1, trackRateHz / max(1, sampleRateHz))
    }

    /// Puts the sound of a payload into `samples`, which is emptied first; always as long as its frames claim.
    ///
    /// Frames that an earlier payload had are not decoded again: their sound is what it was then, for a listener whom
    /// the earlier one reached too late.
    mutating func decode(
        _ bytes: RawSpan, _ payload: Range<Int>, timestamp: UInt32, into samples: inout [Int16]
    ) -> Outcome {
        samples.removeAll(keepingCapacity: true)
        codec.cut(bytes, payload, into: &frames)
        var outcome = Outcome(
            isGood: !frames.isMalformed,
            samplesBeforePause: frames.isMalformed ? nil : frames.samplesBeforePause.map { $0 * repeats },
            noise: frames.noiseLevel.map { ComfortNoise(rootMeanSquare: Math.pow(2, $0)) })
        if frames.isMalformed { payloadsMalformed += 1 }
        if outcome.samplesBeforePause != nil { pauses += 1 }
        decoded.removeAll(keepingCapacity: true)
        let repeated = repeatFrames(timestamp: timestamp)
        outcome.repeated = decoded.count * repeats
        outcome.hasSound = frames.frames[..<repeated].contains { $0.isSpeech }
        for frame in frames.frames[repeated...] {
            let start = decoded.count
            let content = frames.bytes[frame.start..<frame.start + frame.length]
            if frame.isSpeech {
                if decoder.decode(content, into: &decoded) {
                    outcome.hasSound = true
                } else {
                    framesRefused += 1
                    outcome.isGood = false
                }
            }
            guard frame.samples > 0 else { continue }
            let excess = decoded.count - start - frame.samples
            if excess > 0 {
                decoded.removeLast(excess)
            } else {
                decoded.append(contentsOf: repeatElement(0, count: -excess))
            }
        }
        if frameTicks != nil { previous = decoded }
        guard repeats > 1 else {
            swap(&samples, &decoded)
            return outcome
        }
        // A few packets of a narrower codec in a wideband stream: a straight line between samples is good enough.
        for value in decoded {
            for step in 1...repeats {
                samples.append(Int16((Int(last) * (repeats - step) + Int(value) * step) / repeats))
            }
            last = value
        }
        return outcome
    }

    /// Begins the sound with that of frames that an earlier payload had.
    ///
    /// - Returns: How many there are.
    private mutating func repeatFrames(timestamp: UInt32) -> Int {
        guard let ticks = frameTicks, !frames.frames.isEmpty else { return 0 }
        let count = succession.take(timestamp: timestamp, count: frames.frames.count, ticks: ticks).repeated
        let length = frames.frames[..<count].reduce(0) { $0 + $1.samples }
        let known = previous.suffix(length)
        decoded.append(contentsOf: repeatElement(0, count: length - known.count))
        decoded += known
        return count
    }
}
