import Foundation
import TestSupport
import Testing

/// What the options select, measure and decide.
@Suite("Command: selection, measuring and gates")
struct SelectionCommandTests {
    private func scan(_ command: Command, _ arguments: [String]) throws -> JSONNode {
        let outcome = try command.run(arguments + ["--json", "--no-hash"])
        try #require(outcome.status == 0, "\(outcome.errors)")
        return try JSONNode(text: outcome.output)
    }

    @Test("--host keeps the streams from and to an address")
    func host() throws {
        let command = try Command()
        let sample = try command.sample("six-calls.pcap")
        let truth = try Samples.truth("six-calls.pcap")["streams"].list
        for address in ["10.1.0.1", "10.2.0.3", "10.9.9.9"] {
            let expected = truth.filter { stream in
                [stream["source"]["address"].text, stream["destination"]["address"].text].contains(address)
            }
            let found = try scan(command, [sample, "--host", address])["streams"].list
            #expect(found.map { $0["ssrc"].text } == expected.map { $0["ssrc"].text })
        }
        let six = try command.sample("ipv6.pcapng")
        let source = try Samples.truth("ipv6.pcapng")["streams"][0]["source"]["address"].text ?? ""
        #expect(try scan(command, [six, "--host", source])["streams"].list.count == 2)
        #expect(try scan(command, [six, "--host", "0:0:0:0:0:0:0:1"])["streams"].list.isEmpty)
    }

    @Test("--impairment scores a codec by other values and says so, --compat adds a score and changes none")
    func scores() throws {
        let command = try Command()
        let sample = try command.sample("random-loss.pcap")
        let quality = { (arguments: [String]) in try scan(command, [sample] + arguments)["streams"][0]["quality"] }
        let published = try quality([])
        let given = try quality(["--impairment", "PCMU=10/5"])
        #expect(given["inputs"]["source"].text == "user" && published["inputs"]["source"].text == "published")
        #expect(given["inputs"]["ie"].double == 10 && given["inputs"]["bpl"].double == 5)
        #expect(try #require(given["mos_lq"].double) < #require(published["mos_lq"].double))
        let compared = try quality(["--compat", "voipmonitor", "--mos-approx"])
        #expect(compared["mos_lq"].double == published["mos_lq"].double)
        // 2.5 % of 600 at random: its own cubic, and no column where nobody asks.
        #expect(abs(try #require(compared["mos_voipmonitor"].double) - 3.86) < 0.02)
        #expect(published["mos_voipmonitor"].double == nil)
        for arguments in [
            ["--impairment", "PCMU"], ["--impairment", "PCMU=1/2", "--impairment", "pcmu=2/2"], ["--compat", "x"],
        ] {
            #expect(try command.run([sample, "--json"] + arguments).status == 64)
        }
    }

    @Test("options that could do nothing, or are wrong, say what is allowed")
    func refusals() throws {
        let command = try Command()
        let sample = try command.sample("one-way.pcap")
        let compare = ["compare", sample, sample]
        for (arguments, told) in [
            ([sample, "--impairment", "foo=1/2"], "one of your own begins with x-"),
            ([sample, "--impairment", "opus=10"], "CODEC=IE/BPL"), ([sample, "--pt", "96=foo/48000/2"], "PCMU, G729"),
            ([sample, "--pt", "12=opus/48000/2"], "35-63 or 96-127"),
            ([sample, "--audio", "none", "--embed-audio"], "leave one out"),
            ([sample, "--json", "--embed-audio"], "-o DIR"), ([sample, "--csv", "--export", "pcap"], "-o DIR"),
            ([sample, "--host", "10.1.0.0/16"], "--filter 'net "),
            ([sample, "--host", "10.1.0.1:5004"], "one plain IP"),
            ([sample, "--buffer", "-5"], "0 to 10000 ms"), ([sample, "--interval", "-5"], "0.1 to 86400 s"),
            ([sample, "--fail-below", "-1"], "1 to 5"), ([sample, "--ssrc", "-5"], "0 to 4294967295"),
            ([sample, "--max-spool", "-1"], "0 or more bytes"), (compare + ["--interval", "-1"], "0.1 to 86400 s"),
            (compare + ["--fail-above", "-1"], "0 to 100"),
        ] {
            let outcome = try command.run(arguments)
            #expect(outcome.status == 64 && outcome.errors.contains(told), "\(arguments): \(outcome.errors)")
            let spanish = try command.run(arguments + ["--lang", "es"])
            let head = spanish.errors.split(separator: "\n").first ?? ""
            #expect(spanish.status == 64 && !head.contains(" it takes ") && !head.contains("no codec"), "\(head)")
        }
        // Names of one's own are not in any list.
        for arguments in [
            ["--pt", "96=x-mine/8000"], ["--impairment", "x-mine=10/20"], ["--impairment", "EVS=1/2/fb"],
        ] {
            #expect(try command.run([sample, "--json", "--no-hash"] + arguments).status == 0, "\(arguments)")
        }
    }

