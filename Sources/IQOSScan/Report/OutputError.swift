import Foundation
import IQOSCore

/// Why output could not be written, and where.
public struct OutputError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Reason: Sendable, Equatable {
        /// The reader of a pipe went away, which is a normal end.
        case closedPipe
        /// The system refused a write; its error number.
        case write(Int32)
        /// The system refused to make, rename or remove something; its error number.
        case system(Int32, doing: String)
        case noFolderName
        case parentMissing
        case isNoFolder
        case isSymbolicLink
        /// The folder holds a file that is not from us; its path below the folder.
        case foreignFile(String)
        /// The folder holds what is being read; that path.
        case holdsInput(String)
        /// A workbook is wanted and nothing that writes it is installed.
        case noWorkbookLibrary
        /// A workbook, or a sheet of it, could not be begun.
        case notBegun
        /// A library refused to write; its words.
        case library(String)
    }

    /// What `path` is where there is no folder to choose.
    public static let standardOutput = "standard output"

    static let tooManyOpenFiles = "too many files are open; nothing was kept: raise their limit (ulimit -n)"

    public var path: String
    public var reason: Reason

    public init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }

    /// Exit status: 0 for a closed pipe, else 73 (EX_CANTCREAT).
    public var exitCode: Int32 { reason == .closedPipe ? 0 : 73 }

    /// One line: where, what, and what to do about it.
    public var description: String {
        "\(path.printable): \(explanation)"
    }

    /// What, and what to do about it.
    var explanation: String {
        switch reason {
        case .closedPipe:
            "the reader has gone"
        case .write(ENOSPC) where path == Self.standardOutput:
            "no space left on the device; free some or send it elsewhere"
        case .write(EDQUOT) where path == Self.standardOutput:
            "the disk quota is used up; free some or send it elsewhere"
        case .write(let code) where path == Self.standardOutput:
            "cannot be written: \(Self.text(code)); send it elsewhere"
        case .write(ENOSPC), .system(ENOSPC, _):
            "no space left on the device; nothing was kept: free some or choose another folder with -o"
        case .write(EDQUOT), .system(EDQUOT, _):
            "the disk quota is used up; nothing was kept: free some or choose another folder with -o"
        case .write(EMFILE), .system(EMFILE, _):
            Self.tooManyOpenFiles
        case .write(let code):
            "cannot be written: \(Self.text(code)); choose another place with -o"
        case .system(let code, let doing):
            "cannot \(doing): \(Self.text(code)); choose another folder with -o"
        case .noFolderName:
            "is no name for a new folder; name one with -o"
        case .parentMissing:
            "no such folder; create it first or choose another one with -o"
        case .isNoFolder:
            "is a file, not a folder; choose another name with -o"
        case .isSymbolicLink:
            "is a symbolic link, which is never written over; choose another name with -o"
        case .foreignFile(let file):
            "holds \(file.printable), which is not from iqos-scan; choose another folder with -o, or replace all of it with --force"
        case .holdsInput(let input):
            "holds \(input.printable), which is being read; choose another folder with -o"
        case .noWorkbookLibrary:
            "cannot be written without libxlsxwriter: install it (Debian 12: libxlsxwriter4) or leave out --xlsx"
        case .notBegun:
            "cannot be begun; nothing was kept: free some memory and space, or leave out --xlsx"
        case .library(let words):
            "cannot be written: \(words); nothing was kept: free some space or choose another folder with -o"
        }
    }

    private static func text(_ code: Int32) -> String {
        // strerror returns a null-terminated string for every number.
        let text = String(cString: strerror(code))
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
