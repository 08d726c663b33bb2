import Foundation
import IQOSCore

/// A whole run: captures in, report and sound out.
public struct Scan {
    /// How far a run has come.
    public struct Progress: Sendable {
        public enum Stage: Sendable { case measuring, listening, writing }
        public var stage: Stage
        /// Stored bytes read in this pass; bytes of packets whose sound was written.
        public var bytes: Int
        /// `nil` where an input is a pipe, and while reports are written.
        public var totalBytes: Int?
        public var streams: Int
    }

    private let options: ScanOptions
    private let report: @Sendable (Progress) -> Void
    private let noteFolder: (String?) -> Void

    /// - Parameters:
    ///   - progress: Called now and then, from any thread.
    ///   - unfinishedFolder: Called with the path of the folder that is being filled, for whoever ends the run from
    ///     outside, and with `nil` before it is moved to its place.
    public init(
        _ options: ScanOptions, progress: @escaping @Sendable (Progress) -> Void = { _ in },
        unfinishedFolder: @escaping (String?) -> Void = { _ in }
    ) {
        self.options = options
        report = progress
        noteFolder = unfinishedFolder
    }

    /// Runs it, and writes the output folder if one is asked for.
    ///
    /// - Throws: `InputError`, `OutputError` or `SoundFileError`; then nothing is left behind.
    public func run() throws -> ScanResult {
        var folder: OutputFolder?
        // Before hours of work, not after: a folder that must not be replaced ends the run here.
        if let output = options.output {
            if options.workbook, !Workbook.isAvailable {
                throw OutputError(path: Workbook.fileName, reason: .noWorkbookLibrary)
            }
            let made = try OutputFolder(at: output, force: options.force, keeping: options.input.paths)
            noteFolder(made.temporaryPath)
            folder = consume made
        }
        let wantsAudio = folder != nil && !(options.audio.isEmpty && options.export.isEmpty)
        var input = options.input
        input.keepForSecondPass = wantsAudio
        let captures = try CaptureSet(input)
        let (summary, measured) = try measure(captures)
        var result = measured
        if wantsAudio { result = try listen(captures, summary, result, to: &folder) }
        result.csvDialect = options.csvDialect
        result.language = options.language
        if folder != nil {
            report(Progress(stage: .writing, bytes: 0, totalBytes: nil, streams: summary.streamCount))
            if wantsAudio, options.embedAudio { result.embeddedSoundFolder = folder?.temporaryPath }
            try folder?.write(&result, workbook: options.workbook)
            noteFolder(nil)
            try folder?.commit()
        }
        return result
    }

    /// The first pass.
    func measure(_ captures: CaptureSet) throws -> (ScanSummary, ScanResult) {
        var scanner = StreamScanner(options.scanner, seed: .random(in: 1 ... .max))
        var log = LogStore(folder: options.input.spoolFolder)
        var (batches, selected) = (0, 0)
        let restart = {
            selected = 0
            scanner = StreamScanner(options.scanner, seed: .random(in: 1 ... .max))
            log = LogStore(folder: options.input.spoolFolder)
        }
        tell(.measuring, captures, streams: 0)
        try captures.forEachBatch(restart: restart) { bytes, frames, file in
            scanner.ingest(frames, in: bytes, file: file)
            selected += frames.count
            try log.collect(from: &scanner)
            batches += 1
            if batches % 64 == 0 { tell(.measuring, captures, streams: scanner.streamCount) }
        }
        tell(.measuring, captures, streams: scanner.streamCount)
        scanner.finish()
        let records = log
        records.finish(scanner)
        let start = captures.files.compactMap(\.firstPacket).min()
        let summary = ScanSummary(scanner, options: options.scanner, captureStart: start) { records.record($0) }
        let head = ScanHead(
            options: options, captures: captures, filteredFrames: selected, scanner: scanner, summary: summary
        ).report
        let result = ScanResult(
            head: head, streamCount: summary.streamCount, stream: { summary.withStream(at: $0, $1) },
            callCount: summary.callCount, call: { summary.call(at: $0) })
        return (summary, result)
    }

