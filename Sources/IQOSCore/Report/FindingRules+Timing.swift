/// Packets that come when they should not.
extension FindingRules {
    private typealias Bounds = FindingThresholds

    static let timing: [FindingRule<StreamReport>] = [
        FindingRule("sender-gaps") { stream in
            guard let spikes = stream.delaySpikes, spikes.lasting > 0, spikes.lastingMs >= Bounds.senderGapMs else {
                return nil
            }
            // A sender that is on hold may hold its clock, too.
            let (count, missingMs) = (spikes.lasting - spikes.agreed, spikes.lastingMs - spikes.agreedMs)
            let isAgreed = count == 0 || missingMs < Bounds.senderGapMs
            return .init(
                isAgreed ? .info : missingMs >= Bounds.senderGapCriticalMs ? .critical : .warning,
                isAgreed
                    ? "The stream and its clock stopped \(times(spikes.agreed)), for \(duration(milliseconds: spikes.agreedMs)), while the "
                        + "call was on hold or carried fax: nobody missed any sound."
                    : "The stream stopped \(times(count)) and never caught up: \(duration(milliseconds: missingMs)) of sound "
                        + "were not sent (a hold, the sender's clock or processor), the way became that much longer, or the capture's clock was set.",
                [
                    ("gaps", Double(spikes.lasting)), ("missing_ms", spikes.lastingMs),
                    ("longest_ms", spikes.longestMs), ("agreed_ms", spikes.agreedMs),
                ], frames: stream.frames, extent: spikes.lastingMs)
        },
        FindingRule("sender-skips-numbers") { stream in
            guard let sent = stream.rtcp?.sent, let missing = stream.numbersSkipped else { return nil }
            return .init(
                .warning,
                "By its own reports the sender sent \(text(missing)) packets fewer than it numbered: they were lost inside it, "
                    + "not in the network.", [("sent", Double(sent.packets)), ("numbered", Double(sent.numbers))],
                frames: stream.frames, extent: Double(missing))
        },
        FindingRule("delay-spikes") { stream in
            guard let spikes = stream.delaySpikes, let length = stream.durationS, length > 0,
                case let count = spikes.count - spikes.lasting, spikes.periodS == nil,
                Double(count) * 60 / length >= Bounds.spikesPerMinute, count >= Bounds.lossLeast,
                spikes.longestCaughtMs >= DelaySpikes.leastMs
            else { return nil }
            return .init(
                .info,
                "The stream stood still \(times(count)) for up to \(duration(milliseconds: spikes.longestCaughtMs)) and then caught up: "
                    + "packets wait in a queue or in the sender.",
                [("spikes", Double(count)), ("longest_ms", spikes.longestCaughtMs)], frames: stream.frames,
                extent: spikes.longestCaughtMs)
        },
        FindingRule("periodic-jitter") { stream in
            guard let spikes = stream.delaySpikes, let period = spikes.periodS else { return nil }
            return .init(
                (stream.packets.latePercent ?? 0) >= Bounds.lossWarningPercent ? .warning : .info,
                "Every \(period < 1 ? duration(milliseconds: 1000 * period) : duration(period)) the stream stands still for up to \(duration(milliseconds: spikes.longestMs)): something "
                    + "in the network or the sender repeats.",
                [("period_s", period), ("spikes", Double(spikes.count)), ("longest_ms", spikes.longestMs)],
                frames: stream.frames, extent: spikes.longestMs)
        },
        FindingRule("clock-drift") { stream in
            guard let drift = stream.clockDriftPpm else { return nil }
            // At least so much is the clock's, whatever queues made of the delay.
            let uncertainty = stream.clockDriftUncertaintyPpm ?? 0
            let certain = abs(drift) - uncertainty
            guard certain >= Bounds.driftWarningPpm, !stream.driftIsOfStops else { return nil }
            if let pauseMs = stream.pausesTooLongMs {
                return .init(
                    .info,
                    pauseMs > 0
                        ? "The sender counts each pause \(text(pauseMs)) ms too long on average, so that its clock seems "
                            + "\(text(abs(drift))) ppm too fast; while it speaks it keeps time."
                        : "The sender counts each pause \(text(-pauseMs)) ms too short on average, so that its clock seems "
                            + "\(text(abs(drift))) ppm too slow; while it speaks it keeps time.",
                    [("clock_drift_ppm", drift), ("pause_ms", pauseMs)], frames: stream.frames)
            }
            let isWrong = certain >= Bounds.driftCriticalPpm
            // A rate that nobody told is a guess, and the sender's need not be a usual one.
            guard !isWrong || stream.codec != nil || stream.clockSource != .inferred else { return nil }
            return .init(
                isWrong ? .critical : .warning,
                "The sender's clock runs \(text(abs(drift))) ppm too \(drift > 0 ? "fast" : "slow") against the capture's: "
                    + (isWrong
                        ? "it samples at another rate than it says."
                        : "unless the capture's is wrong, receivers run out of sound, or fall behind, by "
                            + "\(text(Bounds.driftedMs)) ms every \(duration(1000 * Bounds.driftedMs / abs(drift)))."),
                [("clock_drift_ppm", drift), ("uncertainty_ppm", uncertainty)], frames: stream.frames)
        },
    ]

    static func times(_ count: Int) -> String { count == 1 ? "once" : "\(text(count)) times" }
}

extension StreamReport {
    /// Numbers that the sender used and sent no packet under, by its own reports; `nil` for none.
    var numbersSkipped: Int? {
        guard let sent = rtcp?.sent, sent.numbers > 0 else { return nil }
        let missing = sent.numbers - sent.packets
        // Reports overtake packets that wait, and are overtaken by them: as many may be on the other side of one.
        let waiting = (delayVariationMs?.max ?? 0) / max(1, ptimeMs ?? 20)
        let isMuch =
            Double(missing) >= Double(FindingThresholds.placeLeast) + 2 * waiting
            && 100 * Double(missing) >= FindingThresholds.placePercent * Double(sent.numbers)
        return isMuch && Double(packets.lost) + 2 * waiting >= Double(missing) ? missing : nil
    }

    /// Half and more of what the sender's clock seems to have lost it lost where it stopped for good.
    var driftIsOfStops: Bool {
        guard let drift = clockDriftPpm, drift < 0, let seconds = durationS, let spikes = delaySpikes else {
            return false
        }
        return spikes.lastingMs >= -drift * 1e-3 * seconds / 2
    }
}
