/// What a payload type number means in one session description.
public struct SDPFormat: Sendable, Hashable {
    /// 0 ... 127.
    public var payloadType: UInt8
    /// Encoding name as registered, or as sent where it is not; `nil` for a dynamic number without rtpmap.
    public var name: String?
    /// Hz; 0 where the name is `nil`.
    public var clockRateHz: Int
    public var channels: Int
    /// Value of fmtp, cut to a length; empty where there is none.
    public var parameters = ""
    public var kind: SDPMedia.Kind

    static let parameterLimit = 256

    /// Whether the number has a meaning of its own (RFC 3551), which this one leaves alone.
    ///
    /// A clock rate that contradicts it is a slip: `G722/16000` is said of type 9 now and then. Channels of G.711 are a
    /// meaning of their own.
    var isStatic: Bool {
        guard let profile = CodecTable.profile(ofStaticPayloadType: payloadType), profile.name == name else {
            return false
        }
        return channels == 1 || name != "PCMU" && name != "PCMA"
    }

    /// Codecs that have one clock, whatever they sample at, which is told in its place now and then (RFC 7587 §4.1, RFC 3551
    /// §4.5.2).
    private static let onlyClocks = ["opus": 48_000, "G722": 8000]

    /// A number as the m= line lists it: static ones have a meaning without rtpmap.
    init(payloadType: UInt8, kind: SDPMedia.Kind) {
        self.payloadType = payloadType
        self.kind = kind
        let profile = CodecTable.profile(ofStaticPayloadType: payloadType)
        name = profile?.name
        clockRateHz = profile?.clockRateHz ?? 0
        channels = profile?.channels ?? 1
    }

    /// Takes `name/clock rate` or `name/clock rate/channels`; anything else changes nothing.
    mutating func read(rtpmap: TextBytes) {
        let parts = rtpmap.trimmed.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), !parts[0].trimmed.isEmpty,
            let rate = parts[1].trimmed.number, (1...1_000_000).contains(rate)
        else { return }
        name = EncodingName.registered(parts[0].trimmed.string(atMost: 32))
        clockRateHz = name.flatMap { Self.onlyClocks[$0] } ?? rate
        let count = parts.count == 3 ? parts[2].trimmed.number ?? 1 : 1
        channels = (1...255).contains(count) ? count : 1
    }
}
