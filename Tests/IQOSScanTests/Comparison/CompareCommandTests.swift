import Foundation
import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// `iqos-scan compare` from the outside.
@Suite("iqos-scan compare")
struct CompareCommandTests {
    /// The clocks of both points differ by this, ns.
    private static let offset: Int64 = 86_400_000_000_000

    /// A call of 10 s as the point before a NAT and the one behind it see it.
    private static func captures() -> (a: [UInt8], b: [UInt8]) {
        let payload = { (index: Int, seed: Int) -> [UInt8] in
            (0..<160).map { place -> UInt8 in
                let value: Int = index &* 31 &+ place &* (seed + index % 13)
                return UInt8(truncatingIfNeeded: value >> 2)
            }
        }
        var (a, b) = (TestCapture(), TestCapture())
        let inside = TestCapture.Path()
        let outside = TestCapture.Path(0xC000_0209, 0x0A00_0002, from: 40_001, to: 20_000)
        for index in 0..<500 {
            let time = TestCapture.start + Int64(index) * 20_000_000
            let there = SimulatedPacket(
                arrival: time, sequence: index, timestamp: index * 160, payload: payload(index, 3))
            let back = SimulatedPacket(
                arrival: time + 3_000_000, sequence: 900 + index, timestamp: 77 + index * 160,
                payload: payload(index, 5))
            a.append([there], on: inside, ssrc: 1)
            a.append([back], on: inside.reversed, ssrc: 2)
            var laterThere = there
            laterThere.arrival = time + offset + 8_000_000
            if index % 25 != 12 { b.append([laterThere], on: outside, ssrc: 1) }
            var earlierBack = back
            earlierBack.arrival = time + 3_000_000 + offset - 4_000_000
            b.append([earlierBack], on: outside.reversed, ssrc: 2)
        }
        b.frames.sort { $0.arrival < $1.arrival }
        return (a.pcap, b.pcap)
    }

    private static func prepared() throws -> Command {
        let command = try Command()
        let (a, b) = captures()
        try command.write(a, to: "a.pcap")
        try command.write(b, to: "b.pcap")
        return command
    }

    @Test("two captures of one call, and what lies between them, to the packet")
    func points() throws {
        let outcome = try Self.prepared().run(["compare", "a.pcap", "b.pcap", "--json"])
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        let report = try JSONNode(text: outcome.output)
        #expect(report["kind"].text == "points")
        let streams = report["streams"].list
        #expect(streams.map { $0["packets"]["lost"].int } == [20, 0])
        #expect(streams.map { $0["packets"]["sent"].int } == [500, 500])
        #expect(streams.map { $0["order"].text } == ["a-first", "b-first"])
        #expect(streams[0]["b"]["source"]["address"].text == "192.0.2.9")
        #expect(streams[0]["intervals"].list.map { $0["lost"].int } == [10, 10])
        // 8 ms there and 4 ms back: the offset is 2 ms more than it was set to, give or take 6 ms.
        #expect(report["clock"]["offset_ms"].double == Double(Self.offset) * 1e-6 + 2)
        #expect(report["clock"]["uncertainty_ms"].double == 6)
        #expect(streams[0]["one_way_delay_ms"]["p50"].double == 6)
        #expect(streams[0]["delay_variation_ms"]["max"].double == 0)
    }

    @Test("the text names the streams and what they lost, and the same comes out twice")
    func text() throws {
        let command = try Self.prepared()
        let outcome = try command.run(["compare", "a.pcap", "b.pcap"])
        #expect(outcome.text.contains("20 (4.00 %)"))
        #expect(outcome.text.contains("192.0.2.9:40001 > 10.0.0.2:20000"))
        #expect(outcome.text.contains("give or take 6.0 ms"))
        #expect(try command.run(["compare", "a.pcap", "b.pcap"]).output == outcome.output)
    }

    @Test("standard input is a capture too")
    func pipe() throws {
        let command = try Self.prepared()
        let whole = try command.run(["compare", "a.pcap", "b.pcap", "--json", "--no-hash"])
        let piped = try command.run(
            ["compare", "-", "b.pcap", "--json", "--no-hash"], input: try command.bytes("a.pcap"))
        #expect(try JSONNode(text: piped.output)["streams"].list.count == 2)
        #expect(piped.text.replacing("stdin", with: "a.pcap") == whole.text)
    }

