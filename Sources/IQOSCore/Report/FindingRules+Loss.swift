/// Packets that are missing, and where they went.
extension FindingRules {
    private typealias Bounds = FindingThresholds

    static let loss: [FindingRule<StreamReport>] = [
        FindingRule("burst-loss", burstLoss),
        FindingRule("random-loss", randomLoss),
        FindingRule("events-only") { stream in
            guard stream.codec == eventsCodec, stream.packets.lost > 0 else { return nil }
            return .init(
                .info,
                stream.packets.lost == 1
                    ? "Of this stream only key presses are in the capture; one number between them is missing."
                    : "Of this stream only key presses are in the capture; \(text(stream.packets.lost)) numbers between them are "
                        + "missing: its sound was left out of the capture, or lost.",
                [("lost", Double(stream.packets.lost))], frames: stream.frames)
        },
        FindingRule("periodic-loss") { stream in
            guard stream.markers.count >= Rhythm.eventsNeeded else { return nil }
            let times = stream.missedRuns().map(\.startS)
            guard let period = Rhythm.period(of: times) else { return nil }
            let length = period < 1 ? duration(milliseconds: 1000 * period) : duration(period)
            return .init(
                stream.packets.lostPercent >= Bounds.lossWarningPercent ? .warning : .info,
                "Packets are lost every \(length): something in the sender, the network or the capture repeats.",
                [("period_s", period), ("losses", Double(times.count))], frames: stream.frames,
                extent: stream.packets.lostPercent)
        },
        FindingRule("sent-elsewhere", sentElsewhere),
        FindingRule("gap-with-pause") { stream in
            guard let gap = stream.pauseGap, gap.agreed?.isFinding ?? true else { return nil }
            return .init(
                .info, message(gap, stream.agreedGaps),
                [
                    ("gaps", Double(stream.loss.gapsWithPause)), ("lost", Double(stream.loss.lostWithPause)),
                    ("pause_s", gap.endS - gap.startS),
                ], place: gap.startS...gap.endS)
        },
        FindingRule("outage") { stream in
            guard let gap = stream.outage, gap.agreed?.isFinding ?? true else { return nil }
            let (count, missing) = (stream.outages.count, text(stream.outages.missing))
            let pause = duration(gap.endS - gap.startS)
            return .init(
                gap.agreed == nil ? .warning : .info,
                gap.agreed != nil
                    ? "The packet numbers ran on by \(text(gap.missing)) across \(pause) in which the call was on hold or "
                        + "carried fax: nobody missed any, and they do not count as lost."
                    : count == 1
                        ? "No packet came for \(pause) while the sender went on: by its numbers and its clock \(missing) packets "
                            + "are missing there, lost or not captured. They do not count as lost."
                        : "\(text(count)) times no packet came for up to \(pause) while the sender went on: by its numbers and "
                            + "its clock \(missing) packets are missing there, lost or not captured. They do not count as lost.",
                [
                    ("outages", Double(count)), ("missing", Double(stream.outages.missing)),
                    ("longest_s", gap.endS - gap.startS),
                ], place: gap.startS...gap.endS, extent: Double(stream.outages.missing))
        },
        FindingRule("late-packets") { stream in
            guard let late = stream.packets.late, late >= Bounds.lossLeast,
                let percent = stream.packets.latePercent, percent >= Bounds.lossInfoPercent
            else { return nil }
            let isLarge = stream.smallestBufferMs?.latePercent1.map { $0 <= stream.quality.playout.delayMs } ?? false
            let driftedMs = isLarge ? stream.driftedPastBufferMs : nil
            return .init(
                driftedMs == nil ? severity(ofPercent: percent) : .info, lateMessage(stream, percent, driftedMs),
                [("late", Double(late)), ("late_percent", percent), ("lost_percent", stream.packets.lostPercent)]
                    + (stream.packets.lateOverflow ?? 0 > 0
                        ? [("late_overflow", Double(stream.packets.lateOverflow ?? 0))] : []),
                frames: stream.frames, extent: percent)
        },
        FindingRule("jitter-buffer-too-small") { stream in
            guard let percent = stream.packets.latePercent, percent >= Bounds.lossWarningPercent,
                let size = stream.smallestBufferMs?.latePercent1, size > stream.quality.playout.delayMs
            else { return nil }
            let buffers = "A jitter buffer of \(text(size)) ms instead of \(text(stream.quality.playout.delayMs)) ms"
            return .init(
                .warning,
                stream.driftedPastBufferMs.map {
                    buffers
                        + " that follows the sender's clock, which drifted by \(text($0)) ms through the call, would play "
                        + "all but 1 % of the packets in time."
                } ?? buffers + " would play all but 1 % of the packets in time.",
                [("buffer_ms", size), ("late_percent", percent)], frames: stream.frames)
        },
        FindingRule("loss-before-capture") { stream in
            // What the sender never sent is missing on either side.
            guard let place = stream.rtcp?.lossPlace,
                isMuch(place.lostBeforeCapture - (stream.numbersSkipped ?? 0), of: place.expected)
            else { return nil }
            return .init(
                .info,
                "\(text(place.lostBeforeCapture)) packets were lost between the sender and the capture point: the receiver "
                    + "misses them too.", evidence(place), frames: stream.frames,
                extent: place.percent(place.lostBeforeCapture))
        },
        FindingRule("loss-after-capture") { stream in
            guard let place = stream.rtcp?.lossPlace, isMuch(place.lostAfterCapture, of: place.expected) else {
                return nil
            }
            let percent = place.percent(place.lostAfterCapture)
            return .init(
                severity(ofPercent: percent),
                "\(text(place.lostAfterCapture)) packets that passed the capture point never reached the receiver, by its own "
                    + "reports.", evidence(place), frames: stream.frames, extent: percent)
        },
        FindingRule("loss-in-capture") { stream in
            guard let place = stream.rtcp?.lossPlace, isMuch(place.notCaptured, of: place.expected) else { return nil }
            return .init(
                .warning,
                "The receiver has \(text(place.notCaptured)) packets that are not in the capture: the capture itself lost "
                    + "them, or they went another way, and the loss shown here is too high.", evidence(place),
                frames: stream.frames,
                extent: place.percent(place.notCaptured))
        },
        FindingRule("reordering") { stream in
            let percent = 100 * Double(stream.packets.outOfOrder) / Double(max(1, stream.packets.expected))
            guard stream.packets.outOfOrder >= Bounds.lossLeast, percent >= Bounds.reorderingPercent else { return nil }
            return .init(
                .info,
                "\(text(percent)) % of the packets came after later ones, which overtook them on the way or in the capture.",
                [("out_of_order", Double(stream.packets.outOfOrder)), ("percent", percent)],
                frames: stream.frames, extent: percent)
        },
    ]

