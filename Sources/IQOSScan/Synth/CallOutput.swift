import Foundation
import IQOSCore

/// The two files of an emulated capture, which appear together and whole or not at all.
public struct CallOutput: Sendable {
    public let capturePath: String

    /// - Parameter capturePath: Path of the capture; the truth stands beside it.
    public init(capturePath: String) {
        self.capturePath = capturePath
    }

    /// `call.truth.json` for `call.pcap`.
    public var truthPath: String {
        let url = URL(fileURLWithPath: capturePath)
        return url.deletingPathExtension().path + ".truth.json"
    }

    public var captureName: String {
        URL(fileURLWithPath: capturePath).lastPathComponent
    }

    /// Writes both files beside their places, then moves them there.
    ///
    /// - Throws: `OutputError` where a file cannot be written; what was there before is then still there.
    public func write(_ frames: FrameList, format: CaptureFormat, truth: CaptureTruth) throws(OutputError) {
        let mark = ".\(ProcessInfo.processInfo.processIdentifier).part"
        let text = truth.text(captureName: captureName)
        let parts = (capture: capturePath + mark, truth: truthPath + mark)
        defer {
            try? FileManager.default.removeItem(atPath: parts.capture)
            try? FileManager.default.removeItem(atPath: parts.truth)
        }
        try attempt(truthPath) { try Data(text.utf8).write(to: URL(fileURLWithPath: parts.truth)) }
        try attempt(capturePath) {
            try Data().write(to: URL(fileURLWithPath: parts.capture))
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: parts.capture))
            try format.write(frames) { block throws(any Error) in try handle.write(contentsOf: Data(block)) }
            try handle.close()
        }
        try move(parts.truth, to: truthPath)
        try move(parts.capture, to: capturePath)
    }

    private func attempt(_ path: String, _ action: () throws -> Void) throws(OutputError) {
        do {
            try action()
        } catch {
            throw OutputError(path: path, message: (error as NSError).localizedDescription)
        }
    }

    private func move(_ part: String, to path: String) throws(OutputError) {
        guard rename(part, path) == 0 else {
            throw OutputError(path: path, message: String(cString: strerror(errno)))
        }
    }
}

/// Why a file could not be written.
public struct OutputError: Error, Sendable, Equatable, CustomStringConvertible {
    public var path: String
    public var message: String

    public var description: String {
        "\(path): cannot be written (\(message)); check the folder, its permissions and the free space"
    }
}
