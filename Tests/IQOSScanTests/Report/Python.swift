import Foundation
import IQOSScan
import Testing

/// Independent readers from Python's library, for what our own code must not judge.
///
/// Debian has them in `python3` and `python3-jsonschema`. Without them the tests fail, unless the environment says
/// `IQOS_TESTS_WITHOUT_PYTHON=1`.
enum Python {
    static let isWaived = ProcessInfo.processInfo.environment["IQOS_TESTS_WITHOUT_PYTHON"] == "1"

    /// Runs a script whose arguments are file paths; what it prints is JSON.
    ///
    /// - Throws: When it ends with another status than 0, with what it said.
    static func run(_ script: String, _ arguments: [String]) throws -> Any {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "python3 with python3-jsonschema is needed; see the lines above")
        return try JSONSerialization.jsonObject(with: data, options: [.fragmentsAllowed])
    }
}

/// A folder for one test, removed at its end.
struct Scratch: ~Copyable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/iqos-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file and returns its path.
    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        let place = path + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: place))
        return place
    }
}

extension ReportFormat {
    /// The report in memory.
    func bytes(_ result: ScanResult) throws -> [UInt8] {
        var sink = ByteSink()
        try write(result, to: &sink)
        return sink.bytes
    }

    func text(_ result: ScanResult) throws -> String {
        String(decoding: try bytes(result), as: UTF8.self)
    }
}

/// A path in the repository.
func repositoryPath(_ path: String) -> String {
    let file = URL(fileURLWithPath: #filePath)
    return (0..<4).reduce(file) { url, _ in url.deletingLastPathComponent() }.path + "/" + path
}
