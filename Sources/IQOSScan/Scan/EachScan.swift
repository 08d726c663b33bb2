import Foundation
import IQOSCore
import Synchronization

/// Scans every capture on its own into a folder each, with an index over all; what has not changed since is left as it is.
public final class EachScan: Sendable {
    /// How far a run has come.
    public struct Progress: Sendable {
        public var done: Int
        public var total: Int
        /// Whether the newest one was looked at now, and not in an earlier run.
        public var isFresh: Bool
        /// What was wrong with the newest one.
        public var failure: String?
        /// What became of the capture that is done.
        public var entry: EachEntry
        public var elapsed: Duration
    }

    /// What became of all captures.
    public struct Outcome: Sendable {
        /// In order of their paths, folder after folder.
        public var entries: [EachEntry]
        /// How many were analysed in an earlier run and left as they were.
        public var unchanged: Int

        public var failed: Int { entries.count { $0.failure != nil } }
        /// How many were analysed in this run.
        public var analysed: Int { entries.count - unchanged - failed }

        /// 0 where one capture was analysed, else why the first one was not.
        public var status: Int32 {
            failed < entries.count ? 0 : entries.first?.status ?? InputError.Status.noCapture.rawValue
        }
    }

    /// A capture, where its report goes, and what an earlier run knew of it.
    private struct Work: Sendable {
        var input: EachInputs.Input
        var folder: String
        var known: EachEntry?
    }

    private let inputs: [String]
    private let folder: String
    private let options: ScanOptions
    private let ledger = Mutex<EachLedger?>(nil)

    /// - Parameters:
    ///   - inputs: Captures, and folders with captures.
    ///   - folder: Gets a folder a capture, `index.html`, `index.csv` and `index.json`.
    ///   - options: Of every scan; its input and its output folder are replaced.
    public init(_ inputs: [String], into folder: String, options: ScanOptions) {
        self.inputs = inputs
        self.folder = folder
        self.options = options
    }

    /// Runs all scans, as many at once as the machine has processors.
    ///
    /// - Parameters:
    ///   - report: Called from any thread, after each capture.
    ///   - unfinishedFolder: Called as `Scan` does it, from any thread, with the capture's number.
    /// - Throws: `OutputError` where the folder is not ours or cannot be written. A capture that fails is an entry.
    public func run(
        _ report: @escaping @Sendable (Progress) -> Void = { _ in },
        unfinishedFolder: @escaping @Sendable (String?, Int) -> Void = { _, _ in }
    ) throws -> Outcome {
        let index = EachIndex(folder: folder)
        let work = Self.work(EachInputs(inputs).files, known: try index.read(force: options.force))
        let ledger = EachLedger(index, known: work.map(\.known), dialect: options.csvDialect, options.language)
        self.ledger.withLock { $0 = ledger }
        let unchanged = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: work.count) { place in
            let began = ContinuousClock.now
            let (entry, isFresh) = self.entry(of: work[place]) { unfinishedFolder($0, place) }
            if !isFresh, entry.failure == nil { unchanged.add(1, ordering: .relaxed) }
            let done = ledger.record(entry, at: place)
            let failure = entry.isNoCapture ? nil : entry.failure.map { "\(entry.file): \($0)" }
            report(
                Progress(
                    done: done, total: work.count, isFresh: isFresh, failure: failure, entry: entry,
                    elapsed: ContinuousClock.now - began))
        }
        return Outcome(entries: try ledger.close(), unchanged: unchanged.load(ordering: .relaxed))
    }

    /// Writes the index over what is done and takes nothing more: for whoever ends the run from outside.
    public func interrupt() {
        _ = try? ledger.withLock { $0 }?.close()
    }

    /// Gives each capture the folder that it had, and those that are new one of their own.
    private static func work(_ files: [EachInputs.Input], known: [String: EachEntry]) -> [Work] {
        var taken = Set(files.compactMap { known[$0.shown]?.folder })
        return files.map { file in
            let entry = known[file.shown]
            return Work(
                input: file, folder: entry?.folder ?? EachInputs.folder(for: file.shown, taken: &taken), known: entry)
        }
    }

    private func entry(of work: Work, noteFolder: @escaping (String?) -> Void) -> (EachEntry, isFresh: Bool) {
        var entry = EachEntry(file: work.input.shown, folder: work.folder)
        if let failure = work.input.failure {
            entry.fail(failure)
            return (entry, true)
        }
        entry.version = ScanReport().generatorVersion
        entry.options = options.fingerprint
        var status = stat()
        if stat(work.input.path, &status) == 0 {
            entry.sizeBytes = Int(status.st_size)
            entry.modified = "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
        }
        let output = folder + "/" + work.folder
        // What comes through a pipe is never the same.
        if let known = work.known, known.holds(for: entry), status.st_mode & S_IFMT == S_IFREG,
            known.failure != nil || known.contents == FolderContents.digest(of: output)
        {
            return (known, false)
        }
        var own = options
        own.input.paths = [work.input.path]
        own.output = output
        do {
            entry.tell(try Scan(own, unfinishedFolder: noteFolder).run())
            entry.contents = FolderContents.digest(of: output)
        } catch {
            noteFolder(nil)
            entry.fail(error)
            entry.isNoCapture =
                work.input.isFound && (error as? InputError)?.isForeign == true
                && !Self.isNamedCapture(work.input.path)
        }
        return (entry, true)
    }

    /// Whether a file calls itself a capture: one that is none is then worth a word.
    private static func isNamedCapture(_ path: String) -> Bool {
        let name = path.lowercased()
        return [".pcap", ".pcapng", ".cap"].contains { ending in
            ["", ".gz", ".zst"].contains { name.hasSuffix(ending + $0) }
        }
    }
}
