/// Encoding names of RTP payload formats, spelled as IANA's registry of RTP payload format media types does.
enum EncodingName {
    /// The registry's spelling of a name, which compares without case (RFC 3551 §3), or of what is meant by a usual slip;
    /// an unknown one stays as it is.
    static func registered(_ name: String) -> String {
        let lower = name.lowercased()
        return spelling[lower] ?? aliases[lower] ?? name
    }

    /// Whether a name is registered, is told by its form (`x-`, `vnd.`), or is in use all the same.
    static func isKnown(_ name: String) -> Bool {
        let name = name.lowercased()
        return spelling[name] != nil || aliases[name] != nil || ["x-", "vnd."].contains(where: name.hasPrefix)
            || ["silk", "multiopus"].contains(name)
    }

    private static let names = [
        "1d-interleaved-parityfec", "3gpp-tt", "AAL2-G726-16", "AAL2-G726-24", "AAL2-G726-32", "AAL2-G726-40", "ac3",
        "AMR", "AMR-WB", "AMR-WB+", "aptx", "ATRAC-ADVANCED-LOSSLESS", "ATRAC-X", "ATRAC3", "AV1", "BMPEG", "BT656",
        "BV16", "BV32", "CelB", "clearmode", "CN", "DAT12", "dsr-es201108", "dsr-es202050", "dsr-es202211",
        "dsr-es202212", "DV", "DVI4", "eac3", "encaprtp", "EVRC", "EVRC-QCP", "EVRC0", "EVRC1", "EVRCB", "EVRCB0",
        "EVRCB1", "EVRCNW", "EVRCNW0", "EVRCNW1", "EVRCWB", "EVRCWB0", "EVRCWB1", "EVS", "FFV1", "flexfec", "fwdred",
        "G711-0", "G719", "G722", "G7221", "G723", "G726-16", "G726-24", "G726-32", "G726-40", "G728", "G729", "G7291",
        "G729D", "G729E", "GSM", "GSM-EFR", "GSM-HR-08", "H261", "H263", "H263-1998", "H263-2000", "H264", "H264-RCDO",
        "H264-SVC", "H265", "H266", "iLBC", "ip-mr_v2.5", "iSAC", "JPEG", "jpeg2000", "jxsv", "L16", "L20", "L24", "L8",
        "LPC", "MELP", "MELP1200", "MELP2400", "MELP600", "mobile-xmf", "MP1S", "MP2P", "MP2T", "MP4A-LATM", "MP4V-ES",
        "MPA", "mpa-robust", "mpeg4-generic", "MPV", "nv", "opus", "parityfec", "PCMA", "PCMA-WB", "PCMU", "PCMU-WB",
        "pointer", "QCELP", "raptorfec", "raw", "red", "rtp-enc-aescm128", "rtp-midi", "rtploopback", "rtx", "scip",
        "smpte291", "SMPTE292M", "smpte336m", "SMV", "SMV-QCP", "SMV0", "sp-midi", "speex", "t140", "t140c", "t38",
        "telephone-event", "TETRA_ACELP", "TETRA_ACELP_BB", "theora", "tone", "TSVCIS", "UEMCLIP", "ulpfec", "usac",
        "vc1", "vc2", "VDVI", "VMR-WB", "vorbis", "vorbis-config", "VP8", "VP9",
    ]

    /// Names that devices write and nobody registered, in lower case, by what everybody means with them. Annexes A and B of
    /// G.729 have its bits; names that could mean two codecs (`G711`, `G726`) stay as they are.
    private static let aliases = [
        "g711u": "PCMU", "g.711u": "PCMU", "g711-u": "PCMU", "g711mu": "PCMU", "g711-mu": "PCMU", "g711ulaw": "PCMU",
        "ulaw": "PCMU", "mulaw": "PCMU", "mu-law": "PCMU", "g711a": "PCMA", "g.711a": "PCMA", "g711-a": "PCMA",
        "g711alaw": "PCMA", "alaw": "PCMA", "a-law": "PCMA", "g.722": "G722", "g7231": "G723", "g723.1": "G723",
        "g.723": "G723", "g.723.1": "G723", "g723-63": "G723", "g723-53": "G723", "g.729": "G729", "g729a": "G729",
        "g729b": "G729", "g729ab": "G729", "g.729a": "G729", "g.729b": "G729", "g.729ab": "G729", "gsm-fr": "GSM",
        "gsmfr": "GSM", "gsm-06.10": "GSM", "gsm06.10": "GSM",
    ]

    private static let spelling = Dictionary(
        names.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
}
