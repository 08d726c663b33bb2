import Foundation
import Testing

@testable import IQOSScan

@Suite("Tables for other locales", .enabled(if: !Python.isWaived))
struct CSVDialectTests {
    /// Rows by Python's csv module.
    private static let reader = """
        import csv, json, sys
        with open(sys.argv[1], newline="", encoding="utf-8") as file:
            print(json.dumps(list(csv.reader(file, delimiter=sys.argv[2], strict=True))))
        """

    private static func rows(_ format: ReportFormat, _ dialect: CSVDialect, _ mark: String) throws -> [[String]] {
        var result = ReportFixture.result
        result.csvDialect = dialect
        let scratch = try Scratch()
        let path = try scratch.file("table.csv", try format.bytes(result))
        return try #require(try Python.run(reader, [path, mark]) as? [[String]])
    }

    @Test(
        "with semicolons every cell is the same but for the decimal mark",
        arguments: [ReportFormat.csv, .callsCSV, .intervalsCSV, .eventsCSV, .findingsCSV])
    func semicolons(format: ReportFormat) throws {
        let plain = try Self.rows(format, .comma, ",")
        let other = try Self.rows(format, .semicolon, ";")
        #expect(plain.count == other.count)
        for (row, otherRow) in zip(plain, other) {
            #expect(row.count == otherRow.count)
            for (cell, otherCell) in zip(row, otherRow) where cell != otherCell {
                #expect(cell.replacingOccurrences(of: ".", with: ",") == otherCell)
            }
        }
        let decimals = other.joined().filter { Double($0.replacingOccurrences(of: ",", with: ".")) != nil }
        #expect(decimals.allSatisfy { !$0.contains(".") })
    }

    @Test(
        "a text that a spreadsheet could take for a number, a date or a time stands in quotes",
        arguments: [
            ("00123", true), ("1E10", true), ("12:30", true), ("50%", true), ("3/4", true), ("2026-01-05", true),
            ("12345678901234567890", true), ("10.1.0.1", false), ("5#", false), ("2001:db8::1", false), ("PCMU", false),
        ])
    func numbers(text: String, isQuoted: Bool) throws {
        var csv = CSVWriter(ByteSink(), .comma)
        let columns = [TableColumn<String>("text") { .text($0) }]
        csv.row(text, columns)
        let line = String(decoding: csv.finish().bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
        #expect(line == (isQuoted ? "\"\(text)\"" : text))
    }

    @Test("tabs separate as commas do")
    func tabs() throws {
        #expect(try Self.rows(.csv, .tab, "\t") == Self.rows(.csv, .comma, ","))
    }

    @Test("--jsonl has one line a stream, equal to its element of report.json")
    func lines() throws {
        let result = ReportFixture.result
        let lines = try ReportFormat.jsonLines.text(result).split(separator: "\n")
        #expect(lines.count == result.streamCount)
        let whole = try JSONSerialization.jsonObject(with: Data(ReportFormat.json.bytes(result))) as? [String: Any]
        let streams = try #require(whole?["streams"] as? [NSDictionary])
        for (line, stream) in zip(lines, streams) {
            #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? NSDictionary == stream)
        }
    }
}
