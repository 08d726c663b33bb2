import Foundation
import Testing

@testable import IQOSScan

/// docs/metrics.md says what every number is that the report has.
@Suite("docs/metrics.md")
struct MetricsPageTests {
    /// Paths of all numbers below a schema, references followed.
    private static func numbers(
        _ schema: [String: Any], _ path: [String], definitions: [String: Any]
    ) -> [[String]] {
        var schema = schema
        if let reference = schema["$ref"] as? String, let name = reference.split(separator: "/").last {
            schema = definitions[String(name)] as? [String: Any] ?? [:]
        }
        var found: [[String]] = []
        for choice in schema["anyOf"] as? [[String: Any]] ?? [] {
            found += numbers(choice, path, definitions: definitions)
        }
        for (name, inner) in schema["properties"] as? [String: Any] ?? [:] {
            found += numbers(inner as? [String: Any] ?? [:], path + [name], definitions: definitions)
        }
        if let items = schema["items"] as? [String: Any] { found += numbers(items, path, definitions: definitions) }
        let types = (schema["type"] as? [String]) ?? [schema["type"] as? String].compactMap(\.self)
        if types.contains("number") || types.contains("integer") { found.append(path) }
        return found
    }

    @Test("every number of report.json stands there, by its name or that of the figure it is a part of")
    func complete() throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: repositoryPath("docs/report.schema.json")))
        let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let properties = try #require(schema["properties"] as? [String: Any])
        let definitions = schema["$defs"] as? [String: Any] ?? [:]
        let text = try String(contentsOfFile: repositoryPath("docs/metrics.md"), encoding: .utf8)
        // `packets.lost`, `.mean` and `audio.dc_offset_percent` name their parts.
        let named = Set(
            text.matches(of: /`([^`\n]+)`/).flatMap { $0.1.split { !($0.isLetter || $0.isNumber || $0 == "_") } }
                .map(String.init))
        var count = 0
        for root in ["capture", "streams", "calls"] {
            let inner = try #require(properties[root] as? [String: Any])
            for path in Self.numbers(inner, [root], definitions: definitions) {
                count += 1
                // What every object could have says nothing of its parts.
                let parents = path.dropFirst().dropLast().filter { !["audio", "packets"].contains($0) }
                let isNamed = named.contains(path[path.count - 1]) || parents.contains(where: named.contains)
                if !isNamed { Issue.record("docs/metrics.md does not say what \(path.joined(separator: ".")) is") }
            }
        }
        // So that a schema that is read wrongly does not pass.
        #expect(count > 150)
    }
}
