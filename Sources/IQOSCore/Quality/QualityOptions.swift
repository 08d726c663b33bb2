/// How streams are scored beyond what ITU-T publishes; nothing of it unless it is asked for.
public struct QualityOptions: Sendable, Equatable {
    /// Impairments that the user gives; each wins over the published one of its codec.
    public var given: [ImpairmentMapping] = []
    /// Codecs without published values borrow those of their nearest relative.
    public var approximates = false
    /// A column with the score that VoIPmonitor's formula gives.
    public var comparesVoIPmonitor = false

    public init() {}

    /// The impairment to score a codec with; `nil` for none.
    func impairment(of codec: String, payloadBytes: Int?) -> CodecImpairment? {
        let published = CodecImpairment.published(for: codec, payloadBytes: payloadBytes)
        if var told = given.first(where: { $0.codec == codec })?.impairment {
            told.lookAheadMs = published?.lookAheadMs ?? 0
            return told
        }
        guard approximates else { return published }
        return CodecImpairment.approximate(for: codec, payloadBytes: payloadBytes, published) ?? published
    }
}

/// What the user says a codec impairs: its Ie and Bpl.
public struct ImpairmentMapping: Sendable, Equatable {
    /// Encoding name as registered, or as given where it is not.
    public let codec: String
    public let impairment: CodecImpairment

    /// Reads `opus=10/20` or `opus=13/4.3/wb`: Ie 0 ... 95, on the scale `fb` 0 ... 132, Bpl above 0 and up to 1000, which may
    /// be left out, scale `nb`, `wb` or `fb`.
    ///
    /// - Returns: `nil` for anything else.
    public init?(_ text: String) {
        let sides = text.split(separator: "=", omittingEmptySubsequences: false)
        guard sides.count == 2, (1...32).contains(sides[0].utf8.count),
            sides[0].utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        var parts = sides[1].split(separator: "/", omittingEmptySubsequences: false)
        var scale = QualityScale.narrowband
        if let last = parts.last.flatMap({ QualityScale(rawValue: String($0)) }) {
            scale = last
            parts.removeLast()
        }
        guard (1...2).contains(parts.count), let impairment = Double(parts[0]),
            (0...scale.largestImpairment).contains(impairment)
        else { return nil }
        var robustness: Double?
        if parts.count == 2 {
            guard let given = Double(parts[1]), given > 0, given <= 1000 else { return nil }
            robustness = given
        }
        codec = EncodingName.registered(String(sides[0]))
        self.impairment = CodecImpairment(given: impairment, robustness, scale)
    }

    /// Whether streams can have a codec of this name.
    public var hasKnownName: Bool { EncodingName.isKnown(codec) }

    /// As `init` reads it.
    public var text: String {
        let figures = [impairment.equipmentImpairment, impairment.lossRobustness].compactMap(\.self)
        return "\(codec)=" + (figures.map { "\($0)" } + [impairment.scale.rawValue]).joined(separator: "/")
    }
}
