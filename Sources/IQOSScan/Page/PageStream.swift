import IQOSCore

/// The values of one stream's part of a call.
struct PageStream {
    private let stream: StreamReport
    /// Names of the capture's files, for frame numbers.
    private let files: [String]

    init(_ stream: StreamReport, files: [String]) {
        self.stream = stream
        self.files = files
    }

    /// - Parameters:
    ///   - startS: Start of the call, seconds from `capture.start`.
    ///   - durationS: Length of the call.
    func values(startS: Double, durationS: Double?) -> PageValues {
        let band = QualityBand(mosLQ: stream.quality.mosLQ)
        let groups = [identity, packets, timing, bursts, quality, reports, place, sound].compactMap(\.self)
        var unknowns: [String] = []
        for (reason, names) in Self.byReason(groups.flatMap(\.unknowns)) {
            unknowns.append("\(names.joined(separator: ", ")) (\(reason))")
        }
        let chart = durationS.flatMap { StreamChart(stream, startS: startS, durationS: $0) }
        return [
            "id": stream.id, "mos": FigureText.mos(stream.quality.mosLQ), "band": band.rawValue,
            "meaning": stream.quality.reason ?? band.meaning,
            "source": FigureText.endpoint(stream.source), "destination": FigureText.endpoint(stream.destination),
            "findings": stream.findings.map(\.pageValues), "hasFindings": !stream.findings.isEmpty,
            "chart": chart?.html ?? "<p class=\"unknowns\">No figures over time.</p>",
            "curve": CurveChart(stream.playoutCurve)?.svg ?? false as Any, "groups": groups.map(\.html).joined(),
            "histogram": HistogramChart(stream.deltaHistogram)?.svg ?? false as Any,
            "evidence": evidence, "tables": tables,
            "links": PageLinks.values([stream.audio?.wav, stream.audio?.mp3]),
            "hasUnknowns": !unknowns.isEmpty, "unknowns": unknowns.joined(separator: "; "),
        ]
    }

    /// Groups names that share a reason, in order of first appearance.
    private static func byReason(_ unknowns: [(name: String, reason: String)]) -> [(reason: String, names: [String])] {
        var groups: [(reason: String, names: [String])] = []
        for unknown in unknowns {
            if let index = groups.firstIndex(where: { $0.reason == unknown.reason }) {
                groups[index].names.append(unknown.name)
            } else {
                groups.append((unknown.reason, [unknown.name]))
            }
        }
        return groups
    }

    private var evidence: [String] {
        let verdict = "\(stream.detection.verdict.rawValue) by \(stream.detection.method)"
        return [verdict] + stream.detection.evidence.prefix(12)
    }

    private var identity: FigureGroup {
        var group = FigureGroup("Stream", stream.unknown)
        group.add("SSRC", FigureText.ssrc(stream.ssrc))
        group.add("Codec", stream.codec, key: "codec")
        group.add("Clock rate", stream.clockRateHz.map { FigureText.count($0) + " Hz" }, key: "clock_rate_hz")
        group.add("Packet time", stream.ptimeMs.map { FigureText.fixed($0, decimals: 1) + " ms" }, key: "ptime_ms")
        group.add("Encrypted", stream.encrypted.map { $0 ? "yes" : "no" }, key: "encrypted")
        group.add("Transport", ([stream.transport] + [stream.wrapper].compactMap(\.self)).joined(separator: " + "))
        group.add("Inside", stream.encapsulation.joined(separator: ", "))
        group.add("DSCP", stream.dscp.isEmpty ? nil : stream.dscp.map(String.init).joined(separator: ", "), key: "dscp")
        group.add("Other direction", stream.reverseStream.map { "stream \($0)" } ?? "none")
        if let dtmf = stream.dtmf {
            group.add("DTMF digits", dtmf.digits.isEmpty ? "none" : dtmf.digits)
        } else {
            group.add("DTMF digits", nil, key: "dtmf")
        }
        return group
    }

    private var packets: FigureGroup {
        let packets = stream.packets
        var group = FigureGroup("Packets", stream.unknown)
        group.add("Captured", FigureText.count(packets.captured))
        group.add("Unique", FigureText.count(packets.unique))
        group.add("Expected", FigureText.count(packets.expected))
        group.add("Lost", "\(FigureText.count(packets.lost)) (\(FigureText.percent(packets.lostPercent)))")
        group.add(
            "Late",
            packets.late.map { "\(FigureText.count($0)) (\(FigureText.percent(packets.latePercent ?? 0)))" },
            key: "packets", reason: "arrival times or clock rate are not known")
        group.add("Out of order", FigureText.count(packets.outOfOrder))
        group.add("Duplicates", FigureText.count(packets.duplicates))
        group.add("Stray", FigureText.count(packets.stray))
        group.add("Bandwidth, mean", kilobits(stream.bandwidthKbps?.mean), key: "bandwidth_kbps")
        group.add("Bandwidth, largest second", kilobits(stream.bandwidthKbps?.max), key: "bandwidth_kbps")
        return group
    }

