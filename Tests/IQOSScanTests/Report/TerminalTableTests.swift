import IQOSCore
import IQOSScan
import Testing

@Suite("Terminal table")
struct TerminalTableTests {
    private static func lines(_ result: ScanResult, width: Int, colour: Bool = false) throws -> [String] {
        var options = TerminalTable.Options()
        options.width = width
        options.colour = colour
        options.folder = "office-iqos"
        return try ReportFormat.terminal(options).text(result).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }

    @Test("no line is wider than the terminal", arguments: [40, 60, 80, 100, 132, 200])
    func width(columns: Int) throws {
        let lines = try Self.lines(ReportFixture.result, width: columns)
        let table = lines.drop { !$0.hasPrefix("call") && !$0.hasPrefix("stream") }.prefix(11)
        #expect(table.count == 11)
        #expect(table.allSatisfy { $0.unicodeScalars.count <= columns })
    }

    @Test("columns are aligned: every MOS ends where its heading does")
    func aligned() throws {
        let lines = try Self.lines(ReportFixture.result, width: 120)
        let heading = try #require(lines.first { $0.hasPrefix("call") })
        let end = try #require(heading.range(of: "MOS")).upperBound.utf16Offset(in: heading)
        for line in lines.drop(while: { $0 != heading }).dropFirst().prefix(10) {
            let upTo = Array(line.unicodeScalars.prefix(end))
            #expect(upTo.last == "-" || upTo.last?.properties.numericType != nil, "\(line)")
        }
    }

    @Test("without colour only printable ASCII and the ellipsis are printed")
    func plain() throws {
        let text = try Self.lines(ReportFixture.result, width: 90).joined()
        #expect(text.unicodeScalars.allSatisfy { 0x20..<0x7F ~= $0.value || $0 == "…" })
    }

    @Test("with colour the escape sequences are ours alone, and without them the text is the same")
    func colour() throws {
        let coloured = try Self.lines(ReportFixture.result, width: 100, colour: true).joined(separator: "\n")
        var stripped = coloured
        for code in ["32", "33", "33;1", "31;1", "0"] { stripped.replace("\u{1B}[\(code)m", with: "") }
        #expect(coloured != stripped)
        #expect(stripped == (try Self.lines(ReportFixture.result, width: 100).joined(separator: "\n")))
    }

    @Test("both ends of a long address stay readable")
    func addresses() throws {
        let lines = try Self.lines(ReportFixture.result, width: 100)
        #expect(lines.contains { $0.contains("[2001:") && $0.contains("…") && $0.contains("]:16390") })
    }

    @Test("of many streams the worst are shown, worst first, with the number of the others")
    func many() throws {
        let lines = try Self.lines(ReportFixture.large(calls: 100), width: 120)
        let streams = lines.drop { !$0.hasPrefix("call") }.dropFirst().prefix(40).compactMap { line in
            line.split(separator: " ").compactMap { Int($0) }.last { $0 > 100 }
        }
        #expect(streams == Array((161...200).reversed()))
        #expect(lines.contains { $0.hasPrefix("... and 160 streams more") })
    }

    @Test("the findings stand above the table, worst first, one line a kind and wrapped to the width")
    func findings() throws {
        let lines = try Self.lines(ReportFixture.result, width: 80)
        let heading = try #require(lines.firstIndex { $0.hasPrefix("call") })
        let above = lines[1..<heading]
        let severities = above.compactMap { line in
            ["critical", "warning", "info"].firstIndex { line.hasPrefix($0 + " ") }
        }
        #expect(!severities.isEmpty && severities == severities.sorted())
        #expect(above.allSatisfy { $0.count <= 80 })
    }

    @Test("no stream is said in one line")
    func empty() throws {
        var head = ScanReport()
        head.capture.files = [CaptureFileReport(name: "none.pcap")]
        let lines = try Self.lines(ScanResult(head: head, streams: [], calls: []), width: 80)
        #expect(lines.first == "none.pcap: no RTP stream in 0 packets")
    }
}
