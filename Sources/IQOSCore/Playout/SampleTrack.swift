/// A track of samples that grows at its end; what is not appended is silence.
///
/// The newest samples are open to change; older ones are ready to be taken.
public struct SampleTrack: Sendable {
    /// Samples of a piece at most, where more need not be kept.
    public static let bufferSamples = 2048

    /// Where the next sample goes, counted from sample 0.
    public private(set) var end = 0
    /// Pieces that nobody has taken yet, in order.
    public private(set) var ready: [SoundPiece] = []
    /// Places worth a label.
    public private(set) var marks: [TrackMark] = []
    private var buffer: [Int16] = []
    private var count = 0
    /// Samples that are never flushed by an append.
    private let kept: Int
    /// Of the noise in it.
    private let seed: UInt64
    /// Something was appended.
    private(set) var isEmpty = true
    /// Keys heard in the samples, where they are listened for.
    private(set) var digits: InbandDigits?

    /// - Parameters:
    ///   - kept: Newest samples that `tail` and `replaceTail` reach.
    ///   - start: Where it begins.
    ///   - seed: The same gives the same noise.
    init(keeping kept: Int = 0, from start: Int = 0, digits: InbandDigits? = nil, seed: UInt64 = 0) {
        self.kept = kept
        self.digits = digits
        self.seed = seed
        end = start
    }

    /// Hands over what is ready.
    mutating func takeReady() -> [SoundPiece] {
        defer { ready.removeAll() }
        return ready
    }

    /// Leaves silence up to a position.
    ///
    /// - Parameter isLost: There was sound, which did not come.
    mutating func skip(to position: Int, isLost: Bool = false) {
        guard position > end else { return }
        flush()
        end = position
        if isLost { digits?.noteLoss(before: position) }
    }

    /// Appends samples.
    mutating func append(_ source: Span<Int16>) {
        var done = 0
        while done < source.count {
            let room = reserve(source.count - done)
            buffer.replace(at: count, by: source.extracting(done..<done + room))
            advance(by: room)
            done += room
        }
    }

    /// Appends noise that is made when it is read.
    mutating func append(_ noise: ComfortNoise, count: Int) {
        flush()
        var rest = count
        while rest > 0 {
            let part = min(rest, ComfortNoise.longestChunk)
            let place = UInt64(truncatingIfNeeded: end)
            ready.append(SoundPiece(noise, count: part, position: end, seed: seed &+ place))
            end += part
            rest -= part
        }
        isEmpty = false
    }

    /// Notes a gap that is worth a label; it is no sound.
    mutating func note(_ gap: TrackMark) {
        marks.append(gap)
    }

    /// Notes a gap, as one with the last where it goes on where that ends.
    mutating func join(_ gap: TrackMark) {
        guard let last = marks.last, last.position + last.count == gap.position, last.concealed == gap.concealed,
            last.note == gap.note, !gap.isRestart
        else { return note(gap) }
        marks[marks.count - 1].count += gap.count
        marks[marks.count - 1].lost += gap.lost
        marks[marks.count - 1].late += gap.late
    }

    /// Moves all labels; those before sample 0 go there.
    mutating func shiftMarks(by count: Int) {
        for index in marks.indices { marks[index].position = max(0, marks[index].position + count) }
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

    /// Ends the track: everything is ready.
    mutating func finish() {
        flush()
        buffer = []
        digits?.finish()
    }

    /// Makes everything ready.
    private mutating func flush() {
        flush(keeping: 0)
    }

    private mutating func flush(keeping rest: Int) {
        let moved = count - rest
        guard moved > 0 else { return }
        digits?.add(buffer[..<moved], at: end - count)
        ready.append(SoundPiece(buffer[..<moved], position: end - count))
        for index in 0..<rest { buffer[index] = buffer[moved + index] }
        count = rest
    }

    /// Makes room for at least one of `wanted` samples; tells for how many.
    private mutating func reserve(_ wanted: Int) -> Int {
        if buffer.isEmpty { buffer = [Int16](repeating: 0, count: max(Self.bufferSamples, 2 * kept)) }
        if wanted > buffer.count - count { flush(keeping: min(kept, count)) }
        return min(wanted, buffer.count - count)
    }

    private mutating func advance(by samples: Int) {
        count += samples
        end += samples
        isEmpty = false
    }
}
