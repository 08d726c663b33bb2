import IQOSCore

/// The values of one stream's part of a call.
struct PageStream {
    private let stream: StreamReport
    /// Names of the capture's files, for frame numbers.
    private let files: [String]
    private let detail: PageDetail
    private let say: Wording
    /// All figures.
    private(set) var groups: [FigureGroup]

    init(_ stream: StreamReport, files: [String], _ detail: PageDetail, _ say: Wording) {
        self.detail = detail
        self.say = say
        self.stream = stream
        self.files = files
        groups = []
        groups = [identity, packets, timing, bursts, quality, reports, place, sound].compactMap(\.self)
    }

    var id: Int { stream.id }

    /// - Parameters:
    ///   - startS: Start of the call, seconds from `capture.start`.
    ///   - durationS: Length of the call.
    func values(startS: Double, durationS: Double?) -> PageValues {
        let band = QualityBand(mosLQ: stream.quality.mosLQ)
        let chart = durationS.flatMap { StreamChart(stream, startS: startS, durationS: $0, detail, say) }
        return [
            "id": stream.id, "mos": FigureText.mos(stream.quality.mosLQ), "band": band.rawValue,
            "meaning": stream.quality.reason.map { say(sentence: $0) } ?? say(band.meaning),
            "source": FigureText.endpoint(stream.source), "destination": FigureText.endpoint(stream.destination),
            "findings": stream.findings.map { $0.pageValues(say, callStartS: startS) },
            "hasFindings": !stream.findings.isEmpty,
            "chart": chart?.html ?? "<p class=\"unknowns\">\(say(.noFigures))</p>",
            "curve": CurveChart(stream.playoutCurve)?.svg(say) ?? false as Any,
            "histogram": HistogramChart(stream.deltaHistogram, bars: detail.bars)?.svg(say) ?? false as Any,
            "evidence": evidence, "tables": tables(startS),
            "links": PageLinks.values([stream.audio?.wav, stream.audio?.mp3]),
        ]
    }

    private var evidence: [String] {
        let verdict = say(stream.detection.verdict == .confirmed ? .confirmed : .probable)
        return [verdict] + stream.detection.evidence.prefix(detail.evidence).map { say(sentence: $0) }
    }

    private var identity: FigureGroup {
        var group = FigureGroup(say, .groupStream, stream.unknown)
        group.add(.ssrc, FigureText.ssrc(stream.ssrc))
        group.add(.codec, stream.codec, key: "codec")
        group.add(.clockRate, stream.clockRateHz.map { say.count($0) + " Hz" }, key: "clock_rate_hz")
        let types = stream.payloadTypes.prefix(8).map { String($0.number) }.joined(separator: ", ")
        let source = stream.payloadTypes.count == 1 ? stream.payloadTypes.first.map { " (\($0.source.rawValue))" } : nil
        group.add(.payloadType, types + (source ?? ""))
        group.add(.packetTime, stream.ptimeMs.map { say.fixed($0, decimals: 1) + " ms" }, key: "ptime_ms")
        group.add(.encrypted, stream.encrypted.map { say($0 ? .yes : .no) }, key: "encrypted")
        group.add(
            .transport,
            (stream.encapsulation + [stream.transport] + [stream.wrapper].compactMap(\.self)).joined(separator: ", "))
        group.add(.dscp, stream.dscp.isEmpty ? nil : stream.dscp.map(String.init).joined(separator: ", "), key: "dscp")
        group.add(.otherDirection, stream.reverseStream.map { "\(say(.streamNumber)) \($0)" } ?? say(.noneOf))
        if let dtmf = stream.dtmf {
            group.add(.digits, dtmf.digits.isEmpty ? say(.noneOf) : dtmf.digits)
        } else {
            group.add(.digits, nil, key: "dtmf")
        }
        return group
    }

