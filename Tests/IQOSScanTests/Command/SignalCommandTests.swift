import Testing

/// Runs that the system ends.
@Suite("Command: signals")
struct SignalCommandTests {
    @Test("a signal while sound is written ends the run, and no sound is blamed", arguments: [129, 130, 143])
    func whileWriting(status: Int) throws {
        let command = try Command()
        try command.sample("six-calls.pcap")
        // A program that a script starts in the background ignores what Ctrl-C sends, unless it is told not to.
        let outcome = try command.run(
            shell: """
                set -m
                for run in 1 2 3 4 5 6; do
                    "$IQOS" six-calls.pcap -o out --audio wav,mp3 & run=$!
                    while kill -0 $run 2>/dev/null && ! [ -d .out.part-1/audio ]; do :; done
                    kill -\(status - 128) $run
                    wait $run
                    echo $?
                done
                """)
        #expect(outcome.text == String(repeating: "\(status)\n", count: 6))
        #expect(!outcome.errors.contains("iqos-scan"), "\(outcome.errors)")
        #expect(command.entries == ["six-calls.pcap"])
    }

    @Test("a file larger than the limit of the shell ends with 73 and leaves nothing")
    func sizeLimit() throws {
        let command = try Command()
        try command.sample("one-way.pcap")
        // Whoever runs the tests may ignore the signal.
        let limited = "ulimit -f 64; exec env --default-signal=XFSZ"
        let outcome = try command.run(shell: "\(limited) \"$IQOS\" one-way.pcap")
        #expect(outcome.status == 73)
        #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
        let made = try command.run(shell: "\(limited) \"$(dirname \"$IQOS\")\"/iqos-call synth -o call.pcap")
        #expect(made.status == 73)
        #expect(command.entries == ["one-way.pcap"])
    }
}
