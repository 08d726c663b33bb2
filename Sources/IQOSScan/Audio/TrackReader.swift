import IQOSCore

/// Reads a track once, from its beginning to its end, on the clock of the file it goes into.
struct TrackReader {
    private let store: SampleStore
    private let chunks: [SampleStore.Chunk]
    /// Places worth a label, in frames of the file.
    let labels: [SoundLabel]
    private let rate: Double
    private var next = 0
    private var current: [Int16] = []
    /// What was read of a track that is stretched: its last samples shape the next block too.
    private var window: [Float] = []
    private var windowStart = 0

    /// - Parameter prefix: What labels begin with.
    /// - Returns: `nil` where the track cannot be read.
    init?(_ track: AudioSummary.Track, in store: SampleStore, prefix: String) {
        guard let contents = store.contents(of: track) else { return nil }
        self.store = store
        chunks = contents.chunks
        rate = track.rate
        labels = contents.marks.map { mark in
            let start = Self.frame(mark.position, rate: track.rate)
            let end = Self.frame(mark.position + mark.count, rate: track.rate)
            return SoundLabel(start: max(0, start), end: max(0, end), text: prefix + mark.text)
        }
    }

    /// First frame at or behind which there is sound; `nil` at the end.
    var nextPosition: Int? {
        guard next < chunks.count else { return nil }
        let position = chunks[next].position
        guard rate != 1 else { return position }
        let reach = Int((Double(DriftStretch.reach) / min(rate, 1)).rounded(.up))
        return Self.frame(position, rate: rate) - reach
    }

    /// Adds the sound of a block to its samples, cut off at full scale.
    ///
    /// - Parameters:
    ///   - block: Interleaved; this track goes into every `channels`th sample from `channel` on.
    ///   - start: Position of the block's first frame; blocks come in order and do not overlap.
    /// - Returns: `false` where the sound cannot be read.
    mutating func add(to block: inout [Int16], channel: Int, channels: Int, start: Int, frames: Int) -> Bool {
        guard rate != 1 else {
            return read(start..<start + frames) { samples, position in
                var target = block.mutableSpan
                let source = samples.span
                var place = (position - start) * channels + channel
                for index in source.indices {
                    target[place] = Int16(clamping: Int32(target[place]) &+ Int32(source[index]))
                    place &+= channels
                }
            }
        }
        let needed = DriftStretch.input(of: start, count: frames, rate: rate)
        guard fillWindow(needed) else { return false }
        let stretched = DriftStretch.output(window, start: start, count: frames, rate: rate)
        for index in 0..<frames {
            let place = index * channels + channel
            block[place] = Int16(clamping: Int(block[place]) + Int(stretched[index].rounded()))
        }
        return true
    }

    /// Moves the window on to a range, of which it keeps what it has.
    private mutating func fillWindow(_ needed: Range<Int>) -> Bool {
        var fresh = [Float](repeating: 0, count: needed.count)
        let known = (windowStart..<windowStart + window.count).clamped(to: needed)
        for position in known { fresh[position - needed.lowerBound] = window[position - windowStart] }
        let unread = max(needed.lowerBound, window.isEmpty ? needed.lowerBound : windowStart + window.count)
        let isRead = read(min(unread, needed.upperBound)..<needed.upperBound) { samples, position in
            for (index, sample) in samples.enumerated() { fresh[position - needed.lowerBound + index] = Float(sample) }
        }
        window = fresh
        windowStart = needed.lowerBound
        return isRead
    }

    /// Hands over the samples of a range of the track, piece by piece with the position of each one's first; ranges
    /// come in order and do not overlap.
    private mutating func read(_ range: Range<Int>, _ body: (ArraySlice<Int16>, Int) -> Void) -> Bool {
        while next < chunks.count, chunks[next].position < range.upperBound {
            let chunk = chunks[next]
            let end = chunk.position + chunk.count
            if end > range.lowerBound {
                if current.isEmpty {
                    guard let samples = store.samples(of: chunk) else { return false }
                    current = samples
                }
                let part = max(chunk.position, range.lowerBound)..<min(end, range.upperBound)
                body(current[part.lowerBound - chunk.position..<part.upperBound - chunk.position], part.lowerBound)
            }
            guard end <= range.upperBound else { return true }
            next += 1
            current.removeAll(keepingCapacity: true)
        }
        return true
    }

    private static func frame(_ position: Int, rate: Double) -> Int {
        rate == 1 ? position : Int((Double(position) / rate).rounded())
    }
}
