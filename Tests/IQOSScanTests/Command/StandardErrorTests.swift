import Foundation
import TestSupport
import Testing

@testable import IQOSScan

/// Diagnostics that nobody can read, and those that would do more than be read.
@Suite("Command: standard error")
struct StandardErrorTests {
    @Test(
        "a diagnostic that cannot be written changes neither the status nor what is written",
        arguments: ["2>&-", "2>/dev/full", ">&- 2>&-", "2>&1 | cat no-such-file 2>/dev/null"])
    func unwritable(place: String) throws {
        let command = try Command()
        try command.sample("one-way.pcap", as: "whole.pcap")
        try command.write(Array(command.bytes("whole.pcap").dropLast(7)), to: "cut.pcap")
        #expect(try command.run(["cut.pcap", "-q", "-o", "told"]).status == 0)
        // Whoever reads a pipe has gone before the first word.
        let status = { (arguments: String) in
            let run = "(sleep 0.3; exec \"$IQOS\" \(arguments)) \(place)"
            _ = try command.run(shell: run + "; echo ${PIPESTATUS[0]} > status")
            return String(decoding: try command.bytes("status"), as: UTF8.self)
        }
        #expect(try status("missing.pcap") == "66\n")
        #expect(try status("--nonsense") == "64\n")
        #expect(try status("compare whole.pcap missing.pcap") == "66\n")
        // Nor does the warning get into a file that took the place of what was closed.
        #expect(try status("cut.pcap -o untold") == (place.hasPrefix(">&-") ? "73\n" : "0\n"))
        #expect(try command.contents(of: "untold") == command.contents(of: "told"))
        let emulated = try command.run(shell: "\"$(dirname \"$IQOS\")\"/iqos-call synth -o /none/x.pcap \(place)")
        #expect([0, 1, 73].contains(emulated.status))
        #expect(command.entries == ["cut.pcap", "status", "told", "untold", "whole.pcap"])
    }

    @Test("no name of a file or folder writes to a terminal more than one line of letters")
    func names() throws {
        let command = try Command()
        let name = "a\u{1B}]0;x\u{7}\n\u{1B}[31m"
        try command.write(Array("no capture, and long enough to be told so".utf8), to: name + "b.pcap")
        let wrong = [
            [name + "c.pcap"], [name + "b.pcap"], ["compare", name, name], [name + "b.pcap", "-o", name + "/x"],
        ]
        for arguments in wrong {
            let outcome = try command.run(arguments)
            #expect(outcome.status != 0 && outcome.errorLines.count == 1, "\(outcome.errors)")
            #expect(outcome.errors.dropLast().allSatisfy { !$0.isNewline && $0 != "\u{1B}" && $0 != "\u{7}" })
        }
        try command.sample("one-way.pcap", as: "all/" + name + ".pcap")
        let each = try command.run(["all", "--each", "-o", name, "--verbose", "--audio", "none"])
        #expect(each.status == 0 && !(each.text + each.errors).contains("\u{1B}"))
        let made = try command.run(shell: "\"$(dirname \"$IQOS\")\"/iqos-call synth -o $'\\e[31m.pcap' --duration 1")
        #expect(made.status == 0 && !made.text.contains("\u{1B}"))
    }
}
