import Foundation
import IQOSCore

/// The decoded sound of all tracks in a temporary file.
///
/// Written by one thread while the second pass runs and only read afterwards, from any thread: hence
/// `@unchecked Sendable`.
final class SampleStore: @unchecked Sendable {
    /// Bytes that are kept in memory before they are moved.
    private static let memoryLimit = 1 << 20
    /// Tracks up to this length are in memory while they are written: 4 MB.
    private static let samplesKept = 2 << 20
    /// A header and what a track buffers.
    private static let bytesRead = SampleSpool.headerBytes + 2 * SampleTrack.bufferSamples

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

    /// What a track consists of, in order.
    struct Contents {
        var chunks: [Chunk] = []
        var marks: [TrackMark] = []
    }

    /// A piece of sound, or of noise to be made.
    struct Chunk {
        /// Where its content is in the file.
        var offset: Int
        var position: Int
        var count: Int
        var isNoise: Bool
        /// Where they were read with the header.
        var samples: [Int16]?
    }

    /// The pieces of a track; `nil` where they cannot be read.
    func contents(of track: AudioSummary.Track) -> Contents? {
        var contents = Contents()
        var offset = Int64(track.lastChunk)
        // A header and the samples behind it in one call; those of a long track are read again when they are wanted.
        let keepsSamples = track.length <= Self.samplesKept
        var buffer = [UInt8](repeating: 0, count: keepsSamples ? Self.bytesRead : SampleSpool.headerBytes)
        while offset >= 0 {
            let count = buffer.withUnsafeMutableBytes { spool.readPart(into: $0, at: Int(offset)) }
            guard count >= SampleSpool.headerBytes else { return nil }
            var header: (previous: Int64, position: Int64, count: Int32, kind: Int32) = (0, 0, 0, 0)
            // Safe: the header's bytes were read, and any bytes make four integers.
            withUnsafeMutableBytes(of: &header) { $0.copyBytes(from: buffer[..<SampleSpool.headerBytes]) }
            guard header.previous < offset, header.count >= 0, let kind = SampleSpool.Kind(rawValue: header.kind)
            else { return nil }
            var chunk = Chunk(
                offset: Int(offset) + SampleSpool.headerBytes, position: Int(header.position),
                count: Int(header.count), isNoise: kind == .noise)
            switch kind {
            case .mark:
                guard let mark = mark(chunk) else { return nil }
                contents.marks.append(mark)
            case .noise: contents.chunks.append(chunk)
            case .packet: return nil
            case .samples:
                chunk.samples = Self.samples(in: buffer[..<count], chunk.count)
                contents.chunks.append(chunk)
            }
            offset = header.previous
        }
        contents.chunks.reverse()
        contents.marks.reverse()
        return contents
    }

    /// The samples behind a header, where all of them are there.
    private static func samples(in bytes: ArraySlice<UInt8>, _ count: Int) -> [Int16]? {
        let content = bytes.dropFirst(SampleSpool.headerBytes).prefix(2 * count)
        guard content.count == 2 * count, count > 0 else { return nil }
        // Safe: the array has room for exactly these bytes, and any bytes make samples.
        return [Int16](unsafeUninitializedCapacity: count) { samples, initialized in
            UnsafeMutableRawBufferPointer(samples).copyBytes(from: content)
            initialized = count
        }
    }

    /// The samples of a chunk; `nil` where they cannot be read.
    func samples(of chunk: Chunk) -> [Int16]? {
        if let samples = chunk.samples { return samples }
        if chunk.isNoise {
            // The place in the file is the same in every run, and different for every chunk.
            return bytes(ComfortNoise.encodedLength, at: chunk.offset).flatMap(ComfortNoise.init(encoded:))?
                .samples(chunk.count, seed: UInt64(chunk.offset))
        }
        var samples = [Int16](repeating: 0, count: chunk.count)
        return samples.withUnsafeMutableBytes { spool.read(into: $0, at: chunk.offset) } ? samples : nil
    }

    /// Hands over the packets that a chain keeps, in order; `false` where they cannot be read.
    func forEachPacket(last: Int, _ body: (ArraySlice<UInt8>, Int64) throws -> Void) rethrows -> Bool {
        var offsets: [Int] = []
        var offset = last
        while offset >= 0 {
            guard let header = bytes(8, at: offset) else { return false }
            offsets.append(offset)
            let previous = Int(header.withUnsafeBytes { $0.loadUnaligned(as: Int64.self) })
            guard previous < offset else { return false }
            offset = previous
        }
        for offset in offsets.reversed() {
            guard let header = bytes(SampleSpool.headerBytes, at: offset) else { return false }
            // Safe, here and above: the bytes were read, and any bytes make integers.
            let (arrival, count) = header.withUnsafeBytes {
                (
                    $0.loadUnaligned(fromByteOffset: 8, as: Int64.self),
                    $0.loadUnaligned(fromByteOffset: 16, as: Int32.self)
                )
            }
            guard count >= 12, let packet = bytes(Int(count), at: offset + SampleSpool.headerBytes) else {
                return false
            }
            try body(packet[...], arrival)
        }
        return true
    }

    private func mark(_ chunk: Chunk) -> TrackMark? {
        bytes(TrackMark.encodedLength, at: chunk.offset).flatMap {
            TrackMark(position: chunk.position, count: chunk.count, encoded: $0)
        }
    }

    private func bytes(_ count: Int, at offset: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        return bytes.withUnsafeMutableBytes { spool.read(into: $0, at: offset) } ? bytes : nil
    }
}
