import Foundation
import IQOSCore
import Synchronization

/// Scans every capture on its own into a folder each, with an index over all; what has not changed since is left as it is.
public struct EachScan: Sendable {
    /// How far a run has come.
    public struct Progress: Sendable {
        public var done: Int
        public var total: Int
        /// What was wrong with the newest one.
        public var failure: String?
    }

    private let inputs: [String]
    private let folder: String
    private let options: ScanOptions

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
    /// - Parameter report: Called from any thread, after each capture.
    /// - Returns: What became of each capture, in order of their paths.
    /// - Throws: `OutputError` where the folder is not ours or cannot be written. A capture that fails is an entry.
    public func run(_ report: @escaping @Sendable (Progress) -> Void = { _ in }) throws -> [EachEntry] {
        let index = EachIndex(folder: folder)
        let known = try index.read(force: options.force)
        let files = captures()
        var names = Set<String>()
        let work = files.map { file in (file: file, name: Self.name(of: file.shown, taken: &names)) }
        let results = Mutex<[Int: EachEntry]>([:])
        DispatchQueue.concurrentPerform(iterations: work.count) { place in
            let (file, name) = work[place]
            let entry = self.entry(of: file, named: name, known: known[file.shown])
            let done = results.withLock { all in
                all[place] = entry
                return all.count
            }
            report(Progress(done: done, total: work.count, failure: entry.failure.map { "\(file.shown): \($0)" }))
        }
        let entries = results.withLock { all in work.indices.compactMap { all[$0] } }.filter { !$0.isNoCapture }
        try index.write(entries, dialect: options.csvDialect)
        return entries
    }

    private struct Input: Sendable {
        var path: String
        /// As the index names it: below the folder that was given, else its name.
        var shown: String
        /// It lies in a folder that was given, so that it need not be a capture at all.
        var isFound: Bool
    }

    private func captures() -> [Input] {
        var seen = Set<[UInt64]>()
        return inputs.flatMap { input in
            let paths = InputPaths(input, seen: &seen)
            let prefix = input.hasSuffix("/") ? input : input + "/"
            return paths.entries.compactMap { entry -> Input? in
                switch entry {
                case .file(let path), .failure(let path, _):
                    let isBelow = paths.isFolder && path.hasPrefix(prefix)
                    return Input(
                        path: path,
                        shown: isBelow
                            ? String(path.dropFirst(prefix.count)) : (path as NSString).lastPathComponent,
                        isFound: paths.isFolder)
                case .repeated: return nil
                }
            }
        }
    }

    /// A folder's name that no other capture has, and that is one component.
    private static func name(of path: String, taken: inout Set<String>) -> String {
        var name = String(
            path.unicodeScalars.map { $0 == "/" || $0.value < 0x20 ? "_" : Character($0) }.drop {
                $0 == "." || $0 == "_"
            })
        while name.utf8.count > 200 { name.removeLast() }
        if name.isEmpty { name = "capture" }
        var candidate = name + "-iqos"
        var number = 2
        while !taken.insert(candidate).inserted {
            candidate = "\(name)-\(number)-iqos"
            number += 1
        }
        return candidate
    }

    private func entry(of input: Input, named name: String, known: EachEntry?) -> EachEntry {
        var entry = EachEntry(file: input.shown, folder: name)
        entry.version = ScanReport().generatorVersion
        entry.options = options.fingerprint
        var status = stat()
        if stat(input.path, &status) == 0 {
            entry.sizeBytes = Int(status.st_size)
            entry.modified = "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
        }
        let output = folder + "/" + name
        if let known, known.describes(entry),
            known.failure != nil || FileManager.default.fileExists(atPath: output + "/report.json")
        {
            return known
        }
        var own = options
        own.input.paths = [input.path]
        own.output = output
        do {
            entry.tell(try Scan(own).run())
        } catch let error as InputError {
            entry.failure = "\(error)"
            entry.isNoCapture = input.isFound && error.isForeign
        } catch {
            entry.failure = "\(error)"
        }
        return entry
    }
}
