import Foundation
import IQOSCore

/// Why the bytes or frames of one input end early; `CaptureSet` adds which input.
enum InputFailure: Error, Equatable {
    case format(FormatError)
    /// First bytes of something that is no capture; at most `CaptureFormat.sniffLength`.
    case noCapture([UInt8])
    /// Compressed data is damaged or cut; `offset` counts stored bytes.
    case compression(Compression, offset: Int, what: String)
    /// libpcap's own message.
    case library(String)
    case folderWithoutCaptures
    /// `errno` of open(2) or read(2).
    case open(Int32)
    case read(Int32)
    /// `errno` of writing the temporary file.
    case spool(Int32)
    case spoolLimit(Int)
    /// Bytes that all open captures may take together; `nil` where the system has none left.
    case memory(Int?)

    /// As an error that ends the run, for the input at `path`.
    func error(path: String) -> InputError {
        let subject = path == "-" || path == "/dev/stdin" ? "standard input" : path
        var error = InputError(status, subject, what, advice: advice)
        if case .noCapture = self { error.isForeign = true }
        return error
    }

    var status: InputError.Status {
        switch self {
        case .format, .noCapture, .compression, .library, .folderWithoutCaptures: .noCapture
        case .open: .cannotOpen
        case .read, .memory: .readError
        case .spool, .spoolLimit: .cannotSpool
        }
    }

    /// Whether every input must stop, not only this one: nothing is wrong with it, and others would miss as well.
    var endsRun: Bool { status == .cannotSpool || self == .open(EMFILE) || self == .open(ENFILE) }

    var what: String {
        switch self {
        case .format(let error): error.description
        case .noCapture([]): "the file is empty"
        case .noCapture(let bytes): Self.describe(bytes)
        case .compression(let compression, let offset, let what):
            "byte \(offset): \(compression.rawValue) data \(what)"
        case .library(let message): message
        case .folderWithoutCaptures: "the folder holds no capture"
        case .open(let number): "cannot be opened: \(Self.text(number))"
        case .read(let number): "cannot be read: \(Self.text(number))"
        case .spool(let number): "cannot be kept in a temporary file for the second pass: \(Self.text(number))"
        case .spoolLimit(let limit): "is larger than the \(limit) bytes that may be kept for the second pass"
        case .memory(let limit?):
            "needs more memory than the \(limit) bytes that captures which overlap in time may take together"
        case .memory(nil): "needs more memory than the system has left"
        }
    }

    /// Word for it in the report.
    var warningCode: String {
        switch self {
        case .format(let error) where error.isTruncation: "truncated-capture"
        case .format, .noCapture, .library, .folderWithoutCaptures: "broken-capture"
        case .compression: "damaged-compression"
        case .open, .read, .spool, .spoolLimit: "read-error"
        case .memory: "memory-limit"
        }
    }

    /// How much of the input that leaves.
    var remainder: String {
        if case .open = self { "left out" } else { "analysed up to there" }
    }

    private var advice: String {
        switch self {
        case .format, .library: "check that the capture was copied whole"
        case .noCapture(let bytes):
            Self.foreign(bytes)?.advice ?? Self.wantsFile
        case .folderWithoutCaptures: Self.wantsFolder
        case .compression: "check that the file was copied whole"
        case .memory: "give fewer captures that overlap in time"
        case .open(EMFILE): "raise the limit of open files (ulimit -n) or give fewer captures that overlap in time"
        case .open: "check the path and its permissions"
        case .read: "check the disk or copy the file elsewhere first"
        case .spool: "free space there, or leave out sound (--audio none)"
        case .spoolLimit: "raise --max-spool, or leave out sound (--audio none)"
        }
    }

    static let wantsFile = "give a pcap or pcapng file, plain or compressed by gzip or zstd"
    static let wantsFolder = "give a folder with pcap or pcapng files below it"

    private static func text(_ number: Int32) -> String { String(cString: strerror(number)) }

    private static func describe(_ bytes: [UInt8]) -> String {
        if let foreign = foreign(bytes) { return "is \(foreign.name), which is not read" }
        return "byte 0: 0x\(Hexadecimal.text(bytes.prefix(4))) begins no pcap or pcapng capture"
    }

    /// Formats that people try, by how they begin.
    private static func foreign(_ bytes: [UInt8]) -> (name: String, advice: String)? {
        let formats: [(magic: [UInt8], name: String, advice: String)] = [
            ([0xFD, 0x37, 0x7A, 0x58], "an xz archive", "unpack it first (xz -d)"),
            ([0x42, 0x5A, 0x68], "a bzip2 archive", "unpack it first (bzip2 -d)"),
            ([0x04, 0x22, 0x4D, 0x18], "an lz4 archive", "unpack it first (lz4 -d)"),
            ([0x50, 0x4B, 0x03, 0x04], "a zip archive", "unpack it first (unzip)"),
            (Array("snoop".utf8), "a snoop capture", "convert it first (editcap -F pcapng)"),
            (Array("GMBU".utf8), "a Network Monitor capture", "convert it first (editcap -F pcapng)"),
        ]
        return formats.first { bytes.starts(with: $0.magic) }.map { ($0.name, $0.advice) }
    }
}
