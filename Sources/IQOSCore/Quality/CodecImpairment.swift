/// Equipment impairment and loss robustness of a codec as ITU-T publishes them.
public struct CodecImpairment: Sendable, Equatable {
    /// Ie of G.113 Appendix I on the narrowband scale, Ie,WB of its Appendix IV on the wideband one, Ie,FB on the fullband
    /// one.
    public var equipmentImpairment: Double
    /// Bpl, Bpl,WB, Bpl,FB; `nil` where none is published: then only a loss-free interval has a score.
    public var lossRobustness: Double?
    public var scale = QualityScale.narrowband
    /// What the encoder waits for beyond its frame, ms.
    public var lookAheadMs = 0.0
    public var source = Source.published

    /// Where the values come from.
    public enum Source: String, Sendable { case published, user, approximate }

    public init(equipmentImpairment: Double, lossRobustness: Double?) {
        self.equipmentImpairment = equipmentImpairment
        self.lossRobustness = lossRobustness
    }

    /// What the user gives.
    init(given impairment: Double, _ robustness: Double?, _ scale: QualityScale) {
        self.init(impairment, robustness, scale: scale)
        source = .user
    }

    private init(
        _ impairment: Double, _ robustness: Double?, lookAheadMs: Double = 0, scale: QualityScale = .narrowband
    ) {
        equipmentImpairment = impairment
        lossRobustness = robustness
        self.lookAheadMs = lookAheadMs
        self.scale = scale
    }

    /// By which the concealment that Bpl 25.1 goes with delays the sound (G.711 Appendix I), ms.
    private static let concealmentMs = 3.75

    /// The published values; `nil` for codecs that have none: AMR, Opus, SILK, Speex and iLBC are not in G.113.
    ///
    /// G.711 with the concealment of Appendix I: what a phone plays. Bpl 25.1 was measured with 10 ms packets.
    ///
    /// - Parameter payloadBytes: Usual payload, which tells the rates of a codec apart; `nil` where not known.
    public static func published(for codec: String, payloadBytes: Int? = nil) -> CodecImpairment? {
        switch codec {
        case "PCMU", "PCMA": CodecImpairment(0, 25.1, lookAheadMs: concealmentMs)
        case "G726-40": CodecImpairment(2, nil)
        case "G726-32": CodecImpairment(7, nil)
        case "G726-24": CodecImpairment(25, nil)
        case "G726-16": CodecImpairment(50, nil)
        case "G728": CodecImpairment(7, nil)
        // The capture does not tell annex A from the main body; annex A with VAD is the published pair.
        case "G729": CodecImpairment(11, 19, lookAheadMs: 5)
        case "G723": g723(payloadBytes)
        case "GSM": CodecImpairment(20, nil)
        case "GSM-HR-08": CodecImpairment(23, nil)
        case "GSM-EFR": CodecImpairment(5, 10)
        // By its RTP name G.722 runs at 64 kbit/s.
        case "G722": CodecImpairment(13, nil, lookAheadMs: 1.5, scale: .wideband)
        case "G7221": payloadBytes.flatMap(g7221)
        case "AMR-WB": payloadBytes.flatMap(amrWideband)
        default: nil
        }
    }

    /// Values borrowed from the nearest relative, for a codec without published ones or without a Bpl.
    ///
    /// AMR from IS-641 at 7.4 kbit/s, which is the same codec, and GSM-EFR, which is its 12.2 kbit/s; iLBC as software
    /// commonly has it; Bpl of GSM from GSM-EFR, of G.723.1 from its other rate, of all else from G.711 without concealment,
    /// the least that is published.
    ///
    /// - Returns: `nil` where nothing is like it: Opus, SILK and Speex.
    static func approximate(
        for codec: String, payloadBytes: Int?, _ published: CodecImpairment?
    ) -> CodecImpairment? {
        var borrowed: CodecImpairment
        if let published {
            guard published.lossRobustness == nil else { return nil }
            borrowed = published
            switch codec {
            case "GSM", "GSM-HR-08": borrowed.lossRobustness = 10
            case "G723": borrowed.lossRobustness = 16.1
            default: borrowed.lossRobustness = 4.3
            }
        } else {
            switch codec {
            case "AMR":
                // Frames of 20 ms: 31 bytes and the head that both packings have, at 12.2 kbit/s; 19 at 7.4.
                borrowed = CodecImpairment(payloadBytes.map { $0 >= 27 } ?? true ? 5 : 10, 10, lookAheadMs: 5)
            case "iLBC": borrowed = CodecImpairment(payloadBytes.map { $0 % 50 == 0 } == true ? 12 : 11, 32)
            default: return nil
            }
        }
        borrowed.source = .approximate
        return borrowed
    }

    /// Frames of 24 bytes are 6.3 kbit/s, of 20 bytes 5.3 kbit/s (RFC 3551 §4.5.3).
    private static func g723(_ payloadBytes: Int?) -> CodecImpairment? {
        guard let bytes = payloadBytes, bytes > 0 else { return nil }
        if bytes % 24 == 0 { return CodecImpairment(15, 16.1, lookAheadMs: 7.5) }
        return bytes % 20 == 0 ? CodecImpairment(19, nil, lookAheadMs: 7.5) : nil
    }

    /// Frames of 20 ms: 80 bytes at 32 kbit/s, 60 at 24 (RFC 5577 §4.1); a payload of 240 may be either.
    private static func g7221(_ payloadBytes: Int) -> CodecImpairment? {
        switch payloadBytes {
        case 80, 160: CodecImpairment(13, nil, lookAheadMs: 20, scale: .wideband)
        case 60, 120: CodecImpairment(19, nil, lookAheadMs: 20, scale: .wideband)
        default: nil
        }
    }

    /// Ie,WB with a handset (G.113 table IV.1), by the length of one frame: octet-aligned or bandwidth-efficient.
    private static func amrWideband(_ payloadBytes: Int) -> CodecImpairment? {
        let impairment: Double
        switch payloadBytes {
        case 18, 19: impairment = 41
        case 24, 25: impairment = 26
        case 33, 34: impairment = 13
        case 37, 38: impairment = 10
        case 41, 42: impairment = 7
        case 47, 48: impairment = 5
        case 51, 52: impairment = 3
        case 59, 60: impairment = 1
        // Larger than at 23.05 kbit/s, and published so.
        case 61, 62: impairment = 8
        default: return nil
        }
        return CodecImpairment(impairment, nil, lookAheadMs: 5, scale: .wideband)
    }
}
