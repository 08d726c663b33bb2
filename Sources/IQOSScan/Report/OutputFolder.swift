import Foundation
import IQOSCore
import Synchronization

/// A folder that appears whole or not at all: filled beside its place, then renamed into it.
///
/// The folder is 0700 and its files 0600, since they hold conversations. Without `commit` nothing is left.
public struct OutputFolder: ~Copyable, Sendable {
    /// Where the folder will be.
    public let path: String
    /// Where it is filled until then.
    public let temporaryPath: String
    private let force: Bool
    /// Holds the lock that tells other runs that this temporary folder is in use.
    private let lock: Int32
    private var isFinished = false

    /// Makes the temporary folder.
    ///
    /// - Parameters:
    ///   - path: The folder to write. Its parent exists; a folder in its place is ours, or empty, or `force` is set.
    ///   - force: Replace a folder whole, with whatever it holds. A file or symbolic link is refused all the same.
    ///   - inputs: What is read meanwhile: a folder that any of it lies in is refused, even by force.
    /// - Throws: Where the folder may not or cannot be written.
    public init(at path: String, force: Bool, keeping inputs: [String] = []) throws(OutputError) {
        let place = try Self.place(of: path)
        try Self.checkKept(inputs, in: place.path, shown: path)
        try Self.checkReplaceable(place.path, shown: path, force: force)
        (temporaryPath, lock) = try Self.makeTemporary(in: place.parent, named: place.name, shown: path)
        self.path = place.path
        self.force = force
    }

    deinit {
        if !isFinished { try? FileManager.default.removeItem(atPath: temporaryPath) }
        close(lock)
    }

    /// Where `name`, a path below the folder such as `audio/call-1.wav`, is until `commit`.
    public borrowing func temporaryPath(of name: String) -> String {
        temporaryPath + "/" + name
    }

    /// Makes a folder below this one.
    public borrowing func makeFolder(_ name: String) throws(OutputError) {
        guard mkdir(temporaryPath(of: name), 0o700) == 0 else {
            throw OutputError(path: path + "/" + name, reason: .system(errno, doing: "be created"))
        }
    }

    /// Makes an empty file below the folder and opens it for reading and writing; the caller closes it.
    public borrowing func makeFile(_ name: String) throws(OutputError) -> Int32 {
        let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let descriptor = open(temporaryPath(of: name), flags, 0o600)
        guard descriptor >= 0 else {
            throw OutputError(path: path + "/" + name, reason: .system(errno, doing: "be created"))
        }
        return descriptor
    }

    /// Writes the report in every format beside the files made so far, and lists all of them in `result.head.outputFiles`.
    ///
    /// - Parameter workbook: Write report.xlsx too; what does not fit in it is a warning of the report.
    public borrowing func write(_ result: inout ScanResult, workbook: Bool = false) throws(OutputError) {
        if workbook { try writeWorkbook(&result) }
        let reports = ReportFormat.files.compactMap(\.fileName)
        result.head.outputFiles = (Self.files(below: temporaryPath) + reports).sorted()
        try writeReports(result)
    }

    /// Writes the reports side by side, and then the page, which keeps all processors busy by itself.
    ///
    /// - Throws: What went wrong with the first of them, in their order, that could not be written.
    private borrowing func writeReports(_ result: ScanResult) throws(OutputError) {
        let formats = ReportFormat.files.filter { $0 != .html }
        let failures = Mutex<[Int: OutputError]>([:])
        DispatchQueue.concurrentPerform(iterations: formats.count) { place in
            do throws(OutputError) {
                try write(formats[place], of: result)
            } catch {
                failures.withLock { $0[place] = error }
            }
        }
        if let failure = failures.withLock({ $0.min { $0.key < $1.key } }) { throw failure.value }
        try write(.html, of: result)
    }

    private borrowing func write(_ format: ReportFormat, of result: ScanResult) throws(OutputError) {
        guard let name = format.fileName else { return }
        let descriptor = try makeFile(name)
        var sink = ByteSink(descriptor: descriptor, name: path + "/" + name)
        do throws(OutputError) {
            try format.write(result, to: &sink)
        } catch {
            close(descriptor)
            throw error
        }
        // Some file systems report a full disk only here.
        guard close(descriptor) == 0 else {
            throw OutputError(path: path + "/" + name, reason: .write(errno))
        }
    }

    private borrowing func writeWorkbook(_ result: inout ScanResult) throws(OutputError) {
        // Made here for its mode; the library opens it again by its name.
        close(try makeFile(Workbook.fileName))
        var book = try Workbook(
            at: temporaryPath(of: Workbook.fileName), shown: path + "/" + Workbook.fileName,
            temporaryFolder: temporaryPath, created: result.head.capture.start,
            isLarge: result.streamCount > Workbook.manyStreams)
        result.head.warnings += try book.addTables(of: result)
        try book.close()
    }

    /// Puts the folder in its place; what was there, checked once more, goes.
    public mutating func commit() throws(OutputError) {
        try Self.checkReplaceable(path, shown: path, force: force)
        // rename replaces an empty folder by itself, but not a full one: that steps aside first, and back if need be.
        let aside = temporaryPath + Self.asideSuffix
        let isReplacing = rename(path, aside) == 0
        if !isReplacing, errno != ENOENT {
            throw OutputError(path: path, reason: .system(errno, doing: "be replaced"))
        }
        guard rename(temporaryPath, path) == 0 else {
            let code = errno
            if isReplacing { rename(aside, path) }
            throw OutputError(path: path, reason: .system(code, doing: "be created"))
        }
        isFinished = true
        if isReplacing { try? FileManager.default.removeItem(atPath: aside) }
    }

    /// Every file below a folder, as paths relative to it in no special order; folders only where they are empty or links.
    static func files(below folder: String) -> [String] {
        var files: [String] = []
        var folders = [""]
        while let current = folders.popLast() {
            let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + current)) ?? []
            for entry in entries {
                let name = current.isEmpty ? entry : current + "/" + entry
                if kind(of: folder + "/" + name) == S_IFDIR { folders.append(name) } else { files.append(name) }
            }
        }
        return files
    }
}