    private var timing: FigureGroup {
        var group = FigureGroup("Timing", stream.unknown)
        group.add(
            "Jitter, mean / largest / last", milliseconds(stream.jitterMs.map { [$0.mean, $0.max, $0.last] }),
            key: "jitter_ms")
        group.add(
            "RFC 3550 jitter", milliseconds(stream.jitterRFC3550Ms.map { [$0.mean, $0.max, $0.last] }),
            key: "jitter_rfc3550_ms")
        group.add(
            "Spacing, min / mean / max", milliseconds(stream.deltaMs.map { [$0.min, $0.mean, $0.max] }),
            key: "delta_ms")
        group.add(
            "Delay variation, p50 / p95", milliseconds(stream.delayVariationMs.map { [$0.p50, $0.p95] }),
            key: "delay_variation_ms")
        group.add(
            "Delay variation, p99 / largest", milliseconds(stream.delayVariationMs.map { [$0.p99, $0.max] }),
            key: "delay_variation_ms")
        group.add(
            "Clock drift", stream.clockDriftPpm.map { FigureText.fixed($0, decimals: 1) + " ppm" },
            key: "clock_drift_ppm")
        return group
    }

    private var bursts: FigureGroup {
        var group = FigureGroup("Loss pattern (lost or late)", stream.unknown)
        group.add("Longest run lost", FigureText.counted(stream.loss.longestRun, "packet"))
        group.add("Bursts", FigureText.count(stream.loss.bursts))
        group.add("Density in bursts", FigureText.percent(stream.loss.burstDensityPercent))
        group.add("Density in gaps", FigureText.percent(stream.loss.gapDensityPercent))
        group.add("Burst ratio", FigureText.fixed(stream.loss.burstRatio, decimals: 2))
        return group
    }

    private var quality: FigureGroup {
        let quality = stream.quality
        var group = FigureGroup("Quality (\(quality.model), \(quality.scale))", quality.unknown)
        group.add("MOS-LQ", quality.mosLQ.map { FigureText.mos($0) }, key: "mos_lq", reason: quality.reason)
        group.add(
            "MOS-LQ, worst interval", quality.minMosLQ.map { FigureText.mos($0) }, key: "min_mos_lq",
            reason: quality.reason)
        group.add("MOS-CQ", quality.mosCQ.map { FigureText.mos($0) }, key: "mos_cq", reason: quality.reason)
        group.add(
            "R factor", quality.rFactor.map { FigureText.fixed($0, decimals: 1) }, key: "r_factor",
            reason: quality.reason)
        group.add(
            "Simulated jitter buffer",
            "\(quality.playout.mode), \(FigureText.fixed(quality.playout.delayMs, decimals: 0)) ms, anchor \(quality.playout.anchor)"
        )
        return group
    }

    /// What RTCP says beside what was measured; `nil` where it says nothing.
    private var reports: FigureGroup? {
        guard let rtcp = stream.rtcp else { return nil }
        var group = FigureGroup("RTCP, beside measured", rtcp.unknown)
        group.add(
            "Reports of sender / receiver",
            "\(FigureText.count(rtcp.senderReports)) / \(FigureText.count(rtcp.receiverReports))")
        group.add(
            "Lost, reported / measured",
            rtcp.reportedLost.map { "\(FigureText.count($0)) / \(FigureText.count(stream.packets.lost))" },
            key: "reported_lost")
        group.add(
            "Jitter, reported / measured",
            rtcp.reportedJitterMs.map {
                FigureText.milliseconds($0) + " / "
                    + (stream.jitterMs.map { FigureText.milliseconds($0.mean) } ?? FigureText.none)
            }, key: "reported_jitter_ms")
        group.add("Round trip, p50", rtcp.rttMs.map { FigureText.milliseconds($0.p50) }, key: "rtt_ms")
        if let place = rtcp.lossPlace {
            group.add("Lost before the capture", FigureText.count(place.lostBeforeCapture))
            group.add("Lost behind the capture", FigureText.count(place.lostAfterCapture))
            group.add("Missed by the capture only", FigureText.count(place.notCaptured))
        }
        return group
    }

    private var place: FigureGroup {
        var group = FigureGroup("Place in the capture", stream.unknown)
        group.add("First packet", stream.firstPacket.map(FigureText.moment), key: "first_packet")
        group.add("Last packet", stream.lastPacket.map(FigureText.moment), key: "last_packet")
        group.add("Length", stream.durationS.map { FigureText.fixed($0, decimals: 3) + " s" }, key: "duration_s")
        group.add("First frame", frame(stream.firstFrame, in: stream.firstFile))
        group.add("Last frame", frame(stream.lastFrame, in: stream.lastFile))
        return group
    }

