import IQOSCore

/// One element of `streams`.
extension JSONReport {
    static func write(_ stream: StreamReport, to json: inout JSONWriter) {
        json.object(nil, .block) { json in
            writeIdentity(of: stream, to: &json)
            writeFigures(of: stream, to: &json)
            writeQuality(stream.quality, to: &json)
            writeCurve(of: stream, to: &json)
            write(stream.smallestBufferMs, to: &json)
            json.objects("intervals", stream.intervals) { json, interval in
                json.decimal("start_s", interval.startS)
                json.decimal("duration_s", interval.durationS)
                json.integer("packets", interval.packets)
                json.integer("lost", interval.lost)
                json.integer("late", interval.late)
                json.decimal("jitter_ms", interval.jitterMs)
                json.decimal("mos_lq", interval.mosLQ)
            }
            write(stream.rtcp, to: &json)
            if let binding = stream.binding { write(binding, to: &json) }
            json.integers("dscp", stream.dscp)
            write(stream.dtmf, to: &json)
            write(stream.audio, to: &json)
            json.objects("markers", stream.markers) { json, marker in
                json.text("kind", marker.kind.rawValue)
                json.decimal("start_s", marker.startS)
                json.decimal("end_s", marker.endS)
            }
            write(stream.findings, to: &json)
            // Of the packets' object.
            write(stream.unknown, to: &json, but: "late")
        }
    }

    private static func writeCurve(of stream: StreamReport, to json: inout JSONWriter) {
        guard !stream.playoutCurve.isEmpty || stream.unknown["playout_curve"] == nil else {
            return json.null("playout_curve")
        }
        json.objects("playout_curve", stream.playoutCurve) { json, point in
            json.decimal("buffer_ms", point.bufferMs)
            json.decimal("late_percent", point.latePercent)
        }
    }

    private static func writeIdentity(of stream: StreamReport, to json: inout JSONWriter) {
        json.integer("id", stream.id)
        json.ssrc("ssrc", stream.ssrc)
        write(stream.source, as: "source", to: &json)
        write(stream.destination, as: "destination", to: &json)
        json.text("transport", stream.transport)
        json.texts("encapsulation", stream.encapsulation)
        json.text("wrapper", stream.wrapper)
        json.integer("call", stream.call)
        json.integer("reverse_stream", stream.reverseStream)
        if let same = stream.sameMedia {
            json.object("same_media_as") { json in
                json.integer("stream", same.stream)
                json.decimal("delay_ms", same.delayMs)
                json.integer("lost", same.lost)
            }
        }
        // Of its own: a closure that named the stream would hold a copy of all of it.
        let detection = stream.detection
        json.object("detection") { json in
            json.text("verdict", detection.verdict.rawValue)
            json.text("method", detection.method)
            json.texts("evidence", detection.evidence)
        }
        json.flag("encrypted", stream.encrypted)
        json.objects("payload_types", stream.payloadTypes) { json, type in
            json.integer("number", type.number)
            json.text("codec", type.codec)
            json.integer("clock_rate_hz", type.clockRateHz)
            json.integer("channels", type.channels)
            json.integer("packets", type.packets)
            json.text("source", type.source.rawValue)
            if !type.candidates.isEmpty {
                json.objects("candidates", type.candidates) { json, candidate in
                    json.text("codec", candidate.codec)
                    json.integer("clock_rate_hz", candidate.clockRateHz)
                    json.decimal("score", candidate.score)
                    json.text("evidence", candidate.evidence)
                }
            }
            if !type.carries.isEmpty {
                json.objects("carries", type.carries) { json, block in
                    json.integer("number", block.number)
                    json.text("codec", block.codec)
                }
            }
            write(type.unknown, to: &json)
        }
        json.text("codec", stream.codec)
        json.decimal("ptime_ms", stream.ptimeMs)
        json.integer("clock_rate_hz", stream.clockRateHz)
        json.time("first_packet", stream.firstPacket)
        json.time("last_packet", stream.lastPacket)
        json.integer("first_file", stream.firstFile)
        json.integer("first_frame", stream.firstFrame)
        json.integer("last_file", stream.lastFile)
        json.integer("last_frame", stream.lastFrame)
        json.decimal("duration_s", stream.durationS)
    }

