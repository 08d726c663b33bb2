import Foundation
import IQOSCore
import TestSupport

@testable import IQOSScan

/// A folder of a test's own, which goes when the test ends.
final class CaptureFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/iqos-scan-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// - Parameter name: May name folders below, which are made.
    /// - Returns: The path of the new file.
    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        let file = path + "/" + name
        let folder = (file as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return file
    }

    /// A named pipe that a thread fills, in pieces of so many bytes; a new one each time.
    func pipe(_ bytes: [UInt8], piece: Int) -> String {
        let path = self.path + "/pipe"
        unlink(path)
        mkfifo(path, 0o600)
        Thread {
            guard let file = FileHandle(forWritingAtPath: path) else { return }
            for start in stride(from: 0, to: bytes.count, by: piece) {
                try? file.write(contentsOf: bytes[start..<min(start + piece, bytes.count)])
            }
            try? file.close()
        }.start()
        return path
    }
}

/// A frame as the set delivered it.
struct DeliveredFrame: Equatable {
    var file: Int
    var number: UInt32
    var arrival: Int64
    var bytes: [UInt8]
}

extension CaptureSet {
    /// All frames of one pass, in the order of delivery.
    func deliveredFrames() throws -> [DeliveredFrame] {
        var delivered: [DeliveredFrame] = []
        let restart = { delivered = [] }
        try forEachBatch(restart: restart) { bytes, frames, file in
            for index in frames.indices {
                let frame = frames[index]
                let start = Int(frame.offset)
                let content = (start..<start + Int(frame.capturedLength)).compactMap { bytes.byte(at: $0) }
                delivered.append(
                    DeliveredFrame(file: file, number: frame.number, arrival: frame.arrival, bytes: content))
            }
        }
        return delivered
    }
}

/// A capture of one-byte frames at the given seconds, counted from 1 in their content.
func capture(seconds: [UInt32]) -> [UInt8] {
    var file = PcapFile()
    for (index, second) in seconds.enumerated() { file.add(second, 0, [UInt8(truncatingIfNeeded: index + 1)]) }
    return file.bytes
}

/// What `body` throws, if it is an `InputError`.
func inputError(_ body: () throws -> Void) -> InputError? {
    do {
        try body()
        return nil
    } catch {
        return error as? InputError
    }
}