    private var sound: FigureGroup {
        guard let audio = stream.audio else {
            var group = FigureGroup("Sound", stream.unknown)
            group.add("Sound file", nil, key: "audio", reason: "no sound was written")
            return group
        }
        var group = FigureGroup("Sound", audio.unknown)
        let files = [audio.wav, audio.mp3].compactMap(\.self)
        group.add("Sound file", files.isEmpty ? nil : files.joined(separator: ", "), key: "wav", reason: audio.reason)
        guard !files.isEmpty else { return group }
        group.add("Length", audio.durationS.map { FigureText.fixed($0, decimals: 3) + " s" }, key: "duration_s")
        group.add("Sample rate", audio.sampleRateHz.map { FigureText.count($0) + " Hz" }, key: "sample_rate_hz")
        group.add(
            "Active speech level", audio.activeSpeechLevelDbov.map { FigureText.fixed($0, decimals: 1) + " dBov" },
            key: "active_speech_level_dbov")
        group.add("Speech activity", audio.activityPercent.map(FigureText.percent), key: "activity_percent")
        group.add("Clipped samples", audio.clippedPercent.map(FigureText.percent), key: "clipped_percent")
        group.add(
            "Longest silence", audio.longestSilenceS.map { FigureText.fixed($0, decimals: 1) + " s" },
            key: "longest_silence_s")
        group.add(
            "Overlapping packets left out", audio.overlappedPackets.map(FigureText.count), key: "overlapped_packets")
        if let reason = audio.reason { group.add("Remark", reason) }
        return group
    }

    private var tables: String {
        var types = PageTable("Payload types", ["Number", "Codec", "Clock", "Packets", "By"])
        types.add(stream.payloadTypes, limit: 20) { type in
            [
                String(type.number), type.codec ?? FigureText.none,
                type.clockRateHz.map { FigureText.count($0) + " Hz" } ?? FigureText.none,
                FigureText.count(type.packets), type.source.rawValue,
            ]
        }
        var segments = PageTable("Segments", ["From", "To", "Packets", "Lost", "Starts at"])
        // A single segment is the stream itself.
        segments.add(stream.segments.count > 1 ? stream.segments : [], limit: 20) { segment in
            [
                String(segment.firstSequence), String(segment.lastSequence), FigureText.count(segment.packets),
                FigureText.count(segment.lost), seconds(segment.startS),
            ]
        }
        var digits = PageTable("DTMF", ["Digit", "At", "Length", "Sent as"])
        digits.add(stream.dtmf?.events ?? [], limit: 20) { event in
            [event.digit, seconds(event.startS), FigureText.milliseconds(event.durationMs), event.source]
        }
        var curve = PageTable("Late packets by buffer size", ["Buffer", "Late"])
        // More points are drawn, with their ends in words.
        curve.add(stream.playoutCurve.count == 1 ? stream.playoutCurve : [], limit: 1) { point in
            [FigureText.milliseconds(point.bufferMs), FigureText.percent(point.latePercent)]
        }
        var markers = PageTable("Worth listening to", ["What", "From", "To"])
        markers.add(stream.markers, limit: 8) { marker in
            [marker.kind.rawValue, seconds(marker.startS), seconds(marker.endS)]
        }
        var intervals = PageTable("Intervals", ["From", "Packets", "Lost", "Late", "Jitter", "MOS"])
        intervals.add(stream.intervals, limit: 60) { interval in
            [
                seconds(interval.startS), FigureText.count(interval.packets), FigureText.count(interval.lost),
                interval.late.map(FigureText.count) ?? FigureText.none,
                interval.jitterMs.map(FigureText.milliseconds) ?? FigureText.none, FigureText.mos(interval.mosLQ),
            ]
        }
        return [types, segments, digits, curve, markers, intervals].map { $0.html(in: "group") }.joined()
    }

    private func frame(_ number: Int, in file: Int) -> String {
        let name = files.count > 1 && files.indices.contains(file) ? " of \(files[file])" : ""
        return FigureText.count(number) + name
    }

    private func seconds(_ value: Double?) -> String {
        value.map { FigureText.fixed($0, decimals: 2) + " s" } ?? FigureText.none
    }

    private func kilobits(_ value: Double?) -> String? {
        value.map { FigureText.fixed($0, decimals: 1) + " kbit/s" }
    }

    private func milliseconds(_ values: [Double]?) -> String? {
        values.map { $0.map { FigureText.fixed($0, decimals: $0 < 99.95 ? 1 : 0) }.joined(separator: " / ") + " ms" }
    }
}
