import Foundation
import TestSupport
import Testing

/// What the command takes, and how it says that it cannot.
@Suite("Command: input")
struct InputCommandTests {
    /// The frames of a microsecond pcap file as its records.
    private static func records(_ file: [UInt8]) -> [[UInt8]] {
        var records: [[UInt8]] = []
        var offset = 24
        for frame in WireFrame.all(inCapture: file) {
            records.append(Array(file[offset..<offset + 16 + frame.length]))
            offset += 16 + frame.length
        }
        return records
    }

    /// Everything of streams and calls but where in which file.
    private static func figures(_ report: JSONNode) -> [NSDictionary] {
        (report["streams"].list + report["calls"].list).map { node in
            var object = node.value as? [String: Any] ?? [:]
            for key in ["first_file", "first_frame", "last_file", "last_frame"] { object[key] = nil }
            if let findings = object["findings"] as? [[String: Any]] {
                object["findings"] = findings.map { $0.filter { $0.key != "frames" } }
            }
            var detection = object["detection"] as? [String: Any]
            detection?["evidence"] = node["detection"]["evidence"].list.compactMap(\.text).map {
                $0.replacing(#/ in frame [0-9]+( of file [0-9]+)?/#, with: "")
            }
            object["detection"] = detection
            return object as NSDictionary
        }
    }

    private func scan(_ command: Command, _ arguments: [String], input: [UInt8]? = nil) throws -> JSONNode {
        let outcome = try command.run(arguments + ["--json", "--no-hash"], input: input)
        try #require(outcome.status == 0, "\(outcome.errors)")
        return try JSONNode(text: outcome.output)
    }

    @Test(
        "the same packets in two files, cut anywhere or dealt out, give the same figures",
        arguments: ["disorder.pcap", "burst-loss.pcap", "dtmf.pcap"])
    func split(name: String) throws {
        let command = try Command()
        let file = try Samples.bytes(name)
        let whole = try scan(command, [command.sample(name)])
        let header = Array(file.prefix(24))
        let records = Self.records(file)
        for (index, part) in [1, records.count / 2, records.count - 1].enumerated() {
            let first = try command.write(header + records[..<part].joined(), to: "a\(index).pcap")
            let second = try command.write(header + records[part...].joined(), to: "b\(index).pcap")
            for order in [[first, second], [second, first]] {
                #expect(try Self.figures(scan(command, order)) == Self.figures(whole))
            }
        }
        let even = try command.write(
            header + records.indices.filter { $0 % 2 == 0 }.flatMap { records[$0] }, to: "even.pcap")
        let odd = try command.write(
            header + records.indices.filter { $0 % 2 == 1 }.flatMap { records[$0] }, to: "odd.pcap")
        #expect(try Self.figures(scan(command, [even, odd])) == Self.figures(whole))
        #expect(try Self.figures(scan(command, ["-"], input: file)) == Self.figures(whole))
    }

    @Test("sound from several files and from a pipe is the sound of the one file")
    func soundOfParts() throws {
        let command = try Command()
        let file = try Samples.bytes("disorder.pcap")
        let records = Self.records(file)
        let header = Array(file.prefix(24))
        try command.write(header + records[..<300].joined(), to: "a.pcap")
        try command.write(header + records[300...].joined(), to: "b.pcap")
        try command.sample("disorder.pcap")
        #expect(try command.run(["disorder.pcap", "-o", "whole"]).status == 0)
        #expect(try command.run(["b.pcap", "a.pcap", "-o", "parts"]).status == 0)
        #expect(try command.run(["-", "-o", "piped"], input: file).status == 0)
        // The files themselves differ: they name the captures they come from.
        func sounds(_ folder: String) throws -> [String: WaveFile?] {
            try command.contents(of: folder).filter { $0.key.hasSuffix(".wav") }.mapValues { WaveFile($0) }
        }
        let whole = try sounds("whole")
        #expect(whole.count == 3 && whole.values.allSatisfy { $0 != nil })
        #expect(try sounds("parts") == whole)
        #expect(try sounds("piped") == whole)
    }

    @Test("a pipe larger than --max-spool ends with 73 where sound is wanted, and is read where it is not")
    func spoolLimit() throws {
        let command = try Command()
        let file = try Samples.bytes("clean-sip.pcap")
        let outcome = try command.run(["-", "--max-spool", "10k"], input: file)
        #expect(outcome.status == 73)
        #expect(outcome.errorLines.count == 1 && outcome.errors.contains("--max-spool"))
        #expect(command.entries == [])
        #expect(try command.run(["-", "--max-spool", "10k", "--audio", "none"], input: file).status == 0)
    }

    @Test("gzip and zstd give what the plain file gives", arguments: [("gzip", "gz"), ("zstd", "zst")])
    func compressed(program: String, ending: String) throws {
        guard Command.has(program) else { return }
        let command = try Command()
        try command.sample("jitter-late.pcap")
        _ = try command.run(shell: "\(program) -q -k jitter-late.pcap")
        let plain = try scan(command, ["jitter-late.pcap"])
        let packed = try scan(command, ["jitter-late.pcap.\(ending)"])
        #expect(Self.figures(packed) == Self.figures(plain))
        #expect(packed["capture"]["files"][0]["compression"].text == program)
        #expect(
            packed["capture"]["files"][0]["size_bytes"].int == (try command.bytes("jitter-late.pcap.\(ending)").count))
        let piped = try scan(command, ["-"], input: command.bytes("jitter-late.pcap.\(ending)"))
        #expect(Self.figures(piped) == Self.figures(plain))
        let cut = Array(try command.bytes("jitter-late.pcap.\(ending)").dropLast(2000))
        let damaged = try command.run([command.write(cut, to: "cut"), "--json"])
        #expect(damaged.status == 0)
        #expect(damaged.errorLines.count == 1)
        #expect(try JSONNode(text: damaged.output)["capture"]["files"][0]["complete"].bool == false)
    }

