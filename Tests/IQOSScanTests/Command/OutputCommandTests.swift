import Foundation
import TestSupport
import Testing

@testable import IQOSScan

/// What the command writes, where, and what it never touches.
@Suite("Command: output")
struct OutputCommandTests {
    private static let reports = [
        "calls.csv", "events.csv", "findings.csv", "intervals.csv", "report.html", "report.json", "streams.csv",
    ]

    @Test(
        "the folder is called after the first capture",
        arguments: [
            (["call.pcap"], "call-iqos"), (["call.pcap.gz"], "call-iqos"), (["a.b.pcapng"], "a.b-iqos"),
            (["below"], "below-iqos"), (["below/"], "below-iqos"), (["below/x.cap", "call.pcap"], "x-iqos"),
            (["bare"], "bare-iqos"), (["./below/../call.pcap"], "call-iqos"),
        ])
    func name(inputs: [String], folder: String) throws {
        let command = try Command()
        for name in ["call.pcap", "call.pcap.gz", "a.b.pcapng", "below/x.cap", "bare"] {
            try command.sample("one-way.pcap", as: name)
        }
        let before = command.entries
        let outcome = try command.run(inputs)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(Set(command.entries).subtracting(before) == [folder])
    }

    @Test("standard input gives stdin-iqos")
    func standardInput() throws {
        let command = try Command()
        let outcome = try command.run(["-"], input: Samples.bytes("one-way.pcap"))
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(command.entries == ["stdin-iqos"])
        let report = try command.json("stdin-iqos/report.json")
        #expect(report["capture"]["files"][0]["name"].text == "stdin")
        #expect(report["streams"].list.count == 1)
        #expect(try command.contents(of: "stdin-iqos").keys.contains("audio/call-1.wav"))
    }

    @Test("the report lists exactly the files that are there", arguments: ["none", "wav", "mp3", "wav,mp3"])
    func listing(audio: String) throws {
        let command = try Command()
        #expect(try command.run([command.sample("six-calls.pcap"), "-o", "out", "--audio", audio]).status == 0)
        let found = try command.contents(of: "out").keys.sorted()
        let report = try command.json("out/report.json")
        #expect(report["output"]["files"].list.compactMap(\.text) == found)
        let sounds = ["wav", "mp3"].filter { audio.contains($0) }.flatMap { ending in
            (1...12).map { "audio/stream-\($0).\(ending)" } + (1...6).map { "audio/call-\($0).\(ending)" }
        }
        let labels = audio == "none" ? [] : Set(sounds.map { String($0.dropLast(3)) + "txt" })
        #expect(found == (sounds + labels + Self.reports).sorted())
        for (kind, ending) in [("wav", "wav"), ("mp3", "mp3"), ("labels", "txt")] {
            let told = (report["streams"].list + report["calls"].list).compactMap { $0["audio"][kind].text }
            #expect(told.sorted() == found.filter { $0.hasSuffix(ending) })
        }
    }

    @Test("folders are 0700 and files 0600, whatever the umask", arguments: ["000", "022", "277"])
    func modes(mask: String) throws {
        let command = try Command()
        try command.sample("one-way.pcap")
        let outcome = try command.run(shell: "umask \(mask); \"$IQOS\" one-way.pcap --audio wav,mp3")
        guard mask != "277" else {
            // Even an owner who denies himself everything gets an answer, not a trap.
            #expect([0, 73].contains(outcome.status))
            return
        }
        #expect(outcome.status == 0)
        #expect(try command.mode("one-way-iqos") == 0o700 && command.mode("one-way-iqos/audio") == 0o700)
        for file in try command.contents(of: "one-way-iqos").keys {
            #expect(try command.mode("one-way-iqos/" + file) == 0o600, "\(file)")
        }
    }

    @Test("our own folder is replaced whole; a foreign file stops the run with 73 and stays; --force replaces all")
    func replacing() throws {
        let command = try Command()
        let sample = try command.sample("one-way.pcap")
        #expect(try command.run([sample, "-o", "out", "--audio", "wav,mp3"]).status == 0)
        #expect(try command.run([sample, "-o", "out", "--audio", "none"]).status == 0)
        #expect(try command.contents(of: "out").keys.sorted() == Self.reports)
        try command.write([1, 2, 3], to: "out/notes.txt")
        let before = try command.contents(of: "out")
        let refused = try command.run([sample, "-o", "out"])
        #expect(refused.status == 73)
        #expect(refused.errorLines.count == 1)
        #expect(refused.errors.contains("out: holds notes.txt") && refused.errors.contains("--force"))
        #expect(refused.output.isEmpty)
        #expect(try command.contents(of: "out") == before)
        #expect(try command.run([sample, "-o", "out", "--force"]).status == 0)
        #expect(try command.contents(of: "out")["notes.txt"] == nil)
        #expect(command.entries == ["one-way.pcap", "out"])
    }