    private var packets: FigureGroup {
        let packets = stream.packets
        var group = FigureGroup(say, .groupPackets, stream.unknown)
        group.add(.captured, say.count(packets.captured))
        group.add(.unique, say.count(packets.unique))
        group.add(.expected, say.count(packets.expected))
        group.add(.lost, "\(say.count(packets.lost)) (\(say.percent(packets.lostPercent)))")
        group.add(
            .late,
            packets.late.map { "\(say.count($0)) (\(say.percent(packets.latePercent ?? 0)))" },
            key: "packets", reason: say(.lateNotKnown))
        group.add(.outOfOrder, say.count(packets.outOfOrder))
        if let order = stream.reordering {
            let extents = "\(say.fixed(order.meanExtent, decimals: 1)) / \(say.count(order.maxExtent))"
            let times = order.meanMs.flatMap { mean in milliseconds(order.maxMs.map { [mean, $0] }) }
            group.add(.reordering, [extents, times].compactMap(\.self).joined(separator: ", "))
        }
        group.add(.duplicates, say.count(packets.duplicates))
        group.add(.stray, say.count(packets.stray))
        group.add(.bandwidthMean, kilobits(stream.bandwidthKbps?.mean), key: "bandwidth_kbps")
        group.add(.bandwidthMax, kilobits(stream.bandwidthKbps?.max), key: "bandwidth_kbps")
        return group
    }

    private var timing: FigureGroup {
        var group = FigureGroup(say, .groupTiming, stream.unknown)
        group.add(
            .jitterFigures, milliseconds(stream.jitterMs.map { [$0.mean, $0.max, $0.last] }),
            key: "jitter_ms")
        group.add(
            .jitterRFC3550, milliseconds(stream.jitterRFC3550Ms.map { [$0.mean, $0.max, $0.last] }),
            key: "jitter_rfc3550_ms")
        group.add(
            .jitterTicks, stream.jitterTicks.map { numbers([$0.mean, $0.max, $0.last]) },
            key: "jitter_ticks")
        group.add(
            .spacing, milliseconds(stream.deltaMs.map { [$0.min, $0.mean, $0.max] }),
            key: "delta_ms")
        group.add(
            .variationLow, milliseconds(stream.delayVariationMs.map { [$0.p50, $0.p95] }),
            key: "delay_variation_ms")
        group.add(
            .variationHigh, milliseconds(stream.delayVariationMs.map { [$0.p99, $0.max] }),
            key: "delay_variation_ms")
        group.add(
            .ipdv, milliseconds(stream.ipdvMs.map { [$0.p05, $0.p95, $0.meanAbsolute] }),
            key: "ipdv_ms")
        group.add(
            .clockDrift, stream.clockDriftPpm.map { say.fixed($0, decimals: 1) + " ppm" },
            key: "clock_drift_ppm")
        return group
    }

    private var bursts: FigureGroup {
        var group = FigureGroup(say, .groupLosses, stream.unknown)
        group.add(.longestRun, say.counted(stream.loss.longestRun, .packet))
        group.add(.bursts, say.count(stream.loss.bursts))
        group.add(.burstDensity, say.percent(stream.loss.burstDensityPercent))
        group.add(.gapDensity, say.percent(stream.loss.gapDensityPercent))
        group.add(
            .burstLengths,
            stream.loss.meanBurstMs.flatMap { burst in milliseconds(stream.loss.meanGapMs.map { [burst, $0] }) },
            key: "ptime_ms")
        if stream.loss.gapsWithPause > 0 {
            group.add(
                .gapsWithPause, "\(say.count(stream.loss.gapsWithPause)) / \(say.count(stream.loss.lostWithPause))")
        }
        group.add(.burstRatio, say.fixed(stream.loss.burstRatio, decimals: 2))
        return group
    }

