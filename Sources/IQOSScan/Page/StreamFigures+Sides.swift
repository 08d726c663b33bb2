import IQOSCore

/// What is told of a stream beside its packets: by its ends, in its sound, in its call.
extension StreamFigures {
    /// What RTCP says beside what was measured; `nil` where it says nothing.
    var reports: FigureGroup? {
        guard let rtcp = stream.rtcp else { return nil }
        var group = FigureGroup(say, .groupReports, rtcp.unknown)
        group.add(
            .reports,
            "\(say.count(rtcp.senderReports)) / \(say.count(rtcp.receiverReports))")
        if let name = rtcp.cname { group.add(.canonicalName, name) }
        if let sent = rtcp.sent { group.add(.sentBySender, "\(say.count(sent.packets)) / \(say.count(sent.numbers))") }
        group.add(
            .lostReported,
            rtcp.reportedLost.map { lost in
                let share = rtcp.reportedLostPercent.map { " (\(say.percent($0)))" } ?? ""
                return "\(say.count(lost))\(share) / \(say.count(stream.packets.lost))"
            }, key: "reported_lost")
        group.add(
            .jitterReported,
            rtcp.reportedJitterMs.map { mean in
                let pairs = [(mean, stream.jitterMs?.mean), (rtcp.reportedJitterMaxMs ?? mean, stream.jitterMs?.max)]
                return pairs.map { "\(numbers([$0])) / \($1.map { numbers([$0]) } ?? FigureText.none)" }
                    .joined(separator: ", ") + " ms"
            }, key: "reported_jitter_ms")
        let trips = [rtcp.rttMs, rtcp.rttToReceiverMs, rtcp.rttToSenderMs]
        group.add(.roundTrip, trips.allSatisfy { $0 == nil } ? nil : medians(trips), key: "rtt_ms")
        if let place = rtcp.lossPlace {
            let counts = [place.lostBeforeCapture, place.lostAfterCapture, place.notCaptured]
            group.add(.lossPlace, counts.map(say.count).joined(separator: " / "))
        }
        return group
    }

    /// The receiver's own figures (RFC 3611 §4.7), and what its counters would give here; `nil` where it sends none.
    var receiverMetrics: FigureGroup? {
        guard let rtcp = stream.rtcp, let metrics = rtcp.voipMetrics else { return nil }
        var group = FigureGroup(say, .groupReceiver)
        let percent = { (value: UInt8) in say.percent(100 * Double(value) / 256) }
        let beside = { (value: String, counted: String?) in "\(value) / \(counted ?? FigureText.none)" }
        let level = { (value: Int8?, unit: String) in value.map { "\($0) \(unit)" } ?? FigureText.none }
        let counted = rtcp.countedBursts
        group.add(.receiverLost, "\(percent(metrics.lossRate)) / \(percent(metrics.discardRate))")
        group.add(
            .receiverBurstDensity,
            beside(percent(metrics.burstDensity), counted.map { say.percent($0.burstDensityPercent) }))
        group.add(
            .receiverGapDensity, beside(percent(metrics.gapDensity), counted.map { say.percent($0.gapDensityPercent) }))
        group.add(
            .receiverBurst,
            beside("\(say.count(Int(metrics.burstDurationMs))) ms", counted?.burstDurationMs.map(say.milliseconds)))
        group.add(
            .receiverGap,
            beside("\(say.count(Int(metrics.gapDurationMs))) ms", counted?.gapDurationMs.map(say.milliseconds)))
        group.add(
            .receiverDelays, "\(say.count(Int(metrics.roundTripMs))) / \(say.count(Int(metrics.endSystemDelayMs))) ms")
        group.add(
            .receiverLevels,
            "\(level(metrics.signalLevelDbm, "dBm0")) / \(level(metrics.noiseLevelDbm, "dBm0")) / "
                + (metrics.echoReturnLossDb.map { "\($0) dB" } ?? FigureText.none))
        let tenths = { (value: UInt8?) in value.map { say.fixed(Double($0) / 10, decimals: 1) } ?? FigureText.none }
        group.add(
            .receiverScores,
            "\(metrics.rFactor.map { String($0) } ?? FigureText.none) / \(tenths(metrics.mosLQTenths)) / \(tenths(metrics.mosCQTenths))"
        )
        let sizes = [metrics.bufferNominalMs, metrics.bufferMaximumMs, metrics.bufferAbsoluteMaximumMs]
        group.add(.receiverBuffer, sizes.map { say.count(Int($0)) }.joined(separator: " / ") + " ms")
        return group
    }

