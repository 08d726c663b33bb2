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
        // What calls itself a capture and is none is told; so is one that breaks off.
        try Data("a text".utf8).write(to: URL(fileURLWithPath: command.path + "/in/text.pcapng"))
        let whole = try Data(contentsOf: URL(fileURLWithPath: command.path + "/in/a.pcap"))
        try whole.prefix(whole.count - 30).write(to: URL(fileURLWithPath: command.path + "/in/torn.pcap"))
        let again = try command.run(["in", "--each", "-o", "out", "--audio", "none"])
        #expect(
            again.errors.contains("text.pcapng") && again.errors.contains("torn.pcap: incomplete"), "\(again.errors)")
        #expect(!again.errors.contains("note.txt"))
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

    @Test(
        "a report that was damaged is made anew",
        arguments: [
            "rm audio/call-1.wav", "echo x > streams.csv", "echo x >> report.html", "truncate -s 99 audio/call-1.wav",
        ])
    func damaged(how: String) throws {
        let command = try Self.prepare()
        let arguments = ["in/a.pcap", "in/deep", "--each", "-o", "out"]
        #expect(try command.run(arguments).text.hasPrefix("2 captures analysed, 0 unchanged"))
        #expect(try command.run(arguments).text.hasPrefix("0 captures analysed, 2 unchanged"))
        let first = try Self.entries(command)
        #expect(try command.run(shell: "cd out/a.pcap-iqos && \(how)").status == 0)
        let again = try command.run(arguments)
        #expect(again.text.hasPrefix("1 capture analysed, 1 unchanged, 0 failed"), "\(again.text)")
        #expect(try Self.entries(command) == first)
    }

    @Test("the index leads with a verdict, has the worst capture first and marks what is cut off")
    func index() throws {
        let command = try Self.prepare()
        try command.sample("burst-loss.pcap", as: "in/worst.pcap")
        #expect(try command.run(shell: "head -c 40000 in/worst.pcap > in/short.pcap").status == 0)
        #expect(try command.run(["in", "--each", "-o", "out", "--audio", "none"]).status == 0)
        let page = try String(contentsOfFile: command.path + "/out/index.html", encoding: .utf8)
        #expect(page.contains("<h1>") && page.contains(" calls ") && page.contains("5 captures"))
        let places = try Self.entries(command).map { entry in
            (entry, try #require(page.range(of: ">\(entry.file)<")).lowerBound)
        }
        let order = places.sorted { $0.1 < $1.1 }.map(\.0)
        #expect(order.first?.failure != nil && order.count == 5)
        let worstFirst: [QualityBand] = [.bad, .poor, .fair, .good, .unknown]
        let bands = order.dropFirst().compactMap { worstFirst.firstIndex(of: $0.verdict.band) }
        #expect(bands.count == 4 && bands == bands.sorted() && bands[0] < bands[3])
        #expect(page.components(separatedBy: "incomplete").count == 2)
        let table = try String(contentsOfFile: command.path + "/out/index.csv", encoding: .utf8)
        #expect(table.contains("worst_stream_mos_lq") && table.contains(",false,"))
    }

    @Test("a folder that is not ours is left alone")
    func foreign() throws {
        let command = try Self.prepare()
        let outcome = try command.run(["in", "--each", "-o", "in"])
        #expect(outcome.status == 73)
        #expect(!FileManager.default.fileExists(atPath: command.path + "/in/index.json"))
    }

    @Test("captures of one name get a key and a folder each, whatever else is given, and keep them")
    func sameNames() throws {
        let command = try Command()
        for folder in ["a", "b", "a/deep"] {
            try FileManager.default.createDirectory(
                atPath: command.path + "/" + folder, withIntermediateDirectories: true)
        }
        try command.sample("one-way.pcap", as: "a/x.pcap")
        try command.sample("random-loss.pcap", as: "b/x.pcap")
        #expect(try command.run(shell: "gzip -kc a/x.pcap > a/x.pcap.gz; cp b/x.pcap deep_x.pcap").status == 0)
        let arguments = ["a/x.pcap", "a/x.pcap.gz", "b", "--each", "-o", "out", "--audio", "none"]
        #expect(try command.run(arguments).status == 0)
        let entries = try Self.entries(command)
        #expect(entries.map(\.file) == ["a/x.pcap", "x.pcap.gz", "b/x.pcap"])
        #expect(Set(entries.map(\.folder)).count == 3)
        // Another capture, whose folder would have the name of one that is taken.
        try command.sample("burst-loss.pcap", as: "a_x.pcap")
        let second = try command.run(["a_x.pcap"] + arguments)
        #expect(second.text.contains("1 capture analysed, 3 unchanged, 0 failed"), "\(second.text)")
        #expect(Array(try Self.entries(command).dropFirst()) == entries)
    }

    @Test("what failed for a passing reason is tried again, a broken capture only when it has changed")
    func triedAgain() throws {
        let command = try Self.prepare()
        let arguments = ["in", "--each", "-o", "out", "--audio", "none"]
        try FileManager.default.createDirectory(
            atPath: command.path + "/out/a.pcap-iqos", withIntermediateDirectories: true)
        try command.write(Array("{\"generator\": \"iqos-scan\"}".utf8), to: "out/index.json")
        try command.write([1], to: "out/a.pcap-iqos/mine.txt")
        let first = try command.run(arguments)
        #expect(first.status == 0 && first.text.hasPrefix("1 capture analysed, 0 unchanged, 2 failed"))
        #expect(first.errors.contains("a.pcap: holds mine.txt, which is not from iqos-scan"))
        try FileManager.default.removeItem(atPath: command.path + "/out/a.pcap-iqos/mine.txt")
        let second = try command.run(arguments)
        // The other good one, and the broken one.
        #expect(second.text.hasPrefix("1 capture analysed, 1 unchanged, 1 failed"), "\(second.text)")
        try command.sample("one-way.pcap", as: "in/cut.pcap")
        #expect(try command.run(arguments).text.hasPrefix("1 capture analysed, 2 unchanged, 0 failed"))
    }

    @Test("a signal leaves an index over what is done and no half folder; the next run goes on", arguments: [2, 15])
    func interrupted(signal: Int) throws {
        let command = try Command()
        for number in 100..<120 { try command.sample("six-calls.pcap", as: "in/\(number).pcap") }
        // Under job control the shell does not make its jobs ignore SIGINT.
        let outcome = try command.run(
            shell: """
                set -m; "$IQOS" in --each -o out -q & pid=$!
                for _ in $(seq 200); do [ -e out/102.pcap-iqos/report.json ] && break; sleep 0.02; done
                kill -\(signal) $pid; wait $pid; echo $?; ls -A out | grep -c part-; ls -d out/*-iqos | wc -l
                """)
        let numbers = outcome.text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        try #require(numbers.count == 3, "\(outcome.text)")
        #expect(numbers[0] == 128 + signal && numbers[1] == 0)
        let done = try Self.entries(command).filter { $0.failure == nil }.count
        #expect(done > 0 && done < 20 && abs(done - numbers[2]) <= 4)
        let rest = try command.run(["in", "--each", "-o", "out"])
        #expect(rest.status == 0 && rest.text.contains(" analysed, \(done) unchanged, 0 failed"), "\(rest.text)")
    }

    @Test("the status is that of the first capture where none could be analysed, and a gate's else")
    func statuses() throws {
        let command = try Self.prepare()
        try FileManager.default.createDirectory(atPath: command.path + "/empty", withIntermediateDirectories: true)
        let status = { (inputs: [String], options: [String]) in
            try command.run(inputs + ["--each", "-o", "out", "-q", "--audio", "none"] + options).status
        }
        #expect(try status(["empty"], []) == 65)
        #expect(try status(["in/cut.pcap"], []) == 65)
        // Known from the run before.
        #expect(try status(["in/cut.pcap"], []) == 65)
        #expect(try status(["missing.pcap"], []) == 66)
        #expect(try status(["missing.pcap", "in/cut.pcap"], []) == 66)
        #expect(try status(["missing.pcap", "in/a.pcap"], []) == 0)
        #expect(try status(["in"], ["--fail-below", "4.4"]) == 3)
        #expect(try status(["in/a.pcap"], ["--fail-below", "1"]) == 0)
        #expect(try status(["-"], []) == 64)
    }
}
