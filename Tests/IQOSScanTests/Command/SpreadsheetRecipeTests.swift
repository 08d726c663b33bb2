import Foundation
import Testing

/// The commands of docs/spreadsheets.md, run as they stand there; those of a program that is missing are passed over.
@Suite("Recipes of docs/spreadsheets.md")
struct SpreadsheetRecipeTests {
    struct Block: CustomTestStringConvertible {
        var section: String
        /// `sh` or `python`.
        var language: String
        var text: String
        /// What the document says it prints.
        var output: String?

        var testDescription: String { "\(section): \(text.prefix { $0 != "\n" })" }

        /// Whether what it calls is installed.
        var canRun: Bool {
            let modules = text.split(separator: "\n").filter { $0.hasPrefix("import ") }.map {
                $0.split(separator: " ")[1]
            }
            let programs = ["soffice", "jq"].filter { text.contains("\($0) -") }
            return programs.allSatisfy(Command.has)
                && (language != "python" || Self.hasModules(modules + (text.contains("xlsx") ? ["openpyxl"] : [])))
        }

        private static func hasModules(_ names: [Substring]) -> Bool {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["python3", "-c", names.map { "import \($0)" }.joined(separator: "\n")]
            process.standardError = FileHandle.nullDevice
            return (try? process.run()) != nil
                && {
                    process.waitUntilExit()
                    return process.terminationStatus == 0
                }()
        }
    }

    /// The fenced blocks in order, each with the `text` block right behind it.
    static func blocks() throws -> [Block] {
        let text = try String(contentsOfFile: repositoryPath("docs/spreadsheets.md"), encoding: .utf8)
        var blocks: [Block] = []
        var section = ""
        var fence: (language: String, lines: [Substring])?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let open = fence, line == "```" {
                let content = open.lines.map { $0 + "\n" }.joined()
                if open.language == "text" {
                    blocks[blocks.count - 1].output = content
                } else {
                    blocks.append(Block(section: section, language: open.language, text: content))
                }
                fence = nil
            } else if fence != nil {
                fence?.lines.append(line)
            } else if line.hasPrefix("```") {
                fence = (String(line.dropFirst(3)), [])
            } else if line.hasPrefix("#") {
                section = String(line.drop { $0 == "#" || $0 == " " })
            }
        }
        return blocks
    }

    @Test("there is a recipe for each program, and every block is a command or what it prints")
    func coverage() throws {
        let blocks = try Self.blocks()
        #expect(Set(blocks.map(\.language)) == ["sh", "python"])
        for section in ["LibreOffice", "Excel", "pandas", "DuckDB", "jq"] {
            #expect(blocks.contains { $0.section == section && $0.output != nil }, "\(section)")
        }
    }

    @Test("each command ends well and prints what the document says")
    func commands() throws {
        let command = try Command()
        let files = FileManager.default
        try files.createSymbolicLink(
            atPath: command.path + "/SamplePcaps", withDestinationPath: repositoryPath("SamplePcaps"))
        let programs = (Command.program as NSString).deletingLastPathComponent
        let path = programs + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
        for block in try Self.blocks() where block.canRun {
            // Without the library there is no workbook to make or to read.
            var text = block.text
            if !Self.hasWorkbooks {
                guard !text.contains("report.xlsx") else { continue }
                text = text.replacing(" --xlsx", with: "")
            }
            let shell = block.language == "sh" ? "set -eo pipefail\n" + text : "python3 - <<'END'\n\(text)END"
            let outcome = try command.run(shell: shell, environment: ["PATH": path, "HOME": command.path])
            #expect(outcome.status == 0, "\(block.testDescription): \(outcome.errors)")
            if let output = block.output {
                #expect(outcome.text.replacing("\r\n", with: "\n") == output, "\(block.testDescription)")
            }
        }
    }

    private static let hasWorkbooks: Bool = {
        guard let command = try? Command(), let sample = try? command.sample("one-way.pcap") else { return false }
        return (try? command.run([sample, "-q", "--xlsx", "--audio", "none"]).status) == 0
    }()
}
