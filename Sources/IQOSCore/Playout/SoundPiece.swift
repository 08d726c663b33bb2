/// A piece of a track that will not change any more.
public struct SoundPiece: Sendable {
    private enum Content: Sendable {
        case samples([Int16])
        /// Noise that is made when it is wanted: it may be long.
        case noise(ComfortNoise, seed: UInt64)
    }

    /// First sample of it in the track, and how many there are, > 0.
    public let position: Int
    public let count: Int
    private let content: Content

    init(_ samples: ArraySlice<Int16>, position: Int) {
        self.position = position
        count = samples.count
        content = .samples(Array(samples))
    }

    /// - Parameter seed: The same gives the same noise.
    init(_ noise: ComfortNoise, count: Int, position: Int, seed: UInt64) {
        self.position = position
        self.count = count
        content = .noise(noise, seed: seed)
    }

    /// One past its last sample in the track.
    public var end: Int { position + count }

    /// Its samples, `count` of them.
    public var samples: [Int16] {
        switch content {
        case .samples(let samples): samples
        case .noise(let noise, let seed): noise.samples(count, seed: seed)
        }
    }
}