    private static func writeFigures(of stream: StreamReport, to json: inout JSONWriter) {
        let packets = stream.packets
        var unknown = UnknownReasons()
        if packets.late == nil, let reason = stream.unknown["late"] {
            for key: StaticString in ["late", "late_percent"] { unknown.note(key, text: reason) }
        }
        json.object("packets") { json in
            json.integer("captured", packets.captured)
            json.integer("unique", packets.unique)
            json.integer("expected", packets.expected)
            json.integer("lost", packets.lost)
            json.decimal("lost_percent", packets.lostPercent)
            json.integer("rfc3550_lost", packets.rfc3550Lost)
            json.integer("duplicates", packets.duplicates)
            json.integer("capture_duplicates", packets.captureDuplicates)
            json.integer("network_duplicates", packets.networkDuplicates)
            json.integer("conflicting_duplicates", packets.conflictingDuplicates)
            json.integer("stray", packets.stray)
            json.integer("out_of_order", packets.outOfOrder)
            json.integer("late", packets.late)
            json.decimal("late_percent", packets.latePercent)
            if let overflow = packets.lateOverflow { json.integer("late_overflow", overflow) }
            write(unknown, to: &json)
        }
        json.objects("segments", stream.segments) { json, segment in
            json.integer("first_sequence", segment.firstSequence)
            json.integer("last_sequence", segment.lastSequence)
            json.integer("packets", segment.packets)
            json.integer("lost", segment.lost)
            json.decimal("start_s", segment.startS)
        }
        if let reordering = stream.reordering { write(reordering, to: &json) }
        write(stream.jitterMs, as: "jitter_ms", to: &json)
        write(stream.jitterRFC3550Ms, as: "jitter_rfc3550_ms", to: &json)
        write(stream.jitterTicks, as: "jitter_ticks", clockRateHz: stream.clockRateHz, to: &json)
        write(stream.jitterRFC3550Ticks, as: "jitter_rfc3550_ticks", clockRateHz: stream.clockRateHz, to: &json)
        json.object("delta_ms", of: stream.deltaMs) { json, delta in
            json.decimal("min", delta.min)
            json.decimal("mean", delta.mean)
            json.decimal("max", delta.max)
        }
        json.object("delay_variation_ms", of: stream.delayVariationMs) { json, variation in
            json.decimal("p50", variation.p50)
            json.decimal("p95", variation.p95)
            json.decimal("p99", variation.p99)
            json.decimal("p99_9", variation.p999)
            json.decimal("max", variation.max)
            json.decimal("raw_max", variation.rawMax)
        }
        json.object("ipdv_ms", of: stream.ipdvMs) { json, variation in
            json.decimal("p05", variation.p05)
            json.decimal("p95", variation.p95)
            json.decimal("mean_absolute", variation.meanAbsolute)
        }
        json.decimal("clock_drift_ppm", stream.clockDriftPpm)
        json.decimal("clock_drift_uncertainty_ppm", stream.clockDriftUncertaintyPpm)
        // Of its own, as above.
        let loss = stream.loss
        json.object("loss") { json in
            json.integer("longest_run", loss.longestRun)
            json.integer("bursts", loss.bursts)
            json.decimal("burst_density_percent", loss.burstDensityPercent)
            json.decimal("gap_density_percent", loss.gapDensityPercent)
            json.decimal("mean_burst_packets", loss.meanBurstPackets)
            json.decimal("mean_gap_packets", loss.meanGapPackets)
            json.decimal("mean_burst_ms", loss.meanBurstMs)
            json.decimal("mean_gap_ms", loss.meanGapMs)
            json.decimal("burst_ratio", loss.burstRatio)
            json.integer("gaps_with_pause", loss.gapsWithPause)
            json.integer("lost_with_pause", loss.lostWithPause)
            write(loss.unknown, to: &json)
        }
        json.object("bandwidth_kbps", of: stream.bandwidthKbps) { json, bandwidth in
            json.decimal("mean", bandwidth.mean)
            json.decimal("max", bandwidth.max)
            write(bandwidth.unknown, to: &json)
        }
    }

