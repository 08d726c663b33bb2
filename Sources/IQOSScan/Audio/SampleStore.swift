import Foundation
import IQOSCore

/// The decoded sound of all tracks in a temporary file.
///
/// Written by one thread while the second pass runs and only read afterwards, from any thread: hence
/// `@unchecked Sendable`.
final class SampleStore: @unchecked Sendable {
    /// Bytes that are kept in memory before they are moved.
    private static let memoryLimit = 1 << 20

    private let spool: Spool
    private let folder: String

    init(folder: String) throws(InputError) {
        self.folder = folder
        do throws(InputFailure) {
            spool = try Spool(folder: folder, limit: .max)
        } catch {
            throw error.error(path: folder)
        }
    }

    /// Moves the listener's newest sound to the file, once there is enough of it.
    func collect(from listener: inout StreamListener, atEnd: Bool) throws(InputError) {
        guard atEnd || listener.spool.bytes.count >= Self.memoryLimit else { return }
        do throws(InputFailure) {
            try spool.write(listener.spool.bytes)
        } catch {
            throw error.error(path: folder)
        }
        listener.spoolWasMoved()
    }

    /// The chunks of a track in order: offset of the samples, first position, count; `nil` where they cannot be read.
    func chunks(of track: AudioSummary.Track) -> [Chunk]? {
        var chunks: [Chunk] = []
        var offset = Int64(track.lastChunk)
        while offset >= 0 {
            var header: (previous: Int64, position: Int64, count: Int32, reserved: Int32) = (0, 0, 0, 0)
            let isRead = withUnsafeMutableBytes(of: &header) { spool.read(into: $0, at: Int(offset)) }
            guard isRead, header.previous < offset else { return nil }
            chunks.append(
                Chunk(
                    offset: Int(offset) + SampleSpool.headerBytes, position: Int(header.position),
                    count: Int(header.count)))
            offset = header.previous
        }
        chunks.reverse()
        return chunks
    }

    struct Chunk {
        var offset: Int
        var position: Int
        var count: Int
    }

    /// The samples of a chunk; `nil` where they cannot be read.
    func samples(of chunk: Chunk) -> [Int16]? {
        var samples = [Int16](repeating: 0, count: chunk.count)
        return samples.withUnsafeMutableBytes { spool.read(into: $0, at: chunk.offset) } ? samples : nil
    }
}

/// Reads a track once, from its beginning to its end.
struct TrackReader {
    private let store: SampleStore
    private let chunks: [SampleStore.Chunk]
    private var next = 0
    private var current: [Int16] = []

    /// - Returns: `nil` where the track cannot be read.
    init?(_ track: AudioSummary.Track, in store: SampleStore) {
        guard let chunks = store.chunks(of: track) else { return nil }
        self.store = store
        self.chunks = chunks
    }

    /// First position at or behind which there is sound; `nil` at the end.
    var nextPosition: Int? { next < chunks.count ? chunks[next].position : nil }

    /// Adds the sound of a block to its samples, cut off at full scale.
    ///
    /// - Parameters:
    ///   - block: Interleaved; this track goes into every `channels`th sample from `channel` on.
    ///   - start: Position of the block's first frame; blocks come in order and do not overlap.
    /// - Returns: `false` where the sound cannot be read.
    mutating func add(
        to block: inout [Int16], channel: Int, channels: Int, start: Int, frames: Int
    ) -> Bool {
        while next < chunks.count, chunks[next].position < start + frames {
            let chunk = chunks[next]
            if current.isEmpty {
                guard let samples = store.samples(of: chunk) else { return false }
                current = samples
            }
            let first = max(chunk.position, start)
            let end = min(chunk.position + chunk.count, start + frames)
            for position in first..<max(first, end) {
                let place = (position - start) * channels + channel
                let sum = Int32(block[place]) + Int32(current[position - chunk.position])
                block[place] = Int16(clamping: sum)
            }
            guard chunk.position + chunk.count <= start + frames else { return true }
            next += 1
            current.removeAll(keepingCapacity: true)
        }
        return true
    }
}
