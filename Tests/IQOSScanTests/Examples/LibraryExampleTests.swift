import Foundation
import Testing

/// The examples of docs/library.md: the very files beside this one, which the compiler has read.
@Suite("Library examples")
struct LibraryExampleTests {
    @Test("docs/library.md shows the code that is compiled here", arguments: ["LossExample", "ScoreExample"])
    func quoted(name: String) throws {
        let page = try text("docs/library.md")
        let code = try text("Tests/IQOSScanTests/Examples/\(name).swift")
        #expect(page.contains("```swift\n\(code)```\n"), "\(name).swift is not in docs/library.md as it is here")
    }

    @Test("the page shows no other Swift code")
    func nothingElse() throws {
        #expect(try text("docs/library.md").components(separatedBy: "```swift\n").count == 3)
    }

    // Expected from the truth that iqos-call wrote when it made the sample.
    @Test("the core's example counts the packets that the sample lost", arguments: ["random-loss", "burst-loss"])
    func losses(sample: String) throws {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: repositoryPath("SamplePcaps/\(sample).pcap")))
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let truth = try decoder.decode(Truth.self, from: Data(text("SamplePcaps/\(sample).truth.json").utf8))
        var expected: [UInt32: Int] = [:]
        for stream in truth.streams {
            expected[try #require(UInt32(stream.ssrc.dropFirst(2), radix: 16))] = stream.packets.lostVisible
        }
        let lost = try lostPackets(inCapture: Array(bytes))
        #expect(lost == expected)
    }

    @Test("the core's example finds nothing in bytes that are no capture")
    func noCapture() throws {
        let lost = try lostPackets(inCapture: Array("not a capture".utf8))
        #expect(lost.isEmpty)
    }

    @Test("the scan's example writes the folder and names only the direction that has bursts")
    func scores() throws {
        let scratch = try Scratch()
        let folder = scratch.path + "/report"
        let bad = try streams(below: 3.8, in: repositoryPath("SamplePcaps/burst-loss.pcap"), writing: folder)
        #expect(bad.map(\.destination.address) == ["10.2.0.1"])
        for name in ["report.json", "report.html", "streams.csv", "audio/call-1.mp3", "audio/stream-1.wav"] {
            #expect(FileManager.default.fileExists(atPath: folder + "/" + name), "\(name) is missing")
        }
    }

    /// As much of a truth file as is needed here.
    private struct Truth: Decodable {
        struct Stream: Decodable {
            struct Packets: Decodable {
                var lostVisible: Int
            }
            var ssrc: String
            var packets: Packets
        }
        var streams: [Stream]
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOfFile: repositoryPath(path), encoding: .utf8)
    }
}