    private var quality: FigureGroup {
        let quality = stream.quality
        var group = FigureGroup(say, .groupQuality, quality.unknown)
        group.add(.model, "\(quality.model), \(quality.scale)")
        group.add(.mosLQ, quality.mosLQ.map { FigureText.mos($0) }, key: "mos_lq", reason: quality.reason)
        group.add(
            .mosWorst, quality.minMosLQ.map { FigureText.mos($0) }, key: "min_mos_lq",
            reason: quality.reason)
        group.add(.mosCQ, quality.mosCQ.map { FigureText.mos($0) }, key: "mos_cq", reason: quality.reason)
        group.add(
            .rFactor, quality.rFactor.map { say.fixed($0, decimals: 1) }, key: "r_factor",
            reason: quality.reason)
        let mode = say(quality.playout.mode == "adaptive" ? .adaptiveMode : .fixedMode)
        let anchor = say(quality.playout.anchor == "minimum" ? .anchorMinimum : .anchorFirst)
        group.add(
            .simulatedBuffer,
            "\(mode), \(say.fixed(quality.playout.delayMs, decimals: 0)) ms, \(say(.anchor)) \(anchor)"
        )
        return group
    }

    /// What RTCP says beside what was measured; `nil` where it says nothing.
    private var reports: FigureGroup? {
        guard let rtcp = stream.rtcp else { return nil }
        var group = FigureGroup(say, .groupReports, rtcp.unknown)
        group.add(
            .reports,
            "\(say.count(rtcp.senderReports)) / \(say.count(rtcp.receiverReports))")
        group.add(
            .lostReported,
            rtcp.reportedLost.map { "\(say.count($0)) / \(say.count(stream.packets.lost))" },
            key: "reported_lost")
        group.add(
            .jitterReported,
            rtcp.reportedJitterMs.map {
                say.milliseconds($0) + " / "
                    + (stream.jitterMs.map { say.milliseconds($0.mean) } ?? FigureText.none)
            }, key: "reported_jitter_ms")
        group.add(.roundTrip, rtcp.rttMs.map { say.milliseconds($0.p50) }, key: "rtt_ms")
        if let place = rtcp.lossPlace {
            group.add(.lostBefore, say.count(place.lostBeforeCapture))
            group.add(.lostBehind, say.count(place.lostAfterCapture))
            group.add(.missed, say.count(place.notCaptured))
        }
        return group
    }

    private var place: FigureGroup {
        var group = FigureGroup(say, .groupPlace, stream.unknown)
        group.add(.firstPacket, stream.firstPacket.map(FigureText.moment), key: "first_packet")
        group.add(.lastPacket, stream.lastPacket.map(FigureText.moment), key: "last_packet")
        group.add(.length, stream.durationS.map { say.fixed($0, decimals: 3) + " s" }, key: "duration_s")
        group.add(
            .frames,
            "\(frame(stream.firstFrame, in: stream.firstFile)) / \(frame(stream.lastFrame, in: stream.lastFile))")
        return group
    }

    private var sound: FigureGroup {
        guard let audio = stream.audio else {
            var group = FigureGroup(say, .groupSound, stream.unknown)
            group.add(.soundFile, nil, key: "audio", reason: say(.noSoundReason))
            return group
        }
        var group = FigureGroup(say, .groupSound, audio.unknown)
        let files = [audio.wav, audio.mp3].compactMap(\.self)
        guard !files.isEmpty else {
            group.add(.soundFile, nil, key: "wav", reason: audio.reason)
            return group
        }
        group.add(.length, audio.durationS.map { say.fixed($0, decimals: 3) + " s" }, key: "duration_s")
        group.add(.sampleRate, audio.sampleRateHz.map { say.count($0) + " Hz" }, key: "sample_rate_hz")
        group.add(
            .speechLevel, audio.activeSpeechLevelDbov.map { say.fixed($0, decimals: 1) + " dBov" },
            key: "active_speech_level_dbov")
        group.add(.speechActivity, audio.activityPercent.map(say.percent), key: "activity_percent")
        group.add(.clippedSamples, audio.clippedPercent.map(say.percent), key: "clipped_percent")
        group.add(
            .longestSilence, audio.longestSilenceS.map { say.fixed($0, decimals: 1) + " s" },
            key: "longest_silence_s")
        group.add(
            .overlapped, audio.overlappedPackets.map(say.count), key: "overlapped_packets")
        if let reason = audio.reason { group.add(.remark, say(sentence: reason)) }
        return group
    }

