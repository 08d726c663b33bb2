/// Encoding names of RTP payload formats, spelled as IANA's registry of RTP payload format media types does.
enum EncodingName {
    /// The registry's spelling of a name, which compares without case (RFC 3551 §3); an unknown one stays as it is.
    static func registered(_ name: String) -> String {
        spelling[name.lowercased()] ?? name
    }

    /// Whether a name is registered, or is one of those that are told by their form (`x-`) or in use without.
    static func isKnown(_ name: String) -> Bool {
        let name = name.lowercased()
        return spelling[name] != nil || name.hasPrefix("x-") || name == "silk"
    }

    private static let names = [
        "3gpp-tt", "AAL2-G726-16", "AAL2-G726-24", "AAL2-G726-32", "AAL2-G726-40", "ac3", "AMR", "AMR-WB", "AMR-WB+",
        "aptx", "AV1", "BMPEG", "BT656", "BV16", "BV32", "CelB", "clearmode", "CN", "DV", "DVI4", "eac3", "encaprtp",
        "EVRC", "EVRC0", "EVRC1", "EVRC-QCP", "EVRCB", "EVRCB0", "EVRCB1", "EVRCNW", "EVRCNW0", "EVRCNW1", "EVRCWB",
        "EVRCWB0", "EVRCWB1", "EVS", "FFV1", "flexfec", "G711-0", "G719", "G722", "G7221", "G723", "G726-16",
        "G726-24", "G726-32", "G726-40", "G728", "G729", "G7291", "G729D", "G729E", "GSM", "GSM-EFR", "GSM-HR-08",
        "H261", "H263", "H263-1998", "H263-2000", "H264", "H264-RCDO", "H264-SVC", "H265", "H266", "iLBC",
        "ip-mr_v2.5", "iSAC", "JPEG", "jpeg2000", "jxsv", "L16", "L20", "L24", "L8", "LPC", "MELP", "MELP1200",
        "MELP2400", "MELP600", "mobile-xmf", "MP1S", "MP2P", "MP2T", "MP4A-LATM", "MP4V-ES", "MPA", "mpa-robust",
        "mpeg4-generic", "MPV", "nv", "opus", "parityfec", "PCMA", "PCMA-WB", "PCMU", "PCMU-WB", "pointer", "QCELP",
        "raw", "red", "rtploopback", "rtx", "scip", "smpte291", "smpte336m", "SMV", "SMV0", "speex", "t140", "t140c",
        "telephone-event", "theora", "tone", "TSVCIS", "UEMCLIP", "ulpfec", "VDVI", "VMR-WB", "vorbis", "VP8", "VP9",
    ]

    private static let spelling = Dictionary(
        names.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
}
