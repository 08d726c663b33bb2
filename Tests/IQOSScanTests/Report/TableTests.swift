import Foundation
import IQOSCore
import Testing

@testable import IQOSScan

/// streams.csv and calls.csv, read back by Python's csv.
@Suite("Tables", .enabled(if: !Python.isWaived))
struct TableTests {
    private static let reader = """
        import csv, json, sys
        with open(sys.argv[1], newline="", encoding="utf-8") as file:
            print(json.dumps(list(csv.reader(file, strict=True))))
        """

    private static func rows(_ format: ReportFormat, _ result: ScanResult) throws -> [[String: String]] {
        let scratch = try Scratch()
        let path = try scratch.file("table.csv", try format.bytes(result))
        let lines = try #require(try Python.run(reader, [path]) as? [[String]])
        let header = try #require(lines.first)
        return lines.dropFirst().map { line in
            #expect(line.count == header.count)
            return Dictionary(uniqueKeysWithValues: zip(header, line))
        }
    }

    @Test("a row a stream, with null as an empty cell and times to the millisecond")
    func streams() throws {
        let rows = try Self.rows(.csv, ReportFixture.result)
        #expect(rows.count == 10)
        #expect(rows[0]["ssrc"] == "0x0a2b3c01")
        #expect(rows[0]["first_packet_utc"] == "2026-03-14 15:09:27.035")
        #expect(rows[0]["encapsulation"] == "ethernet;vlan:42;ipv4")
        #expect(rows[0]["delta_ms_min"] == "0.012346")
        #expect(rows[0]["encrypted"] == "false")
        #expect(rows[6]["jitter_ms_mean"] == "" && rows[6]["packets_late"] == "" && rows[6]["quality_mos_lq"] == "")
        #expect(rows[6]["quality_reason"] == "codec not known")
    }

    @Test("a row a call, with stream ids joined")
    func calls() throws {
        let rows = try Self.rows(.callsCSV, ReportFixture.result)
        #expect(rows.count == 6)
        #expect(rows[0]["streams"] == "1;2")
        #expect(rows[0]["signalling_from"] == "\"Lucía Fernández\" <sip:lucia@example.org>")
        #expect(rows[1]["findings_code"] == "burst-loss")
        #expect(rows[5]["start_utc"] == "")
    }

    @Test("a row an interval, an event and a finding")
    func details() throws {
        let streams = (0..<ReportFixture.result.streamCount).map(ReportFixture.result.stream)
        let intervals = try Self.rows(.intervalsCSV, ReportFixture.result)
        #expect(intervals.count == streams.reduce(0) { $0 + $1.intervals.count })
        let events = try Self.rows(.eventsCSV, ReportFixture.result)
        let markers = streams.flatMap(\.markers).count { $0.kind != .finding }
        let keys = streams.reduce(0) { $0 + ($1.dtmf?.events.count ?? 0) }
        #expect(events.count { $0["kind"] != "finding" } == markers + keys)
        let findings = try Self.rows(.findingsCSV, ReportFixture.result)
        let calls = (0..<ReportFixture.result.callCount).map(ReportFixture.result.call)
        #expect(
            findings.count == streams.reduce(0) { $0 + $1.findings.count }
                + calls.reduce(0) { $0 + $1.findings.count } + ReportFixture.result.head.capture.findings.count)
        #expect(findings.contains { $0["scope"] == "call" && $0["id"] == "2" && $0["code"] == "burst-loss" })
    }

    @Test("text that a spreadsheet would compute is defused; a negative number is not")
    func formulas() throws {
        let streams = ReportFixture.hostileTexts.map { text in
            var stream = StreamReport(
                source: EndpointReport(address: "10.0.0.1", port: 1),
                destination: EndpointReport(address: "10.0.0.2", port: 2))
            stream.wrapper = text
            stream.clockDriftPpm = -12.5
            return stream
        }
        let rows = try Self.rows(.csv, ScanResult(head: ScanReport(), streams: streams, calls: []))
        #expect(rows.count == streams.count)
        for (row, text) in zip(rows, ReportFixture.hostileTexts) {
            let cell = try #require(row["wrapper"])
            let start = cell.unicodeScalars.first { !$0.properties.isWhitespace && $0 != "\u{FEFF}" } ?? " "
            #expect(!"=+-@＝＋－＠".unicodeScalars.contains(start))
            #expect(cell == text.printable || cell == "'" + text.printable)
            #expect(row["clock_drift_ppm"] == "-12.5")
        }
    }

    @Test("lines end with CR LF and none stands inside a cell")
    func lineEnds() throws {
        let bytes = try ReportFormat.csv.bytes(ReportFixture.result)
        #expect(bytes.count { $0 == 0x0A } == 11)
        #expect(bytes.count { $0 == 0x0D } == 11)
        #expect(bytes.suffix(2) == [0x0D, 0x0A])
    }

    /// Names that differ from a plain path in report.json, as docs/tables.md says.
    private static func path(of column: String) -> String {
        column.hasSuffix("_utc") ? String(column.dropLast(4)) : column
    }

    @Test("every column is a path of report.json, or the count of an array")
    func paths() throws {
        let data = Data(try ReportFormat.json.bytes(ReportFixture.result))
        let root = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        for (list, columns) in [
            ("streams", StreamTable.columns.map(\.name)), ("calls", CallTable.columns.map(\.name)),
        ] {
            var paths: Set<String> = []
            for element in root[list] as? [[String: Any]] ?? [] { Self.collect(element, "", into: &paths) }
            for column in columns where !column.hasSuffix("_count") {
                #expect(paths.contains(Self.path(of: column)), "\(list): \(column)")
            }
        }
    }

    private static func collect(_ node: Any, _ path: String, into paths: inout Set<String>) {
        paths.insert(path)
        if let object = node as? [String: Any] {
            for (key, value) in object { collect(value, path.isEmpty ? key : path + "_" + key, into: &paths) }
        } else if let array = node as? [Any] {
            for value in array { collect(value, path, into: &paths) }
        }
    }

    @Test("docs/tables.md describes every column and no other")
    func documentation() throws {
        let text = try String(contentsOfFile: repositoryPath("docs/tables.md"), encoding: .utf8)
        let sections = text.components(separatedBy: "\n## ")
        for (title, columns) in [
            ("streams.csv", StreamTable.columns.map(\.name)), ("calls.csv", CallTable.columns.map(\.name)),
            ("intervals.csv", IntervalTable.columns.map(\.name)), ("events.csv", EventTable.columns.map(\.name)),
            ("findings.csv", FindingTable.columns.map(\.name)),
        ] {
            let section = try #require(sections.first { $0.hasPrefix(title) })
            let described = section.split(separator: "\n").filter { $0.hasPrefix("| `") }.map {
                String($0.dropFirst(3).prefix { $0 != "`" })
            }
            #expect(described == columns)
        }
    }
}
