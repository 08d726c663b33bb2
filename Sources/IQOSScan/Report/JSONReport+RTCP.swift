import IQOSCore

/// `rtcp` of a stream.
extension JSONReport {
    static func write(_ rtcp: RTCPReport?, to json: inout JSONWriter) {
        guard let rtcp else { return json.null("rtcp") }
        json.object("rtcp", .block) { json in
            json.integer("sender_reports", rtcp.senderReports)
            json.integer("receiver_reports", rtcp.receiverReports)
            json.integer("goodbyes", rtcp.goodbyes)
            json.integer("encrypted", rtcp.encrypted)
            json.text("cname", rtcp.cname)
            json.integer("reported_lost", rtcp.reportedLost)
            json.decimal("reported_lost_percent", rtcp.reportedLostPercent)
            json.decimal("reported_jitter_ms", rtcp.reportedJitterMs)
            json.decimal("reported_jitter_max_ms", rtcp.reportedJitterMaxMs)
            write(rtcp.rttMs, as: "rtt_ms", to: &json)
            write(rtcp.rttToReceiverMs, as: "rtt_to_receiver_ms", to: &json)
            write(rtcp.rttToSenderMs, as: "rtt_to_sender_ms", to: &json)
            json.integer("rtt_invalid", rtcp.rttInvalid)
            json.object("sent", of: rtcp.sent) { json, sent in
                json.integer("packets", sent.packets)
                json.integer("numbers", sent.numbers)
            }
            json.object("loss_place", of: rtcp.lossPlace) { json, place in
                json.integer("expected", place.expected)
                json.integer("lost_before_capture", place.lostBeforeCapture)
                json.integer("lost_after_capture", place.lostAfterCapture)
                json.integer("not_captured", place.notCaptured)
            }
            write(rtcp.voipMetrics, reports: rtcp.voipReports, rtcp.countedBursts, to: &json)
            write(rtcp.unknown, to: &json)
        }
    }

    /// `stun` of a stream, where there is any.
    static func write(_ binding: BindingReport, to json: inout JSONWriter) {
        json.object("stun") { json in
            write(binding.rttToReceiverMs, as: "rtt_to_receiver_ms", to: &json)
            write(binding.rttToSenderMs, as: "rtt_to_sender_ms", to: &json)
            write(binding.unknown, to: &json)
        }
    }

    private static func write(
        _ trip: RTCPReport.RoundTripReport?, as key: StaticString, to json: inout JSONWriter
    ) {
        guard let trip else { return json.null(key) }
        json.object(key) { json in
            json.decimal("p50", trip.p50)
            json.decimal("min", trip.min)
            json.integer("samples", trip.samples)
        }
    }

    private static func write(
        _ metrics: RTCPVoIPMetrics?, reports: Int, _ counted: RTCPReport.CountedBursts?, to json: inout JSONWriter
    ) {
        guard let metrics else { return json.null("voip_metrics") }
        let percent = { (value: UInt8) in Double(value) * 100 / 256 }
        json.object("voip_metrics") { json in
            json.integer("reports", reports)
            json.decimal("loss_percent", percent(metrics.lossRate))
            json.decimal("discard_percent", percent(metrics.discardRate))
            json.decimal("burst_density_percent", percent(metrics.burstDensity))
            json.decimal("gap_density_percent", percent(metrics.gapDensity))
            json.integer("burst_duration_ms", Int(metrics.burstDurationMs))
            json.integer("gap_duration_ms", Int(metrics.gapDurationMs))
            json.integer("rtt_ms", Int(metrics.roundTripMs))
            json.integer("end_system_delay_ms", Int(metrics.endSystemDelayMs))
            json.integer("signal_level_dbm", metrics.signalLevelDbm.map(Int.init))
            json.integer("noise_level_dbm", metrics.noiseLevelDbm.map(Int.init))
            json.integer("echo_return_loss_db", metrics.echoReturnLossDb.map(Int.init))
            json.integer("gmin", Int(metrics.gmin))
            json.integer("r_factor", metrics.rFactor.map(Int.init))
            json.decimal("mos_lq", metrics.mosLQTenths.map { Double($0) / 10 })
            json.decimal("mos_cq", metrics.mosCQTenths.map { Double($0) / 10 })
            json.integer("buffer_nominal_ms", Int(metrics.bufferNominalMs))
            json.integer("buffer_max_ms", Int(metrics.bufferMaximumMs))
            json.integer("buffer_absolute_max_ms", Int(metrics.bufferAbsoluteMaximumMs))
            json.object("counted_here", of: counted) { json, counted in
                json.decimal("burst_density_percent", counted.burstDensityPercent)
                json.decimal("gap_density_percent", counted.gapDensityPercent)
                json.decimal("burst_duration_ms", counted.burstDurationMs)
                json.decimal("gap_duration_ms", counted.gapDurationMs)
                write(counted.unknown, to: &json)
            }
            write(metrics.unknown, to: &json)
        }
    }
}
