import Foundation
import IQOSCore
import Testing

@testable import IQOSScan

/// The tables as LibreOffice takes them, without a setting by hand.
@Suite("Tables in LibreOffice", .enabled(if: !Python.isWaived && Command.has("soffice")), .serialized)
struct SpreadsheetTests {
    /// Prints by sheet its rows of [value type, shown text], from a flat OpenDocument file.
    private static let reader = #"""
        import json, sys
        from xml.etree import ElementTree as tree
        T = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
        O = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
        P = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
        book = {}
        for table in tree.parse(sys.argv[1]).iter(T + "table"):
            rows = []
            for row in table.iter(T + "table-row"):
                cells = []
                for cell in row.iter(T + "table-cell"):
                    text = "".join("".join(p.itertext()) for p in cell.iter(P + "p"))
                    kind = cell.get(O + "value-type")
                    value = cell.get(O + "date-value") or cell.get(O + "value") or text
                    cells += [[kind, value]] * min(int(cell.get(T + "number-columns-repeated", "1")), 300)
                rows.append(cells)
            book[table.get(T + "name")] = rows
        print(json.dumps(book))
        """#

    private static func rows(_ file: String, filter: String? = nil, in folder: String) throws -> [String: [[[String?]]]]
    {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["soffice", "-env:UserInstallation=file://\(folder)/profile", "--headless"]
            + (filter.map { ["--infilter=\($0)"] } ?? [])
            + ["--convert-to", "fods", "--outdir", folder + "/out", file]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let name = ((file as NSString).lastPathComponent as NSString).deletingPathExtension
        let read = try Python.run(reader, ["\(folder)/out/\(name).fods"])
        return try #require(read as? [String: [[[Any]]]]).mapValues { rows in
            rows.map { $0.map { $0.map { $0 as? String } } }
        }
    }

    /// Expects each cell to be of the kind that our own table says it is.
    private static func check<Table: ReportTable>(_ table: Table.Type, _ rows: [[[String?]]], _ result: ScanResult) {
        var expected: [[TableCell]] = []
        Table.forEachRow(of: result) { row in
            expected.append(Table.columns.map { $0.cell(row) })
            return true
        }
        #expect(rows[0].compactMap { $0[1] }.filter { !$0.isEmpty } == Table.columns.map(\.name))
        for (index, cells) in expected.enumerated() {
            for (column, cell) in cells.enumerated() {
                let found = rows[index + 1].indices.contains(column) ? rows[index + 1][column] : [nil, ""]
                let place = Comment(rawValue: "\(Table.name) \(index) \(Table.columns[column].name): \(found)")
                switch cell {
                case .integer(let value?): #expect(found[0] == "float" && Double(found[1]!) == Double(value), place)
                case .decimal(let value?):
                    #expect(found[0] == "float" && abs(Double(found[1]!)! - value) < 1e-6, place)
                case .time(let value?):
                    // Ours are cut to milliseconds, and what LibreOffice writes is rounded to hundredths.
                    let time = RFC3339.nanoseconds(found[1]! + "Z") ?? 0
                    #expect(found[0] == "date" && abs(value - time) < 6_000_000, place)
                // In other languages `false` is a word like any other.
                case .flag(.some) where result.csvDialect == .comma:
                    #expect(found[0] == "boolean" || found[0] == "float", place)
                case .flag(.some): #expect(found[0] == "string", place)
                case .ssrc: #expect(found[0] == "string", place)
                case .integer, .decimal, .time, .flag: #expect(found[0] == nil, place)
                default: #expect(found[0] != "date", place)
                }
            }
        }
    }

    @Test("every number of the workbook is a number and every time a time", .enabled(if: Workbook.isAvailable))
    func workbook() throws {
        let scratch = try Scratch()
        let result = ReportFixture.result
        let path = scratch.path + "/report.xlsx"
        var book = try Workbook(at: path, shown: path, temporaryFolder: scratch.path, created: nil, isLarge: false)
        _ = try book.addTables(of: result)
        try book.close()
        let sheets = try Self.rows(path, in: scratch.path)
        Self.check(StreamTable.self, try #require(sheets["streams"]), result)
        Self.check(CallTable.self, try #require(sheets["calls"]), result)
        Self.check(IntervalTable.self, try #require(sheets["intervals"]), result)
        Self.check(EventTable.self, try #require(sheets["events"]), result)
        Self.check(FindingTable.self, try #require(sheets["findings"]), result)
    }

    @Test(
        "so is every one of the CSV files, with commas and with semicolons", arguments: [CSVDialect.comma, .semicolon])
    func csv(dialect: CSVDialect) throws {
        let scratch = try Scratch()
        var result = ReportFixture.result
        result.csvDialect = dialect
        // Separator, quote, UTF-8, first row, columns, language, quoted cells are texts, numbers are found.
        let filter = "CSV:\(dialect.separator),34,76,1,,\(dialect == .comma ? 1033 : 3082),true,true"
        let rows = { (format: ReportFormat, name: String) in
            let path = try scratch.file(name + ".csv", try format.bytes(result))
            return try #require(try Self.rows(path, filter: filter, in: scratch.path)[name])
        }
        Self.check(StreamTable.self, try rows(.csv, "streams"), result)
        Self.check(CallTable.self, try rows(.callsCSV, "calls"), result)
        Self.check(IntervalTable.self, try rows(.intervalsCSV, "intervals"), result)
        Self.check(EventTable.self, try rows(.eventsCSV, "events"), result)
        Self.check(FindingTable.self, try rows(.findingsCSV, "findings"), result)
    }
}
