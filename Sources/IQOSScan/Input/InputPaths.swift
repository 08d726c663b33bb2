import Foundation

/// The files that one path given by the user stands for, in an order that depends on nothing else.
struct InputPaths {
    enum Entry: Equatable {
        case file(String)
        case failure(String, InputFailure)
        /// A file that an earlier path gave already, by whatever name: this one's, and that one's.
        case repeated(String, of: String)
    }

    private(set) var entries: [Entry] = []
    /// Whether the path is a folder: what is no capture in it is passed over without a word.
    private(set) var isFolder = false
    /// What reports below the folder say that the runs wrote which made them.
    private var exported: Set<String> = []

    /// - Parameter seen: Path by device and inode of every regular file that earlier paths gave; this one's are added.
    init(_ path: String, seen: inout [[UInt64]: String]) {
        add(path, isBelowFolder: false, seen: &seen)
    }

    private mutating func add(_ path: String, isBelowFolder: Bool, seen: inout [[UInt64]: String]) {
        var status = stat()
        guard stat(path, &status) == 0 else { return entries.append(.failure(path, .open(errno))) }
        switch status.st_mode & S_IFMT {
        case S_IFDIR:
            // What another run is writing is no new capture, nor is what an earlier one exported. Only that: whoever puts a
            // report into a folder, or a capture into that of a report, hides no capture.
            if isBelowFolder {
                if OutputFolder.isUnfinished(path) { return }
                if let manifest = OutputManifest(reportAt: path + "/report.json"), manifest.isOurs {
                    for file in manifest.files where OutputFolder.isNameOfOurs(file) {
                        exported.insert(path + "/" + file)
                    }
                }
            }
            isFolder = true
            addEntries(of: path, seen: &seen)
        case S_IFREG:
            if isBelowFolder, exported.contains(path) { return }
            let key = [UInt64(status.st_dev), UInt64(status.st_ino)]
            if let first = seen[key] { return entries.append(.repeated(path, of: first)) }
            seen[key] = path
            entries.append(.file(path))
        default:
            // A pipe given by name is meant; one that lies in a folder would only block.
            if !isBelowFolder { entries.append(.file(path)) }
        }
    }

    private mutating func addEntries(of folder: String, seen: inout [[UInt64]: String]) {
        guard let names = Self.names(in: folder) else { return entries.append(.failure(folder, .open(errno))) }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            let path = prefix + name
            // Links to folders are not followed, as they may lead in a circle, nor links to nowhere.
            if Self.isLink(path), !Self.isFile(path) { continue }
            add(path, isBelowFolder: true, seen: &seen)
        }
    }

    /// - Returns: `nil`, and `errno`, where the folder cannot be read.
    private static func names(in folder: String) -> [String]? {
        guard let directory = opendir(folder) else { return nil }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    private static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
}
