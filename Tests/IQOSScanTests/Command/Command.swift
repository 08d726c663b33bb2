import Foundation
import Testing

/// The built `iqos-scan` as a child process in a folder of its own.
final class Command {
    struct Outcome {
        var status: Int32
        var output: [UInt8]
        var errors: String

        var text: String { String(decoding: output, as: UTF8.self) }
        var errorLines: [String] { errors.split(separator: "\n").map(String.init) }
    }

    /// Where the test bundle lies, the programs lie too.
    static let program: String = {
        let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return (bundle as NSString).deletingLastPathComponent + "/iqos-scan"
    }()

    private let folder: CaptureFolder

    init() throws {
        folder = try CaptureFolder()
        try #require(
            FileManager.default.isExecutableFile(atPath: Self.program), "\(Self.program) is not built: swift build")
    }

    /// Working folder of the child.
    var path: String { folder.path }

    /// Runs it to its end.
    ///
    /// - Parameters:
    ///   - input: Fed to its standard input through a pipe.
    ///   - shell: Text of a shell command in which `"$IQOS"` is the program; instead of running it with arguments.
    func run(
        _ arguments: [String] = [], input: [UInt8]? = nil, shell: String? = nil, environment: [String: String] = [:]
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: shell == nil ? Self.program : "/bin/bash")
        process.arguments = shell.map { ["-c", $0] + arguments } ?? arguments
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        var variables = ProcessInfo.processInfo.environment
        // The terminal speaks the language of the locale.
        variables["LC_ALL"] = "C.UTF-8"
        variables.merge(environment) { $1 }
        variables["IQOS"] = Self.program
        process.environment = variables
        // Files, not pipes: whoever reads two pipes in turn may wait for ever.
        let outputPath = path + "/.stdout-" + UUID().uuidString
        let errorPath = path + "/.stderr-" + UUID().uuidString
        for file in [outputPath, errorPath] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
        defer { for file in [outputPath, errorPath] { try? FileManager.default.removeItem(atPath: file) } }
        process.standardOutput = FileHandle(forWritingAtPath: outputPath)
        process.standardError = FileHandle(forWritingAtPath: errorPath)
        let pipe = Pipe()
        process.standardInput = input == nil ? FileHandle.nullDevice : pipe
        try process.run()
        if let input {
            // A child that ends early closes the pipe, which is no error of ours.
            signal(SIGPIPE, SIG_IGN)
            try? pipe.fileHandleForWriting.write(contentsOf: input)
            try? pipe.fileHandleForWriting.close()
        }
        process.waitUntilExit()
        return Outcome(
            status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
            output: [UInt8](FileManager.default.contents(atPath: outputPath) ?? Data()),
            errors: String(decoding: FileManager.default.contents(atPath: errorPath) ?? Data(), as: UTF8.self))
    }

    /// Copies a sample to the working folder.
    @discardableResult
    func sample(_ name: String, as copy: String? = nil) throws -> String {
        try folder.write(try Samples.bytes(name), to: copy ?? name)
    }

    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        try folder.write(bytes, to: name)
    }

    func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
    }

    func json(_ name: String) throws -> JSONNode { try JSONNode(text: bytes(name)) }

    /// Everything in the working folder, hidden or not.
    var entries: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
            .filter { !$0.hasPrefix(".stdout-") && !$0.hasPrefix(".stderr-") }.sorted()
    }

    /// Files below a folder with their bytes.
    func contents(of name: String) throws -> [String: [UInt8]] {
        let base = path + "/" + name
        var contents: [String: [UInt8]] = [:]
        for file in try FileManager.default.subpathsOfDirectory(atPath: base) {
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: base + "/" + file, isDirectory: &isFolder)
            if exists, !isFolder.boolValue { contents[file] = try bytes(name + "/" + file) }
        }
        return contents
    }

    func mode(_ name: String) throws -> Int {
        try #require(
            FileManager.default.attributesOfItem(atPath: path + "/" + name)[.posixPermissions] as? Int)
    }

    /// Whether a program is in the search path.
    static func has(_ program: String) -> Bool {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.contains { FileManager.default.isExecutableFile(atPath: $0 + "/" + program) }
    }
}