    @Test("an output folder that is the input's own is refused and the capture survives")
    func inputInside() throws {
        let command = try Command()
        let path = try command.sample("one-way.pcap", as: "captures/one.pcap")
        #expect(try command.run([path, "-o", "captures"]).status == 73)
        #expect(try command.bytes("captures/one.pcap") == Samples.bytes("one-way.pcap"))
    }

    @Test("--json, --csv and --calls-csv print what the files hold and write nothing")
    func standardOutput() throws {
        let command = try Command()
        let sample = try command.sample("six-calls.pcap")
        #expect(try command.run([sample, "-o", "out", "--audio", "none"]).status == 0)
        for (flag, file) in [("--csv", "streams.csv"), ("--calls-csv", "calls.csv")] {
            let printed = try command.run([sample, flag])
            #expect(printed.status == 0 && printed.errors == "")
            #expect(try printed.output == command.bytes("out/" + file).map { $0 }, "\(flag)")
        }
        let printed = try JSONNode(text: command.run([sample, "--json"]).output)
        #expect(printed["output"].isNull)
        #expect(printed["streams"].list.count == 12)
        #expect(command.entries == ["out", "six-calls.pcap"])
        let both = try command.run([sample, "--json", "-o", "both"])
        #expect(both.status == 0)
        #expect(try both.output == command.bytes("both/report.json"))
    }

    @Test(
        "two runs give the same bytes, whatever the machine says",
        arguments: ["dtmf.pcap", "disorder.pcap", "six-calls.pcap"])
    func repeatable(name: String) throws {
        let command = try Command()
        let sample = try command.sample(name)
        let first = try command.run([sample, "-o", "a", "--audio", "wav,mp3"])
        let second = try command.run(
            [sample, "-o", "b", "--audio", "wav,mp3"],
            environment: ["TZ": "Pacific/Auckland", "LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8", "USER": "x"])
        #expect(first.status == 0 && second.status == 0)
        #expect(try command.contents(of: "a") == command.contents(of: "b"))
    }

    @Test("nothing of the machine gets into any file or onto the terminal")
    func privacy() throws {
        let command = try Command()
        let sample = try command.sample("one-way.pcap", as: "below/one.pcap")
        let outcome = try command.run([sample, "-o", "out", "--audio", "wav,mp3"])
        let year = Calendar(identifier: .gregorian).component(.year, from: Date())
        var secrets = [
            command.path, NSTemporaryDirectory(), NSHomeDirectory() + "/", Command.program,
            ProcessInfo.processInfo.hostName,
        ].filter { $0.utf8.count > 3 }
        if year != 2026 { secrets.append("\(year)-") }
        for (file, bytes) in try command.contents(of: "out") {
            for secret in secrets {
                #expect(Data(bytes).range(of: Data(secret.utf8)) == nil, "\(secret) is in \(file)")
            }
        }
        #expect(!outcome.text.contains(command.path))
    }

    @Test("where too many files are open one line says what to raise, and nothing is kept")
    func tooManyOpenFiles() throws {
        let command = try Command()
        try command.sample("clean-sip.pcap")
        // How many the start takes is the system's affair: below some number nothing starts, from some on all is well.
        var refusals = 0
        for limit in 6...14 {
            let outcome = try command.run(
                shell: "ulimit -n \(limit); \"$IQOS\" -q clean-sip.pcap --audio wav,mp3 -o out")
            guard outcome.status == 73 else { continue }
            refusals += 1
            #expect(outcome.errorLines.count == 1 && outcome.errors.contains("(ulimit -n)"), "\(outcome.errors)")
            #expect(command.entries == ["clean-sip.pcap"])
        }
        #expect(refusals > 0)
    }

