import Foundation
import Synchronization
import Testing

@testable import IQOSScan

@Suite("Progress of a scan")
struct ScanProgressTests {
    @Test("the writing of sound tells how far it has come, up to the end")
    func writing() throws {
        let folder = NSTemporaryDirectory() + "progress-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var options = ScanOptions(input: InputOptions(paths: [repositoryPath("SamplePcaps/six-calls.pcap")]))
        options.output = folder
        options.audio = .wav
        let steps = Mutex<[Scan.Progress]>([])
        _ = try Scan(options, progress: { step in steps.withLock { $0.append(step) } }).run()
        let sound = steps.withLock { $0 }.filter { $0.stage == .writing && $0.totalBytes != nil }
        let total = try #require(sound.first?.totalBytes)
        #expect(
            sound.count >= 6 && sound.allSatisfy { $0.totalBytes == total && $0.bytes <= total && $0.streams == 12 })
        #expect(sound.map(\.bytes).max() == total)
    }
}