    @Test("reports, and folders that hold them, are set side by side")
    func reports() throws {
        let command = try Command()
        try command.sample("clean-sip.pcap")
        try command.sample("burst-loss.pcap")
        #expect(try command.run(["clean-sip.pcap", "-q", "-o", "before", "--audio", "none"]).status == 0)
        #expect(try command.run(["burst-loss.pcap", "-q", "-o", "after", "--audio", "none"]).status == 0)
        let outcome = try command.run(["compare", "before", "after/report.json", "--json"])
        #expect(outcome.status == 0)
        let report = try JSONNode(text: outcome.output)
        #expect(report["kind"].text == "reports")
        let lost = try #require(report["figures"].list.first { $0["name"].text == "lost_percent" })
        #expect(lost["a"].double == 0 && lost["b"].double ?? 0 > 3 && lost["change"].double == lost["b"].double)
        #expect(report["findings"].list.contains { $0["code"].text == "burst-loss" && $0["change"].int == 1 })
        #expect(report["calls"].list.map { $0["a"].int } == [1])
        // A capture beside a report is scanned for it.
        let mixed = try command.run(["compare", "before", "burst-loss.pcap", "--json"])
        #expect(
            try JSONNode(text: mixed.output)["figures"].list.map { $0["b"].double }
                == report["figures"].list.map { $0["b"].double })
    }

    @Test("calls are the same by Call-ID, and equal reports have no change")
    func sameReport() throws {
        let command = try Command()
        try command.sample("six-calls.pcap")
        let outcome = try command.run(["compare", "six-calls.pcap", "six-calls.pcap", "--figures", "--json"])
        let report = try JSONNode(text: outcome.output)
        #expect(report["calls"].list.count == 6 && report["unmatched"]["a"].list.isEmpty)
        #expect(report["calls"].list.allSatisfy { $0["a"].int == $0["b"].int })
        #expect(report["figures"].list.allSatisfy { $0["change"].double == 0 })
        #expect(report["findings"].list.allSatisfy { $0["change"].int == 0 })
    }

    @Test("a gate is missed by loss between the points")
    func gate() throws {
        let command = try Self.prepared()
        #expect(try command.run(["compare", "a.pcap", "b.pcap", "--fail-above", "3.9"]).status == 3)
        #expect(try command.run(["compare", "a.pcap", "b.pcap", "--fail-above", "4"]).status == 0)
    }

    @Test("a gate is missed where everything is lost, and where it cannot be told whether the other capture ran")
    func gateOfNothing() throws {
        let command = try Self.prepared()
        try command.write(Array(Self.captures().a.prefix(24)), to: "empty.pcap")
        var others = PcapFile()
        for index in 0..<20 as Range<UInt32> {
            let second = UInt32(TestCapture.start / 1_000_000_000) + index / 2
            others.add(second, 0, bytes("020000000001 020000000002 0800") + [UInt8](repeating: 0x45, count: 40))
        }
        try command.write(others.bytes, to: "none.pcap")
        for (names, clock) in [
            (["a.pcap", "none.pcap"], ["--same-clock"]), (["a.pcap", "none.pcap"], []),
            (["none.pcap", "a.pcap"], ["--same-clock"]), (["a.pcap", "empty.pcap"], ["--same-clock"]),
            (["a.pcap", "empty.pcap"], []), (["none.pcap", "empty.pcap"], []),
        ] {
            let outcome = try command.run(["compare"] + names + clock + ["--fail-above", "1"])
            #expect(outcome.status == 3, "\(names) \(clock)")
            #expect(outcome.errorLines.filter { $0.contains("the gate was missed") }.count == 1, "\(outcome.errors)")
            #expect(try command.run(["compare"] + names + clock + ["--fail-above", "100"]).status == 0)
        }
        let told = try command.run(["compare", "a.pcap", "none.pcap", "--same-clock", "--json"])
        let alone = try JSONNode(text: told.output)["unmatched"]["a"].list
        #expect(!alone.isEmpty && alone.allSatisfy { $0["other_was_running"].bool == true })
        let sentence = try command.run(["compare", "a.pcap", "b.pcap", "--fail-above", "3.99", "-q"])
        #expect(sentence.status == 3 && sentence.errors.isEmpty)
        let spoken = try command.run(["compare", "a.pcap", "b.pcap", "--fail-above", "3.999", "--lang", "es"])
        #expect(spoken.errors.contains("criterio incumplido por 1 flujo, primero por A, flujo 1 (4.00 % perdidos)"))
    }

    @Test("what is about two points is refused for reports and figures, in one line")
    func gateOfFigures() throws {
        let command = try Self.prepared()
        try #require(try command.run(["a.pcap", "-q", "-o", "out", "--audio", "none"]).status == 0)
        for inputs in [["a.pcap", "b.pcap", "--figures"], ["out", "b.pcap"], ["a.pcap", "out/report.json"]] {
            for option in [["--fail-above", "1"], ["--same-clock"]] {
                let outcome = try command.run(["compare"] + inputs + option)
                #expect(outcome.status == 64 && outcome.errorLines.count == 1 && outcome.output.isEmpty, "\(inputs)")
                #expect(outcome.errors.contains(option[0]), "\(outcome.errors)")
            }
        }
    }

    @Test("nothing is said of one direction where no order is known")
    func assumedOrder() throws {
        let outcome = try Self.prepared().run(["compare", "a.pcap", "a.pcap"])
        #expect(outcome.text.contains("A to B?") && !outcome.text.contains("one direction"))
        #expect(outcome.text.contains("nothing tells which point the streams pass first"))
    }

    @Test(
        "a table keeps to the width of the terminal, and tells least of what matters least", arguments: [50, 70, 120])
    func width(columns: Int) throws {
        let heading = ["call", "stream", "in A", "in B", "lost", "delay p50"]
        let row = ["1", "1", "10.1.0.1:16384 > 10.2.0.1:20000", "the same", "9 (1.70 %)", "—"]
        let table = ComparisonTable(heading, [row], dropping: [3, 2])
        let lines = table.fitted(to: columns).lines
        #expect(lines.allSatisfy { TerminalText.columns($0) <= columns } && lines[1].contains("9 (1.70 %)"))
        #expect(lines[0].contains("delay") == (columns == 120) && lines[0].contains("in A") == (columns > 50))
    }

    @Test("wrong inputs end as they do everywhere")
    func errors() throws {
        let command = try Self.prepared()
        try command.write(Array("hello, this is text".utf8), to: "text")
        try command.write(Array("{\"generator\": {\"name\": \"other\"}}".utf8), to: "other.json")
        #expect(try command.run(["compare", "a.pcap"]).status == 64)
        #expect(try command.run(["compare", "-", "-"]).status == 64)
        #expect(try command.run(["compare", "a.pcap", "missing"]).status == 66)
        for name in ["text", "other.json"] {
            let outcome = try command.run(["compare", "a.pcap", name])
            #expect(outcome.status == 65 && outcome.errorLines.count == 1 && outcome.output.isEmpty, "\(name)")
            #expect(outcome.errors.contains("capture") && outcome.errors.contains("report.json"), "\(outcome.errors)")
        }
    }

    @Test("numbers of a report that no run has counted do not end a comparison")
    func largeNumbers() throws {
        let command = try Command()
        let stream = """
            {"id": -9223372036854775808, "packets": {"expected": 9223372036854775807, "lost": 9223372036854775807,
            "late": -9223372036854775808}, "jitter_ms": {"mean": 1e300}}
            """
        let report = """
            {"schema_version": "1.0", "generator": {"name": "iqos-scan"}, "streams": [\(stream), \(stream)],
            "calls": [{"id": 1e300, "duration_s": -1e300, "streams": [-9223372036854775808, 9223372036854775807, 1, 2]}]}
            """
        try command.write(Array(report.utf8), to: "large.json")
        for flags in [[], ["--json"]] {
            let outcome = try command.run(["compare", "large.json", "large.json"] + flags)
            #expect(outcome.status == 0 && outcome.text.contains("lost_percent"), "\(outcome.errors)")
        }
    }

    @Test("a capture called compare is still a capture")
    func name() throws {
        let command = try Self.prepared()
        try command.write(try command.bytes("a.pcap"), to: "compare")
        let outcome = try command.run(["./compare", "--json"])
        #expect(outcome.status == 0)
        #expect(try JSONNode(text: outcome.output)["streams"].list.count == 2)
    }

    @Test("what is printed is as docs/compare.schema.json says", .enabled(if: !Python.isWaived))
    func schema() throws {
        let command = try Self.prepared()
        let runs = [
            ["a.pcap", "b.pcap"], ["a.pcap", "b.pcap", "--same-clock"], ["a.pcap", "a.pcap"], ["a.pcap", "other.pcap"],
            ["a.pcap", "b.pcap", "--figures"],
        ]
        try command.write(Samples.bytes("no-rtp.pcap"), to: "other.pcap")
        let paths = try runs.enumerated().map { index, arguments in
            let outcome = try command.run(["compare", "--json"] + arguments)
            #expect(outcome.status == 0)
            return try command.write(outcome.output, to: "\(index).json")
        }
        let result = try Python.run(
            ReportSchemaTests.validator, [repositoryPath("docs/compare.schema.json")] + paths)
        #expect(result as? [[String]] == runs.map { _ in [] })
    }
}
