/// What the user says a payload type number means; it wins over signalling and inference.
public struct PayloadMapping: Sendable, Equatable {
    /// A number that RFC 3551 leaves to agreement: 35 ... 63 or 96 ... 127.
    public let payloadType: UInt8
    /// Encoding name as registered, or as given where it is not.
    public let name: String
    /// RTP clock rate, Hz, 1 ... 1,000,000.
    public let clockRateHz: Int
    public let channels: Int

    /// Reads `96=opus/48000/2`, as rtpmap of SDP has it; channels may be left out and are 1 then.
    ///
    /// - Returns: `nil` for anything else.
    public init?(_ text: String) {
        let sides = text.split(separator: "=", omittingEmptySubsequences: false)
        guard sides.count == 2, let number = UInt8(sides[0]), (35...63).contains(number) || (96...127).contains(number)
        else { return nil }
        let parts = sides[1].split(separator: "/", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), (1...32).contains(parts[0].utf8.count),
            parts[0].utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let rate = Int(parts[1]),
            (1...1_000_000).contains(rate), let count = parts.count == 3 ? Int(parts[2]) : 1, (1...255).contains(count)
        else { return nil }
        payloadType = number
        name = EncodingName.registered(String(parts[0]))
        clockRateHz = rate
        channels = count
    }

    var clock: AnnouncedClock {
        AnnouncedClock(
            payloadType: payloadType, clockRateHz: Int32(clockRateHz), isComfortNoise: name == "CN",
            isRedundant: name == "red", mayHaveSealedEvents: name == "telephone-event")
    }

    /// Whether a codec has this name.
    public var hasKnownName: Bool { EncodingName.isKnown(name) }

    /// As `init` reads it.
    public var text: String {
        "\(payloadType)=\(name)/\(clockRateHz)" + (channels == 1 ? "" : "/\(channels)")
    }
}
