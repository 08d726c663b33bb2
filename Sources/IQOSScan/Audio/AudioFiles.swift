import Foundation
import IQOSCore
import Synchronization

/// Formats of sound files, `--audio`.
public struct AudioFormats: OptionSet, Sendable {
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }

    public static let wav = AudioFormats(rawValue: 1)
    public static let mp3 = AudioFormats(rawValue: 2)
}

/// Writes the sound files of a scan, as many at once as the machine has processors.
struct AudioFiles: Sendable {
    /// Frames that are mixed and written together.
    private static let blockFrames = 8192

    private enum Job {
        case stream(Int)
        case call(Int)

        var name: String {
            switch self {
            case .stream(let place): "stream-\(place + 1)"
            case .call(let index): "call-\(index + 1)"
            }
        }
    }

    let store: SampleStore
    let summary: AudioSummary
    let formats: AudioFormats

    /// Writes every file below `audio/` of the folder.
    ///
    /// - Returns: Paths below the folder that were written.
    /// - Throws: The first failure; files that were begun stay in the folder, which is the caller's to remove.
    func write(streams: Int, calls: Int, to folder: borrowing OutputFolder) throws -> Set<String> {
        var jobs = (0..<calls).filter { summary.call($0).length > 0 }.map(Job.call)
        jobs += (0..<streams).filter { summary.evidence(ofStream: $0) != nil }.map(Job.stream)
        guard !jobs.isEmpty else { return [] }
        try folder.makeFolder("audio")
        let temporaryPath = folder.temporaryPath
        let failure = Mutex<(any Error)?>(nil)
        let files = Mutex<Set<String>>([])
        let work = jobs
        DispatchQueue.concurrentPerform(iterations: work.count) { index in
            guard failure.withLock({ $0 == nil }) else { return }
            do {
                let written = try write(work[index], below: temporaryPath)
                files.withLock { $0.formUnion(written) }
            } catch {
                failure.withLock { $0 = $0 ?? error }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
        return files.withLock { $0 }
    }

    private func write(_ job: Job, below folder: String) throws -> [String] {
        switch job {
        case .stream(let place):
            guard let track = summary.evidence(ofStream: place) else { return [] }
            return try write(
                [[track]], frames: track.length, sampleRateHz: track.sampleRateHz, name: job.name, below: folder)
        case .call(let index):
            let call = summary.call(index)
            let channels = call.channels.count == 2 ? [call.left, call.right] : [call.left + call.right]
            return try write(
                channels, frames: call.length, sampleRateHz: call.sampleRateHz, name: job.name, below: folder)
        }
    }

    /// Mixes the tracks of each channel into one file a format.
    private func write(
        _ channels: [[AudioSummary.Track]], frames: Int, sampleRateHz: Int, name: String, below folder: String
    ) throws -> [String] {
        var mixer = try Mixer(channels, frames: frames, store: store, name: name)
        var paths: [String] = []
        if formats.contains(.wav) {
            let path = "audio/\(name).wav"
            let file = try SoundFile(
                writing: Self.makeFile(folder + "/" + path), path: path, channels: channels.count,
                sampleRateHz: sampleRateHz, frames: frames)
            try mixer.forEachBlock(Self.blockFrames, skipsSilence: true) { block, count throws(SoundFileError) in
                if let block { try file.write(block, frames: count) } else { try file.skip(frames: count) }
            }
            paths.append(path)
        }
        if formats.contains(.mp3) {
            let path = "audio/\(name).mp3"
            var file = try MP3File(
                writing: Self.makeFile(folder + "/" + path), path: path, channels: channels.count,
                sampleRateHz: sampleRateHz)
            mixer = try Mixer(channels, frames: frames, store: store, name: name)
            try mixer.forEachBlock(Self.blockFrames, skipsSilence: false) { block, count throws(SoundFileError) in
                if let block { try file.write(block, frames: count) }
            }
            try file.finish()
            paths.append(path)
        }
        return paths
    }

    private static func makeFile(_ path: String) throws(SoundFileError) -> Int32 {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw SoundFileError(path: path, reason: .notWritten(String(cString: strerror(errno))))
        }
        return descriptor
    }
}

/// Brings the tracks of some channels together, block by block.
private struct Mixer {
    private var readers: [[TrackReader]]
    private let frames: Int
    private let name: String

    init(_ channels: [[AudioSummary.Track]], frames: Int, store: SampleStore, name: String) throws(SoundFileError) {
        var readers: [[TrackReader]] = []
        for tracks in channels {
            var channel: [TrackReader] = []
            for track in tracks {
                guard let reader = TrackReader(track, in: store) else { throw Self.unreadable(name) }
                channel.append(reader)
            }
            readers.append(channel)
        }
        self.readers = readers
        self.frames = frames
        self.name = name
    }

    /// Calls back with every block in order; `nil` for one that is silent, which may then be longer.
    mutating func forEachBlock(
        _ size: Int, skipsSilence: Bool, _ body: ([Int16]?, Int) throws(SoundFileError) -> Void
    ) throws(SoundFileError) {
        var position = 0
        while position < frames {
            let next = readers.joined().compactMap(\.nextPosition).min() ?? frames
            if skipsSilence, next >= position + size {
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
