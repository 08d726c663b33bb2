/// A codec whose payloads can be cut into frames, with what its decoder has to know.
public enum AudioCodec: Hashable, Sendable {
    case g711(G711, channels: Int = 1)
    /// Linear, 24 or 16 bits in network order (RFC 3190 §4, RFC 3551 §4.5.11), or 8 bits with an offset (RFC 3551 §4.5.10).
    case l24(channels: Int)
    case l16(channels: Int)
    case l8(channels: Int)
    case dvi4
    case g722
    /// Bits of a code word, 2 ... 5, and which end of a byte the first one takes (RFC 3551 §4.5.4).
    case g726(bits: Int, isBigEndian: Bool)
    case gsm
    case g729
    case g723
    /// ms of a frame, 20 or 30; `nil` where the payload's length has to tell.
    case ilbc(frameMs: Int?)
    /// Adaptive multi-rate (RFC 4867).
    case amr(isWide: Bool, isOctetAligned: Bool)
    case opus
    case speex

    /// The codec of an encoding name as it is registered.
    ///
    /// - Parameters:
    ///   - parameters: Value of fmtp, empty for none.
    /// - Returns: `nil` for one that is not decoded, or in a packing that is not.
    public init?(_ name: String, channels: Int = 1, parameters: String = "") {
        let settings = FormatParameters(parameters)
        switch name {
        case "PCMU": self = .g711(.muLaw, channels: max(1, channels))
        case "PCMA": self = .g711(.aLaw, channels: max(1, channels))
        case "L24": self = .l24(channels: max(1, channels))
        case "L16": self = .l16(channels: max(1, channels))
        case "L8": self = .l8(channels: max(1, channels))
        case "DVI4": self = .dvi4
        case "G722": self = .g722
        case "G726-16", "G726-24", "G726-32", "G726-40":
            self = .g726(bits: Self.bits(ofRate: name), isBigEndian: false)
        case "AAL2-G726-16", "AAL2-G726-24", "AAL2-G726-32", "AAL2-G726-40":
            self = .g726(bits: Self.bits(ofRate: name), isBigEndian: true)
        case "GSM": self = .gsm
        case "G729": self = .g729
        case "G723": self = .g723
        case "iLBC": self = .ilbc(frameMs: settings["mode"] == "20" ? 20 : settings["mode"] == "30" ? 30 : nil)
        case "AMR", "AMR-WB":
            // Interleaved, bit-sorted and checksummed payloads are announced by nobody; several channels by nobody else.
            guard settings["interleaving"] == nil, settings["crc"] ?? "0" == "0", channels == 1,
                settings["robust-sorting"] ?? "0" == "0"
            else { return nil }
            self = .amr(isWide: name == "AMR-WB", isOctetAligned: settings["octet-align"] == "1")
        case "opus": self = .opus
        case "speex": self = .speex
        default: return nil
        }
    }

    /// Samples a second that a decoder makes, Hz.
    ///
    /// - Parameter clockRateHz: Of RTP timestamps, which for G.722 run at half the sample rate (RFC 3551 §4.5.2).
    public func sampleRateHz(clockRateHz: Int) -> Int {
        switch self {
        case .g722, .amr(isWide: true, _): 16_000
        case .opus: 48_000
        case .g726, .gsm, .g729, .g723, .ilbc, .amr: 8000
        case .g711, .l24, .l16, .l8, .dvi4, .speex: clockRateHz
        }
    }

    /// Whether each sample stands by itself, or follows from the one before: any piece of a payload can be decoded.
    public var isWaveform: Bool {
        switch self {
        case .g711, .l24, .l16, .l8, .dvi4: true
        default: false
        }
    }

    /// `G726-32` has 4 bits a sample of 8 kHz.
    private static func bits(ofRate name: String) -> Int {
        name.hasSuffix("16") ? 2 : name.hasSuffix("24") ? 3 : name.hasSuffix("32") ? 4 : 5
    }
}

/// The settings of an fmtp attribute: `name=value` between semicolons (RFC 8866 §6.15).
struct FormatParameters {
    private var settings: [Substring: Substring] = [:]

    init(_ text: String) {
        for part in text.split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " }[...] }
            if pair.count == 2 { settings[pair[0].lowercased()[...]] = pair[1] }
        }
    }

    subscript(name: String) -> Substring? { settings[name[...]] }
}
