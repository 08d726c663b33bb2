import Foundation
import IQOSCore

/// The index over many scans: `index.json` for the next run, `index.csv` and `index.html` for people.
struct EachIndex {
    private struct Content: Codable {
        var generator = "iqos-scan"
        var entries: [EachEntry]

        init(entries: [EachEntry]) { self.entries = entries }

        /// An index of a version that noted other things is ours too, but tells nothing.
        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            generator = try container.decode(String.self, forKey: .generator)
            entries = (try? container.decode([EachEntry].self, forKey: .entries)) ?? []
        }
    }

    let folder: String

    /// What an earlier run left, by file; makes the folder where there is none.
    ///
    /// - Throws: Where the folder holds files and no index of ours, unless `force` is set.
    func read(force: Bool) throws(OutputError) -> [String: EachEntry] {
        let place = try OutputFolder.place(of: folder)
        if mkdir(place.path, 0o700) == 0 { return [:] }
        guard errno == EEXIST else { throw OutputError(path: folder, reason: .system(errno, doing: "be created")) }
        switch OutputFolder.kind(of: place.path) {
        case S_IFDIR: break
        case S_IFLNK: throw OutputError(path: folder, reason: .isSymbolicLink)
        default: throw OutputError(path: folder, reason: .isNoFolder)
        }
        let data = FileManager.default.contents(atPath: folder + "/index.json")
        if let content = data.flatMap({ try? JSONDecoder().decode(Content.self, from: $0) }),
            content.generator == "iqos-scan"
        {
            return Dictionary(content.entries.map { ($0.file, $0) }) { first, _ in first }
        }
        let others = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        if let first = others.min(), !force { throw OutputError(path: folder, reason: .foreignFile(first)) }
        return [:]
    }

    /// Writes all three, each whole or not at all.
    func write(_ entries: [EachEntry], dialect: CSVDialect, _ language: Language) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try put("index.json", [UInt8](encoder.encode(Content(entries: entries))))
        var csv = CSVWriter(ByteSink(), dialect)
        csv.header(Self.columns)
        for entry in entries { csv.row(entry, Self.columns) }
        try put("index.csv", csv.finish().bytes)
        var sink = ByteSink()
        sink.append(text: PageTemplates.of(language).index.render(Self.values(entries, Wording(language))))
        try put("index.html", sink.bytes)
    }

    private func put(_ name: String, _ bytes: [UInt8]) throws(OutputError) {
        let temporary = "\(folder)/.\(name)-\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw OutputError(path: folder + "/" + name, reason: .write(errno)) }
        var sink = ByteSink(descriptor: descriptor, name: folder + "/" + name)
        // The bytes live only inside the closure, and are copied.
        bytes.withUnsafeBufferPointer { sink.append($0) }
        defer { unlink(temporary) }
        defer { close(descriptor) }
        try sink.finish()
        guard rename(temporary, folder + "/" + name) == 0 else {
            throw OutputError(path: folder + "/" + name, reason: .system(errno, doing: "be replaced"))
        }
    }

    private static let columns: [TableColumn<EachEntry>] = [
        TableColumn("file") { .text($0.file) },
        // Of a capture that failed there is none.
        TableColumn("folder") { .text($0.failure == nil ? $0.folder : nil) },
        TableColumn("size_bytes") { .integer($0.sizeBytes) },
        TableColumn("packets") { .integer($0.known(\.packets)) },
        TableColumn("calls") { .integer($0.known(\.calls)) },
        TableColumn("streams") { .integer($0.known(\.streams)) },
        TableColumn("worst_stream_mos_lq") { .decimal($0.worstStreamMosLQ) },
        TableColumn("min_mos_lq") { .decimal($0.minMosLQ) },
        TableColumn("lost_percent") { .decimal($0.lostPercent) },
        TableColumn("findings_critical") { .integer($0.known(\.critical)) },
        TableColumn("findings_warning") { .integer($0.known(\.warnings)) },
        TableColumn("worst_finding") { .text($0.worstFinding) },
        TableColumn("complete") { .flag($0.failure == nil ? $0.isComplete : nil) },
        TableColumn("failure") { .text($0.failure) },
    ]

    /// What was not analysed comes first, then the worse verdict, then the lower score.
    private static func isWorse(_ left: EachEntry, _ right: EachEntry) -> Bool {
        let order: [QualityBand] = [.bad, .poor, .fair, .good, .unknown]
        let rank = { (entry: EachEntry) -> (Int, Double, Int) in
            let place = entry.failure != nil ? -1 : order.firstIndex(of: entry.verdict.band) ?? order.count
            return (place, entry.worstStreamMosLQ ?? .infinity, -entry.critical)
        }
        let (a, b) = (rank(left), rank(right))
        return a == b ? left.file < right.file : a < b
    }

    private static func values(_ entries: [EachEntry], _ say: Wording) -> PageValues {
        let failed = entries.count { $0.failure != nil }
        let rows: [PageValues] = entries.sorted(by: isWorse).map { entry in
            // Calls too short to be judged by their score have no colour here either.
            let band = entry.verdict.rated > 0 ? QualityBand(mosLQ: entry.worstStreamMosLQ) : .unknown
            // A folder's name is one component of ours, but may hold characters that mean something in an address.
            let path = entry.folder.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            return [
                "file": entry.file, "link": entry.failure == nil ? "\(path)/report.html" : false as Any,
                "packets": entry.known(\.packets).map(say.count) ?? FigureText.none,
                "calls": entry.known(\.calls).map(say.count) ?? FigureText.none,
                "streams": entry.known(\.streams).map(say.count) ?? FigureText.none,
                "mos": FigureText.mos(entry.worstStreamMosLQ),
                "band": band.rawValue, "meaning": say(band.meaning),
                "lost": entry.lostPercent.map(say.percent) ?? FigureText.none,
                "critical": entry.known(\.critical).map(say.count) ?? FigureText.none,
                "warnings": entry.known(\.warnings).map(say.count) ?? FigureText.none,
                "verdict": entry.failure == nil ? entry.verdict.sentence(say) : FigureText.none,
                "remark": entry.failure.map { say(sentence: $0) }
                    ?? [entry.isComplete ? nil : say(.incomplete), entry.worstFinding].compactMap(\.self).joined(
                        separator: ", "),
            ]
        }
        let verdict = entries.reduce(Verdict()) { $0 + $1.verdict }
        return [
            "verdict": verdict.sentence(say), "band": verdict.band.rawValue,
            "policy": PageStyle.contentSecurityPolicy(say.language, embedsSound: false),
            "style": PageStyle.sheet(say.language),
            "rows": rows,
            "title": say.counted(entries.count, .capture),
            "lead":
                "\(say.counted(entries.count, .capture)), \(say.counted(entries.map(\.calls).reduce(0, +), .call)), "
                + "\(say.counted(entries.map(\.streams).reduce(0, +), .stream))"
                + (failed > 0 ? say(.couldNotBeRead, say.counted(failed, .capture)) : ""),
        ]
    }
}

extension EachEntry {
    /// A count; `nil` where there is no result.
    fileprivate func known(_ count: KeyPath<EachEntry, Int>) -> Int? { failure == nil ? self[keyPath: count] : nil }
}
