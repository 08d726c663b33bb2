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
    }

    public init(sampleRateHz: Int) {
        self.sampleRateHz = sampleRateHz
        frameLength = max(1, sampleRateHz / 50)
        level = ActiveSpeechLevel(sampleRateHz: sampleRateHz)
    }

    /// Adds the sound of a packet, or what of it does not lie over earlier sound.
    ///
    /// - Parameter range: Offsets into `bytes`, all inside.
    public mutating func add(_ bytes: RawSpan, _ range: Range<Int>, law companding: G711) {
        if !law.isComplete { law.add(bytes, range, law: companding) }
        let table = companding.table
        let fullScale = Clipping.fullScale(of: companding)
        var offset = range.lowerBound
        while offset < range.upperBound {
            if block.count == 0, offset + Self.blockLength <= range.upperBound,
                let head = bytes.bigEndian64(at: offset), let tail = bytes.bigEndian64(at: offset + 8)
            {
                addBlock(head, tail, table, fullScale: fullScale)
                offset += Self.blockLength
            } else {
                guard let byte = bytes.byte(at: offset) else { break }
                add(Int32(table[Int(byte)]), fullScale: fullScale)
                if block.count == Self.blockLength { endBlock() }
                offset += 1
            }
        }
    }

    /// Adds samples of a codec other than G.711, as `add(_:_:law:)`.
    public mutating func add(_ samples: ArraySlice<Int16>) {
        let length = max(Self.blockLength, sampleRateHz / 500)
        for sample in samples {
            add(Int32(sample), fullScale: Int32(Int16.max))
            if block.count >= length { endBlock() }
        }
    }

    /// Adds a whole block, whose first sample is in the highest bits of `head`.
    @inline(__always)
    private mutating func addBlock(_ head: UInt64, _ tail: UInt64, _ table: [Int16], fullScale: Int32) {
        var (sum, magnitudes, peak): (Int32, Int32, Int32) = (0, 0, 0)
        var squares: Int64 = 0
        for word in 0..<2 {
            var bits = word == 0 ? head : tail
            for _ in 0..<8 {
                bits = bits << 8 | bits >> 56
                let sample = Int32(table[Int(bits & 0xFF)])
                let magnitude = abs(sample)
                sum &+= sample
                magnitudes &+= magnitude
                squares &+= Int64(sample &* sample)
                peak = max(peak, magnitude)
            }
        }
        guard peak >= fullScale else {
            clipping.cut()
            block = Block(sum: sum, magnitudes: magnitudes, squares: squares, count: Self.blockLength)
            return endBlock()
        }
        for word in 0..<2 {
            var bits = word == 0 ? head : tail
            for _ in 0..<8 {
                bits = bits << 8 | bits >> 56
                add(Int32(table[Int(bits & 0xFF)]), fullScale: fullScale)
            }
        }
        endBlock()
    }

    @inline(__always) private mutating func add(_ sample: Int32, fullScale: Int32) {
        let magnitude = abs(sample)
        clipping.add(isFullScale: magnitude >= fullScale)
        block.sum += sample
        block.magnitudes += magnitude
        block.squares += Int64(sample &* sample)
        block.count += 1
    }

    /// Adds time without sound: not sent, or lost.
    public mutating func skip(_ count: Int) {
        guard count > 0 else { return }
        if block.count > 0 { endBlock() }
        clipping.cut()
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
