import Foundation
import Testing

@testable import IQOSScan

@Suite("--each")
struct EachCommandTests {
    /// A folder `in` with two samples, a text, and a capture that ends in its header.
    private static func prepare() throws -> Command {
        let command = try Command()
        let files = FileManager.default
        try files.createDirectory(atPath: command.path + "/in/deep", withIntermediateDirectories: true)
        for (sample, place) in [("one-way", "a.pcap"), ("random-loss", "deep/b.pcap")] {
            try files.copyItem(
                atPath: repositoryPath("SamplePcaps/\(sample).pcap"), toPath: command.path + "/in/" + place)
        }
        try Data("just a text, no capture at all".utf8).write(to: URL(fileURLWithPath: command.path + "/in/note.txt"))
        try Data([0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0]).write(to: URL(fileURLWithPath: command.path + "/in/cut.pcap"))
        return command
    }

    private static func entries(_ command: Command) throws -> [EachEntry] {
        struct Index: Decodable { var entries: [EachEntry] }
        let data = try Data(contentsOf: URL(fileURLWithPath: command.path + "/out/index.json"))
        return try JSONDecoder().decode(Index.self, from: data).entries
    }

    @Test("each capture gets a folder, a bad one a reason, and what is no capture is passed by")
    func each() throws {
        let command = try Self.prepare()
        let outcome = try command.run(["in", "--each", "-o", "out", "--audio", "none"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let entries = try Self.entries(command)
        #expect(entries.map(\.file) == ["a.pcap", "cut.pcap", "deep/b.pcap"])
        #expect(entries.map { $0.failure != nil } == [false, true, false])
        #expect(entries[0].streams == 1 && entries[2].calls == 1 && entries[2].lostPercent ?? 0 > 0)
        for name in ["a.pcap-iqos/report.html", "deep_b.pcap-iqos/streams.csv", "index.html", "index.csv"] {
            #expect(FileManager.default.fileExists(atPath: command.path + "/out/" + name), "\(name)")
        }
    }

    @Test("a second run does only what is new or changed")
    func incremental() throws {
        let command = try Self.prepare()
        let arguments = ["in", "--each", "-o", "out", "--audio", "none", "-q"]
        #expect(try command.run(arguments).status == 0)
        let first = try Self.entries(command)
        let report = { (name: String) throws -> UInt64 in
            var status = stat()
            try #require(stat(command.path + "/out/\(name)/report.json", &status) == 0)
            return UInt64(status.st_ino)
        }
        let (kept, renewed) = (try report("a.pcap-iqos"), try report("deep_b.pcap-iqos"))
        let changed = command.path + "/in/deep/b.pcap"
        try FileManager.default.removeItem(atPath: changed)
        try FileManager.default.copyItem(atPath: repositoryPath("SamplePcaps/burst-loss.pcap"), toPath: changed)
        #expect(try command.run(arguments).status == 0)
        #expect(try report("a.pcap-iqos") == kept)
        #expect(try report("deep_b.pcap-iqos") != renewed)
        let second = try Self.entries(command)
        #expect(second[0] == first[0] && second[2] != first[2])
    }

    @Test("a folder that is not ours is left alone")
    func foreign() throws {
        let command = try Self.prepare()
        let outcome = try command.run(["in", "--each", "-o", "in"])
        #expect(outcome.status == 73)
        #expect(!FileManager.default.fileExists(atPath: command.path + "/in/index.json"))
    }
}
