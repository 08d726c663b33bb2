import IQOSCore

/// The end of the page: input files, options, limits and the words.
enum PageFoot {
    static func generator(_ result: ScanResult) -> String {
        "\(result.head.generatorName) \(result.head.generatorVersion)"
    }

    static func values(_ result: ScanResult) -> PageValues {
        let head = result.head
        var files = PageTable(
            "Input files", ["Name", "Format", "Packets", "First packet", "Last packet", "Size", "SHA-256"])
        files.add(head.capture.files, limit: 100) { file in
            [
                file.name,
                ([file.format, file.compression].compactMap(\.self) + (file.complete ? [] : ["incomplete"])).joined(
                    separator: ", "),
                FigureText.count(file.packets), file.firstPacket.map(FigureText.moment) ?? FigureText.none,
                file.lastPacket.map(FigureText.moment) ?? FigureText.none, FigureText.count(file.sizeBytes) + " bytes",
                file.sha256 ?? FigureText.none,
            ]
        }
        var options = PageTable("Options that shape the result", ["Option", "Value"])
        for option in head.options { options.add([option.key, text(option.value)]) }
        var limits = PageTable("Limits reached", ["Limit", "Times"])
        for limit in head.limits where limit.value > 0 { limits.add([limit.key, FigureText.count(limit.value)]) }
        return [
            "generator": generator(result),
            "tables": [files, options, limits].map { $0.html(in: "facts") }.joined(),
            "definitions": FigureDefinitions.values, "licences": PageLibraries.licences,
            "hasLicences": PageLibraries.areThere,
            "words": PageGlossary.words.map { ["name": $0.name, "meaning": $0.meaning] },
        ]
    }

    private static func text(_ value: OptionValue) -> String {
        switch value {
        case .null: FigureText.none
        case .bool(let flag): flag ? "yes" : "no"
        case .integer(let number): FigureText.count(number)
        case .number(let number): FigureText.fixed(number, decimals: number == number.rounded() ? 0 : 3)
        case .text(let text): text
        case .list(let texts): texts.joined(separator: ", ")
        }
    }
}
