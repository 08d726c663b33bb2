import Foundation

/// The place of an output folder: what may be replaced there, and where its temporary sibling goes.
extension OutputFolder {
    /// Splits a path into an existing parent and a name in it.
    static func place(of path: String) throws(OutputError) -> (path: String, parent: String, name: String) {
        var components = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        guard let name = components.popLast(), name != ".", name != "..", !path.utf8.contains(0) else {
            throw OutputError(path: path.isEmpty ? "\"\"" : path, reason: .noFolderName)
        }
        let prefix = path.hasPrefix("/") ? "/" : ""
        let parent = components.isEmpty ? (prefix.isEmpty ? "." : "/") : prefix + components.joined(separator: "/")
        guard kind(of: parent, followingLinks: true) == S_IFDIR else {
            throw OutputError(path: parent, reason: .parentMissing)
        }
        return (prefix + (components + [name]).joined(separator: "/"), parent, name)
    }

    /// Refuses a file, a link, and without `force` a folder that holds any file which its own report does not list.
    static func checkReplaceable(_ path: String, shown: String, force: Bool) throws(OutputError) {
        switch kind(of: path) {
        case nil: return
        case S_IFDIR: break
        case S_IFLNK: throw OutputError(path: shown, reason: .isSymbolicLink)
        default: throw OutputError(path: shown, reason: .isNoFolder)
        }
        guard !force else { return }
        let manifest = OutputManifest(reportAt: path + "/report.json")
        let listed = manifest?.isOurs == true ? manifest?.files ?? [] : []
        let foreign = files(below: path).filter { file in
            !listed.contains(file) || kind(of: path + "/" + file) != S_IFREG
        }
        if let first = foreign.min() { throw OutputError(path: shown, reason: .foreignFile(first)) }
    }

    /// Refuses a folder that a path which is being read lies in, by whatever names and links.
    static func checkKept(_ inputs: [String], in path: String, shown: String) throws(OutputError) {
        guard let folder = resolved(path) else { return }
        for input in inputs {
            guard let file = resolved(input), file == folder || file.hasPrefix(folder + "/") else { continue }
            throw OutputError(path: shown, reason: .holdsInput(input))
        }
    }

    private static func resolved(_ path: String) -> String? {
        guard let name = realpath(path, nil) else { return nil }
        defer { free(name) }
        return String(cString: name)
    }

    /// Makes a locked folder `.NAME.part-N` and removes what killed runs left of theirs.
    static func makeTemporary(
        in parent: String, named name: String, shown: String
    ) throws(OutputError) -> (path: String, lock: Int32) {
        removeLeftovers(in: parent, named: name)
        for number in 1...1000 {
            // 200 bytes of the name leave room for the rest below the 255 of a file name.
            let path = parent + "/" + temporaryPrefix(of: name) + String(number)
            guard kind(of: path + asideSuffix) == nil else { continue }
            if mkdir(path, 0o700) == 0 {
                let lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
                if lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 { return (path, lock) }
                let code = errno
                if lock >= 0 { close(lock) }
                // Another run took it for a leftover in the instant before the lock: the next number is free.
                if code == EWOULDBLOCK || code == ENOENT { continue }
                rmdir(path)
                throw OutputError(path: shown, reason: .system(code, doing: "be locked"))
            } else if errno != EEXIST {
                throw OutputError(path: shown, reason: .system(errno, doing: "be created"))
            }
        }
        throw OutputError(path: shown, reason: .system(EEXIST, doing: "be created"))
    }

    /// Removes temporary folders that no running process holds a lock on, and whose files look like ours only.
    private static func removeLeftovers(in parent: String, named name: String) {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        let prefix = temporaryPrefix(of: name)
        for entry in entries where entry.hasPrefix(prefix) {
            let path = parent + "/" + entry
            guard isNumber(entry.dropFirst(prefix.count)) else { continue }
            let lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
            guard lock >= 0 else { continue }
            defer { close(lock) }
            guard flock(lock, LOCK_EX | LOCK_NB) == 0, files(below: path).allSatisfy(isNameOfOurs) else { continue }
            try? FileManager.default.removeItem(atPath: path)
        }
    }

    /// Whether a folder is what a run is filling at this moment, or left when it was killed.
    static func isUnfinished(_ path: String) -> Bool {
        guard let name = path.split(separator: "/").last, name.hasPrefix("."),
            let mark = name.range(of: partMark, options: .backwards), isNumber(name[mark.upperBound...])
        else { return false }
        return files(below: path).allSatisfy(isNameOfOurs)
    }

    /// The end of a temporary folder's name, as another run may have made it.
    private static func isNumber(_ end: Substring) -> Bool {
        let digits = end.hasSuffix(asideSuffix) ? end.dropLast(asideSuffix.count) : end
        return !digits.isEmpty && digits.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }

    /// Whether a run may have written a file, by its path below the folder.
    static func isNameOfOurs(_ file: String) -> Bool {
        if file == Workbook.fileName || ReportFormat.files.contains(where: { $0.fileName == file }) { return true }
        let isSound = file.hasPrefix("audio/call-") || file.hasPrefix("audio/stream-")
        if file.hasPrefix("export/stream-") { return true }
        return isSound && [".wav", ".mp3", ".txt"].contains { file.hasSuffix($0) }
    }

    /// What a folder that is being replaced is called for the instant between two renames, after the temporary one's name.
    static let asideSuffix = "-old"

    private static let partMark = ".part-"

    private static func temporaryPrefix(of name: String) -> String {
        "." + String(decoding: name.utf8.prefix(200), as: UTF8.self) + partMark
    }

    /// The type bits of a path's mode; `nil` where there is nothing.
    static func kind(of path: String, followingLinks: Bool = false) -> mode_t? {
        var status = stat()
        let result = followingLinks ? stat(path, &status) : lstat(path, &status)
        return result == 0 ? status.st_mode & S_IFMT : nil
    }
}
