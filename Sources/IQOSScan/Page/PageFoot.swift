import IQOSCore

/// The end of the page: input files, options, limits and the words.
enum PageFoot {
    static func generator(_ result: ScanResult) -> String {
        "\(result.head.generatorName) \(result.head.generatorVersion)"
    }

    static func values(_ result: ScanResult, names: Set<String>) -> PageValues {
        let head = result.head
        let say = Wording(result.language)
        var files = PageTable(
            say, .inputFiles, [.name, .format, .packetsColumn, .firstPacket, .lastPacket, .size, .sha256])
        files.add(head.capture.files, limit: 100) { file in
            [
                file.name,
                ([file.format, file.compression].compactMap(\.self) + (file.complete ? [] : [say(.incomplete)])).joined(
                    separator: ", "),
                say.count(file.packets), file.firstPacket.map(FigureText.moment) ?? FigureText.none,
                file.lastPacket.map(FigureText.moment) ?? FigureText.none,
                say.count(file.sizeBytes) + " " + say(.bytes),
                file.sha256 ?? FigureText.none,
            ]
        }
        var options = PageTable(say, .optionsTitle, [.option, .value])
        for option in head.options where !option.value.isEmpty { options.add([option.key, text(option.value, say)]) }
        var limits = PageTable(say, .limitsTitle, [.limit, .times])
        for limit in head.limits where limit.value > 0 { limits.add([limit.key, say.count(limit.value)]) }
        return [
            "generator": generator(result), "silent": PageSilentCalls(result).values ?? false as Any,
            "tables": [files, options, limits].map { $0.html(in: "facts") }.joined(),
            "definitions": FigureDefinitions.values(say, used: names), "licences": PageLibraries.licences,
            "hasLicences": PageLibraries.areThere,
            "words": PageGlossary.words.map { ["name": say($0.name), "meaning": say($0.meaning)] },
        ]
    }

    private static func text(_ value: OptionValue, _ say: Wording) -> String {
        switch value {
        case .null: FigureText.none
        case .bool(let flag): say(flag ? .yes : .no)
        case .integer(let number): say.count(number)
        case .number(let number): say.fixed(number, decimals: number == number.rounded() ? 0 : 3)
        case .text(let text): text
        case .list(let texts): texts.joined(separator: ", ")
        }
    }
}

extension OptionValue {
    /// Nothing was chosen, so that there is nothing to show.
    fileprivate var isEmpty: Bool {
        switch self {
        case .null: true
        case .list(let texts): texts.isEmpty
        default: false
        }
    }
}
