import Foundation
import IQOSCore
import Testing

@testable import IQOSScan

/// report.xlsx, read back by Python's zip and XML readers.
@Suite("Workbook", .enabled(if: !Python.isWaived && Workbook.isAvailable))
struct WorkbookTests {
    /// Prints by sheet: rows of cells as [kind, value, number format], and what is said of the whole sheet.
    private static let reader = #"""
        import json, re, sys, zipfile
        from xml.etree import ElementTree as tree
        M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
        file = zipfile.ZipFile(sys.argv[1])
        assert file.testzip() is None
        read = lambda name: tree.fromstring(file.read(name))
        styles = read("xl/styles.xml")
        codes = {"0": "General", "1": "0", "2": "0.00"}
        codes.update({n.get("numFmtId"): n.get("formatCode") for n in styles.iter(M + "numFmt")})
        bold = [font.find(M + "b") is not None for font in styles.find(M + "fonts")]
        formats = [(codes[x.get("numFmtId")], bold[int(x.get("fontId"))]) for x in styles.find(M + "cellXfs")]
        names = [s.get("name") for s in read("xl/workbook.xml").iter(M + "sheet")]
        unescaped = lambda text: re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text)
        def place(reference):
            number = 0
            for letter in reference.rstrip("0123456789"): number = number * 26 + ord(letter) - 64
            return number - 1
        def cell(c):
            code, is_bold = formats[int(c.get("s", "0"))]
            assert c.find(M + "f") is None, "a formula"
            if c.get("t") == "inlineStr":
                return ["text", unescaped("".join(t.text or "" for t in c.iter(M + "t"))), code, is_bold]
            return [{"b": "flag", None: "number"}[c.get("t")], float(c.find(M + "v").text), code, is_bold]
        book = {}
        for index, name in enumerate(names, 1):
            sheet = read(f"xl/worksheets/sheet{index}.xml")
            pane = sheet.find(f".//{M}pane")
            book[name] = {
                "rows": [{place(c.get("r")): cell(c) for c in row} for row in sheet.iter(M + "row")],
                "frozen": [pane.get("xSplit"), pane.get("ySplit"), pane.get("state")],
                "filter": sheet.find(M + "autoFilter").get("ref"),
                "coloured": [c.get("sqref") for c in sheet.iter(M + "conditionalFormatting")],
                "widths": [float(c.get("width")) for c in sheet.iter(M + "col") for _ in range(int(c.get("min")), int(c.get("max")) + 1)],
            }
        print(json.dumps(book))
        """#

    private struct Sheet {
        let content: [String: Any]

        var rows: [[String: [Any]]] { content["rows"] as? [[String: [Any]]] ?? [] }
        var heading: [String] { (0..<rows[0].count).map { text(0, $0) ?? "" } }

        func cell(_ row: Int, _ column: Int) -> [Any]? { rows[row]["\(column)"] }
        func text(_ row: Int, _ column: Int) -> String? { cell(row, column)?[1] as? String }
        func cell(_ row: Int, _ column: String) -> [Any]? {
            heading.firstIndex(of: column).flatMap { cell(row, $0) }
        }
    }

    private static func file(_ result: ScanResult, in folder: String, name: String = "report.xlsx") throws -> String {
        let path = folder + "/" + name
        var book = try Workbook(
            at: path, shown: name, temporaryFolder: folder, created: result.head.capture.start, isLarge: false)
        #expect(try book.addTables(of: result).isEmpty)
        try book.close()
        return path
    }

    private static func sheets(_ result: ScanResult) throws -> [String: Sheet] {
        let scratch = try Scratch()
        let book = try Python.run(reader, [try file(result, in: scratch.path)])
        return try #require(book as? [String: [String: Any]]).mapValues(Sheet.init)
    }

    @Test("a sheet a table, each with the heading in bold and in sight, a filter and widths that fit")
    func form() throws {
        let sheets = try Self.sheets(ReportFixture.result)
        #expect(Set(sheets.keys) == ["streams", "calls", "intervals", "events", "findings"])
        for (name, columns) in [
            ("streams", StreamTable.columns.map(\.name)), ("calls", CallTable.columns.map(\.name)),
            ("intervals", IntervalTable.columns.map(\.name)), ("events", EventTable.columns.map(\.name)),
            ("findings", FindingTable.columns.map(\.name)),
        ] {
            let sheet = try #require(sheets[name])
            #expect(sheet.heading == columns)
            #expect((0..<columns.count).allSatisfy { sheet.cell(0, $0)?[3] as? Bool == true })
            #expect(sheet.content["frozen"] as? [String] == ["1", "1", "frozen"])
            let filter = try #require(sheet.content["filter"] as? String)
            #expect(filter.hasPrefix("A1:") && filter.hasSuffix("\(sheet.rows.count)"))
            let widths = try #require(sheet.content["widths"] as? [Double])
            #expect(widths.count == columns.count && widths.allSatisfy { 8...61 ~= $0 })
            let scores = columns.count { $0.contains("mos_lq") || $0.contains("mos_cq") }
            let shares = columns.count { $0.hasSuffix("below_3_6_percent") }
            #expect((sheet.content["coloured"] as? [String])?.count == scores - shares)
        }
    }

    @Test("numbers are numbers, times are times, flags are flags and what is not known is empty")
    func kinds() throws {
        let result = ReportFixture.result
        let sheet = try #require(try Self.sheets(result)["streams"])
        #expect(sheet.rows.count == result.streamCount + 1)
        for index in 0..<result.streamCount {
            let stream = result.stream(at: index)
            let row = index + 1
            #expect(sheet.cell(row, "source_port")?[1] as? Double == Double(stream.source.port))
            let score = stream.quality.mosLQ.map { ($0 * 1e6).rounded() / 1e6 }
            #expect(sheet.cell(row, "quality_mos_lq")?[1] as? Double == score)
            #expect(sheet.cell(row, "packets_late")?[1] as? Double == stream.packets.late.map(Double.init))
            let time = sheet.cell(row, "first_packet_utc")
            #expect(time?[2] as? String == (stream.firstPacket == nil ? nil : "yyyy\\-mm\\-dd hh:mm:ss.000"))
            let days = time?[1] as? Double
            // Excel's own rule: days from 1899-12-30, which is 25,569 days before 1970.
            let milliseconds = days.map { (($0 - 25_569) * 86_400_000).rounded() }
            #expect(milliseconds == stream.firstPacket.map { Double($0 / 1_000_000) })
        }
        #expect(sheet.cell(1, "encrypted")?[0] as? String == "flag")
        #expect(sheet.cell(1, "ssrc")?[1] as? String == "0x0a2b3c01")
        #expect(sheet.cell(1, "duration_s")?[2] as? String == "0.000")
        #expect(sheet.cell(1, "packets_lost")?[2] as? String == "0")
        #expect(sheet.cell(7, "jitter_ms_mean") == nil)
    }

    @Test("text from the capture stays that text: no formula, no character of a number, no control character")
    func hostile() throws {
        let texts = ReportFixture.hostileTexts + ["_x0041_", "a_x000D__x005F_b", "end\u{FFFF}\u{FFFE}", "_x41_", " x "]
        let streams = texts.map { text in
            var stream = StreamReport(
                source: EndpointReport(address: "10.0.0.1", port: 1),
                destination: EndpointReport(address: "10.0.0.2", port: 2))
            stream.wrapper = text
            return stream
        }
        let result = ScanResult(head: ScanReport(), streams: streams, calls: [])
        let sheet = try #require(try Self.sheets(result)["streams"])
        for (index, text) in texts.enumerated() {
            let cell = try #require(sheet.cell(index + 1, "wrapper"))
            #expect(cell[0] as? String == "text")
            let shown = try #require(cell[1] as? String)
            let plain = text.printable.replacing("\u{FFFE}", with: "\u{FFFD}").replacing("\u{FFFF}", with: "\u{FFFD}")
            if plain.utf16.count <= Workbook.textLimit {
                #expect(shown == plain)
            } else {
                #expect(shown.utf16.count == Workbook.textLimit && shown.hasSuffix("…"))
            }
        }
    }

    @Test("two files of one result are equal byte by byte")
    func repeatable() throws {
        let scratch = try Scratch()
        let first = try Self.file(ReportFixture.result, in: scratch.path, name: "a.xlsx")
        let second = try Self.file(ReportFixture.result, in: scratch.path, name: "b.xlsx")
        #expect(FileManager.default.contents(atPath: first) == FileManager.default.contents(atPath: second))
        #expect(Set(try FileManager.default.contentsOfDirectory(atPath: scratch.path)) == ["a.xlsx", "b.xlsx"])
    }

    @Test("rows beyond the limit of a sheet are counted, not written")
    func limit() throws {
        let scratch = try Scratch()
        let path = scratch.path + "/a.xlsx"
        var book = try Workbook(at: path, shown: path, temporaryFolder: scratch.path, created: nil, isLarge: false)
        #expect(try book.add(StreamTable.self, of: ReportFixture.large(calls: 150), limit: 251) == 50)
        try book.close()
        let read = try #require(try Python.run(Self.reader, [path]) as? [String: [String: Any]])
        #expect(read["streams"].map(Sheet.init)?.rows.count == 251)
    }

    @Test("times that spreadsheets cannot count have no day number")
    func times() {
        #expect(WorkbookSheet.spreadsheetDays(0) == 25_569)
        #expect(WorkbookSheet.spreadsheetDays(43_200_000_000_000) == 25_569.5)
        #expect(WorkbookSheet.spreadsheetDays(-1) == 25_569 - 1 / 86_400_000.0)
        #expect(WorkbookSheet.spreadsheetDays(.min) == nil)
    }
}
