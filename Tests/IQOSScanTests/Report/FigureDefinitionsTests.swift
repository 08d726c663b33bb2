import Foundation
import Testing

@testable import IQOSScan

/// docs/metrics.md is the one source of what figures mean.
@Suite("Definitions of figures", .enabled(if: !Python.isWaived))
struct FigureDefinitionsTests {
    /// Path and last cell of every row that defines a figure, without markup; a second reading of the same tables.
    private static let reader = """
        import json, re, sys
        rows, head = {}, None
        for line in open(sys.argv[1], encoding="utf-8"):
            line = line.strip()
            if not line.startswith("|"):
                head = None
                continue
            cells = [cell.strip() for cell in line.split("|")[1:-1]]
            if head is None: head = cells[0]
            elif head == "figure" and cells[0].startswith("`"):
                text = re.sub(r"\\[([^\\]]*)\\]\\([^)]*\\)", r"\\1", cells[-1]).replace("**", "").replace("`", "")
                rows.setdefault(cells[0].split("`")[1], text.replace("&#124;", "|"))
        print(json.dumps(rows))
        """

    @Test("every definition on the page is the text of docs/metrics.md: else run Scripts/definitions")
    func same() throws {
        let path = repositoryPath("docs/metrics.md")
        let rows = try #require(try Python.run(Self.reader, [path]) as? [String: String])
        #expect(Set(FigureDefinitions.texts.keys) == Set(rows.keys))
        for (path, text) in FigureDefinitions.texts {
            let plain = { (text: String) in text.filter { $0 != "*" && $0 != " " } }
            #expect(plain(text) == plain(rows[path] ?? ""), "\(path)")
        }
    }

    @Test("every figure that the page explains has a row there")
    func complete() {
        for path in (FigureDefinitions.figures + FigureDefinitions.tables).flatMap(\.paths) {
            #expect(FigureDefinitions.texts[path] != nil, "\(path)")
        }
    }

    @Test("every figure that stands on a page is explained there, in each language", arguments: Language.allCases)
    func everyName(_ language: Language) throws {
        let say = Wording(language)
        var names: Set<String> = []
        let scanned = try ["random-loss", "dtmf", "mirror-doubled", "disorder", "dtx-drift", "vlan-no-signalling"].map {
            try Scan(ScanOptions(input: InputOptions(paths: [repositoryPath("SamplePcaps/\($0).pcap")]))).run()
        }
        for result in scanned + [ReportFixture.result] {
            for index in 0..<result.callCount {
                let call = result.call(at: index)
                for stream in result.streams(of: call) {
                    for group in StreamFigures(stream, of: call, files: [], say).groups { names.formUnion(group.names) }
                }
            }
        }
        // What a reason says explains itself.
        names.remove(say(.remark))
        let explained = Set(
            FigureDefinitions.values(say, used: names).flatMap { $0["names"] as? [String] ?? [] })
        #expect(names.count > 60 && names.subtracting(explained).isEmpty, "\(names.subtracting(explained))")
        let columns: [Phrase] = [.fromSeconds, .lost, .late, .jitterMs, .variationMs, .mos, .signalling]
        #expect(Set(columns.map { say($0) }).subtracting(explained).isEmpty)
    }
}
