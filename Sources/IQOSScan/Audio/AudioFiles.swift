import Foundation
import IQOSCore
import Synchronization

/// Formats of sound files, `--audio`.
public struct AudioFormats: OptionSet, Sendable {
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }

    public static let wav = AudioFormats(rawValue: 1)
    public static let mp3 = AudioFormats(rawValue: 2)
}

/// Makes the sound of a scan, of as many calls at once as the machine has processors.
struct AudioFiles: Sendable {
    let store: PacketStore
    let plan: ListeningPlan
    let summary: ScanSummary
    let formats: AudioFormats
    let captures: [CaptureFileReport]

    /// What came of it.
    struct Written: Sendable {
        /// Paths below the folder.
        var paths: Set<String> = []
        /// Those that the system took no further for their size.
        var tooLarge: Set<String> = []
        /// By call, from 0.
        var peaks: [Int: [[UInt8]]] = [:]
        var conversations: [Int: ConversationReport] = [:]
        var sounds: [StreamSound] = []
    }

    /// Plays every stream, and writes files below `audio/` of the folder in all formats that are asked for.
    ///
    /// - Throws: The first failure; files that were begun stay in the folder, which is the caller's to remove.
    func write(to folder: borrowing OutputFolder) throws -> Written {
        let calls = summary.calls(of: plan).sorted { $0.key < $1.key }
        if !formats.isEmpty, (0..<plan.count).contains(where: plan.isAudible) { try folder.makeFolder("audio") }
        let place = AudioPlace(
            folder: folder.temporaryPath, formats: formats, captures: captures,
            encodesAside: calls.count < ProcessInfo.processInfo.activeProcessorCount)
        let failure = Mutex<(any Error)?>(nil)
        let files = Mutex(Written())
        DispatchQueue.concurrentPerform(iterations: calls.count) { index in
            guard failure.withLock({ $0 == nil }) else { return }
            do {
                let (call, streams) = calls[index]
                let sound = CallSound(call, streams: streams, plan, store, summary, to: place)
                let written = try sound.write(sounds: plan.count + calls.count)
                files.withLock { all in
                    all.paths.formUnion(written.paths)
                    all.tooLarge.formUnion(written.tooLarge)
                    all.peaks[call] = written.peaks
                    all.conversations[call] = written.conversation
                    all.sounds += written.sounds
                }
            } catch {
                failure.withLock { $0 = $0 ?? error }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
        let written = files.withLock { $0 }
        // Nothing was heard after all.
        if written.paths.isEmpty { rmdir(folder.temporaryPath(of: "audio")) }
        return written
    }
}
