/// Turns the payloads of one format of a stream into samples of the track's rate, in order.
struct PayloadDecoder: Sendable {
    private let codec: AudioCodec
    private var decoder: any AudioDecoder
    /// Samples of the track to one of the decoder's.
    private let repeats: Int
    private var frames = CodedFrames()
    private var decoded: [Int16] = []
    private var last: Int16 = 0
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
        /// Samples before the pause at its end; `nil` where it ends with sound.
        var samplesBeforePause: Int?
        /// The noise of that pause, where it is described.
        var noise: ComfortNoise?
    }

    /// - Parameter trackRateHz: A multiple of the format's sample rate.
    init(_ codec: AudioCodec, _ decoder: any AudioDecoder, sampleRateHz: Int, trackRateHz: Int) {
        self.codec = codec
        self.decoder = decoder
        repeats = max(1, trackRateHz / max(1, sampleRateHz))
    }

    /// Puts the sound of a payload into `samples`, which is emptied first; always as long as its frames claim.
    mutating func decode(_ bytes: RawSpan, _ payload: Range<Int>, into samples: inout [Int16]) -> Outcome {
        samples.removeAll(keepingCapacity: true)
        codec.cut(bytes, payload, into: &frames)
        var outcome = Outcome(
            isGood: !frames.isMalformed,
            samplesBeforePause: frames.isMalformed ? nil : frames.samplesBeforePause.map { $0 * repeats },
            noise: frames.noiseLevel.map { ComfortNoise(rootMeanSquare: Math.pow(2, $0)) })
        if frames.isMalformed { payloadsMalformed += 1 }
        if outcome.samplesBeforePause != nil { pauses += 1 }
        decoded.removeAll(keepingCapacity: true)
        for frame in frames.frames {
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
}
