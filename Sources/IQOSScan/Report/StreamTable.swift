import IQOSCore

/// One row a stream, columns as `docs/tables.md` describes them.
enum StreamTable: ReportTable {
    static let name = "streams"

    static func forEachRow(of result: ScanResult, _ body: (StreamReport) -> Bool) {
        for index in 0..<result.streamCount {
            var goesOn = true
            result.withStream(at: index) { goesOn = body($0) }
            guard goesOn else { return }
        }
    }

    static let columns: [TableColumn<StreamReport>] =
        identity + counts + timing + quality + ends + media + further

    private static let identity: [TableColumn<StreamReport>] = [
        TableColumn("id") { .integer($0.id) },
        TableColumn("ssrc") { .ssrc($0.ssrc) },
        TableColumn("source_address") { .text($0.source.address) },
        TableColumn("source_port") { .integer($0.source.port) },
        TableColumn("destination_address") { .text($0.destination.address) },
        TableColumn("destination_port") { .integer($0.destination.port) },
        TableColumn("transport") { .text($0.transport) },
        TableColumn("encapsulation") { .texts($0.encapsulation) },
        TableColumn("wrapper") { .text($0.wrapper) },
        TableColumn("call") { .integer($0.call) },
        TableColumn("reverse_stream") { .integer($0.reverseStream) },
        TableColumn("detection_verdict") { .text($0.detection.verdict.rawValue) },
        TableColumn("detection_method") { .text($0.detection.method) },
        TableColumn("detection_evidence") { .texts($0.detection.evidence) },
        TableColumn("encrypted") { .flag($0.encrypted) },
        TableColumn("payload_types_number") { .integers($0.payloadTypes.map(\.number)) },
        TableColumn("codec") { .text($0.codec) },
        TableColumn("ptime_ms") { .decimal($0.ptimeMs) },
        TableColumn("clock_rate_hz") { .integer($0.clockRateHz) },
        TableColumn("first_packet_utc") { .time($0.firstPacket) },
        TableColumn("last_packet_utc") { .time($0.lastPacket) },
        TableColumn("first_file") { .integer($0.firstFile) },
        TableColumn("first_frame") { .integer($0.firstFrame) },
        TableColumn("last_file") { .integer($0.lastFile) },
        TableColumn("last_frame") { .integer($0.lastFrame) },
        TableColumn("duration_s") { .decimal($0.durationS) },
    ]

    private static let counts: [TableColumn<StreamReport>] = [
        TableColumn("packets_captured") { .integer($0.packets.captured) },
        TableColumn("packets_unique") { .integer($0.packets.unique) },
        TableColumn("packets_expected") { .integer($0.packets.expected) },
        TableColumn("packets_lost") { .integer($0.packets.lost) },
        TableColumn("packets_lost_percent") { .decimal($0.packets.lostPercent) },
        TableColumn("packets_rfc3550_lost") { .integer($0.packets.rfc3550Lost) },
        TableColumn("packets_duplicates") { .integer($0.packets.duplicates) },
        TableColumn("packets_capture_duplicates") { .integer($0.packets.captureDuplicates) },
        TableColumn("packets_network_duplicates") { .integer($0.packets.networkDuplicates) },
        TableColumn("packets_conflicting_duplicates") { .integer($0.packets.conflictingDuplicates) },
        TableColumn("packets_stray") { .integer($0.packets.stray) },
        TableColumn("packets_out_of_order") { .integer($0.packets.outOfOrder) },
        TableColumn("packets_late") { .integer($0.packets.late) },
        TableColumn("packets_late_percent") { .decimal($0.packets.latePercent) },
        TableColumn("segments_count") { .integer($0.segments.count) },
        TableColumn("loss_longest_run") { .integer($0.loss.longestRun) },
        TableColumn("loss_bursts") { .integer($0.loss.bursts) },
        TableColumn("loss_burst_density_percent") { .decimal($0.loss.burstDensityPercent) },
        TableColumn("loss_gap_density_percent") { .decimal($0.loss.gapDensityPercent) },
        TableColumn("loss_mean_burst_packets") { .decimal($0.loss.meanBurstPackets) },
        TableColumn("loss_mean_gap_packets") { .decimal($0.loss.meanGapPackets) },
        TableColumn("loss_burst_ratio") { .decimal($0.loss.burstRatio) },
    ]

