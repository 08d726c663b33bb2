/// A track of samples that grows at its end; what is not appended is silence.
///
/// The newest samples stay in memory, open to change; older ones go to the spool.
public struct SampleTrack: Sendable {
    /// Samples of a chunk at most, where more need not be kept.
    public static let bufferSamples = 1024

    /// Where the next sample goes, counted from sample 0.
    public private(set) var end = 0
    /// Offset of the last chunk in the spool, -1 for none.
    public private(set) var lastChunk = -1
    private var buffer: [Int16] = []
    private var count = 0
    /// Samples that are never flushed by an append.
    private let kept: Int
    /// Something was appended.
    private(set) var isEmpty = true
    /// Keys heard in the samples, where they are listened for.
    private(set) var digits: InbandDigits?

    /// - Parameter kept: Newest samples that `tail` and `replaceTail` reach.
    init(keeping kept: Int = 0, digits: InbandDigits? = nil) {
        self.kept = kept
        self.digits = digits
    }

    /// Leaves silence up to a position.
    mutating func skip(to position: Int, spool: inout SampleSpool) {
        guard position > end else { return }
        flush(into: &spool)
        end = position
    }

    /// Appends samples that a table makes of bytes.
    ///
    /// - Parameters:
    ///   - range: Offsets into `bytes`; what is not inside is left out.
    ///   - table: 256 values.
    mutating func append(
        _ bytes: RawSpan, _ range: Range<Int>, decodedBy table: [Int16], spool: inout SampleSpool
    ) {
        var rest = range.clamped(to: 0..<bytes.byteCount)
        while !rest.isEmpty {
            let room = reserve(rest.count, spool: &spool)
            let start = count
            var target = buffer.mutableSpan
            let values = table.span
            for index in 0..<room {
                // Safe: the range was clamped to the bytes, and `room` is no more than what is left of it.
                let code = bytes.unsafeLoad(fromUncheckedByteOffset: rest.lowerBound &+ index, as: UInt8.self)
                target[start &+ index] = values[Int(code)]
            }
            advance(by: room)
            rest = rest.dropFirst(room)
        }
    }

    /// Appends samples.
    mutating func append(_ samples: some Collection<Int16>, spool: inout SampleSpool) {
        var rest = samples[...]
        while !rest.isEmpty {
            let room = reserve(rest.count, spool: &spool)
            buffer.replaceSubrange(count..<count + room, with: rest.prefix(room))
            advance(by: room)
            rest = rest.dropFirst(room)
        }
    }

    /// Appends noise that is made when it is read.
    mutating func append(_ noise: ComfortNoise, count: Int, spool: inout SampleSpool) {
        flush(into: &spool)
        var rest = count
        while rest > 0 {
            let part = min(rest, ComfortNoise.longestChunk)
            lastChunk = spool.append(.noise(noise, position: end, count: part), previous: lastChunk)
            end += part
            rest -= part
        }
        isEmpty = false
    }

    /// Notes a gap that is worth a label; it is no sound.
    mutating func note(_ gap: TrackMark, spool: inout SampleSpool) {
        lastChunk = spool.append(.mark(gap), previous: lastChunk)
    }

    /// The newest samples, silence where there are fewer in one piece.
    ///
    /// - Parameter length: At most what the track keeps.
    func tail(_ length: Int) -> [Float] {
        let found = min(length, count)
        return [Float](repeating: 0, count: length - found) + buffer[count - found..<count].map(Float.init)
    }

    /// Puts others in the place of the newest samples, as far as these are still here.
    mutating func replaceTail(by samples: [Float]) {
        let found = min(samples.count, count)
        for index in 0..<found {
            buffer[count - found + index] = Int16(clamping: Int(samples[samples.count - found + index].rounded()))
        }
    }

    /// Ends the track: everything goes to the spool.
    mutating func finish(_ spool: inout SampleSpool) {
        flush(into: &spool)
        buffer = []
        digits?.finish()
    }

    /// Hands everything to the spool.
    mutating func flush(into spool: inout SampleSpool) {
        flush(keeping: 0, into: &spool)
    }

    private mutating func flush(keeping rest: Int, into spool: inout SampleSpool) {
        let moved = count - rest
        guard moved > 0 else { return }
        digits?.add(buffer[..<moved], at: end - count)
        lastChunk = spool.append(buffer[..<moved], position: end - count, previous: lastChunk)
        for index in 0..<rest { buffer[index] = buffer[moved + index] }
        count = rest
    }

    /// Makes room for at least one of `wanted` samples; tells for how many.
    private mutating func reserve(_ wanted: Int, spool: inout SampleSpool) -> Int {
        if buffer.isEmpty { buffer = [Int16](repeating: 0, count: max(Self.bufferSamples, 2 * kept)) }
        if wanted > buffer.count - count { flush(keeping: min(kept, count), into: &spool) }
        return min(wanted, buffer.count - count)
    }

    private mutating func advance(by samples: Int) {
        count += samples
        end += samples
        isEmpty = false
    }
}
