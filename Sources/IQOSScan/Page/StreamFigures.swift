import IQOSCore

/// All figures of one stream, in groups.
struct StreamFigures {
    let stream: StreamReport
    private let call: CallReport
    /// Names of the capture's files, for frame numbers.
    private let files: [String]
    let say: Wording

    init(_ stream: StreamReport, of call: CallReport, files: [String], _ say: Wording) {
        self.stream = stream
        self.call = call
        self.files = files
        self.say = say
    }

    var groups: [FigureGroup] {
        [
            identity, packets, timing, bursts, quality, reports, receiverMetrics, place, sound,
            conversation(in: call),
        ].compactMap(\.self)
    }

    private var identity: FigureGroup {
        var group = FigureGroup(say, .groupStream, stream.unknown)
        group.add(.ssrc, stream.ssrc.ssrcText)
        group.add(.codec, stream.codec, key: "codec")
        group.add(.clockRate, stream.clockRateHz.map { say.count($0) + " Hz" }, key: "clock_rate_hz")
        let types = stream.payloadTypes.prefix(8).map { String($0.number) }.joined(separator: ", ")
        let source =
            stream.payloadTypes.count == 1 ? stream.payloadTypes.first.map { " (\(say($0.source.phrase)))" } : nil
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
        if let overflow = packets.lateOverflow, overflow > 0 { group.add(.lateOverflow, say.count(overflow)) }
        if packets.duplicates > 0 { group.add(.lostByReceivers, say.count(packets.rfc3550Lost)) }
        group.add(.outOfOrder, say.count(packets.outOfOrder))
        if let order = stream.reordering {
            let extents = "\(say.fixed(order.meanExtent, decimals: 1)) / \(say.counted(order.maxExtent, .packet))"
            let times = order.meanMs.flatMap { mean in milliseconds(order.maxMs.map { [mean, $0] }) }
            group.add(.reordering, [extents, times].compactMap(\.self).joined(separator: ", "))
        }
        group.add(.duplicates, say.count(packets.duplicates))
        if packets.duplicates > 0 {
            let kinds = [packets.captureDuplicates, packets.networkDuplicates, packets.conflictingDuplicates]
            group.add(.duplicateKinds, kinds.map(say.count).joined(separator: " / "))
        }
        group.add(.stray, say.count(packets.stray))
        group.add(
            .bandwidth,
            stream.bandwidthKbps?.mean.map { mean in
                "\(numbers([mean])) / \(stream.bandwidthKbps?.max.map { numbers([$0]) } ?? FigureText.none) kbit/s"
            }, key: "bandwidth_kbps", reason: stream.bandwidthKbps?.unknown.entries.first?.reason)
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
            .variation, milliseconds(stream.delayVariationMs.map { [$0.p50, $0.p95, $0.p99, $0.p999, $0.max] }),
            key: "delay_variation_ms")
        if let variation = stream.delayVariationMs, (variation.rawMax - variation.max).magnitude >= 0.05 {
            group.add(.variationWithDrift, say.milliseconds(variation.rawMax))
        }
        group.add(
            .ipdv, milliseconds(stream.ipdvMs.map { [$0.p05, $0.p95, $0.meanAbsolute] }),
            key: "ipdv_ms")
        group.add(
            .clockDrift, stream.clockDriftPpm.map { say.fixed($0, decimals: 1) + uncertainty + " ppm" },
            key: "clock_drift_ppm")
        if let binding = stream.binding {
            group.add(.bindingRoundTrip, medians([binding.rttToReceiverMs, binding.rttToSenderMs]))
        }
        return group
    }

    /// Of the clock drift, where it shows beside a decimal.
    private var uncertainty: String {
        guard let uncertainty = stream.clockDriftUncertaintyPpm, uncertainty >= 0.05 else { return "" }
        return " ± " + say.fixed(uncertainty, decimals: 1)
    }

    private var bursts: FigureGroup {
        var group = FigureGroup(say, .groupLosses, stream.unknown)
        group.add(.longestRun, say.counted(stream.loss.longestRun, .packet))
        group.add(.bursts, say.count(stream.loss.bursts))
        let densities = [stream.loss.burstDensityPercent, stream.loss.gapDensityPercent]
        group.add(.densities, densities.map(say.percent).joined(separator: " / "))
        let lengths = stream.loss.meanBurstMs.flatMap { burst in
            milliseconds(stream.loss.meanGapMs.map { [burst, $0] })
        }
        let packets = numbers([stream.loss.meanBurstPackets, stream.loss.meanGapPackets])
        group.add(.burstLengths, [packets, lengths].compactMap(\.self).joined(separator: ", "))
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
            .mosOverTime,
            quality.overTime.map { scores in
                [scores.worst, scores.p5, scores.mean].map { FigureText.mos($0) }.joined(separator: " / ")
            }, key: "mos_lq_over_time", reason: quality.reason)
        if let scores = quality.overTime { group.add(.timeBelow, say.percent(scores.belowPercent)) }
        group.add(
            .mosCQ,
            quality.mosCQ.map { mos in
                [mos, quality.mosCQWithEcho].compactMap { $0.map { FigureText.mos($0) } }.joined(separator: " / ")
            }, key: "mos_cq", reason: quality.reason)
        if let delay = quality.oneWayDelayMs {
            let source = quality.delaySource.map { " (\($0))" } ?? ""
            group.add(.oneWayDelay, say.milliseconds(delay) + source)
        }
        group.add(
            .rFactor, quality.rFactor.map { say.fixed($0, decimals: 1) }, key: "r_factor",
            reason: quality.reason)
        if let inputs = quality.inputs {
            let figures = [inputs.equipmentImpairment, inputs.lossRobustness, inputs.lossPercent]
            let texts = figures.map { $0.map { say.fixed($0, decimals: 2) } ?? FigureText.none }
            let source = inputs.source == .published ? "" : " (\(inputs.source.rawValue))"
            group.add(.modelInputs, texts.joined(separator: " / ") + source)
        }
        if let other = quality.mosVoIPmonitor { group.add(.mosVoIPmonitor, FigureText.mos(other)) }
        let mode = say(quality.playout.mode == "adaptive" ? .adaptiveMode : .fixedMode)
        group.add(.simulatedBuffer, "\(mode), \(say.fixed(quality.playout.delayMs, decimals: 0)) ms")
        if let least = quality.playout.minDelayMs, let most = quality.playout.maxDelayMs,
            let changes = quality.playout.changes
        {
            group.add(.bufferRange, "\(numbers([least, most])) ms / \(say.count(changes))")
        }
        if let smallest = stream.smallestBufferMs {
            let sizes = [smallest.latePercent1, smallest.latePercent01]
            let texts = sizes.map { $0.map { say.fixed($0, decimals: 0) } ?? "> 500" }
            group.add(.smallestBuffer, texts.joined(separator: " / ") + " ms")
        }
        return group
    }

    private var place: FigureGroup {
        var group = FigureGroup(say, .groupPlace, stream.unknown)
        group.add(
            .packetTimes,
            stream.firstPacket.flatMap { first in stream.lastPacket.map { "\(moment(first)) / \(moment($0))" } },
            key: "first_packet")
        group.add(
            .length,
            stream.durationS.map { say.fixed($0, decimals: 3) + " s" + ($0 < 86_400 ? "" : " (\(say.length($0)))") },
            key: "duration_s")
        group.add(
            .frames,
            "\(frame(stream.firstFrame, in: stream.firstFile)) / \(frame(stream.lastFrame, in: stream.lastFile))")
        return group
    }

    /// Time of day, with the date where it is not that on which the call began, which stands above.
    private func moment(_ time: Int64) -> String {
        let whole = FigureText.moment(time)
        guard let start = call.start, FigureText.date(start) == FigureText.date(time) else { return whole }
        return String(whole.dropFirst(FigureText.date(time).count + 1).dropLast(" UTC".count))
    }

    private func frame(_ number: Int, in file: Int) -> String {
        let name = files.count > 1 && files.indices.contains(file) ? " \(say(.ofFile)) \(files[file])" : ""
        return say.count(number) + name
    }

    func milliseconds(_ values: [Double]?) -> String? {
        values.map { numbers($0) + " ms" }
    }

    func numbers(_ values: [Double]) -> String {
        values.map { say.fixed($0, decimals: FigureText.stored($0) < 99.95 ? 1 : 0) }.joined(separator: " / ")
    }

    /// Medians beside each other; a dash for what is not known.
    func medians(_ trips: [RTCPReport.RoundTripReport?]) -> String {
        trips.map { $0.map { numbers([$0.p50]) } ?? FigureText.none }.joined(separator: " / ") + " ms"
    }
}
