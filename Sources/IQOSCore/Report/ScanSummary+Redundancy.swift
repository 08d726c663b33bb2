/// What redundant audio data carries (RFC 2198): its figures are those of its packets, its sound that of their blocks.
extension ScanSummary {
    /// Whether the payloads of a type are blocks of other types.
    func isRedundant(_ number: UInt8, _ analyzer: borrowing StreamAnalyzer) -> Bool {
        PayloadCipher.isDynamic(number) && codec(ofType: number, analyzer) == "red"
    }

    /// Types of the blocks in a stream's packets, ascending: those that its first packets had and those that fmtp lists;
    /// where neither tells, all that were announced with it. Empty for most streams.
    func blockTypes(of analyzer: borrowing StreamAnalyzer) -> [UInt8] {
        var types: Set<UInt8> = []
        var hasBlocks = false
        for index in 0..<analyzer.census.count where isRedundant(analyzer.census[index].number, analyzer) {
            hasBlocks = true
            types.formUnion(listedTypes(analyzer.census[index].number, analyzer))
        }
        guard hasBlocks else { return [] }
        types.formUnion(analyzer.blockTypes.numbers)
        if types.isEmpty, let media = signalledMedia(of: analyzer) {
            let formats = (media.receiver ?? media.sender)?.formats ?? []
            types.formUnion(formats.lazy.filter { $0.kind == .audio }.map(\.payloadType))
        }
        // Blocks of blocks are nobody's sound.
        return types.filter { !isRedundant($0, analyzer) }.sorted()
    }

    /// What fmtp lists: `111/111` (RFC 2198 §5); nothing where it is anything else.
    private func listedTypes(_ number: UInt8, _ analyzer: borrowing StreamAnalyzer) -> [UInt8] {
        let parts = announcedParameters(number, analyzer).split(separator: "/")
        let types = parts.compactMap { part in UInt8(part.filter { $0 != " " }) }.filter { $0 < 128 }
        return types.count == parts.count ? types : []
    }

    /// What the blocks of a stream's redundant packets are, for their payload type in the report.
    func blockReports(of analyzer: borrowing StreamAnalyzer) -> [BlockTypeReport] {
        blockTypes(of: analyzer).map { BlockTypeReport(number: Int($0), codec: codec(ofType: $0, analyzer)) }
    }
}

/// A payload type of the blocks inside of packets of redundant audio data (RFC 2198).
public struct BlockTypeReport: Sendable, Equatable {
    /// 0 ... 127.
    public var number: Int
    /// `nil` where it is not known.
    public var codec: String?

    public init(number: Int, codec: String?) {
        self.number = number
        self.codec = codec
    }
}
