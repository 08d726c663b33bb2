import IQOSCore
import Testing

@testable import IQOSScan

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

    @Test("names in other scripts are shown, and nothing in them steers a terminal")
    func plain() throws {
        let text = try Self.lines(ReportFixture.result, width: 90).joined()
        #expect(
            text.unicodeScalars.allSatisfy {
                ![.control, .format, .privateUse, .unassigned].contains($0.properties.generalCategory)
            })
        #expect(TerminalText.plain("José 日本 \u{1B}[31m\u{202E}x\u{200B}") == "José 日本 \u{FFFD}[31m\u{FFFD}x\u{FFFD}")
        // A tower of marks covers the lines around.
        // A joiner is part of how Persian words are spelt.
        #expect(TerminalText.plain("می\u{200C}خواهم") == "می\u{200C}خواهم")
        #expect(TerminalText.plain("a" + String(repeating: "\u{200D}", count: 50)).unicodeScalars.count == 4)
        #expect(TerminalText.plain("a" + String(repeating: "\u{0301}", count: 50)).unicodeScalars.count == 4)
    }

    @Test(
        "lengths are columns of the screen",
        arguments: [("abc", 3), ("José", 4), ("Jose\u{301}", 4), ("日本", 4), ("한글", 4), ("ｶﾅ", 2), ("📞", 2), ("", 0)])
    func columns(text: String, width: Int) {
        #expect(TerminalText.columns(text) == width)
        #expect(TerminalText.columns(TerminalText.padded(text, to: 9, right: false)) == 9)
    }

    @Test("a cut text is never wider than it may be", arguments: [4, 5, 6, 7, 11])
    func cut(width: Int) {
        for text in ["東京の電話番号", "José Núñez <sip:jose@example.org>", "a日b日c日d日"] {
            let cut = TerminalText.shortened(text, to: width)
            #expect(cut.contains("…") && (width - 2...width).contains(TerminalText.columns(cut)))
        }
    }

    @Test("on a terminal each stream has its quality over time as blocks, in a pipe none")
    func sparkline() throws {
        var options = TerminalTable.Options()
        options.width = 140
        let blocks = "▁▂▃▄▅▆▇█"
        let plain = try ReportFormat.terminal(options).text(ReportFixture.result)
        #expect(!plain.contains { blocks.contains($0) })
        options.isTerminal = true
        for width in [120, 140] {
            options.width = width
            let shown = try ReportFormat.terminal(options).text(ReportFixture.result)
            #expect(shown.contains { blocks.contains($0) } && shown.contains("trend"))
        }
        var stream = ReportFixture.result.stream(at: 0)
        stream.intervals = [4.5, nil, 1, 3].map { mos in
            IntervalReport(startS: 0, durationS: 5, packets: 1, lost: 0, late: 0, jitterMs: 0, mosLQ: mos)
        }
        #expect(TerminalSparkline(stream).text(width: 6, colour: false) == "█·▁▅  ")
        // Of parts that are taken together the mean of what is rated is shown.
        #expect(TerminalSparkline(stream).text(width: 2, colour: false) == "█▃")
    }

    @Test("a score of a stream too short to judge stands in brackets without a colour, and what that means below")
    func short() throws {
        func told(_ seconds: Double, language: Language = .english) throws -> String {
            var result = Self.narrow([], host: "10.1.0.")
            var stream = result.stream(at: 0)
            (stream.durationS, stream.quality.mosLQ) = (seconds, 1.25)
            result = ScanResult(head: result.head, streams: [stream], calls: [result.call(at: 0)])
            var options = TerminalTable.Options()
            (options.width, options.colour, options.language) = (140, true, language)
            return try ReportFormat.terminal(options).text(result)
        }
        let short = try told(Verdict.leastSeconds - 0.01)
        #expect(short.contains("  (1.25)") && !short.contains("\u{1B}[31;1m"))
        #expect(short.contains("\nMOS in brackets: a stream shorter than 2 s is too short to be judged by it.\n"))
        let long = try told(Verdict.leastSeconds)
        #expect(long.contains("\u{1B}[31;1m") && !long.contains("(1.25)") && !long.contains("in brackets"))
        #expect(try told(0.1, language: .spanish).contains("\nMOS entre paréntesis: un flujo de menos de 2 s"))
    }

    @Test("in Spanish the table says the same")
    func spanish() throws {
        var options = TerminalTable.Options()
        options.language = .spanish
        let text = try ReportFormat.terminal(options).text(ReportFixture.result)
        #expect(text.contains("llam.  flujo") && text.contains("crítico  ") && text.contains("hallazgos"))
        #expect(!text.contains("stream") && !text.contains("critical"))
    }

    @Test("with colour the escape sequences are ours alone, and without them the text is the same")
    func colour() throws {
        let coloured = try Self.lines(ReportFixture.result, width: 100, colour: true).joined(separator: "\n")
        var stripped = coloured
        for code in ["32", "33", "33;1", "31;1", "0"] { stripped.replace("\u{1B}[\(code)m", with: "") }
        #expect(coloured != stripped)
        #expect(stripped == (try Self.lines(ReportFixture.result, width: 100).joined(separator: "\n")))
    }

    @Test("with room both ends of a long address stay readable, with less the host alone")
    func addresses() throws {
        let lines = try Self.lines(ReportFixture.result, width: 170)
        #expect(lines.contains { $0.contains("[2001:") && $0.contains("]:16390") })
        #expect(TerminalText.shortened("192.168.100.200", to: 9, keeping: .tail) == "….100.200")
        #expect(TerminalText.shortened("jitter-buffer-too-small", to: 15, keeping: .head) == "jitter-buffer-…")
    }

    /// One stream between hosts with long addresses, with a finding.
    private static func narrow(_ codes: [String], host: String) -> ScanResult {
        var stream = ReportFixture.result.stream(at: 0)
        stream.source = EndpointReport(address: host + "1", port: 16384)
        stream.destination = EndpointReport(address: host + "2", port: 20000)
        stream.findings = codes.map {
            FindingReport(
                code: $0, severity: .warning, message: "Something is wrong.", startS: nil, endS: nil, frames: [],
                evidence: [])
        }
        return ScanResult(head: ReportFixture.result.head, streams: [stream], calls: [ReportFixture.result.call(at: 0)])
    }

    @Test(
        "80 columns hold the hosts, what explains the MOS and the code of the worst finding",
        arguments: [
            "10.1.0.", "192.168.10.", "192.168.100.20",
        ])
    func usualWidth(host: String) throws {
        var options = TerminalTable.Options()
        (options.width, options.isTerminal) = (80, true)
        let text = try ReportFormat.terminal(options).text(
            Self.narrow(["burst-loss", "late-packets", "reordering"], host: host))
        let lines = text.split(separator: "\n")
        let heading = try #require(lines.firstIndex { $0.hasPrefix("call") })
        let kept = ["dest", "MOS", "lost", "late"]
        #expect(kept.allSatisfy { lines[heading].contains($0) } && !lines[heading].contains("trend"))
        let row = lines[heading + 1]
        #expect(row.contains("burst-loss"))
        for end in ["1", "2"] { #expect(row.contains((host + end).suffix(8) + " "), "\(row)") }
        #expect(!row.contains("16384") && TerminalText.columns(String(row)) <= 80)
    }

    @Test("a short code is whole or not there", arguments: [30, 40, 50, 60, 70, 80, 90])
    func wholeCodes(width: Int) throws {
        let lines = try Self.lines(Self.narrow(["burst-loss", "reordering"], host: "192.168.100.20"), width: width)
        let heading = try #require(lines.firstIndex { $0.hasPrefix("call") })
        let row = lines[heading + 1]
        #expect(row.hasSuffix("burst-loss +1") || !lines[heading].contains("find"), "\(row)")
    }

    @Test("of many streams the worst are shown, worst first, with the number of the others")
    func many() throws {
        let lines = try Self.lines(ReportFixture.large(calls: 100), width: 120)
        let streams = lines.drop { !$0.hasPrefix("call") }.dropFirst().prefix(40).compactMap { line in
            line.split(separator: " ").compactMap { Int($0) }.last { $0 > 100 }
        }
        #expect(streams == Array((161...200).reversed()))
        #expect(lines.contains { $0.hasPrefix("... and 160 streams more") })
        // Below them who talks in their calls, in the same order.
        let parties = lines.compactMap { line in line.firstMatch(of: /^call (\d+):/).flatMap { Int($0.1) } }
        #expect(parties == Array((81...100).reversed()))
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

    @Test("calls without a stream are named with how they ended, five of them and the number of the others")
    func silentCalls() throws {
        var result = ReportFixture.result
        var lines = try Self.lines(result, width: 100)
        #expect(lines.contains { $0.hasPrefix("No stream: <sip:lucia@example.org> -> ") && $0.hasSuffix(" (SIP 486)") })
        var nameless = result.head.callsWithoutStream[0]
        nameless.signalling.from = nil
        nameless.signalling.to = nil
        nameless.signalling.status = nil
        result.head.callsWithoutStream = [CallWithoutStream](repeating: nameless, count: 7)
        lines = try Self.lines(result, width: 100)
        #expect(
            lines.count { $0 == "No stream: 10.1.0.1:5060 -> 192.168.20.1:5060 (SIP, no final response captured)" } == 5
        )
        #expect(lines.contains("and 2 more calls without a stream"))
        // Other protocols have no final response to miss.
        nameless.signalling.protocol = "Skinny"
        result.head.callsWithoutStream = [nameless]
        lines = try Self.lines(result, width: 100)
        #expect(lines.contains("No stream: 10.1.0.1:5060 -> 192.168.20.1:5060 (Skinny)"))
        // Fax has no stream to miss.
        nameless.signalling.media = ["image"]
        result.head.callsWithoutStream = [nameless]
        lines = try Self.lines(result, width: 100)
        #expect(lines.contains("No stream: 10.1.0.1:5060 -> 192.168.20.1:5060 (Skinny, fax T.38)"))
        result.head.callsWithoutStream = []
        #expect(try Self.lines(result, width: 100).allSatisfy { !$0.contains("No stream:") })
    }

    @Test("no stream is said in one line")
    func empty() throws {
        var head = ScanReport()
        head.capture.files = [CaptureFileReport(name: "none.pcap")]
        let lines = try Self.lines(ScanResult(head: head, streams: [], calls: []), width: 80)
        #expect(lines.first == "none.pcap: no RTP stream in 0 packets")
    }
}