    /// The second pass: sound files, and a result that tells of them.
    private func listen(
        _ captures: CaptureSet, _ summary: ScanSummary, _ measured: ScanResult, to folder: inout OutputFolder?
    ) throws -> ScanResult {
        let store = try PacketStore(folder: options.input.spoolFolder)
        let plan = try collect(captures, summary, in: store)
        let (report, streams) = (report, summary.streamCount)
        store.played = { report(Progress(stage: .writing, bytes: $0, totalBytes: $1, streams: streams)) }
        let files = try folder?.write(
            AudioFiles(
                store: store, plan: plan, summary: summary, formats: options.audio,
                captures: measured.head.capture.files))
        let audio = AudioSummary(files?.sounds ?? [], files?.conversations ?? [:], plan, of: summary)
        try folder?.write(
            ExportFiles(store: store, plan: plan, summary: audio.summary, formats: options.export))
        return measured.adding(audio, files: files ?? AudioFiles.Written())
    }

    /// Reads the captures once more and sorts the packets by stream.
    private func collect(
        _ captures: CaptureSet, _ summary: ScanSummary, in store: PacketStore
    ) throws -> ListeningPlan {
        var listener = summary.listener(
            concealment: options.concealment, decoders: options.decoders, srtp: options.srtp,
            keepsPackets: !options.export.isEmpty, time: options.scanner.time,
            seed: .random(in: 1 ... .max))
        captures.rewind()
        var batches = 0
        tell(.listening, captures, streams: summary.streamCount)
        try captures.forEachBatchAgain { bytes, frames, file in
            listener.ingest(frames, in: bytes, file: file)
            try store.collect(from: &listener, atEnd: false)
            batches += 1
            if batches % 64 == 0 { tell(.listening, captures, streams: summary.streamCount) }
        }
        tell(.listening, captures, streams: summary.streamCount)
        try store.collect(from: &listener, atEnd: true)
        return listener.plan
    }

    private func tell(_ stage: Progress.Stage, _ captures: CaptureSet, streams: Int) {
        report(
            Progress(stage: stage, bytes: captures.bytesRead, totalBytes: captures.totalBytes, streams: streams))
    }
}

extension OutputFolder {
    borrowing func write(_ files: AudioFiles) throws -> AudioFiles.Written {
        do { return try files.write(to: self) } catch { throw placed(error) }
    }

    borrowing func write(_ files: ExportFiles) throws {
        do { try files.write(to: self) } catch { throw placed(error) }
    }

    /// An error of a file that calls itself by its place below the folder; what is no file, as a stream that cannot be
    /// read back, has none there.
    private borrowing func placed(_ error: any Error) -> any Error {
        guard var error = error as? SoundFileError, error.path.contains("/") else { return error }
        error.path = path + "/" + error.path
        return error
    }
}

extension ScanResult {
    /// The same result with what is known of its sound.
    func adding(_ audio: AudioSummary, files: AudioFiles.Written) -> ScanResult {
        var head = head
        let summary = audio.summary
        head.warnings += audio.warnings
        let path = { @Sendable (name: String) -> String? in files.paths.contains(name) ? name : nil }
        let tooLarge = { @Sendable (names: [String]) -> String? in
            files.tooLarge.isDisjoint(with: names) ? nil : "its sound is too large for a file of this system"
        }
        // Exports alone take the second pass, too.
        let unasked = files.paths.isEmpty ? "no sound was asked for" : nil
        return ScanResult(
            head: head, streamCount: streamCount,
            stream: { place, body in
                summary.withStream(at: place) { report in
                    var sound = audio.report(ofStream: place)
                    sound.wav = path("audio/stream-\(place + 1).wav")
                    sound.mp3 = path("audio/stream-\(place + 1).mp3")
                    sound.labels = path("audio/stream-\(place + 1).txt")
                    sound.reason =
                        tooLarge(["audio/stream-\(place + 1).wav", "audio/stream-\(place + 1).mp3"]) ?? sound.reason
                        ?? unasked
                    report.hear(audio.keys(ofStream: place, events: report.dtmf))
                    report.hear(sound)
                    body(&report)
                }
            }, callCount: callCount,
            call: { index in
                var report = summary.call(at: index)
                var sound = audio.report(ofCall: index)
                sound.wav = path("audio/call-\(index + 1).wav")
                sound.mp3 = path("audio/call-\(index + 1).mp3")
                sound.labels = path("audio/call-\(index + 1).txt")
                sound.reason =
                    tooLarge(["audio/call-\(index + 1).wav", "audio/call-\(index + 1).mp3"]) ?? sound.reason ?? unasked
                sound.peaks = files.peaks[index] ?? []
                sound.conversation = audio.conversation(index)
                if sound.conversation == nil {
                    sound.unknown.note(
                        "conversation", audio.untimedReason(ofCall: index) ?? "one direction has no sound")
                }
                report.findings = audio.findings(ofCall: index)
                report.hear(sound)
                return report
            })
    }
}
