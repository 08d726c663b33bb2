/// What can be measured in the sound of one stream, as its samples go by in order of the sender's clock.
public struct SoundMeasures: Sendable {
    /// Twenty milliseconds of narrowband sound.
    private static let blocksAtOnce = 10
    /// Silence that was not sent, after which sound begins a talkspurt, s.
    private static let spurtGapS = 0.1

    private let frameLength: Int
    private let blockLength: Int
    private(set) var level: ActiveSpeechLevel
    private(set) var clipping = Clipping()
    private(set) var frames = FrameLevels()
    private(set) var hum = MainsHum()
    private(set) var law = LawEvidence()
    private(set) var faults: SoundFaults
    /// Talkspurts after silence that was not sent, by the level of their first frame, -1 dBov first.
    private var spurtLevels: [UInt16] = []
    private var sum: Int64 = 0
    private var samples = 0

    /// Of the packet that was added last.
    private var packetSquares: Int64 = 0
    private var block = Block()
    private var frameSquares: Int64 = 0
    private var frameCount = 0
    private var isSpurtStart = false
    private let sampleRateHz: Int

    private struct Block {
        var sum: Int32 = 0
        var magnitudes: Int32 = 0
        var squares: Int64 = 0
        var count = 0

        @inline(__always) mutating func add(_ part: SampleBlock, samples: Int) {
            sum &+= part.sum
            magnitudes &+= part.magnitudes
            squares &+= part.squares
            count += samples
        }
    }

    public init(sampleRateHz: Int) {
        self.sampleRateHz = sampleRateHz
        frameLength = max(1, sampleRateHz / 50)
        blockLength = max(SampleBlock.length, sampleRateHz / 500)
        level = ActiveSpeechLevel(sampleRateHz: sampleRateHz)
        faults = SoundFaults(sampleRateHz: sampleRateHz)
    }

    /// Notes the payload of a packet of G.711 whose sound was added last.
    ///
    /// - Parameters:
    ///   - range: Offsets into `bytes`, all inside.
    ///   - companding: What its payload type says.
    ///   - isDecoded: The sound was decoded by that.
    @inline(__always)
    public mutating func note(_ bytes: RawSpan, _ range: Range<Int>, law companding: G711, isDecoded: Bool) {
        guard !law.isComplete, !isDecoded || LawEvidence.isLoud(squares: packetSquares, samples: range.count) else {
            return
        }
        law.add(bytes, range, law: companding)
    }

    /// Adds the sound of a packet, or what of it does not lie over earlier sound.
    ///
    /// - Parameter fullScale: Least magnitude that the codec has no more than two louder values than, > 0.
    public mutating func add(_ samples: Span<Int16>, fullScale: Int32 = Int32(Int16.max)) {
        var squares: Int64 = 0
        var offset = 0
        // Most sound lies in whole blocks that are measured as such.
        if blockLength == SampleBlock.length, block.count == 0, faults.room == blockLength {
            while samples.count - offset >= SampleBlock.length {
                let count = min(Self.blocksAtOnce, (samples.count - offset) / SampleBlock.length)
                let end = offset + count * SampleBlock.length
                squares &+= add(blocks: samples.extracting(offset..<end), fullScale)
                offset = end
            }
        }
        while offset < samples.count {
            let room = min(blockLength - block.count, faults.room, samples.count - offset)
            let count = room >= SampleBlock.length ? SampleBlock.length : 1
            let part =
                count == 1
                ? SampleBlock(samples[offset], after: faults.last)
                : SampleBlock(samples, at: offset, after: faults.last)
            clip(samples, offset..<offset + count, part, fullScale)
            offset += count
            squares &+= part.squares
            faults.add(part, samples: count, last: samples[offset - 1])
            block.add(part, samples: count)
            if block.count >= blockLength { endBlock() }
        }
        packetSquares = squares
        faults.compare(samples, squares: squares)
    }

    /// Adds whole blocks, `blocksAtOnce` of them at most, where none is open.
    ///
    /// - Returns: The sum of all squares.
    private mutating func add(blocks samples: Span<Int16>, _ fullScale: Int32) -> Int64 {
        var parts = InlineArray<10, SampleBlock>(repeating: SampleBlock())
        let whole = samples.count / SampleBlock.length
        // Where nothing was before, the first sample is no jump.
        var last = faults.last ?? samples[0]
        for place in 0..<whole {
            let start = place &* SampleBlock.length
            let end = start &+ SampleBlock.length
            parts[place] = SampleBlock(samples, at: start, after: last)
            clip(samples, start..<end, parts.span[place], fullScale)
            last = samples[end - 1]
        }
        let blocks = parts.span.extracting(first: whole)
        faults.add(blocks, last: samples[samples.count - 1])
        level.add(blocks, samples: SampleBlock.length)
        hum.add(blocks, samples: SampleBlock.length)
        var squares: Int64 = 0
        for place in blocks.indices {
            squares &+= blocks[place].squares
            count(sum: blocks[place].sum, squares: blocks[place].squares, samples: SampleBlock.length)
        }
        return squares
    }

    @inline(__always) private mutating func clip(
        _ samples: Span<Int16>, _ range: Range<Int>, _ part: SampleBlock, _ fullScale: Int32
    ) {
        guard part.peak >= fullScale else { return clipping.cut() }
        for index in range { clipping.add(isFullScale: abs(Int32(samples[index])) >= fullScale) }
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
        count(sum: block.sum, squares: block.squares, samples: block.count)
        block = Block()
    }

    /// Counts the samples of a block, and what they come to.
    @inline(__always) private mutating func count(sum: Int32, squares: Int64, samples: Int) {
        self.sum &+= Int64(sum)
        self.samples += samples
        frameSquares &+= squares
        frameCount += samples
        guard frameCount >= frameLength else { return }
        let rest = frameCount - frameLength
        endFrame()
        frameCount = rest
    }

    private mutating func endFrame() {
        let power = Double(frameSquares) / (32768 * 32768) / Double(frameCount)
        frames.add(power: power)
        if isSpurtStart {
            if spurtLevels.isEmpty { spurtLevels = [UInt16](repeating: 0, count: 100) }
            let place = power > 0 ? min(99, max(0, Int(-10 * Math.log10(power)))) : 99
            if spurtLevels[place] < .max { spurtLevels[place] += 1 }
            isSpurtStart = false
        }
        frameSquares = 0
        frameCount = 0
    }

    /// Mean of the samples, percent of full scale; `nil` without sound.
    public var offsetPercent: Double? {
        samples == 0 ? nil : 100 * Double(sum) / Double(samples) / 32768
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