    @Test(
        "a selection that leaves nothing names the option that did",
        arguments: [
            (
                ["--host", "10.9.9.9", "--ssrc", "5"], "no stream matches --host 10.9.9.9 --ssrc 0x00000005",
                "ningún flujo"
            ),
            (["--filter", "tcp port 1"], "no frame matches --filter 'tcp port 1'", "ninguna trama cumple --filter"),
            (
                ["--from", "2030-01-01T00:00:00Z"],
                "no packet is as late as --from wants: the last one is of 2026-01-05T09:00:", "el último es de 2026"
            ),
            (
                ["--to", "2020-01-01T00:00:00Z"],
                "no packet is as early as --to wants: the first one is of 2026-01-05T09:00:", "el primero es de 2026"
            ),
        ])
    func emptySelection(arguments: [String], told: String, spanish: String) throws {
        let command = try Command()
        let sample = try command.sample("random-loss.pcap")
        let outcome = try command.run([sample, "-o", "out", "--force"] + arguments)
        #expect(outcome.status == 0 && outcome.errors.contains(told), "\(outcome.errors)")
        #expect(outcome.text.hasPrefix("random-loss.pcap: the selection leaves no RTP stream of 1,177 packets"))
        let translated = try command.run([sample, "-o", "out", "--lang", "es"] + arguments)
        #expect(translated.errors.contains(spanish), "\(translated.errors)")
        let warnings = try scan(command, [sample] + arguments)["warnings"].list
        #expect(warnings.map { $0["code"].text } == ["selection-empty"])
        // Where nothing was selected nothing is said of it.
        let whole = try scan(command, [command.sample("no-rtp.pcap")])["warnings"].list
        #expect(whole.isEmpty)
    }

    @Test("--ssrc keeps one stream, however the number is written")
    func ssrc() throws {
        let command = try Command()
        let sample = try command.sample("six-calls.pcap")
        let name = try #require(try Samples.truth("six-calls.pcap")["streams"][4]["ssrc"].text)
        let number = try #require(UInt32(name.dropFirst(2), radix: 16))
        for text in [name, name.uppercased().replacingOccurrences(of: "X", with: "x"), String(number)] {
            let streams = try scan(command, [sample, "--ssrc", text])["streams"].list
            #expect(streams.map { $0["ssrc"].text } == [name])
        }
    }

    @Test("what --ssrc leaves out is not missing: both sides were there")
    func oneSource() throws {
        let command = try Command()
        let sample = try command.sample("clean-sip.pcap")
        let name = try #require(try Samples.truth("clean-sip.pcap")["streams"][0]["ssrc"].text)
        let report = try scan(command, [sample, "--ssrc", name, "--fail-on", "warning"])
        #expect(report["streams"].list.count == 1)
        #expect(report["calls"].list.flatMap { $0["findings"].list }.isEmpty)
    }

    @Test("--from and --to count exactly the packets between them")
    func time() throws {
        let command = try Command()
        let sample = try command.sample("random-loss.pcap")
        let file = try Samples.bytes("random-loss.pcap")
        // The calls of the samples begin at 2026-01-05 09:00.
        let base = 1_767_603_600_000_000_000
        for (from, to) in [("09:00:03Z", "09:00:07Z"), ("10:00:03+01:00", "09:00:04.5Z")] {
            let report = try scan(
                command, [sample, "--from", "2026-01-05T" + from, "--to", "2026-01-05T" + to])
            let end = to.contains(".5") ? 4_500_000_000 : 7_000_000_000
            let packets = WireFrame.all(inCapture: file).filter { frame in
                frame.sourcePort >= 16384 && WireRTP(frame.payload) != nil
                    && (base + 3_000_000_000..<base + end).contains(frame.arrival)
            }
            let found = report["streams"].list.compactMap { $0["packets"]["captured"].int }.reduce(0, +)
            #expect(found == packets.count && found > 100)
        }
    }

    @Test("--filter keeps frames by tcpdump's words, in the sound too")
    func filter() throws {
        let command = try Command()
        let sample = try command.sample("clean-sip.pcap")
        let report = try scan(command, [sample, "--filter", "udp src port 16384"])
        #expect(report["streams"].list.count == 1)
        #expect(report["options"]["filter"].text == "udp src port 16384")
        #expect(try command.run([sample, "-o", "out", "--filter", "udp src port 16384"]).status == 0)
        let one = try #require(WaveFile(command.bytes("out/audio/stream-1.wav")))
        #expect(try command.run([sample, "-o", "all"]).status == 0)
        #expect(try WaveFile(command.bytes("all/audio/stream-1.wav")) == one)
        #expect(try scan(command, [sample, "--filter", "tcp"])["streams"].list.isEmpty)
    }

