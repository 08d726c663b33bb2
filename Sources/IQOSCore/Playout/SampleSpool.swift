/// Decoded samples of many tracks as one sequence of bytes: whoever drives the pass moves it to a file.
///
/// A chunk is a header of 24 bytes and what its kind says, in native byte order. Chunks of a track form a chain
/// backwards, so that memory holds one number a track however long it is.
///
///     +-----------------------+------------------+---------------+--------------+--------------+
///     | previous chunk (Int64) | position (Int64) | count (Int32) | kind (Int32) | content      |
///     +-----------------------+------------------+---------------+--------------+--------------+
public struct SampleSpool: Sendable {
    public static let headerBytes = 24

    /// What a chunk holds.
    public enum Kind: Int32, Sendable {
        /// `count` samples of 16 bits.
        case samples = 0
        /// Parameters of comfort noise that lasts `count` samples: `ComfortNoise.encodedLength` bytes.
        case noise = 1
        /// A gap of `count` samples that is worth a label: `TrackMark.encodedLength` bytes.
        case mark = 2
        /// A packet for export, captured at `position` ns: RTP header without lists, and payload.
        case packet = 3
    }

    /// A chunk without samples.
    struct Chunk {
        var kind: Kind
        var position: Int
        var count: Int
        var content: [UInt8]

        static func noise(_ noise: ComfortNoise, position: Int, count: Int) -> Chunk {
            Chunk(kind: .noise, position: position, count: count, content: noise.encoded)
        }

        static func packet(_ bytes: [UInt8], arrival: Int64) -> Chunk {
            Chunk(kind: .packet, position: Int(arrival), count: bytes.count, content: bytes)
        }

        static func mark(_ mark: TrackMark) -> Chunk {
            Chunk(kind: .mark, position: mark.position, count: mark.count, content: mark.encoded)
        }
    }

    /// What has not been moved, in order; the first byte has offset `moved`.
    public private(set) var bytes: [UInt8] = []
    public private(set) var moved = 0

    public init() {}

    /// Forgets `bytes`, which the caller has stored from offset `moved` on.
    public mutating func bytesWereMoved() {
        moved += bytes.count
        bytes.removeAll(keepingCapacity: true)
    }

    /// Appends a chunk of samples.
    ///
    /// - Returns: Its offset.
    mutating func append(_ samples: ArraySlice<Int16>, position: Int, previous: Int) -> Int {
        let offset = moved + bytes.count
        appendHeader(.samples, position: position, count: samples.count, previous: previous)
        // The buffer pointer lives only inside the closure.
        samples.withUnsafeBytes { bytes.append(contentsOf: $0) }
        return offset
    }

    /// Appends a chunk of another kind.
    ///
    /// - Returns: Its offset.
    mutating func append(_ chunk: Chunk, previous: Int) -> Int {
        let offset = moved + bytes.count
        appendHeader(chunk.kind, position: chunk.position, count: chunk.count, previous: previous)
        bytes.append(contentsOf: chunk.content)
        return offset
    }

    private mutating func appendHeader(_ kind: Kind, position: Int, count: Int, previous: Int) {
        withUnsafeBytes(of: (Int64(previous), Int64(position), Int32(clamping: count), kind.rawValue)) {
            bytes.append(contentsOf: $0)
        }
    }
}
