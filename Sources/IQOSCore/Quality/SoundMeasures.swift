/// What can be measured in the sound of one stream, as its samples go by in order of the sender's clock.
public struct SoundMeasures: Sendable {
    /// Samples of a block: two milliseconds at 8 kHz.
    private static let blockLength = 16
    /// Silence that was not sent, after which sound begins a talkspurt, s.
    private static let spurtGapS = 0.1

    private let frameLength: Int
    private(set) var level: ActiveSpeechLevel
    private(set) var clipping = Clipping()
    private(set) var frames = FrameLevels()
    private(set) var hum = MainsHum()
    private(set) var law = LawEvidence()
    private(set) var faults: SoundFaults
    /// Talkspurts after silence that was not sent, by the level of their first frame, -1 dBov first.
    private var spurtLevels: [UInt16] = []
    private var sum = 0.0
    private var samples = 0

    private var block = Block()
    private var framePower = 0.0
    private var frameCount = 0
    private var isSpurtStart = false
    private let sampleRateHz: Int

    private struct Block {
        var sum: Int32 = 0
        var magnitudes: Int32 = 0
        var squares: Int64 = 0
        var count = 0

        @inline(__always) mutating func add(_ sample: Int32) {
            sum &+= sample
            magnitudes &+= abs(sample)
            squares &+= Int64(sample &* sample)
            count += 1
        }

        /// Adds some samples at once, without a branch; `false` and nothing where one is as loud as `fullScale`.
        @inline(__always) mutating func add(_ samples: Span<Int16>, below fullScale: Int32) -> Bool {
            var (sum, magnitudes, peak): (Int32, Int32, Int32) = (0, 0, 0)
            var squares: UInt32 = 0
            for index in samples.indices {
                let sample = Int32(samples[unchecked: index])
                let magnitude = sample < 0 ? 0 &- sample : sample
                sum &+= sample
                magnitudes &+= magnitude
                peak = max(peak, magnitude)
                squares &+= UInt32(bitPattern: sample &* sample)
            }
            guard peak < fullScale else { return false }
            self.sum &+= sum
            self.magnitudes &+= magnitudes
            self.squares &+= peak < Self.quiet ? Int64(squares) : Self.squares(of: samples)
            count += samples.count
            return true
        }

        /// Sixteen squares of less fit into 32 bits, of which the processor adds four at once.
        private static let quiet: Int32 = 16_384

        @inline(never) private static func squares(of samples: Span<Int16>) -> Int64 {
            var squares: Int64 = 0
            for index in samples.indices { squares &+= Int64(samples[index]) &* Int64(samples[index]) }
            return squares
        }
    }

    public init(sampleRateHz: Int) {
        self.sampleRateHz = sampleRateHz
        frameLength = max(1, sampleRateHz / 50)
        level = ActiveSpeechLevel(sampleRateHz: sampleRateHz)
        faults = SoundFaults(sampleRateHz: sampleRateHz)
    }

    /// Notes the payload of a packet of G.711 whose sound is added next.
    ///
    /// - Parameter range: Offsets into `bytes`, all inside.
    @inline(__always) public mutating func note(_ bytes: RawSpan, _ range: Range<Int>, law companding: G711) {
        if !law.isComplete { law.add(bytes, range, law: companding) }
    }

    /// Adds the sound of a packet, or what of it does not lie over earlier sound.
    ///
    /// - Parameter fullScale: Least magnitude that the codec has no more than two louder values than, > 0.
    public mutating func add(_ samples: Span<Int16>, fullScale: Int32 = Int32(Int16.max)) {
        faults.add(samples)
        let length = max(Self.blockLength, sampleRateHz / 500)
        var offset = 0
        while offset < samples.count {
            if length - block.count >= Self.blockLength, samples.count - offset >= Self.blockLength,
                block.add(samples.extracting(offset..<offset + Self.blockLength), below: fullScale)
            {
                clipping.cut()
                offset += Self.blockLength
            } else {
                add(Int32(samples[offset]), fullScale: fullScale)
                offset += 1
            }
            if block.count >= length { endBlock() }
        }
    }

    @inline(__always) private mutating func add(_ sample: Int32, fullScale: Int32) {
        clipping.add(isFullScale: abs(sample) >= fullScale)
        block.add(sample)
    }

    /// Adds time without sound: not sent, or lost.
    public mutating func skip(_ count: Int) {
        guard count > 0 else { return }
        if block.count > 0 { endBlock() }
        clipping.cut()
        faults.skip()
        hum.cut()
        level.addSilence(count)
        let total = frameCount + count
        if frameCount > 0, total >= frameLength {
            endFrame()
            frames.addAbsent(total / frameLength - 1)
        } else if frameCount == 0 {
            frames.addAbsent(total / frameLength)
        }
        frameCount = total % frameLength
        isSpurtStart = Double(count) >= Self.spurtGapS * Double(sampleRateHz)
    }

    private mutating func endBlock() {
        let squares = Double(block.squares) / (32768 * 32768)
        level.add(magnitudes: Double(block.magnitudes) / 32768, squares: squares, count: block.count)
        hum.add(Float(block.sum) / Float(32768 * block.count))
        sum += Double(block.sum)
        samples += block.count
        framePower += squares
        frameCount += block.count
        block = Block()
        guard frameCount >= frameLength else { return }
        let rest = frameCount - frameLength
        endFrame()
        frameCount = rest
    }

    private mutating func endFrame() {
        let power = framePower / Double(frameCount)
        frames.add(power: power)
        if isSpurtStart {
            if spurtLevels.isEmpty { spurtLevels = [UInt16](repeating: 0, count: 100) }
            let place = power > 0 ? min(99, max(0, Int(-10 * Math.log10(power)))) : 99
            if spurtLevels[place] < .max { spurtLevels[place] += 1 }
            isSpurtStart = false
        }
        framePower = 0
        frameCount = 0
    }

    /// Mean of the samples, percent of full scale; `nil` without sound.
    public var offsetPercent: Double? {
        samples == 0 ? nil : 100 * sum / Double(samples) / 32768
    }

    /// Talkspurts after silence that was not sent, and those whose first 20 ms are at the level of speech already: their
    /// beginning was cut off.
    public var talkspurts: (count: Int, cut: Int) {
        guard let speech = level.result?.levelDbov else { return (0, 0) }
        let total = spurtLevels.reduce(0) { $0 + Int($1) }
        let loud = spurtLevels.prefix(max(0, min(100, Int(-speech)))).reduce(0) { $0 + Int($1) }
        return (total, loud)
    }

    /// Clipped samples, percent of those with speech; `nil` without any.
    public var clippedPercent: Double? {
        guard let activity = level.result?.activityPercent, activity > 0 else { return samples == 0 ? nil : 0 }
        return min(100, 100 * Double(clipping.samples) / (activity / 100 * Double(level.samples)))
    }
}