    /// Times are the call's, as on its axis.
    private func tables(_ startS: Double) -> String {
        var types = PageTable(say, .payloadTypes, [.number, .codec, .clock, .packetsColumn, .by])
        // A single one is a figure.
        types.add(stream.payloadTypes.count > 1 ? stream.payloadTypes : [], limit: 20) { type in
            [
                String(type.number), type.codec ?? FigureText.none,
                type.clockRateHz.map { say.count($0) + " Hz" } ?? FigureText.none,
                say.count(type.packets), type.source.rawValue,
            ]
        }
        var segments = PageTable(say, .segments, [.from, .to, .packetsColumn, .lost, .startsAt])
        // A single segment is the stream itself.
        segments.add(stream.segments.count > 1 ? stream.segments : [], limit: 20) { segment in
            [
                String(segment.firstSequence), String(segment.lastSequence), say.count(segment.packets),
                say.count(segment.lost), seconds(segment.startS.map { $0 - startS }),
            ]
        }
        var digits = PageTable(say, .dtmf, [.digit, .at, .length, .sentAs])
        digits.add(stream.dtmf?.events ?? [], limit: 20) { event in
            [event.digit, seconds(event.startS - startS), say.milliseconds(event.durationMs), event.source]
        }
        var curve = PageTable(say, .groupCurve, [.buffer, .late])
        // More points are drawn, with their ends in words.
        curve.add(stream.playoutCurve.count == 1 ? stream.playoutCurve : [], limit: 1) { point in
            [say.milliseconds(point.bufferMs), say.percent(point.latePercent)]
        }
        var markers = PageTable(say, .worthListening, [.what, .from, .to])
        markers.add(stream.markers, limit: detail.markers) { marker in
            [say(marker.kind.phrase), seconds(marker.startS - startS), seconds(marker.endS - startS)]
        }
        return [types, segments, digits, curve, markers, intervals(startS)].map { $0.html(in: "group") }.joined()
    }

    private func intervals(_ startS: Double) -> PageTable {
        let size = IntervalGroup.size(stream.intervals, atMost: detail.rows)
        var table = PageTable(
            say, .intervals, [.fromSeconds, .packetsColumn, .lost, .late, .jitterMs, .variationMs, .mos],
            remark: size > 1 ? say(.intervalsTogether, say.count(size)) : nil)
        for group in IntervalGroup.all(stream.intervals, atMost: detail.rows) {
            table.add([
                say.fixed(group.startS - startS, decimals: 2), say.count(group.packets), say.count(group.lost),
                group.late.map(say.count) ?? FigureText.none,
                group.jitterMs.map { say.fixed($0, decimals: 1) } ?? FigureText.none,
                group.delayVariationMs.map { say.fixed($0, decimals: 1) } ?? FigureText.none,
                FigureText.mos(group.mosLQ),
            ])
        }
        return table
    }

    private func frame(_ number: Int, in file: Int) -> String {
        let name = files.count > 1 && files.indices.contains(file) ? " \(say(.ofFile)) \(files[file])" : ""
        return say.count(number) + name
    }

    private func seconds(_ value: Double?) -> String {
        value.map { say.fixed($0, decimals: 2) + " s" } ?? FigureText.none
    }

    private func kilobits(_ value: Double?) -> String? {
        value.map { say.fixed($0, decimals: 1) + " kbit/s" }
    }

    private func milliseconds(_ values: [Double]?) -> String? {
        values.map { numbers($0) + " ms" }
    }

    private func numbers(_ values: [Double]) -> String {
        values.map { say.fixed($0, decimals: $0 < 99.95 ? 1 : 0) }.joined(separator: " / ")
    }
}