    @Test("a longer buffer plays more, and its delay stands in the report")
    func buffer() throws {
        let command = try Command()
        let sample = try command.sample("jitter-late.pcap")
        let late = try ["40", "60", "100", "500"].map { milliseconds in
            let stream = try scan(command, [sample, "--buffer", milliseconds])["streams"][0]
            #expect(stream["quality"]["playout"]["delay_ms"].double == Double(milliseconds))
            return stream["packets"]["late"].int ?? -1
        }
        #expect(late == late.sorted(by: >) && late.last == 0)
        #expect(late[1] == (try Samples.truth("jitter-late.pcap")["streams"][0]["packets"]["late"].int))
    }

    @Test("--interval cuts the stream into pieces of that length")
    func interval() throws {
        let command = try Command()
        let sample = try command.sample("random-loss.pcap")
        for (length, count) in [("1", 12), ("5", 3), ("60", 1)] {
            let stream = try scan(command, [sample, "--interval", length])["streams"][0]
            let intervals = stream["intervals"].list
            #expect(intervals.count == count)
            #expect(intervals.compactMap { $0["packets"].int }.reduce(0, +) == stream["packets"]["unique"].int)
            #expect(intervals.compactMap { $0["lost"].int }.reduce(0, +) == stream["packets"]["lost"].int)
        }
    }

    @Test("a missed gate ends with 3, and the report is written all the same")
    func gate() throws {
        let command = try Command()
        let good = try command.sample("one-way.pcap")
        let bad = try command.sample("random-loss.pcap")
        let none = try command.sample("no-rtp.pcap")
        let cases: [([String], Int32)] = [
            ([good, "--fail-below", "4.4"], 0), ([good, "--fail-below", "4.42"], 3), ([bad, "--fail-below", "4.3"], 3),
            ([bad, "--fail-below", "3.6"], 0), ([none, "--fail-below", "4"], 0), ([none, "--fail-unknown"], 3),
            ([none, "--fail-below", "4", "--fail-unknown"], 3), ([good, "--fail-unknown"], 0),
        ]
        for (index, (arguments, status)) in cases.enumerated() {
            let outcome = try command.run(arguments + ["-o", "out\(index)", "--audio", "none"])
            #expect(outcome.status == status, "\(arguments)")
            #expect(outcome.errors.contains("the gate was missed") == (status == 3))
            #expect(try command.json("out\(index)/report.json")["schema_version"].text == "1.0")
        }
    }

    @Test("a filter that leaves out all frames for their VLAN tags is told so")
    func taggedFilter() throws {
        let command = try Command()
        let synth = "\"$(dirname \"$IQOS\")\"/iqos-call synth "
        try #require(try command.run(shell: synth + "-o tagged.pcap --vlan 7 --duration 2").status == 0)
        let outcome = try command.run(["tagged.pcap", "--json", "--filter", "udp port 16384"])
        let hint =
            "200 of 200 frames carry VLAN tags, which the expression must name: --filter 'vlan and (udp port 16384)'"
        #expect(outcome.errors.contains("no frame matches --filter 'udp port 16384'; " + hint), "\(outcome.errors)")
        let spoken = try command.run(["tagged.pcap", "--json", "--filter", "udp port 16384", "--lang", "es"])
        #expect(spoken.errors.contains("200 de 200 tramas llevan etiquetas VLAN"), "\(spoken.errors)")
        let named = try command.run(["tagged.pcap", "--json", "--filter", "vlan and udp port 5"])
        #expect(named.errors.contains("no frame matches") && !named.errors.contains("VLAN"))
        #expect(try command.run(["tagged.pcap", "--json", "--filter", "vlan and (udp port 16384)"]).errors.isEmpty)
    }

    @Test("--no-hash leaves the hash out and nothing else")
    func hash() throws {
        let command = try Command()
        let sample = try command.sample("one-way.pcap")
        let with = try command.run([sample, "--json"]).text
        let without = try command.run([sample, "--json", "--no-hash"]).text
        let lines = zip(with.split(separator: "\n"), without.split(separator: "\n")).filter { $0 != $1 }
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.0.contains("sha256") || $0.0.contains("\"hash\": true") })
        let sum = try command.run(shell: "sha256sum one-way.pcap").text.prefix(64)
        #expect(with.contains("\"sha256\": \"\(sum)\""))
    }
}
