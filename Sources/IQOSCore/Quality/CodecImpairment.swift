/// Equipment impairment and loss robustness of a codec as ITU-T publishes them.
public struct CodecImpairment: Sendable, Equatable {
    /// Ie of G.113 Appendix I, on the narrowband scale.
    public var equipmentImpairment: Double
    /// Bpl of G.113 Appendix I; `nil` where none is published: then only a loss-free interval has a score.
    public var lossRobustness: Double?

    /// The published values; `nil` for codecs that have none.
    ///
    /// G.711 with the concealment of Appendix I: what a phone plays. Bpl 25.1 was measured with 10 ms packets.
    public static func published(for codec: String) -> CodecImpairment? {
        switch codec {
        case "PCMU", "PCMA": CodecImpairment(equipmentImpairment: 0, lossRobustness: 25.1)
        case "G726-40": CodecImpairment(equipmentImpairment: 2, lossRobustness: nil)
        case "G726-32": CodecImpairment(equipmentImpairment: 7, lossRobustness: nil)
        case "G726-24": CodecImpairment(equipmentImpairment: 25, lossRobustness: nil)
        case "G726-16": CodecImpairment(equipmentImpairment: 50, lossRobustness: nil)
        case "G728": CodecImpairment(equipmentImpairment: 7, lossRobustness: nil)
        // The capture does not tell annex A from the main body; annex A with VAD is the published pair.
        case "G729": CodecImpairment(equipmentImpairment: 11, lossRobustness: 19)
        case "GSM": CodecImpairment(equipmentImpairment: 20, lossRobustness: nil)
        case "GSM-HR-08": CodecImpairment(equipmentImpairment: 23, lossRobustness: nil)
        case "GSM-EFR": CodecImpairment(equipmentImpairment: 5, lossRobustness: 10)
        default: nil
        }
    }
}
