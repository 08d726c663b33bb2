import IQOSCore

/// What the names on the page mean, in the words of docs/metrics.md.
enum FigureDefinitions {
    /// A name on the page, and the first path of each of its rows there.
    typealias Entry = (name: Phrase, paths: [String])

    /// In the order of the page.
    static let figures: [Entry] =
        identity + packets + timing + losses + quality + ends + sound

    private static let identity: [Entry] = [
        (.ssrc, ["ssrc"]), (.codec, ["codec"]), (.clockRate, ["clock_rate_hz"]), (.payloadType, ["payload_types[]"]),
        (.packetTime, ["ptime_ms"]), (.encrypted, ["encrypted"]), (.transport, ["transport"]), (.dscp, ["dscp"]),
        (.otherDirection, ["reverse_stream"]), (.digits, ["dtmf.digits"]), (.packetTimes, ["first_packet"]),
        (.length, ["duration_s"]), (.frames, ["first_frame"]),
    ]
    private static let packets: [Entry] = [
        (.captured, ["packets.captured"]), (.unique, ["packets.unique"]), (.expected, ["packets.expected"]),
        (.lost, ["packets.lost"]), (.lostByReceivers, ["packets.rfc3550_lost"]), (.late, ["packets.late"]),
        (.lateOverflow, ["packets.late_overflow"]), (.outOfOrder, ["packets.out_of_order"]),
        (.reordering, ["reordering.extent", "reordering.reorder_ms"]), (.duplicates, ["packets.duplicates"]),
        (
            .duplicateKinds,
            ["packets.capture_duplicates", "packets.network_duplicates", "packets.conflicting_duplicates"]
        ),
        (.stray, ["packets.stray"]), (.bandwidth, ["bandwidth_kbps.mean", "bandwidth_kbps.max"]),
    ]
    private static let timing: [Entry] = [
        (.jitterFigures, ["jitter_ms"]), (.jitterRFC3550, ["jitter_rfc3550_ms"]), (.jitterTicks, ["jitter_ticks"]),
        (.spacing, ["delta_ms.min"]), (.variation, ["delay_variation_ms"]),
        (.variationWithDrift, ["delay_variation_ms"]),
        (.ipdv, ["ipdv_ms"]), (.clockDrift, ["clock_drift_ppm"]),
        (.bindingRoundTrip, ["stun.rtt_to_receiver_ms"]),
    ]
    private static let losses: [Entry] = [
        (.longestRun, ["loss.longest_run"]), (.bursts, ["loss.bursts"]),
        (.densities, ["loss.burst_density_percent", "loss.gap_density_percent"]),
        (.burstLengths, ["loss.mean_burst_packets", "loss.mean_gap_packets", "loss.mean_burst_ms"]),
        (.gapsWithPause, ["loss.gaps_with_pause"]),
        (.burstRatio, ["loss.burst_ratio"]),
    ]
    private static let quality: [Entry] = [
        (.model, ["quality.model"]), (.mosLQ, ["quality.mos_lq"]),
        (.mosOverTime, ["quality.mos_lq_over_time"]), (.timeBelow, ["quality.mos_lq_over_time"]),
        (.mosCQ, ["quality.mos_cq", "quality.mos_cq_with_echo"]), (.oneWayDelay, ["quality.one_way_delay_ms"]),
        (.rFactor, ["quality.r_factor"]), (.modelInputs, ["quality.inputs"]),
        (.mosVoIPmonitor, ["quality.mos_voipmonitor"]),
        (.simulatedBuffer, ["quality.playout"]), (.bufferRange, ["quality.playout"]),
        (.smallestBuffer, ["smallest_buffer_ms"]),
    ]
    /// What the two ends tell.
    private static let ends: [Entry] = [
        (.reports, ["rtcp.sender_reports", "rtcp.receiver_reports"]), (.canonicalName, ["rtcp.cname"]),
        (.sentBySender, ["rtcp.sent"]), (.lostReported, ["rtcp.reported_lost", "rtcp.reported_lost_percent"]),
        (.jitterReported, ["rtcp.reported_jitter_ms"]),
        (.roundTrip, ["rtcp.rtt_ms", "rtcp.rtt_to_receiver_ms", "rtcp.rtt_to_sender_ms"]),
        (.lossPlace, ["rtcp.loss_place.lost_before_capture"]),
        (.receiverLost, ["rtcp.voip_metrics"]),
        (.receiverBurstDensity, ["rtcp.voip_metrics", "rtcp.voip_metrics.counted_here"]),
        (.receiverGapDensity, ["rtcp.voip_metrics", "rtcp.voip_metrics.counted_here"]),
        (.receiverBurst, ["rtcp.voip_metrics", "rtcp.voip_metrics.counted_here"]),
        (.receiverGap, ["rtcp.voip_metrics", "rtcp.voip_metrics.counted_here"]),
        (.receiverDelays, ["rtcp.voip_metrics"]), (.receiverLevels, ["rtcp.voip_metrics"]),
        (.receiverScores, ["rtcp.voip_metrics"]), (.receiverBuffer, ["rtcp.voip_metrics"]),
    ]
    private static let sound: [Entry] = [
        (.soundFile, ["audio.duration_s"]), (.soundLength, ["audio.duration_s"]), (.sampleRate, ["sample_rate_hz"]),
        (.soundLevel, ["audio.active_speech_level_dbov", "audio.level_dbov", "audio.noise_floor_dbov"]),
        (.speechActivity, ["audio.active_speech_level_dbov"]),
        (.clippedSamples, ["audio.clipped_percent"]), (.faults, ["audio.clicks", "audio.repeated_packets"]),
        (.longestSilence, ["audio.longest_silence_s"]),
        (.deadAir, ["audio.dead_air_percent"]), (.talkspurts, ["audio.talkspurts"]),
        (.offset, ["audio.dc_offset_percent"]), (.hum, ["audio.hum_hz"]), (.otherLaw, ["audio.other_law"]),
        (.opened, ["audio.srtp.authenticated_packets"]), (.overlapped, ["audio.overlapped_packets"]),
        (.codecDelay, ["audio.codec_delay_ms"]),
        (.speaks, ["calls[].audio.conversation"]), (.bothSpeak, ["calls[].audio.conversation"]),
        (.nobodySpeaks, ["calls[].audio.conversation"]), (.echo, ["…conversation.echo_of_left"]),
    ]
    /// Drawings and tables.
    static let tables: [Entry] = [
        (.mos, ["quality.mos_lq"]), (.groupHistogram, ["delta_ms"]), (.groupCurve, ["playout_curve[]"]),
        (.groupEvidence, ["detection.verdict", "detection.evidence"]),
        (.payloadTypes, ["payload_types[]"]), (.segments, ["segments[]"]), (.dtmf, ["dtmf.events[]"]),
        (.worthListening, ["markers[]"]), (.intervals, ["intervals[]"]), (.fromSeconds, ["intervals[].start_s"]),
        (.lostShort, ["packets.lost"]), (.lateShort, ["packets.late"]),
        (.jitterMs, ["jitter_ms"]),
        (.signalling, ["signalling.messages[]", "signalling.response_times"]),
        (.infoKeys, ["signalling.info_keys[]"]), (.variationMs, ["intervals[].delay_variation_ms"]),
    ]

    /// Names with the definition that they share, each definition once.
    ///
    /// - Parameter used: Names of figures that the page has; those of tables and drawings are always explained.
    static func values(_ say: Wording, used: Set<String>) -> [PageValues] {
        let texts = say.language == .english ? texts : spanishTexts
        var entries: [(names: [String], meaning: String)] = []
        let told = figures.filter { used.contains(say($0.name)) } + tables
        for figure in told {
            let meaning = figure.paths.compactMap { texts[$0] }.joined(separator: " ")
            if let index = entries.firstIndex(where: { $0.meaning == meaning }) {
                // Where a column has the same name as the figure.
                if !entries[index].names.contains(say(figure.name)) { entries[index].names.append(say(figure.name)) }
            } else {
                entries.append(([say(figure.name)], meaning))
            }
        }
        return entries.map { ["names": $0.names, "meaning": $0.meaning] }
    }
}
