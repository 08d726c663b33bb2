/// What the names on the page mean, in the words of docs/metrics.md.
enum FigureDefinitions {
    /// Figures in the order of the page, with the first path of their row there.
    static let figures: [(name: Phrase, path: String)] = [
        (.codec, "codec"), (.clockRate, "clock_rate_hz"), (.packetTime, "ptime_ms"), (.encrypted, "encrypted"),
        (.captured, "packets.captured"), (.unique, "packets.unique"), (.expected, "packets.expected"),
        (.lost, "packets.lost"), (.late, "packets.late"), (.outOfOrder, "packets.out_of_order"),
        (.reordering, "reordering.extent"), (.duplicates, "packets.duplicates"), (.stray, "packets.stray"),
        (.bandwidthMean, "bandwidth_kbps.mean"), (.bandwidthMax, "bandwidth_kbps.max"),
        (.jitterFigures, "jitter_ms"), (.jitterRFC3550, "jitter_rfc3550_ms"),
        (.jitterTicks, "jitter_ticks"), (.spacing, "delta_ms.min"), (.variationLow, "delay_variation_ms"),
        (.variationHigh, "delay_variation_ms"), (.ipdv, "ipdv_ms"), (.clockDrift, "clock_drift_ppm"),
        (.longestRun, "loss.longest_run"), (.bursts, "loss.bursts"),
        (.burstDensity, "loss.burst_density_percent"), (.gapDensity, "loss.gap_density_percent"),
        (.burstLengths, "loss.mean_burst_ms"), (.gapsWithPause, "loss.gaps_with_pause"),
        (.burstRatio, "loss.burst_ratio"), (.mosLQ, "quality.mos_lq"),
        (.mosWorst, "quality.min_mos_lq"), (.mosCQ, "quality.mos_cq"),
        (.rFactor, "quality.r_factor"),
        (.reports, "rtcp.receiver_reports"), (.lostReported, "rtcp.reported_lost"),
        (.jitterReported, "rtcp.reported_jitter_ms"), (.roundTrip, "rtcp.rtt_ms"),
        (.lostBefore, "rtcp.loss_place"), (.groupCurve, "playout_curve[]"),
        (.speechLevel, "audio.active_speech_level_dbov"), (.longestSilence, "audio.longest_silence_s"),
        (.segments, "segments[]"), (.intervals, "intervals[]"), (.groupEvidence, "detection.verdict"),
    ]

    /// Name and definition of each figure that has one.
    static func values(_ say: Wording) -> [PageValues] {
        let texts = say.language == .english ? texts : spanishTexts
        return figures.compactMap { figure in
            texts[figure.path].map { ["name": say(figure.name), "meaning": $0] }
        }
    }
}
