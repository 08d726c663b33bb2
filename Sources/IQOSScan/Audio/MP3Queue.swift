import Dispatch
import Synchronization

/// An MP3 file that is encoded beside whoever makes the sound: of a single call all files at once, as far as there are
/// processors.
///
/// Only the queue touches the file, one block after the other: hence `@unchecked Sendable`.
final class MP3Queue: @unchecked Sendable {
    /// Blocks that wait at most: whoever makes them is faster than the encoder.
    private static let backlog = 4

    private var file: MP3File
    private let queue = DispatchQueue(label: "mp3")
    private let room = DispatchSemaphore(value: backlog)
    private let failure = Mutex<SoundFileError?>(nil)

    init(_ file: consuming MP3File) {
        self.file = file
    }

    /// Encodes frames of interleaved samples.
    ///
    /// - Throws: What went wrong with blocks before.
    func write(_ samples: [Int16], frames: Int) throws {
        try add { file throws(SoundFileError) in try file.write(samples, frames: frames) }
    }

    /// Encodes silence of any length.
    func writeSilence(frames: Int) throws {
        try add { file throws(SoundFileError) in try file.writeSilence(frames: frames) }
    }

    /// Ends the file.
    func finish() throws {
        try add { file throws(SoundFileError) in try file.finish() }
        queue.sync {}
        if let error = failure.withLock({ $0 }) { throw error }
    }

    private func add(_ work: @escaping @Sendable (inout MP3File) throws(SoundFileError) -> Void) throws {
        if let error = failure.withLock({ $0 }) { throw error }
        room.wait()
        queue.async { [self] in
            do throws(SoundFileError) {
                if failure.withLock({ $0 == nil }) { try work(&file) }
            } catch {
                failure.withLock { $0 = error }
            }
            room.signal()
        }
    }
}
