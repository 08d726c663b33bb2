import IQOSCore

/// Reads what was heard of a stream once, from its beginning to its end, on the clock of the file it goes into.
struct TrackReader {
    let voice: Voice
    /// Of the file's channels.
    let channel: Int
    private let rate: Double
    /// Samples of the piece that is being read; empty before its first is wanted.
    private var current: [Int16] = []
    /// What was read of a track that is stretched: its last samples shape the next block too.
    private var window: [Float] = []
    private var windowStart = 0

    init(_ voice: Voice, channel: Int, fileRateHz: Int) {
        self.voice = voice
        self.channel = channel
        rate = voice.player.heardRate(fileRateHz: fileRateHz)
    }

    /// Frame before which there is no sound for sure, whatever comes.
    var earliest: Int { frame(voice.player.heardEarliest) }

    /// First frame at or behind which there is sound; `nil` at the end.
    func nextPosition() throws -> Int? { try voice.playToSound().map { frame($0.position) } }

    /// Lets the stream play until a block is known.
    ///
    /// - Returns: Whether no sound will come behind what is known then.
    func prepare(start: Int, frames: Int) throws -> Bool {
        try voice.play(to: input(start, frames).upperBound)
        return voice.isFinished
    }

    private func input(_ start: Int, _ frames: Int) -> Range<Int> {
        rate == 1 ? start..<start + frames : DriftStretch.input(of: start, count: frames, rate: rate)
    }

    /// Adds the sound of a block, which was prepared, to the samples of its channel, cut off at full scale.
    ///
    /// - Parameters:
    ///   - start: Position of the block's first frame; blocks come in order and do not overlap.
    ///   - isFirst: The block is silent still.
    mutating func add(to block: inout [Int16], start: Int, frames: Int, isFirst: Bool) {
        guard rate != 1 else {
            return read(start..<start + frames) { samples, position in
                if isFirst { return block.replace(at: position - start, by: samples) }
                var all = block.mutableSpan
                let offset = position - start
                precondition(offset >= 0 && samples.count <= all.count - offset)
                for index in 0..<samples.count {
                    let (one, other) = (all[unchecked: offset &+ index], samples[unchecked: index])
                    all[unchecked: offset &+ index] = Self.sum(one, other)
                }
            }
        }
        fillWindow(input(start, frames))
        let stretched = DriftStretch.output(window, start: start, count: frames, rate: rate)
        let source = stretched.span
        var target = block.mutableSpan
        for index in 0..<min(frames, source.count, target.count) {
            // Safe: both are as long as that.
            let sum = Int32(target[unchecked: index]) &+ DriftStretch.nearest(source[unchecked: index])
            target[unchecked: index] = Self.clipped(sum)
        }
    }

    /// The sum of two samples, cut off at full scale, without a branch and in 16 bits: eight of them are done at once.
    @inline(__always) static func sum(_ one: Int16, _ other: Int16) -> Int16 {
        let sum = one &+ other
        // All ones where both have the same sign and the sum has not.
        let isOver = ((one ^ sum) & (other ^ sum)) &>> 15
        return (sum & ~isOver) | (((one &>> 15) ^ .max) & isOver)
    }

    /// Cut off at full scale: twenty times as fast as `Int16(clamping:)`, which cannot be done for many at once.
    @inline(__always) private static func clipped(_ value: Int32) -> Int16 {
        Int16(truncatingIfNeeded: max(-32_768, min(32_767, value)))
    }

    /// Moves the window on to a range, of which it keeps what it has.
    private mutating func fillWindow(_ needed: Range<Int>) {
        var fresh = [Float](repeating: 0, count: needed.count)
        let known = (windowStart..<windowStart + window.count).clamped(to: needed)
        if !known.isEmpty {
            let place = known.lowerBound - needed.lowerBound
            let range = known.lowerBound - windowStart..<known.upperBound - windowStart
            fresh.replaceSubrange(place..<place + known.count, with: window[range])
        }
        let unread = max(needed.lowerBound, window.isEmpty ? needed.lowerBound : windowStart + window.count)
        read(min(unread, needed.upperBound)..<needed.upperBound) { samples, position in
            var target = fresh.mutableSpan
            let place = position - needed.lowerBound
            precondition(place >= 0 && samples.count <= target.count - place)
            for index in 0..<samples.count { target[unchecked: place &+ index] = Float(samples[unchecked: index]) }
        }
        window = fresh
        windowStart = needed.lowerBound
    }

    /// Hands over the samples of a range of the track, piece by piece with the position of each one's first; ranges
    /// come in order and do not overlap.
    private mutating func read(_ range: Range<Int>, _ body: (Span<Int16>, Int) -> Void) {
        while let piece = voice.firstPiece, piece.position < range.upperBound {
            if piece.end > range.lowerBound {
                if current.isEmpty { current = piece.samples }
                let part = max(piece.position, range.lowerBound)..<min(piece.end, range.upperBound)
                let range = part.lowerBound - piece.position..<part.upperBound - piece.position
                body(current.span.extracting(range), part.lowerBound)
            }
            guard piece.end <= range.upperBound else { return }
            voice.dropFirstPiece()
            current = []
        }
    }

    private func frame(_ position: Int) -> Int {
        guard rate != 1 else { return position }
        let reach = Int((Double(DriftStretch.reach) / min(rate, 1)).rounded(.up))
        return Int((Double(position) / rate).rounded()) - reach
    }
}
