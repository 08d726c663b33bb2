/// What the report needs to know of a codec: name and clock of RFC 3551.
public struct CodecProfile: Sendable, Equatable {
    /// Encoding name as RFC 3551 or the payload format registers it.
    public var name: String
    /// RTP clock rate, Hz; not always the sample rate (G.722 keeps 8000).
    public var clockRateHz: Int
    public var channels: Int
    public var isVideo: Bool

    public init(_ name: String, _ clockRateHz: Int, channels: Int = 1, isVideo: Bool = false) {
        self.name = name
        self.clockRateHz = clockRateHz
        self.channels = channels
        self.isVideo = isVideo
    }
}

/// The static payload types of RFC 3551.
public enum CodecTable {
    /// The codec of a static payload type (RFC 3551 tables 4 and 5); `nil` for dynamic and unassigned ones.
    public static func profile(ofStaticPayloadType number: UInt8) -> CodecProfile? {
        switch number {
        case 0: CodecProfile("PCMU", 8000)
        case 3: CodecProfile("GSM", 8000)
        case 4: CodecProfile("G723", 8000)
        case 5: CodecProfile("DVI4", 8000)
        case 6: CodecProfile("DVI4", 16000)
        case 7: CodecProfile("LPC", 8000)
        case 8: CodecProfile("PCMA", 8000)
        case 9: CodecProfile("G722", 8000)
        case 10: CodecProfile("L16", 44100, channels: 2)
        case 11: CodecProfile("L16", 44100)
        case 12: CodecProfile("QCELP", 8000)
        // 19 was comfort noise before RFC 3389 and is still sent by old gateways.
        case 13, 19: CodecProfile("CN", 8000)
        case 14: CodecProfile("MPA", 90000)
        case 15: CodecProfile("G728", 8000)
        case 16: CodecProfile("DVI4", 11025)
        case 17: CodecProfile("DVI4", 22050)
        case 18: CodecProfile("G729", 8000)
        case 25: CodecProfile("CelB", 90000, isVideo: true)
        case 26: CodecProfile("JPEG", 90000, isVideo: true)
        case 28: CodecProfile("nv", 90000, isVideo: true)
        case 31: CodecProfile("H261", 90000, isVideo: true)
        case 32: CodecProfile("MPV", 90000, isVideo: true)
        case 33: CodecProfile("MP2T", 90000, isVideo: true)
        case 34: CodecProfile("H263", 90000, isVideo: true)
        default: nil
        }
    }

    /// RTP clock of a static payload type, Hz; 0 for dynamic and unassigned ones.
    @inline(__always) static func clockRateHz(ofStaticPayloadType number: UInt8) -> Int32 {
        number < 35 ? staticClockRates[Int(number)] : 0
    }

    private static let staticClockRates: InlineArray<35, Int32> = {
        var rates = InlineArray<35, Int32>(repeating: 0)
        for number in rates.indices {
            rates[number] = Int32(profile(ofStaticPayloadType: UInt8(number))?.clockRateHz ?? 0)
        }
        return rates
    }()

    /// Comfort noise (RFC 3389, and the number used before it).
    @inlinable public static func isComfortNoise(_ payloadType: UInt8) -> Bool {
        payloadType == 13 || payloadType == 19
    }

    /// Whether no codec has that static type (RFC 3551 tables 4 and 5).
    static func isUnassigned(_ payloadType: UInt8) -> Bool {
        (20...24).contains(payloadType) || payloadType == 27 || payloadType == 29 || payloadType == 30
    }
}
