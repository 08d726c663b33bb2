import IQOSCore

/// Brings the tracks of some channels together, block by block.
struct Mixer {
    private var readers: [[TrackReader]]
    private let frames: Int
    private let name: String

    /// - Parameter channels: Tracks of each channel with what labels of that channel begin with.
    init(
        _ channels: [(tracks: [AudioSummary.Track], prefix: String)], frames: Int, store: SampleStore, name: String
    ) throws(SoundFileError) {
        var readers: [[TrackReader]] = []
        for (tracks, prefix) in channels {
            var channel: [TrackReader] = []
            for track in tracks {
                guard let reader = TrackReader(track, in: store, prefix: prefix) else { throw Self.unreadable(name) }
                channel.append(reader)
            }
            readers.append(channel)
        }
        self.readers = readers
        self.frames = frames
        self.name = name
    }

    /// Places worth a label.
    var labels: [SoundLabel] { readers.joined().flatMap(\.labels) }

    /// Calls back with every block in order; `nil` for silence, which may be of any length.
    mutating func forEachBlock(
        _ size: Int, _ body: ([Int16]?, Int) throws(SoundFileError) -> Void
    ) throws(SoundFileError) {
        var position = 0
        while position < frames {
            let next = readers.joined().compactMap(\.nextPosition).min() ?? frames
            if next >= position + size {
                let length = min(next, frames) - position
                try body(nil, length)
                position += length
                continue
            }
            let count = min(size, frames - position)
            var block = [Int16](repeating: 0, count: count * readers.count)
            for channel in readers.indices {
                for reader in readers[channel].indices {
                    guard
                        readers[channel][reader].add(
                            to: &block, channel: channel, channels: readers.count, start: position, frames: count)
                    else { throw Self.unreadable(name) }
                }
            }
            try body(block, count)
            position += count
        }
    }

    private static func unreadable(_ name: String) -> SoundFileError {
        SoundFileError(path: name, reason: .notWritten("decoded sound cannot be read back from the temporary file"))
    }
}
