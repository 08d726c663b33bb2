import IQOSCore

extension AudioSummary {
    /// What the making of the sound has to say to all of a scan.
    var warnings: [WarningReport] {
        let missing = missingDecoder.map {
            "streams without sound for want of a decoder (\($0.codecs.joined(separator: ", "))): \($0.advice)"
        }
        let told: [(code: String, message: String?)] = [
            ("no-decoder", missing),
            (
                "timestamp-jump",
                timestampJumps == 0
                    ? nil
                    : "RTP timestamps jump and the wall clock does not (jumps: \(timestampJumps)): the sound behind them is "
                        + "placed by arrival"
            ),
            (
                "srtp-search-cut",
                searchesCutShort == 0
                    ? nil
                    : "streams on which not all keys, identifiers and roll-overs could be tried: \(searchesCutShort); "
                        + "give fewer keys, with their SSRC"
            ),
            (
                "audio-cut-off",
                hasCutOff ? "a silence of more than a month is not written: sound after it is left out" : nil
            ),
        ]
        return told.compactMap { warning in
            warning.message.map { WarningReport(code: warning.code, message: $0, file: nil) }
        }
    }
}