    private static let timing: [TableColumn<StreamReport>] = [
        TableColumn("jitter_ms_mean") { .decimal($0.jitterMs?.mean) },
        TableColumn("jitter_ms_max") { .decimal($0.jitterMs?.max) },
        TableColumn("jitter_ms_last") { .decimal($0.jitterMs?.last) },
        TableColumn("jitter_rfc3550_ms_mean") { .decimal($0.jitterRFC3550Ms?.mean) },
        TableColumn("jitter_rfc3550_ms_max") { .decimal($0.jitterRFC3550Ms?.max) },
        TableColumn("jitter_rfc3550_ms_last") { .decimal($0.jitterRFC3550Ms?.last) },
        TableColumn("delta_ms_min") { .decimal($0.deltaMs?.min) },
        TableColumn("delta_ms_mean") { .decimal($0.deltaMs?.mean) },
        TableColumn("delta_ms_max") { .decimal($0.deltaMs?.max) },
        TableColumn("delay_variation_ms_p50") { .decimal($0.delayVariationMs?.p50) },
        TableColumn("delay_variation_ms_p95") { .decimal($0.delayVariationMs?.p95) },
        TableColumn("delay_variation_ms_p99") { .decimal($0.delayVariationMs?.p99) },
        TableColumn("delay_variation_ms_p99_9") { .decimal($0.delayVariationMs?.p999) },
        TableColumn("delay_variation_ms_max") { .decimal($0.delayVariationMs?.max) },
        TableColumn("clock_drift_ppm") { .decimal($0.clockDriftPpm) },
        TableColumn("bandwidth_kbps_mean") { .decimal($0.bandwidthKbps?.mean) },
        TableColumn("bandwidth_kbps_max") { .decimal($0.bandwidthKbps?.max) },
    ]

    private static let quality: [TableColumn<StreamReport>] = [
        TableColumn("quality_model") { .text($0.quality.model) },
        TableColumn("quality_scale") { .text($0.quality.scale) },
        TableColumn("quality_r_factor") { .decimal($0.quality.rFactor) },
        TableColumn("quality_mos_lq") { .decimal($0.quality.mosLQ) },
        TableColumn("quality_mos_cq") { .decimal($0.quality.mosCQ) },
        TableColumn("quality_min_mos_lq") { .decimal($0.quality.minMosLQ) },
        TableColumn("quality_mos_lq_over_time_worst") { .decimal($0.quality.overTime?.worst) },
        TableColumn("quality_mos_lq_over_time_p5") { .decimal($0.quality.overTime?.p5) },
        TableColumn("quality_mos_lq_over_time_mean") { .decimal($0.quality.overTime?.mean) },
        TableColumn("quality_mos_lq_over_time_below_3_6_percent") { .decimal($0.quality.overTime?.belowPercent) },
        TableColumn("quality_one_way_delay_ms") { .decimal($0.quality.oneWayDelayMs) },
        TableColumn("quality_delay_source") { .text($0.quality.delaySource) },
        TableColumn("quality_reason") { .text($0.quality.reason) },
        TableColumn("quality_playout_mode") { .text($0.quality.playout.mode) },
        TableColumn("quality_playout_delay_ms") { .decimal($0.quality.playout.delayMs) },
        TableColumn("quality_playout_anchor") { .text($0.quality.playout.anchor) },
    ]

    private static let ends: [TableColumn<StreamReport>] = [
        TableColumn("smallest_buffer_ms_late_1_percent") { .decimal($0.smallestBufferMs?.latePercent1) },
        TableColumn("smallest_buffer_ms_late_0_1_percent") { .decimal($0.smallestBufferMs?.latePercent01) },
        TableColumn("rtcp_sender_reports") { .integer($0.rtcp?.senderReports) },
        TableColumn("rtcp_receiver_reports") { .integer($0.rtcp?.receiverReports) },
        TableColumn("rtcp_cname") { .text($0.rtcp?.cname) },
        TableColumn("rtcp_reported_lost") { .integer($0.rtcp?.reportedLost) },
        TableColumn("rtcp_reported_lost_percent") { .decimal($0.rtcp?.reportedLostPercent) },
        TableColumn("rtcp_reported_jitter_ms") { .decimal($0.rtcp?.reportedJitterMs) },
        TableColumn("rtcp_reported_jitter_max_ms") { .decimal($0.rtcp?.reportedJitterMaxMs) },
        TableColumn("rtcp_rtt_ms_p50") { .decimal($0.rtcp?.rttMs?.p50) },
        TableColumn("rtcp_rtt_ms_min") { .decimal($0.rtcp?.rttMs?.min) },
        TableColumn("rtcp_rtt_to_receiver_ms_p50") { .decimal($0.rtcp?.rttToReceiverMs?.p50) },
        TableColumn("rtcp_rtt_to_sender_ms_p50") { .decimal($0.rtcp?.rttToSenderMs?.p50) },
        TableColumn("rtcp_loss_place_lost_before_capture") { .integer($0.rtcp?.lossPlace?.lostBeforeCapture) },
        TableColumn("rtcp_loss_place_lost_after_capture") { .integer($0.rtcp?.lossPlace?.lostAfterCapture) },
        TableColumn("rtcp_loss_place_not_captured") { .integer($0.rtcp?.lossPlace?.notCaptured) },
    ]