    @Test("a folder is every capture below it; other files and the folders of earlier runs are no matter")
    func folder() throws {
        let command = try Command()
        try command.sample("one-way.pcap", as: "all/deep/one.cap")
        try command.sample("ipv6.pcapng", as: "all/six")
        try command.write(Array("notes".utf8), to: "all/readme.txt")
        try command.write([], to: "all/empty")
        let report = try scan(command, ["all"])
        #expect(report["capture"]["files"].list.count == 2)
        #expect(report["streams"].list.count == 3)
        #expect(try command.run(["all", "-o", "all/out"]).status == 0)
        #expect(try Self.figures(scan(command, ["all"])) == Self.figures(report))
    }

    @Test("one bad file among several is a warning; when all are bad the first one's status counts")
    func someBad() throws {
        let command = try Command()
        let good = try command.sample("one-way.pcap")
        try command.write(Array("no capture, a text that is long enough to be read".utf8), to: "bad.pcap")
        for order in [[good, "bad.pcap"], ["bad.pcap", good], [good, "missing.pcap"]] {
            let outcome = try command.run(order + ["--json"])
            #expect(outcome.status == 0)
            #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
            let report = try JSONNode(text: outcome.output)
            #expect(report["streams"].list.count == 1)
            #expect(report["warnings"].list.count == 1)
        }
        #expect(try command.run(["bad.pcap", "missing.pcap"]).status == 65)
        #expect(try command.run(["missing.pcap", "bad.pcap"]).status == 66)
        #expect(command.entries == ["bad.pcap", "one-way.pcap"])
    }

    @Test("input that is none ends with one line and its status")
    func failures() throws {
        let command = try Command()
        try command.sample("one-way.pcap")
        try command.write([], to: "empty.pcap")
        try command.write(Array("hello\n".utf8), to: "text.pcap")
        try command.write(Array(try Samples.bytes("one-way.pcap").prefix(20)), to: "header.pcap")
        try command.write(Array(try Samples.bytes("ipv6.pcapng").prefix(10)), to: "header.pcapng")
        try FileManager.default.createDirectory(atPath: command.path + "/nothing", withIntermediateDirectories: false)
        let cases: [([String], Int32)] = [
            (["missing.pcap"], 66), (["empty.pcap"], 65), (["text.pcap"], 65), (["header.pcap"], 65),
            (["header.pcapng"], 65), (["nothing"], 65), (["-"], 65), (["/proc/self/mem"], 74),
        ]
        for (arguments, status) in cases {
            let outcome = try command.run(arguments, input: [])
            #expect(outcome.status == status, "\(arguments)")
            #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
            #expect(outcome.errors.hasPrefix("iqos-scan: ") && outcome.output.isEmpty)
        }
        #expect(!command.entries.contains { $0.hasSuffix("-iqos") || $0.hasPrefix(".") })
    }

    @Test("wrong usage ends with 64 and writes nothing")
    func usage() throws {
        let command = try Command()
        let sample = try command.sample("one-way.pcap")
        let cases = [
            [], ["--nonsense", sample], [sample, "--json", "--csv"], [sample, "--audio", "ogg"],
            [sample, "--audio", "wav,none"], [sample, "--audio", ""], [sample, "--host", "localhost"],
            [sample, "--ssrc", "zz"], [sample, "--ssrc", "0x100000000"], [sample, "--from", "yesterday"],
            [sample, "--from", "2026-01-02T00:00:00+24:00"], [sample, "--to", "2026-01-02T00:00:00-01:60"],
            [sample, "--from", "2026-01-02", "--to", "2026-01-01"], [sample, "--buffer", "-1"],
            [sample, "--interval", "0"], [sample, "--fail-below", "6"], [sample, "--filter", "not a filter"],
            [sample, "--max-spool", "many"], ["-", "-"], [sample, "-o", ""], [sample, "--sensitivity", "wild"],
        ]
        for arguments in cases {
            let outcome = try command.run(arguments, input: [])
            #expect(outcome.status == 64, "\(arguments): \(outcome.errors)")
            #expect(outcome.output.isEmpty && outcome.errorLines.count == 1, "\(outcome.errors)")
            #expect(outcome.errors.hasPrefix("iqos-scan: "))
        }
        #expect(command.entries == ["one-way.pcap"])
        #expect(try command.run(["--help"]).status == 0)
        #expect(try command.run(["help"]).text == command.run(["--help"]).text)
        #expect(try command.run(["help", "compare"]).text == command.run(["compare", "--help"]).text)
        #expect(try command.run(["--version"]).text == "0.1.0\n")
    }

