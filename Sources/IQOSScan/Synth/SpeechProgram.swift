import Foundation

/// espeak-ng, run as a child process.
public struct SpeechProgram: Sendable {
    private let executable: String

    /// - Parameter searchPath: Folders separated by colons, as in `PATH`.
    /// - Returns: `nil` where espeak-ng is in none of them.
    public init?(searchPath: String) {
        let candidates = searchPath.split(separator: ":").map { "\($0)/espeak-ng" }
        guard let found = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            return nil
        }
        executable = found
    }

    /// Speaks a text.
    ///
    /// - Parameters:
    ///   - voice: A voice of espeak-ng (`espeak-ng --voices` lists them), such as `es` or `en-gb`.
    /// - Throws: `SpeechError` where the program fails, which it does for an unknown voice.
    public func speak(_ text: String, voice: String) throws(SpeechError) -> (samples: [Int16], sampleRateHz: Int) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("iqos-call-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let wav = folder.appendingPathComponent("speech.wav")
        let message: String
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            message = try run(text, voice: voice, folder: folder, wav: wav)
        } catch {
            throw SpeechError(program: executable, voice: voice, message: "\(error)")
        }
        guard message.isEmpty else { throw SpeechError(program: executable, voice: voice, message: message) }
        do {
            return try SoundFile.read(wav.path)
        } catch {
            throw SpeechError(program: executable, voice: voice, message: "it wrote no sound")
        }
    }

    /// Runs the program; texts and messages go through files, so that no pipe can fill up.
    ///
    /// - Returns: What it complained about on failure, else the empty text.
    private func run(_ text: String, voice: String, folder: URL, wav: URL) throws -> String {
        let input = folder.appendingPathComponent("text")
        let complaints = folder.appendingPathComponent("stderr")
        try Data(text.utf8).write(to: input)
        try Data().write(to: complaints)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = ["-v", voice, "-f", input.path, "-w", wav.path]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: complaints)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus != 0 else { return "" }
        let text = String(decoding: try Data(contentsOf: complaints), as: UTF8.self)
        let line = text.split(separator: "\n").first.map(String.init)
        return line ?? "exit status \(process.terminationStatus)"
    }
}

/// Why a text could not be spoken.
public struct SpeechError: Error, Sendable, Equatable, CustomStringConvertible {
    public var program: String
    public var voice: String
    public var message: String

    public var description: String {
        "\(program): voice \(voice): \(message); see espeak-ng --voices"
    }
}
