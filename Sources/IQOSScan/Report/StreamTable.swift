import IQOSCore

/// streams.csv: one row a stream, columns as `docs/tables.md` describes them.
enum StreamTable {
    static func write(_ result: ScanResult, to sink: inout ByteSink) {
        var csv = CSVWriter(sink)
        csv.header(columns)
        for index in 0..<result.streamCount where !csv.hasFailed {
            csv.row(result.stream(at: index), columns)
        }
        sink = csv.finish()
    }

    static let columns: [CSVColumn<StreamReport>] = identity + counts + timing + quality + ends + media

    private static let identity: [CSVColumn<StreamReport>] = [
        CSVColumn("id") { $1.integer($0.id) },
        CSVColumn("ssrc") { $1.ssrc($0.ssrc) },
        CSVColumn("source_address") { $1.text($0.source.address) },
        CSVColumn("source_port") { $1.integer($0.source.port) },
        CSVColumn("destination_address") { $1.text($0.destination.address) },
        CSVColumn("destination_port") { $1.integer($0.destination.port) },
        CSVColumn("transport") { $1.text($0.transport) },
        CSVColumn("encapsulation") { $1.texts($0.encapsulation) },
        CSVColumn("wrapper") { $1.text($0.wrapper) },
        CSVColumn("call") { $1.integer($0.call) },
        CSVColumn("reverse_stream") { $1.integer($0.reverseStream) },
        CSVColumn("detection_verdict") { $1.text($0.detection.verdict.rawValue) },
        CSVColumn("detection_method") { $1.text($0.detection.method) },
        CSVColumn("detection_evidence") { $1.texts($0.detection.evidence) },
        CSVColumn("encrypted") { $1.flag($0.encrypted) },
        CSVColumn("payload_types_number") { $1.integers($0.payloadTypes.map(\.number)) },
        CSVColumn("codec") { $1.text($0.codec) },
        CSVColumn("ptime_ms") { $1.decimal($0.ptimeMs) },
        CSVColumn("clock_rate_hz") { $1.integer($0.clockRateHz) },
        CSVColumn("first_packet_utc") { $1.time($0.firstPacket) },
        CSVColumn("last_packet_utc") { $1.time($0.lastPacket) },
        CSVColumn("first_file") { $1.integer($0.firstFile) },
        CSVColumn("first_frame") { $1.integer($0.firstFrame) },
        CSVColumn("last_file") { $1.integer($0.lastFile) },
        CSVColumn("last_frame") { $1.integer($0.lastFrame) },
        CSVColumn("duration_s") { $1.decimal($0.durationS) },
    ]

    private static let counts: [CSVColumn<StreamReport>] = [
        CSVColumn("packets_captured") { $1.integer($0.packets.captured) },
        CSVColumn("packets_unique") { $1.integer($0.packets.unique) },
        CSVColumn("packets_expected") { $1.integer($0.packets.expected) },
        CSVColumn("packets_lost") { $1.integer($0.packets.lost) },
        CSVColumn("packets_lost_percent") { $1.decimal($0.packets.lostPercent) },
        CSVColumn("packets_duplicates") { $1.integer($0.packets.duplicates) },
        CSVColumn("packets_capture_duplicates") { $1.integer($0.packets.captureDuplicates) },
        CSVColumn("packets_stray") { $1.integer($0.packets.stray) },
        CSVColumn("packets_out_of_order") { $1.integer($0.packets.outOfOrder) },
        CSVColumn("packets_late") { $1.integer($0.packets.late) },
        CSVColumn("packets_late_percent") { $1.decimal($0.packets.latePercent) },
        CSVColumn("segments_count") { $1.integer($0.segments.count) },
        CSVColumn("loss_longest_run") { $1.integer($0.loss.longestRun) },
        CSVColumn("loss_bursts") { $1.integer($0.loss.bursts) },
        CSVColumn("loss_burst_density_percent") { $1.decimal($0.loss.burstDensityPercent) },
        CSVColumn("loss_gap_density_percent") { $1.decimal($0.loss.gapDensityPercent) },
        CSVColumn("loss_burst_ratio") { $1.decimal($0.loss.burstRatio) },
    ]

