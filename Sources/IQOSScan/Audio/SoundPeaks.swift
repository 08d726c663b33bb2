/// The outline of a sound for drawings: the loudest sample of each of some equal parts.
struct SoundPeaks {
    /// Parts of one sound at most.
    private static let parts = 2000
    /// Bytes of all sounds of a scan, about.
    private static let budget = 16 << 20

    private let channels: Int
    private let framesPerPart: Int
    private var loudest: [UInt16]
    private var position = 0

    /// - Parameters:
    ///   - frames: Length of the sound, > 0.
    ///   - sounds: How many are drawn in all: many are drawn more coarsely.
    init(channels: Int, frames: Int, sampleRateHz: Int, sounds: Int) {
        let share = Self.budget / max(1, sounds * channels)
        // A part below 10 ms shows single periods of a voice, which is no outline.
        let parts = max(1, min(Self.parts, max(60, share), frames * 100 / max(1, sampleRateHz)))
        self.channels = channels
        framesPerPart = max(1, (frames + parts - 1) / parts)
        loudest = Array(repeating: 0, count: (max(1, frames) + framesPerPart - 1) / framesPerPart * channels)
    }

    /// Takes the next block; `nil` for silence.
    mutating func add(_ block: [Int16]?, frames: Int) {
        defer { position += frames }
        guard let block else { return }
        let samples = block.span
        var frame = 0
        while frame < frames {
            let part = (position + frame) / framesPerPart
            let end = min(frames, (part + 1) * framesPerPart - position)
            for channel in 0..<channels {
                let place = part * channels + channel
                guard place < loudest.count else { return }
                var most = loudest[place]
                for index in stride(from: frame * channels + channel, to: end * channels, by: channels) {
                    most = max(most, samples[index].magnitude)
                }
                loudest[place] = most
            }
            frame = end
        }
    }

    /// A channel each; 0 ... 255, the root of the share of full scale.
    var result: [[UInt8]] {
        (0..<channels).map { channel in
            stride(from: channel, to: loudest.count, by: channels).map { place in
                UInt8(min(255, (255 * (Double(loudest[place]) / 32_768).squareRoot()).rounded()))
            }
        }
    }
}