    private static let media: [TableColumn<StreamReport>] = [
        TableColumn("dscp") { .integers($0.dscp) },
        TableColumn("dtmf_digits") { .text($0.dtmf?.digits) },
        TableColumn("audio_wav") { .text($0.audio?.wav) },
        TableColumn("audio_mp3") { .text($0.audio?.mp3) },
        TableColumn("audio_start_utc") { .time($0.audio?.start) },
        TableColumn("audio_sample_rate_hz") { .integer($0.audio?.sampleRateHz) },
        TableColumn("audio_duration_s") { .decimal($0.audio?.durationS) },
        TableColumn("audio_active_speech_level_dbov") { .decimal($0.audio?.activeSpeechLevelDbov) },
        TableColumn("audio_activity_percent") { .decimal($0.audio?.activityPercent) },
        TableColumn("audio_clipped_percent") { .decimal($0.audio?.clippedPercent) },
        TableColumn("audio_longest_silence_s") { .decimal($0.audio?.longestSilenceS) },
        TableColumn("audio_level_dbov") { .decimal($0.audio?.levelDbov) },
        TableColumn("audio_noise_floor_dbov") { .decimal($0.audio?.noiseFloorDbov) },
        TableColumn("audio_dc_offset_percent") { .decimal($0.audio?.dcOffsetPercent) },
        TableColumn("audio_hum_hz") { .integer($0.audio?.humHz) },
        TableColumn("audio_dead_air_percent") { .decimal($0.audio?.deadAirPercent) },
        TableColumn("audio_longest_dead_air_s") { .decimal($0.audio?.longestDeadAirS) },
        TableColumn("audio_other_law") { .flag($0.audio?.isOtherLaw) },
        TableColumn("audio_overlapped_packets") { .integer($0.audio?.overlappedPackets) },
        TableColumn("audio_srtp_suite") { .text($0.audio?.srtp?.suite) },
        TableColumn("audio_srtp_key_source") { .text($0.audio?.srtp?.keySource) },
        TableColumn("audio_srtp_authenticated_packets") { .integer($0.audio?.srtp?.authenticated) },
        TableColumn("audio_srtp_refused_packets") { .integer($0.audio?.srtp?.refused) },
        TableColumn("audio_reason") { .text($0.audio?.reason) },
        TableColumn("findings_code") { .texts($0.findings.map(\.code)) },
    ]

    /// What came to be told later stands behind the rest, so that a column keeps its place.
    private static let further: [TableColumn<StreamReport>] = [
        TableColumn("jitter_ticks_mean") { .decimal($0.jitterTicks?.mean) },
        TableColumn("jitter_ticks_max") { .decimal($0.jitterTicks?.max) },
        TableColumn("jitter_ticks_last") { .decimal($0.jitterTicks?.last) },
        TableColumn("jitter_rfc3550_ticks_mean") { .decimal($0.jitterRFC3550Ticks?.mean) },
        TableColumn("jitter_rfc3550_ticks_max") { .decimal($0.jitterRFC3550Ticks?.max) },
        TableColumn("jitter_rfc3550_ticks_last") { .decimal($0.jitterRFC3550Ticks?.last) },
        TableColumn("delay_variation_ms_raw_max") { .decimal($0.delayVariationMs?.rawMax) },
        TableColumn("clock_drift_uncertainty_ppm") { .decimal($0.clockDriftUncertaintyPpm) },
        TableColumn("ipdv_ms_p05") { .decimal($0.ipdvMs?.p05) },
        TableColumn("ipdv_ms_p95") { .decimal($0.ipdvMs?.p95) },
        TableColumn("ipdv_ms_mean_absolute") { .decimal($0.ipdvMs?.meanAbsolute) },
        TableColumn("reordering_extent_mean") { .decimal($0.reordering?.meanExtent) },
        TableColumn("reordering_extent_max") { .integer($0.reordering?.maxExtent) },
        TableColumn("reordering_reorder_ms_mean") { .decimal($0.reordering?.meanMs) },
        TableColumn("reordering_reorder_ms_max") { .decimal($0.reordering?.maxMs) },
        TableColumn("loss_mean_burst_ms") { .decimal($0.loss.meanBurstMs) },
        TableColumn("loss_mean_gap_ms") { .decimal($0.loss.meanGapMs) },
        TableColumn("loss_gaps_with_pause") { .integer($0.loss.gapsWithPause) },
        TableColumn("loss_lost_with_pause") { .integer($0.loss.lostWithPause) },
        TableColumn("packets_late_overflow") { .integer($0.packets.lateOverflow) },
        TableColumn("quality_mos_cq_with_echo") { .decimal($0.quality.mosCQWithEcho) },
        TableColumn("quality_inputs_ie") { .decimal($0.quality.inputs?.equipmentImpairment) },
        TableColumn("quality_inputs_bpl") { .decimal($0.quality.inputs?.lossRobustness) },
        TableColumn("quality_inputs_loss_percent") { .decimal($0.quality.inputs?.lossPercent) },
        TableColumn("quality_inputs_burst_ratio") { .decimal($0.quality.inputs?.burstRatio) },
        TableColumn("audio_clicks") { .integer($0.audio?.clicks) },
        TableColumn("audio_repeated_packets") { .integer($0.audio?.repeatedPackets) },
        TableColumn("quality_inputs_source") { .text($0.quality.inputs?.source.rawValue) },
        TableColumn("quality_mos_voipmonitor") { .decimal($0.quality.mosVoIPmonitor) },
    ]
}