    private static let timing: [CSVColumn<StreamReport>] = [
        CSVColumn("jitter_ms_mean") { $1.decimal($0.jitterMs?.mean) },
        CSVColumn("jitter_ms_max") { $1.decimal($0.jitterMs?.max) },
        CSVColumn("jitter_ms_last") { $1.decimal($0.jitterMs?.last) },
        CSVColumn("jitter_rfc3550_ms_mean") { $1.decimal($0.jitterRFC3550Ms?.mean) },
        CSVColumn("jitter_rfc3550_ms_max") { $1.decimal($0.jitterRFC3550Ms?.max) },
        CSVColumn("jitter_rfc3550_ms_last") { $1.decimal($0.jitterRFC3550Ms?.last) },
        CSVColumn("delta_ms_min") { $1.decimal($0.deltaMs?.min) },
        CSVColumn("delta_ms_mean") { $1.decimal($0.deltaMs?.mean) },
        CSVColumn("delta_ms_max") { $1.decimal($0.deltaMs?.max) },
        CSVColumn("delay_variation_ms_p50") { $1.decimal($0.delayVariationMs?.p50) },
        CSVColumn("delay_variation_ms_p95") { $1.decimal($0.delayVariationMs?.p95) },
        CSVColumn("delay_variation_ms_p99") { $1.decimal($0.delayVariationMs?.p99) },
        CSVColumn("delay_variation_ms_max") { $1.decimal($0.delayVariationMs?.max) },
        CSVColumn("clock_drift_ppm") { $1.decimal($0.clockDriftPpm) },
        CSVColumn("bandwidth_kbps_mean") { $1.decimal($0.bandwidthKbps?.mean) },
        CSVColumn("bandwidth_kbps_max") { $1.decimal($0.bandwidthKbps?.max) },
    ]

    private static let quality: [CSVColumn<StreamReport>] = [
        CSVColumn("quality_model") { $1.text($0.quality.model) },
        CSVColumn("quality_scale") { $1.text($0.quality.scale) },
        CSVColumn("quality_r_factor") { $1.decimal($0.quality.rFactor) },
        CSVColumn("quality_mos_lq") { $1.decimal($0.quality.mosLQ) },
        CSVColumn("quality_mos_cq") { $1.decimal($0.quality.mosCQ) },
        CSVColumn("quality_min_mos_lq") { $1.decimal($0.quality.minMosLQ) },
        CSVColumn("quality_mos_lq_over_time_worst") { $1.decimal($0.quality.overTime?.worst) },
        CSVColumn("quality_mos_lq_over_time_p5") { $1.decimal($0.quality.overTime?.p5) },
        CSVColumn("quality_mos_lq_over_time_mean") { $1.decimal($0.quality.overTime?.mean) },
        CSVColumn("quality_mos_lq_over_time_below_3_6_percent") { $1.decimal($0.quality.overTime?.belowPercent) },
        CSVColumn("quality_one_way_delay_ms") { $1.decimal($0.quality.oneWayDelayMs) },
        CSVColumn("quality_delay_source") { $1.text($0.quality.delaySource) },
        CSVColumn("quality_reason") { $1.text($0.quality.reason) },
        CSVColumn("quality_playout_mode") { $1.text($0.quality.playout.mode) },
        CSVColumn("quality_playout_delay_ms") { $1.decimal($0.quality.playout.delayMs) },
        CSVColumn("quality_playout_anchor") { $1.text($0.quality.playout.anchor) },
    ]