    /// - Parameter driftedMs: By how much the clock drifted, where that alone makes them late.
    private static func lateMessage(_ stream: StreamReport, _ percent: Double, _ driftedMs: Double?) -> String {
        let (share, buffer) = (text(percent), text(stream.quality.playout.delayMs))
        if let driftedMs {
            return
                "\(share) % of the packets came too late for a jitter buffer of \(buffer) ms that does not follow the sender's "
                + "clock, which drifted by \(text(driftedMs)) ms through the call: one that does would play all but 1 % of them."
        }
        if let early = stream.packets.lateOverflow, 2 * early > stream.packets.late ?? 0 {
            return "\(share) % of the packets could not be played, most of them because they came more than "
                + "\(text(Double(FixedPlayout.capacity) * 1e-6)) ms too early for any jitter buffer to hold: they had waited in the "
                + "sender or the network, and came all at once."
        }
        return stream.packets.lost == 0
            ? "\(share) % of the packets came too late to be played with a jitter buffer of \(buffer) ms; none was lost."
            : "\(share) % of the packets came too late to be played with a jitter buffer of \(buffer) ms; "
                + "\(text(stream.packets.lostPercent)) % never came."
    }

    @Sendable private static func sentElsewhere(_ stream: inout StreamReport) -> FindingRule<StreamReport>.Verdict? {
        guard let elsewhere = stream.elsewhere else { return nil }
        let count = elsewhere.lost + elsewhere.uncounted
        let streams = elsewhere.streams.map(String.init).joined(separator: ", ")
        return .init(
            .info,
            elsewhere.lost > 0
                ? "\(text(count)) packets that are missing here are in other streams (\(streams)): their sender changed between "
                    + "several addresses or ports, or between several receivers. Loss counts them, but nobody missed any."
                : "\(text(count)) packets that are missing here are in other streams (\(streams)): their sender changed between "
                    + "several addresses or ports, or between several receivers. They do not count as lost.",
            [("packets", Double(count)), ("lost", Double(elsewhere.lost))], frames: stream.frames)
    }

    /// - Parameter agreed: All in which nothing was to be sent.
    private static func message(_ gap: PauseGapReport, _ agreed: [PauseGapReport]) -> String {
        let (missing, pause) = (text(gap.missing), duration(gap.endS - gap.startS))
        let alike = agreed.filter { $0.agreed?.isFinding ?? false }
        if gap.agreed != nil, alike.count > 1 {
            let (all, inAll) = alike.reduce((0, 0.0)) { ($0.0 + $1.missing, $0.1 + $1.endS - $1.startS) }
            return
                "The packet numbers ran on by \(text(all)) across \(text(alike.count)) pauses, \(duration(inAll)) in all, in "
                + "which the call was on hold or carried fax: loss counts them, but nobody missed any."
        }
        switch gap.agreed {
        case .fax:
            return "The packet numbers ran on by \(missing) across \(pause) in which the call carried fax "
                + "(T.38) and no sound: loss counts them, but nobody missed any."
        case .hold:
            return "The packet numbers ran on by \(missing) across \(pause) in which the call was on hold: "
                + "loss counts them, but nobody missed any."
        case .elsewhere, .betweenCalls, nil:
            return gap.missing == 1
                ? "One packet is missing across \(pause) without any: lost on hold or while the telephone "
                    + "changed networks, or never sent."
                : "\(missing) packets are missing across \(pause) without any: lost on hold or while the "
                    + "telephone changed networks, or never sent."
        }
    }