    private static func writeQuality(_ quality: QualityReport, to json: inout JSONWriter) {
        json.object("quality") { json in
            json.text("model", quality.model)
            json.text("scale", quality.scale)
            json.decimal("r_factor", quality.rFactor)
            json.decimal("mos_lq", quality.mosLQ)
            json.decimal("mos_cq", quality.mosCQ)
            json.decimal("min_mos_lq", quality.minMosLQ)
            json.object("mos_lq_over_time", of: quality.overTime) { json, scores in
                json.decimal("worst", scores.worst)
                json.decimal("p5", scores.p5)
                json.decimal("mean", scores.mean)
                json.decimal("below_3_6_percent", scores.belowPercent)
            }
            json.decimal("one_way_delay_ms", quality.oneWayDelayMs)
            json.text("delay_source", quality.delaySource)
            json.text("reason", quality.reason)
            if let echo = quality.mosCQWithEcho { json.decimal("mos_cq_with_echo", echo) }
            if let other = quality.mosVoIPmonitor { json.decimal("mos_voipmonitor", other) }
            if let inputs = quality.inputs { write(inputs, to: &json) }
            json.object("playout") { json in
                json.text("mode", quality.playout.mode)
                json.decimal("delay_ms", quality.playout.delayMs)
                if let least = quality.playout.minDelayMs { json.decimal("min_delay_ms", least) }
                if let largest = quality.playout.maxDelayMs { json.decimal("max_delay_ms", largest) }
                if let changes = quality.playout.changes { json.integer("delay_changes", changes) }
                json.text("anchor", quality.playout.anchor)
            }
            write(quality.unknown, to: &json)
        }
    }

    private static func write(_ inputs: ListeningQuality.Inputs, to json: inout JSONWriter) {
        json.object("inputs") { json in
            json.decimal("ie", inputs.equipmentImpairment)
            if let robustness = inputs.lossRobustness { json.decimal("bpl", robustness) }
            json.decimal("loss_percent", inputs.lossPercent)
            json.decimal("burst_ratio", inputs.burstRatio)
            json.text("source", inputs.source.rawValue)
        }
    }

    private static func write(_ buffer: SmallestBufferReport?, to json: inout JSONWriter) {
        guard let buffer else { return json.null("smallest_buffer_ms") }
        json.object("smallest_buffer_ms") { json in
            json.decimal("late_1_percent", buffer.latePercent1)
            json.decimal("late_0_1_percent", buffer.latePercent01)
            write(buffer.unknown, to: &json)
        }
    }

    private static func write(_ endpoint: EndpointReport, as key: StaticString, to json: inout JSONWriter) {
        json.object(key) { json in
            json.text("address", endpoint.address)
            json.integer("port", endpoint.port)
        }
    }

    private static func write(_ reordering: ReorderingReport, to json: inout JSONWriter) {
        json.object("reordering") { json in
            json.object("extent") { json in
                json.decimal("mean", reordering.meanExtent)
                json.integer("max", reordering.maxExtent)
            }
            guard let mean = reordering.meanMs else {
                json.null("reorder_ms")
                var unknown = UnknownReasons()
                unknown.note("reorder_ms", "frames carry no capture time")
                return write(unknown, to: &json)
            }
            json.object("reorder_ms") { json in
                json.decimal("mean", mean)
                json.decimal("max", reordering.maxMs)
            }
        }
    }

    private static func write(
        _ jitter: JitterReport?, as key: StaticString, clockRateHz: Int?, to json: inout JSONWriter
    ) {
        guard let jitter, let clockRateHz else { return json.null(key) }
        json.object(key) { json in
            json.decimal("mean", jitter.mean)
            json.decimal("max", jitter.max)
            json.decimal("last", jitter.last)
            json.integer("clock_rate_hz", clockRateHz)
        }
    }

    private static func write(_ jitter: JitterReport?, as key: StaticString, to json: inout JSONWriter) {
        guard let jitter else { return json.null(key) }
        json.object(key) { json in
            json.decimal("mean", jitter.mean)
            json.decimal("max", jitter.max)
            json.decimal("last", jitter.last)
        }
    }

    private static func write(_ dtmf: DTMFReport?, to json: inout JSONWriter) {
        guard let dtmf else { return json.null("dtmf") }
        json.object("dtmf", .block) { json in
            json.text("digits", dtmf.digits)
            json.objects("events", dtmf.events) { json, event in
                json.text("digit", event.digit)
                json.decimal("start_s", event.startS)
                json.decimal("duration_ms", event.durationMs)
                json.text("source", event.source)
                write(event.unknown, to: &json)
            }
        }
    }
}