    private static let ends: [CSVColumn<StreamReport>] = [
        CSVColumn("smallest_buffer_ms_late_1_percent") { $1.decimal($0.smallestBufferMs?.latePercent1) },
        CSVColumn("smallest_buffer_ms_late_0_1_percent") { $1.decimal($0.smallestBufferMs?.latePercent01) },
        CSVColumn("rtcp_sender_reports") { $1.integer($0.rtcp?.senderReports) },
        CSVColumn("rtcp_receiver_reports") { $1.integer($0.rtcp?.receiverReports) },
        CSVColumn("rtcp_cname") { $1.text($0.rtcp?.cname) },
        CSVColumn("rtcp_reported_lost") { $1.integer($0.rtcp?.reportedLost) },
        CSVColumn("rtcp_reported_lost_percent") { $1.decimal($0.rtcp?.reportedLostPercent) },
        CSVColumn("rtcp_reported_jitter_ms") { $1.decimal($0.rtcp?.reportedJitterMs) },
        CSVColumn("rtcp_reported_jitter_max_ms") { $1.decimal($0.rtcp?.reportedJitterMaxMs) },
        CSVColumn("rtcp_rtt_ms_p50") { $1.decimal($0.rtcp?.rttMs?.p50) },
        CSVColumn("rtcp_rtt_ms_min") { $1.decimal($0.rtcp?.rttMs?.min) },
        CSVColumn("rtcp_rtt_to_receiver_ms_p50") { $1.decimal($0.rtcp?.rttToReceiverMs?.p50) },
        CSVColumn("rtcp_rtt_to_sender_ms_p50") { $1.decimal($0.rtcp?.rttToSenderMs?.p50) },
        CSVColumn("rtcp_loss_place_lost_before_capture") { $1.integer($0.rtcp?.lossPlace?.lostBeforeCapture) },
        CSVColumn("rtcp_loss_place_lost_after_capture") { $1.integer($0.rtcp?.lossPlace?.lostAfterCapture) },
        CSVColumn("rtcp_loss_place_not_captured") { $1.integer($0.rtcp?.lossPlace?.notCaptured) },
    ]

    private static let media: [CSVColumn<StreamReport>] = [
        CSVColumn("dscp") { $1.integers($0.dscp) },
        CSVColumn("dtmf_digits") { $1.text($0.dtmf?.digits) },
        CSVColumn("audio_wav") { $1.text($0.audio?.wav) },
        CSVColumn("audio_mp3") { $1.text($0.audio?.mp3) },
        CSVColumn("audio_start_utc") { $1.time($0.audio?.start) },
        CSVColumn("audio_sample_rate_hz") { $1.integer($0.audio?.sampleRateHz) },
        CSVColumn("audio_duration_s") { $1.decimal($0.audio?.durationS) },
        CSVColumn("audio_active_speech_level_dbov") { $1.decimal($0.audio?.activeSpeechLevelDbov) },
        CSVColumn("audio_activity_percent") { $1.decimal($0.audio?.activityPercent) },
        CSVColumn("audio_clipped_percent") { $1.decimal($0.audio?.clippedPercent) },
        CSVColumn("audio_longest_silence_s") { $1.decimal($0.audio?.longestSilenceS) },
        CSVColumn("audio_level_dbov") { $1.decimal($0.audio?.levelDbov) },
        CSVColumn("audio_noise_floor_dbov") { $1.decimal($0.audio?.noiseFloorDbov) },
        CSVColumn("audio_dc_offset_percent") { $1.decimal($0.audio?.dcOffsetPercent) },
        CSVColumn("audio_hum_hz") { $1.integer($0.audio?.humHz) },
        CSVColumn("audio_dead_air_percent") { $1.decimal($0.audio?.deadAirPercent) },
        CSVColumn("audio_longest_dead_air_s") { $1.decimal($0.audio?.longestDeadAirS) },
        CSVColumn("audio_other_law") { $1.flag($0.audio?.isOtherLaw) },
        CSVColumn("audio_overlapped_packets") { $1.integer($0.audio?.overlappedPackets) },
        CSVColumn("audio_reason") { $1.text($0.audio?.reason) },
        CSVColumn("findings_code") { $1.texts($0.findings.map(\.code)) },
    ]
}
