import IQOSCore

/// Brings what was heard of some streams together, block by block, while they play.
struct Mixer {
    /// Silence that is written at most.
    private static let longestSilenceS = ListeningPlan.longestSilenceS

    /// Those that have not begun, the next one last.
    private var waiting: [TrackReader]
    private var playing: [TrackReader] = []
    private let fileRateHz: Int
    /// Samples of each channel, one or two, and of all interleaved.
    private var planes: [[Int16]]
    private var block: [Int16] = []
    /// Frames of the longest track that has ended.
    private var longest = 0

    init(_ readers: [TrackReader], channels: Int, fileRateHz: Int) {
        waiting = readers.sorted { $0.earliest > $1.earliest }
        planes = [[Int16]](repeating: [], count: channels)
        self.fileRateHz = fileRateHz
    }

    /// Calls back with every block in order; `nil` for silence, which may be of any length.
    ///
    /// - Returns: Frames in all; 0 where nothing was heard, and nothing was called back with.
    mutating func forEachBlock(_ size: Int, _ body: ([Int16]?, Int) throws -> Void) throws -> Int {
        var position = 0
        while true {
            let next = try nextSound(before: position + size)
            removeEnded(before: position)
            let target = next ?? longest
            if next == nil, target <= position { return longest }
            if let next, next - max(position, longest) > Self.longestSilenceS * fileRateHz {
                try leaveOutRest()
                continue
            }
            guard target < position + size else {
                try body(nil, target - position)
                position = target
                continue
            }
            let count = try next == nil ? longest - position : prepare(position, size)
            guard count > 0 else { return longest }
            mix(position, count)
            try body(block, count)
            position += count
        }
    }

    /// Takes everything that was to come for silence.
    private mutating func leaveOutRest() throws {
        for reader in playing + waiting { try reader.voice.leaveOut() }
        (playing, waiting) = ([], [])
    }

    /// Fills the block with the sound of all.
    private mutating func mix(_ start: Int, _ frames: Int) {
        for channel in planes.indices { planes[channel] = [Int16](repeating: 0, count: frames) }
        var isSilent = [true, true]
        for index in playing.indices {
            let channel = playing[index].channel
            playing[index].add(to: &planes[channel], start: start, frames: frames, isFirst: isSilent[channel])
            isSilent[channel] = false
        }
        if planes.count == 1 { block = planes[0] } else { Self.interleave(planes[0], planes[1], into: &block) }
    }

    private static func interleave(_ left: [Int16], _ right: [Int16], into block: inout [Int16]) {
        if block.count != 2 * left.count { block = [Int16](repeating: 0, count: 2 * left.count) }
        let (left, right) = (left.span, right.span)
        var target = block.mutableSpan
        for index in 0..<min(left.count, right.count) {
            // Safe: the block has two samples for each.
            target[unchecked: 2 &* index] = left[unchecked: index]
            target[unchecked: 2 &* index &+ 1] = right[unchecked: index]
        }
    }

    private mutating func removeEnded(before position: Int) {
        let rate = fileRateHz
        playing.removeAll { $0.voice.isSilentNow && $0.voice.length(fileRateHz: rate) <= position }
    }

    /// The next frame with sound; `nil` where no more comes. Lets those begin that may be heard before it or `limit`.
    private mutating func nextSound(before limit: Int) throws -> Int? {
        var next: Int?
        for reader in playing { next = Self.earlier(next, try reader.nextPosition()) }
        while let reader = waiting.last, reader.earliest < max(limit, next ?? .max) {
            waiting.removeLast()
            next = Self.earlier(next, try reader.nextPosition())
            playing.append(reader)
        }
        for reader in playing where reader.voice.isSilentNow { note(reader.voice) }
        return next
    }

    /// Lets all play until a block is known.
    ///
    /// - Returns: Its frames: fewer than `size` where the sound ends.
    private mutating func prepare(_ start: Int, _ size: Int) throws -> Int {
        var isEnd = true
        for reader in playing { isEnd = try reader.prepare(start: start, frames: size) && isEnd }
        while isEnd, let reader = waiting.popLast() {
            isEnd = try reader.nextPosition() == nil
            playing.append(reader)
        }
        guard isEnd else { return size }
        for reader in playing { note(reader.voice) }
        return min(size, longest - start)
    }

    /// Notes the length of a track that has ended.
    private mutating func note(_ voice: Voice) {
        longest = max(longest, voice.length(fileRateHz: fileRateHz))
    }

    private static func earlier(_ one: Int?, _ other: Int?) -> Int? {
        guard let one, let other else { return one ?? other }
        return min(one, other)
    }
}
