import Foundation

/// What an output folder's report.json says of the folder: who wrote it, and which files.
///
/// Both stand at the start of our reports, so that no more than that is read of one with 100,000 streams.
struct OutputManifest: Equatable {
    /// Enough for the paths of a million sound files.
    private static let readLimit = 64 << 20

    var generator: String
    var files: Set<String>

    var isOurs: Bool { generator == "iqos-scan" }

    /// Reads the report at `path`; `nil` unless it is ours in form: it starts with version, generator and output.
    init?(reportAt path: String) {
        guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? handle.close() }
        var head = Data()
        while head.count < Self.readLimit, let part = try? handle.read(upToCount: 1 << 16), !part.isEmpty {
            head.append(part)
            if let end = head.range(of: Data("\n  \"options\": ".utf8)) {
                self.init(head: head[..<end.lowerBound])
                return
            }
        }
        return nil
    }

    /// - Parameter head: The report up to the comma after `output`.
    private init?(head: Data) {
        struct Head: Decodable {
            struct Generator: Decodable { var name: String }
            struct Output: Decodable { var files: [String] }
            var generator: Generator
            var output: Output
        }
        guard head.last == UInt8(ascii: ","),
            let parsed = try? JSONDecoder().decode(Head.self, from: head.dropLast() + Data("}".utf8))
        else { return nil }
        generator = parsed.generator.name
        files = Set(parsed.output.files)
    }
}
