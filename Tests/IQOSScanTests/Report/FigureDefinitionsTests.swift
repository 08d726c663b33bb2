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
        for figure in FigureDefinitions.figures {
            #expect(FigureDefinitions.texts[figure.path] != nil, "\(figure.path)")
        }
    }
}