    @Test(
        "wrong usage is told in one line: what, where and what to do",
        arguments: [
            ([], "Give a capture: a file, a folder, or - for standard input"),
            (
                ["--audio", "ogg"],
                "The value 'ogg' is invalid for '--audio <formats>'; write sound files: none, wav, mp3 or wav,mp3"
            ),
            (
                ["--sensitivity", "wild"],
                "The value 'wild' is invalid for '--sensitivity <level>'. Please provide one of 'low', 'normal' or 'high'"
            ),
            (
                ["--ssrc", "zz"],
                "The value 'zz' is invalid for '--ssrc <ssrc>': it takes 0 to 4294967295, or 0x and up to eight hexadecimal digits"
            ),
            (["--buffer", "-1"], "--buffer takes 0 to 10000 ms, or adaptive"),
            (["--bufer", "1"], "Unknown option '--bufer'. Did you mean '--buffer'?"),
            (["-o"], "Missing value for '-o <dir>'; write this folder (default: the first capture's name and -iqos)"),
        ])
    func usageLine(arguments: [String], words: String) throws {
        let command = try Command()
        let sample = arguments.isEmpty ? [] : [try command.sample("one-way.pcap")]
        let outcome = try command.run(sample + arguments)
        let mark = words.hasSuffix("?") ? "" : ";"
        #expect(outcome.status == 64 && outcome.errors == "iqos-scan: \(words)\(mark) see 'iqos-scan --help'\n")
        let compared = try command.run(["compare"] + arguments)
        #expect(compared.status == 64 && compared.errorLines.count == 1, "\(compared.errors)")
        #expect(compared.errors.hasSuffix(" see 'iqos-scan compare --help'\n"), "\(compared.errors)")
    }

    @Test("a line break in what was typed cuts nothing off what is told")
    func lineBreak() throws {
        let outcome = try Command().run(["x.pcap", "--buffer", "a\nb"])
        #expect(outcome.status == 64 && outcome.errorLines.count == 1 && outcome.errors.contains("--buffer"))
        let unknown = try Command().run(["x.pcap", "--bo\ngus"])
        #expect(unknown.status == 64 && unknown.errorLines.count == 1 && unknown.errors.contains("gus'"))
        let compared = try Command().run(["compare"])
        #expect(compared.errors.hasPrefix("iqos-scan: Give two to compare: captures, folders or reports; see"))
    }

    @Test("the capture is no option: man page and completions have it as needed")
    func needed() throws {
        let help = try JSONNode(text: Command().run(["--experimental-dump-help"]).output)
        let captures = help["command"]["arguments"].list.first { $0["kind"].text == "positional" }
        #expect(captures?["isOptional"].bool == false && captures?["isRepeating"].bool == true)
    }

    @Test("a capture cut anywhere is analysed up to there", arguments: ["random-loss.pcap", "ipv6.pcapng"])
    func cut(name: String) throws {
        let command = try Command()
        let file = try Samples.bytes(name)
        var random = SeededRandom(11)
        for _ in 0..<12 {
            let length = 400 + random.below(file.count - 400)
            let outcome = try command.run([command.write(Array(file.prefix(length)), to: "cut.pcap"), "--json"])
            #expect(outcome.status == 0)
            let report = try JSONNode(text: outcome.output)
            let isComplete = report["capture"]["files"][0]["complete"].bool
            #expect(outcome.errorLines.count == (isComplete == true ? 0 : 1), "\(outcome.errors)")
            #expect(report["warnings"].list.count == outcome.errorLines.count)
            let expected = name.hasSuffix("ng") ? nil : WireFrame.wholeFrames(inPcap: Array(file.prefix(length)))
            if let expected { #expect(report["capture"]["packets"].int == expected) }
        }
    }
}

extension WireFrame {
    /// Records that are whole in a pcap file which may be cut.
    static func wholeFrames(inPcap file: [UInt8]) -> Int {
        var (offset, count) = (24, 0)
        while offset + 16 <= file.count {
            let captured = (0..<4).reduce(0) { $0 + Int(file[offset + 8 + $1]) << (8 * $1) }
            guard offset + 16 + captured <= file.count else { break }
            offset += 16 + captured
            count += 1
        }
        return count
    }
}