    var sound: FigureGroup {
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
        group.add(.soundLength, audio.durationS.map { say.fixed($0, decimals: 3) + " s" }, key: "duration_s")
        group.add(.sampleRate, audio.sampleRateHz.map { say.count($0) + " Hz" }, key: "sample_rate_hz")
        let levels = [audio.activeSpeechLevelDbov, audio.levelDbov, audio.noiseFloorDbov]
        let texts = levels.map { $0.map { say.fixed($0, decimals: 1) } ?? FigureText.none }
        group.add(
            .soundLevel, levels[0] == nil ? nil : texts.joined(separator: " / ") + " dBov",
            key: "active_speech_level_dbov")
        group.add(.speechActivity, audio.activityPercent.map(say.percent), key: "activity_percent")
        group.add(.clippedSamples, audio.clippedPercent.map(say.percent), key: "clipped_percent")
        if let clicks = audio.clicks, let repeated = audio.repeatedPackets {
            group.add(.faults, "\(say.count(clicks)) / \(say.count(repeated))")
        }
        group.add(
            .longestSilence, audio.longestSilenceS.map { say.fixed($0, decimals: 1) + " s" },
            key: "longest_silence_s")
        if let share = audio.deadAirPercent, let longest = audio.longestDeadAirS {
            group.add(.deadAir, "\(say.percent(share)) / \(say.fixed(longest, decimals: 1)) s")
        }
        if let count = audio.talkspurts, let cut = audio.talkspurtsCut {
            group.add(.talkspurts, "\(say.count(count)) / \(say.count(cut))")
        }
        group.add(
            .offset, audio.dcOffsetPercent.map { say.fixed($0, decimals: 2) + " %" }, key: "dc_offset_percent")
        if let frequency = audio.humHz {
            group.add(
                .hum,
                "\(frequency) Hz, \(audio.humLevelDbov.map { say.fixed($0, decimals: 1) } ?? FigureText.none) dBov")
        }
        if audio.isOtherLaw == true { group.add(.otherLaw, say(.yes)) }
        if let srtp = audio.srtp {
            group.add(.opened, "\(say.count(srtp.authenticated)) / \(say.count(srtp.refused))")
        }
        if let delay = audio.codecDelayMs, delay > 0 {
            group.add(.codecDelay, say.fixed(delay, decimals: 1) + " ms")
        }
        group.add(
            .overlapped, audio.overlappedPackets.map(say.count), key: "overlapped_packets")
        if let reason = audio.reason { group.add(.remark, say(sentence: reason)) }
        return group
    }

    /// Who speaks when, told of each of the two directions; `nil` for what is in neither.
    func conversation(in call: CallReport) -> FigureGroup? {
        guard let audio = call.audio, let conversation = audio.conversation,
            let side = audio.channels.first(where: { $0.streams.contains(stream.id) })?.position
        else { return nil }
        let talk = conversation.talk
        let isLeft = side == "left"
        var group = FigureGroup(say, .groupConversation)
        group.add(.speaks, say.percent(isLeft ? talk.leftPercent : talk.rightPercent))
        group.add(.bothSpeak, say.percent(talk.doubleTalkPercent))
        group.add(
            .nobodySpeaks,
            "\(say.percent(talk.mutualSilencePercent)) / \(say.fixed(talk.longestMutualSilenceS, decimals: 1)) s")
        if let echo = isLeft ? conversation.echoOfLeft : conversation.echoOfRight,
            echo.isLikely
        {
            let figures = [say.milliseconds(echo.delayMs), say.fixed(echo.correlation, decimals: 2)]
            group.add(.echo, (figures + [say.fixed(echo.lossDb, decimals: 1) + " dB"]).joined(separator: " / "))
        }
        return group
    }
}
