import Crypto
import Foundation
import IQOSCore

/// What the folder of a report holds, as a short text that is another one once any of it was changed or is gone.
enum FolderContents {
    private static let partBytes = 1 << 20

    /// SHA-256 over the files that report.json lists: their names, sizes and bytes. Of sound and of exported packets the
    /// bytes are left out: to read them takes as long as to make them.
    ///
    /// - Returns: Lower-case hexadecimal; `nil` where the report or a file that it lists is missing.
    static func digest(of folder: String) -> String? {
        guard let manifest = OutputManifest(reportAt: folder + "/report.json") else { return nil }
        var hash = SHA256()
        for name in manifest.files.sorted() {
            var status = stat()
            let path = folder + "/" + name
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
            hash.update(data: Data("\(name)\0\(status.st_size)\0".utf8))
            guard !name.contains("/") else { continue }
            guard add(path, to: &hash) else { return nil }
        }
        return Hexadecimal.text(hash.finalize())
    }

    private static func add(_ path: String, to hash: inout SHA256) -> Bool {
        guard let handle = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? handle.close() }
        do {
            while let part = try handle.read(upToCount: partBytes), !part.isEmpty { hash.update(data: part) }
            return true
        } catch {
            return false
        }
    }
}