    @Test("a full device as standard output ends with 73 and one line", arguments: ["--json", "--csv", ""])
    func fullDevice(flag: String) throws {
        let command = try Command()
        try command.sample("six-calls.pcap")
        let outcome = try command.run(shell: "\"$IQOS\" six-calls.pcap \(flag) --audio none > /dev/full")
        #expect(outcome.status == 73)
        #expect(outcome.errorLines.count == 1)
        #expect(
            outcome.errors
                == "iqos-scan: standard output: no space left on the device; free some or send it elsewhere\n")
    }

    @Test("a workbook that finds no room ends with 73 and our one line", .enabled(if: Workbook.isAvailable))
    func noRoomForWorkbook() throws {
        let command = try Command()
        try command.sample("six-calls.pcap")
        // A limit to a file's size, in kilobytes, is as good as a full disk, and needs no rights.
        let outcome = try command.run(
            shell: "trap '' XFSZ; ulimit -f 8; \"$IQOS\" six-calls.pcap --xlsx --audio none -q -o out")
        #expect(outcome.status == 73)
        #expect(outcome.errorLines.count == 1 && outcome.errors.contains("out/report.xlsx: cannot be written"))
        #expect(command.entries == ["six-calls.pcap"])
    }

    @Test("a reader that goes away is a normal end", arguments: ["--json", "--csv", "", "-q"])
    func closedPipe(flag: String) throws {
        let command = try Command()
        try command.sample("six-calls.pcap")
        let outcome = try command.run(
            shell: "\"$IQOS\" six-calls.pcap \(flag) --audio none | head -c 1 >/dev/null; echo ${PIPESTATUS[0]}")
        #expect(outcome.text == "0\n")
        #expect(outcome.errors == "")
        let closed = try command.run(shell: "\"$IQOS\" six-calls.pcap \(flag) --audio none >&-; echo $? >&2")
        #expect(!closed.errors.contains("Fatal") && !closed.errors.contains("13"))
    }

    @Test("what cannot be written ends with 73 and leaves nothing")
    func unwritable() throws {
        let command = try Command()
        let sample = try command.sample("one-way.pcap")
        try command.write([1], to: "file")
        for place in ["file", "file/out", "none/out", "/proc/out", "..", "."] {
            let outcome = try command.run([sample, "-o", place])
            #expect(outcome.status == 73, "\(place)")
            #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
        }
        #expect(command.entries == ["file", "one-way.pcap"])
    }

    @Test(
        "a run that a signal ends leaves nothing, and the shell sees the signal",
        arguments: [("TERM", 143), ("HUP", 129)])
    func interrupted(signal: String, status: Int) throws {
        let command = try Command()
        try command.sample("six-calls.pcap")
        let outcome = try command.run(
            shell: """
                { cat six-calls.pcap; sleep 4; } | "$IQOS" - -o out & run=$!
                for _ in $(seq 100); do [ -d .out.part-1 ] && break; sleep 0.05; done
                ls -d .out.part-1; kill -\(signal) $run; wait $run; echo $?
                """)
        #expect(outcome.text == ".out.part-1\n\(status)\n")
        #expect(command.entries == ["six-calls.pcap"])
    }

    @Test("--xlsx adds a workbook that the report lists, and that is the same each time")
    func workbook() throws {
        let command = try Command()
        let sample = try command.sample("six-calls.pcap")
        let outcome = try command.run([sample, "--xlsx", "-q", "--audio", "none", "-o", "a"])
        guard Workbook.isAvailable else { return #expect(outcome.status == 73) }
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try command.run([sample, "--xlsx", "-q", "--audio", "none", "-o", "b"]).status == 0)
        #expect(try command.contents(of: "a").keys.sorted() == (Self.reports + ["report.xlsx"]).sorted())
        #expect(try command.contents(of: "a") == command.contents(of: "b"))
        #expect(try command.json("a/report.json")["output"]["files"].list.compactMap(\.text).contains("report.xlsx"))
        #expect(try command.mode("a/report.xlsx") == 0o600)
        // It is ours: the next run may replace it.
        #expect(try command.run([sample, "-q", "--audio", "none", "-o", "a"]).status == 0)
    }

    @Test("without its library --xlsx ends the run before it begins, with 73 and one line that names the package")
    func workbookLibrary() throws {
        let command = try Command()
        try command.sample("one-way.pcap")
        for number in ["", ".1", ".2", ".3", ".4", ".5", ".6", ".7", ".8", ".9", ".10", ".11"] {
            try command.write([], to: "none/libxlsxwriter.so" + number)
        }
        let none = ["LD_LIBRARY_PATH": command.path + "/none"]
        let outcome = try command.run(["one-way.pcap", "--xlsx"], environment: none)
        #expect(outcome.status == 73)
        #expect(outcome.errorLines.count == 1 && outcome.errors.contains("libxlsxwriter4"), "\(outcome.errors)")
        #expect(command.entries == ["none", "one-way.pcap"])
        #expect(try command.run(["one-way.pcap", "-q"], environment: none).status == 0)
        let printing = try command.run(["one-way.pcap", "--xlsx", "--json"])
        #expect(printing.status == 64 && printing.errors.contains("-o DIR"))
    }

    @Test("no progress and no colour where there is no terminal")
    func noTerminal() throws {
        let command = try Command()
        let outcome = try command.run([command.sample("clean-sip.pcap")])
        #expect(outcome.errors == "")
        #expect(!outcome.output.contains(0x1B) && !outcome.output.contains(0x0D))
        #expect(outcome.text.hasPrefix("clean-sip.pcap: 1 call, 2 streams"))
        let quiet = try command.run([command.sample("clean-sip.pcap"), "-q"])
        #expect(quiet.status == 0 && quiet.output.isEmpty && quiet.errors == "")
    }
}
