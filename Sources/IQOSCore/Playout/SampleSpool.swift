/// Decoded samples of many tracks as one sequence of bytes: whoever drives the pass moves it to a file.
///
/// A chunk is a header of 24 bytes and its samples, 16 bits in native byte order. Chunks of a track form a chain
/// backwards, so that memory holds one number a track however long it is.
///
///     +----------------------+----------------------+----------+----------+---------+
///     | previous chunk (Int64)| position (Int64)    | count    | reserved | samples |
///     +----------------------+----------------------+----------+----------+---------+
public struct SampleSpool: Sendable {
    public static let headerBytes = 24

    /// What has not been moved, in order; the first byte has offset `moved`.
    public private(set) var bytes: [UInt8] = []
    public private(set) var moved = 0

    public init() {}

    /// Forgets `bytes`, which the caller has stored from offset `moved` on.
    public mutating func bytesWereMoved() {
        moved += bytes.count
        bytes.removeAll(keepingCapacity: true)
    }

    /// Appends a chunk.
    ///
    /// - Returns: Its offset.
    mutating func append(_ samples: ArraySlice<Int16>, position: Int, previous: Int) -> Int {
        let offset = moved + bytes.count
        withUnsafeBytes(of: (Int64(previous), Int64(position), Int32(samples.count), Int32(0))) {
            bytes.append(contentsOf: $0)
        }
        // The buffer pointer lives only inside the closure.
        samples.withUnsafeBytes { bytes.append(contentsOf: $0) }
        return offset
    }
}

/// A track of samples that grows at its end; what is not appended is silence.
public struct SampleTrack: Sendable {
    private static let bufferSamples = 2048

    /// Where the next sample goes, counted from sample 0.
    public private(set) var end = 0
    /// Offset of the last chunk in the spool, -1 for none.
    public private(set) var lastChunk = -1
    private var buffer: [Int16] = []
    private var bufferStart = 0

    /// Whether nothing was ever appended.
    public var isEmpty: Bool { lastChunk < 0 && buffer.isEmpty }

    /// Leaves silence up to a position, which is not before `end`.
    mutating func skip(to position: Int, spool: inout SampleSpool) {
        guard position > end else { return }
        flush(into: &spool)
        end = position
        bufferStart = position
    }

    /// Appends samples that a table makes of bytes.
    ///
    /// - Parameter range: Offsets into `bytes`, all inside.
    mutating func append(
        _ bytes: RawSpan, _ range: Range<Int>, decodedBy table: [Int16], spool: inout SampleSpool
    ) {
        reserve(range.count, spool: &spool)
        for offset in range {
            guard let byte = bytes.byte(at: offset) else { break }
            buffer.append(table[Int(byte)])
        }
        end = bufferStart + buffer.count
    }

    /// Appends samples.
    mutating func append(_ samples: [Int16], spool: inout SampleSpool) {
        reserve(samples.count, spool: &spool)
        buffer.append(contentsOf: samples)
        end = bufferStart + buffer.count
    }

    /// Hands what is buffered to the spool.
    mutating func flush(into spool: inout SampleSpool) {
        guard !buffer.isEmpty else { return }
        lastChunk = spool.append(buffer[...], position: bufferStart, previous: lastChunk)
        bufferStart += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }

    private mutating func reserve(_ count: Int, spool: inout SampleSpool) {
        if buffer.capacity == 0 { buffer.reserveCapacity(Self.bufferSamples) }
        if buffer.count + count > Self.bufferSamples { flush(into: &spool) }
    }
}
