/// What the names on the page mean, in the words of docs/metrics.md.
enum FigureDefinitions {
    /// Figures in the order of the page, with the first path of their row there.
    static let figures: [(name: String, path: String)] = [
        ("Codec", "codec"), ("Clock rate", "clock_rate_hz"), ("Packet time", "ptime_ms"), ("Encrypted", "encrypted"),
        ("Captured", "packets.captured"), ("Unique", "packets.unique"), ("Expected", "packets.expected"),
        ("Lost", "packets.lost"), ("Late", "packets.late"), ("Out of order", "packets.out_of_order"),
        ("Duplicates", "packets.duplicates"), ("Stray", "packets.stray"),
        ("Bandwidth, mean", "bandwidth_kbps.mean"), ("Bandwidth, largest second", "bandwidth_kbps.max"),
        ("Jitter, mean / largest / last", "jitter_ms"), ("RFC 3550 jitter", "jitter_rfc3550_ms"),
        ("Spacing, min / mean / max", "delta_ms.min"), ("Delay variation, p50 / p95", "delay_variation_ms"),
        ("Delay variation, p99 / largest", "delay_variation_ms"), ("Clock drift", "clock_drift_ppm"),
        ("Longest run lost", "loss.longest_run"), ("Bursts", "loss.bursts"),
        ("Density in bursts", "loss.burst_density_percent"), ("Density in gaps", "loss.gap_density_percent"),
        ("Burst ratio", "loss.burst_ratio"), ("MOS-LQ", "quality.mos_lq"),
        ("MOS-LQ, worst interval", "quality.min_mos_lq"), ("MOS-CQ", "quality.mos_cq"),
        ("R factor", "quality.r_factor"),
        ("Reports of sender / receiver", "rtcp.receiver_reports"), ("Lost, reported / measured", "rtcp.reported_lost"),
        ("Jitter, reported / measured", "rtcp.reported_jitter_ms"), ("Round trip, p50", "rtcp.rtt_ms"),
        ("Lost before the capture", "rtcp.loss_place"), ("Late packets by buffer size", "playout_curve[]"),
        ("Active speech level", "audio.active_speech_level_dbov"), ("Longest silence", "audio.longest_silence_s"),
        ("Segments", "segments[]"), ("Intervals", "intervals[]"), ("Why this is RTP", "detection.verdict"),
    ]

    /// Name and definition of each figure that has one.
    static var values: [PageValues] {
        figures.compactMap { figure in
            texts[figure.path].map { ["name": figure.name, "meaning": $0] }
        }
    }
}