    @Sendable private static func burstLoss(_ stream: inout StreamReport) -> FindingRule<StreamReport>.Verdict? {
        guard let run = worstRun(&stream) else { return nil }
        let missed = stream.missed()
        let (lost, percent) = (missed.lost, missed.percent)
        let severity: FindingReport.Severity =
            run.milliseconds >= Bounds.runCriticalMs || percent >= Bounds.lossCriticalPercent ? .critical : .warning
        return .init(
            severity,
            "Packets are lost in bursts, up to \(duration(milliseconds: run.milliseconds)) of sound at once "
                + "(\(text(lost)) lost, \(text(percent)) %).",
            [
                ("lost", Double(lost)), ("lost_percent", percent), ("longest_run", Double(missed.longestRun)),
                ("longest_run_ms", run.milliseconds),
                ("burst_ratio", missed.burstRatio),
            ], place: run.place, frames: run.place == nil ? stream.frames : [],
            extent: max(run.milliseconds / Bounds.runCriticalMs, percent / Bounds.lossCriticalPercent))
    }

    /// The longest run of lost packets, where losses come in bursts that concealment cannot hide.
    private static func worstRun(_ stream: inout StreamReport) -> (milliseconds: Double, place: ClosedRange<Double>?)? {
        let missed = stream.missed()
        guard missed.lost >= Bounds.lossLeast, let ptime = stream.ptimeMs else { return nil }
        let milliseconds =
            (stream.agreedGaps.isEmpty && stream.elsewhere == nil ? stream.longestLossMs : nil)
            ?? Double(missed.longestRun) * ptime
        let isBursty =
            missed.longestRun > 1 && missed.burstRatio >= Bounds.burstRatio
            && missed.percent >= Bounds.lossInfoPercent
        guard isBursty || milliseconds > Bounds.runWarningMs && missed.longestRun >= Bounds.lossLeast else {
            return nil
        }
        let longest = stream.missedRuns().max { $0.endS - $0.startS < $1.endS - $1.startS }
        return (milliseconds, longest.map { $0.startS...max($0.startS, $0.endS) })
    }

    /// Codec of a stream that has no other packets.
    private static let eventsCodec = "telephone-event"

    @Sendable private static func randomLoss(_ stream: inout StreamReport) -> FindingRule<StreamReport>.Verdict? {
        let missed = stream.missed()
        let percent = missed.percent
        guard missed.lost >= Bounds.lossLeast, percent >= Bounds.lossInfoPercent, worstRun(&stream) == nil,
            stream.codec != eventsCodec
        else { return nil }
        return .init(
            severity(ofPercent: percent),
            "\(text(percent)) % of the packets are lost, scattered over the call (\(text(missed.lost)) of "
                + "\(text(missed.expected))).",
            [
                ("lost", Double(missed.lost)), ("lost_percent", percent),
                ("burst_ratio", missed.burstRatio),
            ], frames: stream.frames, extent: percent)
    }

    private static func severity(ofPercent percent: Double) -> FindingReport.Severity {
        percent >= Bounds.lossCriticalPercent ? .critical : percent >= Bounds.lossWarningPercent ? .warning : .info
    }

    private static func isMuch(_ packets: Int, of expected: Int) -> Bool {
        packets >= Bounds.placeLeast && 100 * Double(packets) >= Bounds.placePercent * Double(expected)
    }

    private static func evidence(_ place: RTCPReport.LossPlace) -> [(key: String, value: Double)] {
        [
            ("expected", Double(place.expected)), ("lost_before_capture", Double(place.lostBeforeCapture)),
            ("lost_after_capture", Double(place.lostAfterCapture)), ("not_captured", Double(place.notCaptured)),
        ]
    }
}

extension RTCPReport.LossPlace {
    /// A share of the packets expected, percent.
    fileprivate func percent(_ packets: Int) -> Double { 100 * Double(packets) / Double(max(1, expected)) }
}

extension StreamReport {
    /// By how much the sender's clock drifted against the capture's, ms, where that fills half of a fixed buffer and more:
    /// the sizes of buffers that the report tells are of one that follows the clock.
    fileprivate var driftedPastBufferMs: Double? {
        guard quality.playout.mode == "fixed", let drift = clockDriftPpm, let seconds = durationS else { return nil }
        let drifted = abs(drift) * 1e-3 * seconds
        return drifted >= quality.playout.delayMs / 2 ? drifted : nil
    }
}
