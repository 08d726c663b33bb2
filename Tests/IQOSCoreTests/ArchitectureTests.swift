import Foundation
import Testing

/// Rules of the source tree that the compiler does not keep.
@Suite("Architecture")
struct ArchitectureTests {
    private static let sources = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources")
    private static let folders = [
        "Bytes", "Codec", "Capture", "Frame", "RTP", "Signalling", "Detection", "Quality", "Playout", "Stream",
        "Report", "Comparison", "Synth",
    ]

    private struct SourceFile {
        var path: String
        /// Without comments and text.
        var code: [Substring]
        var imports: [String] {
            code.map { $0.trimmingCharacters(in: .whitespaces) }.filter { $0.hasPrefix("import ") }
                .map { String($0.dropFirst("import ".count)) }
        }
        var words: Set<Substring> {
            Set(code.flatMap { $0.split { !$0.isLetter && !$0.isNumber && $0 != "_" } })
        }
        /// Names of the types declared at top level: declarations that are not indented.
        var types: [Substring] {
            let kinds: Set<Substring> = ["struct", "enum", "class", "protocol", "actor", "typealias"]
            return code.compactMap { line in
                guard let first = line.first, first.isLetter || first == "@" else { return nil }
                let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
                return words.indices.dropLast().first { kinds.contains(words[$0]) }.map { words[$0 + 1] }
            }
        }
    }

    private static func files(below folder: String) throws -> [SourceFile] {
        let root = sources.appendingPathComponent(folder)
        let names = try FileManager.default.subpathsOfDirectory(atPath: root.path)
        return try names.filter { $0.hasSuffix(".swift") }.sorted().map { name in
            let text = try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
            return SourceFile(path: name, code: code(of: text))
        }
    }

    /// The lines without what follows `//` and without one-line string literals.
    private static func code(of text: String) -> [Substring] {
        text.split(separator: "\n").map { line in
            let outsideStrings = line.split(separator: "\"", omittingEmptySubsequences: false)
                .enumerated().filter { $0.offset % 2 == 0 }.map(\.element).joined(separator: " ")
            return Substring(outsideStrings.components(separatedBy: "//")[0])
        }
    }

    @Test("the core imports nothing; the C library's mathematics stand in one file")
    func coreImportsNothing() throws {
        for file in try Self.files(below: "IQOSCore") where file.path != "Bytes/Math.swift" {
            #expect(file.imports.isEmpty, "\(file.path)")
        }
    }

    @Test("no C module is imported by two Swift files")
    func oneFilePerCModule() throws {
        let modules = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path).filter { name in
            let map = Self.sources.appendingPathComponent(name).appendingPathComponent("module.modulemap")
            return FileManager.default.fileExists(atPath: map.path)
        }
        #expect(!modules.isEmpty)
        let files = try Self.files(below: "IQOSScan") + Self.files(below: "iqos-scan") + Self.files(below: "iqos-call")
        for module in modules.sorted() {
            let importers = files.filter { $0.imports.contains(module) }.map(\.path)
            #expect(importers.count <= 1, "\(module) is imported by \(importers)")
        }
    }

    @Test("every folder of the core has its place in the order")
    func foldersAreKnown() throws {
        for file in try Self.files(below: "IQOSCore") {
            #expect(Self.folders.contains(String(file.path.prefix { $0 != "/" })), "\(file.path)")
        }
    }

    @Test("a core file names no type of a later folder")
    func foldersAreOrdered() throws {
        let files = try Self.files(below: "IQOSCore")
        var rank: [Substring: Int] = [:]
        for file in files {
            guard let folder = Self.folders.firstIndex(of: String(file.path.prefix { $0 != "/" })) else { continue }
            for type in file.types { rank[type] = folder }
        }
        #expect(rank["RTPHeader"] != nil && rank["StreamScanner"] != nil, "the scan finds no declarations")
        for file in files {
            guard let folder = Self.folders.firstIndex(of: String(file.path.prefix { $0 != "/" })) else { continue }
            let later = file.words.filter { rank[$0, default: 0] > folder }
            #expect(later.isEmpty, "\(file.path) names \(later.sorted())")
        }
    }
}
