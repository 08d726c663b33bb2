import Foundation
import TestSupport
import Testing

@testable import IQOSScan

@Suite(
    "Real captures",
    .enabled(if: ProcessInfo.processInfo.environment["IQOS_CAPTURES"] != nil, "IQOS_CAPTURES is not set"))
struct CorpusInputTests {
    private struct Truth: Decodable {
        struct Capture: Decodable {
            var file: String
            var sha256: String
            var bytes: Int
        }
        var captures: [Capture]
    }

    @Test("every capture is read, twice alike, with the size and hash that the corpus tells")
    func everyCapture() throws {
        let root = try #require(ProcessInfo.processInfo.environment["IQOS_CAPTURES"])
        let truth = try JSONDecoder().decode(
            Truth.self, from: Data(contentsOf: URL(fileURLWithPath: root + "/truth.json")))
        for capture in truth.captures {
            let set = try CaptureSet(InputOptions(paths: [root + "/" + capture.file]))
            let first = try set.deliveredFrames()
            #expect(set.files.map(\.sha256) == [capture.sha256], "\(capture.file)")
            #expect(set.files.map(\.sizeBytes) == [capture.bytes], "\(capture.file)")
            #expect(set.files.map(\.packets) == [first.count], "\(capture.file)")
            set.rewind()
            #expect(try set.deliveredFrames() == first, "\(capture.file)")
        }
    }
}
