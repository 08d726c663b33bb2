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
    let captures: [CaptureFileReport]
    /// What was found in a stream and has a place, by its place in the report.
    let findings: [[FindingReport]]

    /// What came of it.
    struct Written: Sendable {
        /// Paths below the folder.
        var paths: Set<String> = []
        /// By call, from 0.
        var peaks: [Int: [[UInt8]]] = [:]
    }

    /// Writes every file below `audio/` of the folder.
    ///
    /// - Throws: The first failure; files that were begun stay in the folder, which is the caller's to remove.
    func write(streams: Int, calls: Int, to folder: borrowing OutputFolder) throws -> Written {
        var jobs = (0..<calls).filter { summary.call($0).length > 0 }.map(Job.call)
        jobs += (0..<streams).filter { summary.evidence(ofStream: $0) != nil }.map(Job.stream)
        guard !jobs.isEmpty, !formats.isEmpty else { return Written() }
        try folder.makeFolder("audio")
        let temporaryPath = folder.temporaryPath
        let failure = Mutex<(any Error)?>(nil)
        let files = Mutex(Written())
        let work = jobs
        DispatchQueue.concurrentPerform(iterations: work.count) { index in
            guard failure.withLock({ $0 == nil }) else { return }
            do {
                let (paths, peaks) = try write(work[index], of: work.count, below: temporaryPath)
                files.withLock { written in
                    written.paths.formUnion(paths)
                    if case .call(let call) = work[index] { written.peaks[call] = peaks }
                }
            } catch {
                failure.withLock { $0 = $0 ?? error }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
        return files.withLock { $0 }
    }

    private func write(
        _ job: Job, of jobs: Int, below folder: String
    ) throws -> (paths: [String], peaks: [[UInt8]]) {
        switch job {
        case .stream(let place):
            guard let track = summary.evidence(ofStream: place) else { return ([], []) }
            let sound = Sound(
                name: job.name, channels: [([track], "")], frames: track.length, sampleRateHz: track.sampleRateHz,
                start: summary.start(ofStream: place), title: "stream \(place + 1): " + summary.title(ofStream: place),
                findings: SoundLabel.labels(of: summary.placed(findings[place], inEvidenceOf: place)))
            var unread: SoundPeaks?
            return (try write(sound, outline: &unread, below: folder), [])
        case .call(let index):
            let call = summary.call(index)
            let channels =
                call.channels.count == 2
                ? [(call.left, "left: "), (call.right, "right: ")] : [(call.left + call.right, "")]
            let streams = call.channels.map { "\($0.position) \($0.streams.map(String.init).joined(separator: "+"))" }
            let sound = Sound(
                name: job.name, channels: channels, frames: call.length, sampleRateHz: call.sampleRateHz,
                start: call.start, title: "call \(index + 1): streams " + streams.joined(separator: ", "),
                findings: labels(of: call, index))
            var outline: SoundPeaks? = SoundPeaks(
                channels: channels.count, frames: call.length, sampleRateHz: call.sampleRateHz, sounds: jobs)
            let paths = try write(sound, outline: &outline, below: folder)
            return (paths, outline?.result ?? [])
        }
    }

    /// A file in every format: what goes into it.
    private struct Sound {
        var name: String
        var channels: [(tracks: [AudioSummary.Track], prefix: String)]
        var frames: Int
        var sampleRateHz: Int
        /// Capture time of sample 0, ns since 1970 UTC.
        var start: Int64
        var title: String
        /// Findings that have a place.
        var findings: [SoundLabel]
    }

    /// Findings of a call, and of the streams that are in its channels.
    private func labels(of call: AudioSummary.Call, _ index: Int) -> [SoundLabel] {
        let own = SoundLabel.labels(of: summary.placed(summary.findings(ofCall: index), in: call))
        return call.channels.reduce(into: own) { labels, channel in
            let found = channel.streams.flatMap { findings[$0 - 1] }
            let prefix = call.channels.count == 2 ? channel.position + ": " : ""
            labels += SoundLabel.labels(of: summary.placed(found, in: call), prefix: prefix)
        }
    }

    /// Mixes the tracks of each channel into one file a format, and writes the labels beside them.
    ///
    /// - Parameter outline: Taken along with the first file.
    private func write(_ sound: Sound, outline: inout SoundPeaks?, below folder: String) throws -> [String] {
        var mixer = try Mixer(sound.channels, frames: sound.frames, store: store, name: sound.name)
        let labels = (mixer.labels + sound.findings).inOrder
        var paths = [try writeLabels(labels, of: sound, below: folder)]
        if formats.contains(.wav) {
            let path = "audio/\(sound.name).wav"
            let header = WaveHeader(
                channels: sound.channels.count, sampleRateHz: sound.sampleRateHz, frames: sound.frames,
                broadcast: BroadcastExtension(
                    sound.title, start: sound.start, sampleRateHz: sound.sampleRateHz, channels: sound.channels.count,
                    captures: captures), labels: labels)
            let file = try WaveWriter(header, writing: Self.makeFile(folder + "/" + path), path: path)
            try mixer.forEachBlock(Self.blockFrames) { block, count throws(SoundFileError) in
                outline?.add(block, frames: count)
                if let block { try file.write(block) } else { try file.skip(bytes: count * sound.channels.count * 2) }
            }
            try file.finish()
            paths.append(path)
        }
        if formats.contains(.mp3) {
            let path = "audio/\(sound.name).mp3"
            var file = try MP3File(
                writing: Self.makeFile(folder + "/" + path), path: path, channels: sound.channels.count,
                sampleRateHz: sound.sampleRateHz, tags: tags(of: sound))
            mixer = try Mixer(sound.channels, frames: sound.frames, store: store, name: sound.name)
            let isRead = formats.contains(.wav)
            try mixer.forEachBlock(Self.blockFrames) { block, count throws(SoundFileError) in
                if !isRead { outline?.add(block, frames: count) }
                if let block { try file.write(block, frames: count) } else { try file.writeSilence(frames: count) }
            }
            try file.finish()
            paths.append(path)
        }
        return paths
    }

    private func tags(of sound: Sound) -> MP3Tags {
        let hash = captures.first?.sha256.map { ", capture SHA-256 \($0)" } ?? ""
        return MP3Tags(title: sound.title, comment: "sample 0 captured at \(FigureText.rfc3339(sound.start))\(hash)")
    }

    /// The label file begins with the capture time of sample 0.
    private func writeLabels(_ labels: [SoundLabel], of sound: Sound, below folder: String) throws -> String {
        let path = "audio/\(sound.name).txt"
        let start = SoundLabel(start: 0, end: 0, text: "start " + FigureText.rfc3339(sound.start))
        let text = ([start] + labels).audacityText(sampleRateHz: sound.sampleRateHz)
        let descriptor = try Self.makeFile(folder + "/" + path)
        defer { close(descriptor) }
        // The buffer lives only inside the closure.
        guard Array(text.utf8).withUnsafeBytes({ WaveWriter.write($0, to: descriptor) }) else {
            throw WaveWriter.failure(path)
        }
        return path
    }

    /// One thread makes files at a time: the system lets no two make some in one folder, and its wait costs processor time.
    private static let turn = Mutex(())

    private static func makeFile(_ path: String) throws(SoundFileError) -> Int32 {
        let descriptor = turn.withLock { _ in
            open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        }
        guard descriptor >= 0 else {
            throw SoundFileError(path: path, reason: .notWritten(String(cString: strerror(errno))))
        }
        return descriptor
    }
}
