/// The outline of a sound for drawings: the loudest sample of each of some equal parts.
///
/// How long the sound will be is not known at its beginning: fine parts are kept, twice as long whenever there are too
/// many of them.
struct SoundPeaks {
    /// Parts of one sound at most.
    private static let parts = 8000
    /// Bytes of all sounds of a scan, about.
    private static let budget = 8 << 20
    private static let finePartsLimit = 16_384

    private let channels: Int
    private let sampleRateHz: Int
    private let sounds: Int
    private var framesPerFinePart: Int
    /// Interleaved.
    private var loudest: [UInt16] = []
    private var position = 0

    /// - Parameter sounds: How many are drawn in all: many are drawn more coarsely.
    init(channels: Int, sampleRateHz: Int, sounds: Int) {
        self.channels = channels
        self.sampleRateHz = sampleRateHz
        self.sounds = sounds
        framesPerFinePart = max(1, sampleRateHz / 400)
    }

    /// Takes silence of any length.
    mutating func skip(frames: Int) {
        position += frames
        makeRoom()
    }

    /// Takes the next frames of interleaved samples.
    mutating func add(_ block: [Int16], frames: Int) {
        let start = position
        position += frames
        makeRoom()
        let (channels, length, samples) = (channels, framesPerFinePart, block.span)
        var outline = loudest.mutableSpan
        var part = start / length
        var frame = 0
        while frame < frames {
            let end = min(frames, (part + 1) * length - start)
            let pair = Self.loudestPair(samples.extracting(channels * frame..<channels * end))
            if channels == 2 {
                outline[2 * part] = max(outline[2 * part], pair.0)
                outline[2 * part + 1] = max(outline[2 * part + 1], pair.1)
            } else {
                outline[part] = max(outline[part], pair.0, pair.1)
            }
            part += 1
            frame = end
        }
    }

    /// Largest magnitudes of the samples at even and at odd places; of an odd number of samples only both together.
    private static func loudestPair(_ samples: Span<Int16>) -> (UInt16, UInt16) {
        guard samples.count >= 8 else {
            var pair: (UInt16, UInt16) = (0, 0)
            for place in 0..<samples.count {
                if place % 2 == 0 { pair.0 = max(pair.0, samples[place].magnitude) }
                if place % 2 == 1 { pair.1 = max(pair.1, samples[place].magnitude) }
            }
            return pair
        }
        var most = SIMD8<Int16>.zero
        var place = 0
        while place < samples.count {
            // Safe: eight are there; at the end some are looked at twice, which makes nothing larger.
            let eight = samples.bytes.unsafeLoadUnaligned(
                fromUncheckedByteOffset: 2 &* min(place, samples.count &- 8), as: SIMD8<Int16>.self
            ).magnitudes
            // The least number becomes the largest.
            most = most.larger(eight ^ (eight &>> 15))
            place &+= 8
        }
        return most.largestPair
    }

    /// Lets the parts reach the end of the sound.
    private mutating func makeRoom() {
        while position > framesPerFinePart * Self.finePartsLimit { halve() }
        let needed = (position + framesPerFinePart - 1) / framesPerFinePart * channels
        if needed > loudest.count { loudest += repeatElement(0, count: needed - loudest.count) }
    }

    private mutating func halve() {
        framesPerFinePart *= 2
        let count = loudest.count / channels
        for part in 0..<(count + 1) / 2 {
            for channel in 0..<channels {
                let other = 2 * part + 1 < count ? loudest[(2 * part + 1) * channels + channel] : 0
                loudest[part * channels + channel] = max(loudest[2 * part * channels + channel], other)
            }
        }
        loudest.removeLast(loudest.count - (count + 1) / 2 * channels)
    }

    /// A channel each; 0 ... 255, the root of the share of full scale.
    var result: [[UInt8]] {
        let frames = max(1, position)
        let share = Self.budget / max(1, sounds * channels)
        // A part below 10 ms shows single periods of a voice, which is no outline.
        let parts = max(1, min(Self.parts, max(60, share), frames * 100 / max(1, sampleRateHz)))
        let framesPerPart = max(1, (frames + parts - 1) / parts)
        return (0..<channels).map { channel in
            stride(from: 0, to: frames, by: framesPerPart).map { start in
                let most = loudest(of: channel, start..<min(frames, start + framesPerPart))
                return UInt8(min(255, (255 * (Double(most) / 32_768).squareRoot()).rounded()))
            }
        }
    }

    /// The largest magnitude of a channel in some frames, as far as the fine parts tell.
    private func loudest(of channel: Int, _ frames: Range<Int>) -> UInt16 {
        let outline = loudest.span
        let count = outline.count / channels
        let first = frames.lowerBound / framesPerFinePart
        let end = max(first + 1, (frames.upperBound + framesPerFinePart / 2) / framesPerFinePart)
        var most: UInt16 = 0
        var place = first * channels + channel
        for _ in first..<max(first, min(count, end)) {
            most = max(most, outline[place])
            place &+= channels
        }
        return most
    }
}
