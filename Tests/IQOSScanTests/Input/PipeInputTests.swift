import Foundation
import TestSupport
import Testing

@testable import IQOSScan

@Suite("Captures that can be read only once")
struct PipeInputTests {
    @Test(
        "a pipe gives the frames of the file, twice where that was asked for",
        arguments: [CompressedInputTests.plain, CompressedInputTests.gzip, CompressedInputTests.zstd], [1, 1000])
    func twoPasses(stored: [UInt8], piece: Int) throws {
        let folder = try CaptureFolder()
        var options = InputOptions(paths: [folder.pipe(stored, piece: piece)])
        options.keepForSecondPass = true
        options.spoolFolder = folder.path
        let set = try CaptureSet(options)
        #expect(set.totalBytes == nil)
        let first = try set.deliveredFrames()
        #expect(first.count == 3)
        #expect(set.files[0].sizeBytes == stored.count)
        #expect(set.bytesRead == stored.count)
        set.rewind()
        #expect(try set.deliveredFrames() == first)
        // The temporary file has no name.
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["pipe"])
    }

    @Test("a pipe that ends within a record is analysed up to there")
    func cut() throws {
        let folder = try CaptureFolder()
        let path = folder.pipe(Array(CompressedInputTests.plain.dropLast(7)), piece: 100)
        let set = try CaptureSet(InputOptions(paths: [path]))
        #expect(try set.deliveredFrames().count == 2)
        #expect(set.files[0].complete == false)
        #expect(set.warnings.map(\.code) == ["truncated-capture"])
    }

    @Test("a pipe larger than may be kept ends with 73 and says what to raise")
    func spoolLimit() throws {
        let folder = try CaptureFolder()
        var options = InputOptions(paths: [folder.pipe(CompressedInputTests.plain, piece: 100)])
        options.keepForSecondPass = true
        options.maxSpoolBytes = 150
        let error = inputError { _ = try CaptureSet(options).deliveredFrames() }
        #expect(error?.exitCode == 73)
        #expect(error?.description.contains("--max-spool") == true)
    }
}
