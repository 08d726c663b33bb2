import Testing

/// What `iqos-call` refuses.
@Suite("Command: iqos-call")
struct CallCommandTests {
    @Test(
        "a number or a time outside its range is told what is allowed, not that a value is missing",
        arguments: [
            ("--loss -1", "0.0 to 100.0"), ("--burst-loss -1,5", "two to four percentages, 0 to 100"),
            ("--delay -1", "0.0 to 10000.0"), ("--jitter-back -1", "0.0 to 5000.0"), ("--reorder -1", "0.0 to 100.0"),
            ("--duplicate -1", "0.0 to 100.0"), ("--calls -1", "1 to 60000"), ("--ptime -1", "1 to 180"),
            ("--duration -1", "0.1 to 86400.0"), ("--spacing -1", "0 to 3600000"), ("--dtmf-at -1", "0.0 to 86400.0"),
            ("--sequence-start -1", "0 to 65535"), ("--timestamp-start-back -1", "0 to 4294967295"),
            ("--ssrc -1", "0 to 4294967295"), ("--vlan -1", "0 to 4095"), ("--background -1", "0.0 to 10000.0"),
            ("--seed -1", "0 to 18446744073709551615"), ("--start -1", "1970-01-02T00:00:00Z to 2100-01-01T00:00:00Z"),
            ("--start 2300-01-01T00:00:00Z", "1970-01-02T00:00:00Z to 2100-01-01T00:00:00Z"),
        ])
    func outside(option: String, told: String) throws {
        let outcome = try Command().run(shell: "\"$(dirname \"$IQOS\")\"/iqos-call synth -o x.pcap \(option)")
        #expect(outcome.status == 64 && outcome.errors.contains(told), "\(outcome.errors)")
        #expect(outcome.errorLines.count == 1 && outcome.errors.hasPrefix("iqos-call: "))
    }

    @Test("a capture is neither written over what it did not make, nor packed by its name")
    func output() throws {
        let command = try Command()
        let synth = { (arguments: String) in
            try command.run(shell: "\"$(dirname \"$IQOS\")\"/iqos-call synth --duration 1 " + arguments)
        }
        try command.write(Array("# Mine".utf8), to: "README.md")
        let refused = try synth("-o README.md")
        #expect(refused.status == 73 && refused.errorLines.count == 1 && refused.errors.contains("--force"))
        #expect(try command.bytes("README.md") == Array("# Mine".utf8) && command.entries == ["README.md"])
        #expect(try synth("-o README.md --force").status == 0)
        #expect(try synth("-o README.md").status == 0)
        for name in ["y.pcap.gz", "y.pcap.ZST"] {
            let packed = try synth("-o " + name)
            #expect(packed.status == 64 && packed.errors.contains("uncompressed"), "\(packed.errors)")
        }
        #expect(command.entries == ["README.md", "README.truth.json"])
    }

    @Test("help has the defaults of the number and the time that all is made from")
    func defaults() throws {
        let help = try Command().run(shell: "\"$(dirname \"$IQOS\")\"/iqos-call synth --help").text
        let text = help.split { $0.isWhitespace }.joined(separator: " ")
        #expect(text.contains("from this number (default: 1)."))
        #expect(text.contains("RFC 3339 (default: 2026-01-05T09:00:00Z)."))
    }
}
