import Testing

/// Runs that the system ends.
@Suite("Command: signals")
struct SignalCommandTests {
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
