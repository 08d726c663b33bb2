/// What shows only when both directions are seen together.
extension FindingRules {
    private typealias Bounds = FindingThresholds

    static let call: [FindingRule<CallFigures>] = [
        FindingRule("one-way-media") { call in
            let alone = call.backward.isEmpty ? call.forward : call.forward.isEmpty ? call.backward : []
            guard let first = alone.first else { return nil }
            let isAnswered = alone.contains(where: \.isAnswered)
            let isAccepted = call.status.map { (200..<300).contains($0) } ?? false
            let isBound = alone.contains(where: \.isBound)
            let silent = call.backward.isEmpty ? call.besides.backward : call.besides.forward
            let isSending = silent.contains { $0.media != .nothing }
            // Without a sign of the other side the capture may simply have seen one direction; before the answer one is right.
            guard !call.hasOneSender, !call.isOneSource, isAnswered || isAccepted || isBound || isSending,
                let end = call.endS,
                let start = call.startS.map({ max($0, isAnswered ? $0 : call.answeredS ?? $0) }),
                end - start >= Bounds.oneWayS
            else { return nil }
            let rests = call.backward.isEmpty ? call.backwardRests : call.forwardRests
            let agreed = rests.covered(of: start...end)
            let isAgreed = end - start - agreed < Bounds.oneWayS
            let (length, sent) = (duration(end - start), alone.map(\.answerersPackets).max() ?? 0)
            let signs = [
                (
                    sent > 0,
                    "reports that it sent \(text(sent)) packets: they were lost before the capture, or passed it by."
                ),
                (isAnswered, "was there: it reported on what it received."),
                (isAccepted, "had accepted the call."),
                (isBound, "was there: it answered requests of STUN."),
                (silent.contains { $0.media == .video }, "was there: it sent video."),
                (true, "was there: it sent keys."),
            ]
            return .init(
                // Who only answers STUN may have nothing to send, as a browser that listens.
                isAgreed ? .info : isAnswered || isAccepted ? .critical : .warning,
                isAgreed
                    ? "Sound was sent in one direction only for \(length), as the two sides had agreed."
                    : "The capture has sound in one direction only for \(length), though the other side "
                        + (signs.first(where: \.0)?.1 ?? ""),
                [
                    ("seconds", end - start), ("agreed_s", agreed), ("rtcp", isAnswered ? 1 : 0),
                    ("stun", isBound ? 1 : 0),
                ]
                    + (sent > 0 ? [("sent", Double(sent))] : []), place: start...end, frames: [first.firstFrame])
        },
        FindingRule("wrong-destination") { call in
            guard !call.isOneSource, let missed = call.misdirection else { return nil }
            let isAccepted = call.status.map { (200..<300).contains($0) } ?? false
            return .init(
                isAccepted ? .critical : .warning,
                missed.isPrivate
                    ? "One side announced the private address \(missed.announced) for its media, but its own comes from "
                        + "\(missed.seen): it is behind a NAT, and what was sent there for \(duration(missed.seconds)) cannot have reached it."
                    : "One side announced \(missed.announced) for its media, but the other sent it to \(missed.seen) for "
                        + "\(duration(missed.seconds)), where nobody asked for it and nothing came back.",
                [
                    ("seconds", missed.seconds), ("packets", Double(missed.packets)),
                    ("private", missed.isPrivate ? 1 : 0),
                ], place: missed.place, frames: missed.frames)
        },
        FindingRule("fax") { call in
            guard let fax = call.faxes.spans.first, let start = call.startS, let end = call.endS else { return nil }
            let place = max(min(start, fax.upperBound), fax.lowerBound)
            return .init(
                .info,
                "Both sides agreed on fax (T.38): what is sent as such is no sound, and is neither decoded nor judged.",
                [], place: place...max(place, min(end, fax.upperBound)))
        },
        FindingRule("late-media") { call in
            guard let forward = call.forward.first, let backward = call.backward.first, let one = forward.startS,
                let other = backward.startS
            else { return nil }
            // Before the answer one side alone is heard: it rings, or tells something.
            let due = max(min(one, other), call.answeredS ?? -.infinity)
            let late = max(one, other) - due
            guard late > Bounds.lateMediaS, (one > other ? forward : backward).longestPauseS < Bounds.pauseS,
                !(one > other ? call.forwardRests : call.backwardRests).cover(due...max(one, other))
            else { return nil }
            return .init(
                late > Bounds.lateMediaWarningS && call.status != nil ? .warning : .info,
                due > min(one, other)
                    ? "The second direction of sound (stream \((one > other ? forward : backward).id)) began \(duration(late)) "
                        + "after the call was answered."
                    : "The second direction of sound (stream \((one > other ? forward : backward).id)) began \(duration(late)) "
                        + "after the first.",
                [("seconds", late), ("stream", Double((one > other ? forward : backward).id))],
                place: due...max(one, other),
                frames: [forward.firstFrame, backward.firstFrame].sorted())
        },
        FindingRule("early-end") { call in
            guard let forward = CallFigures.last(call.forward), let backward = CallFigures.last(call.backward),
                let one = forward.endS, let other = backward.endS
            else { return nil }
            // What is sent behind the end of the call nobody has to answer.
            let due = min(max(one, other), call.endedS ?? .infinity)
            let early = due - min(one, other)
            let first = one < other ? forward : backward
            guard early > Bounds.earlyEndS, first.longestPauseS < Bounds.pauseS, !first.endsWithNoise,
                !(one < other ? call.forwardRests : call.backwardRests).cover(min(one, other)...due)
            else { return nil }
            return .init(
                early > Bounds.earlyEndWarningS && call.status != nil ? .warning : .info,
                due < max(one, other)
                    ? "One direction of sound (stream \(first.id)) ended \(duration(early)) before the call did."
                    : "One direction of sound (stream \(first.id)) ended \(duration(early)) before the other.",
                [("seconds", early), ("stream", Double(first.id))], place: min(one, other)...due,
                frames: [forward.lastFrame, backward.lastFrame].sorted())
        },
        FindingRule("codec-differs") { call in
            guard let pair = call.firstPair, let forward = pair.forward.codec, let backward = pair.backward.codec,
                forward != backward
            else { return nil }
            return .init(.info, "The two directions use different codecs: \(forward) and \(backward).", [])
        },
        FindingRule("ptime-differs") { call in
            guard let pair = call.firstPair, let forward = pair.forward.ptimeMs, let backward = pair.backward.ptimeMs,
                forward != backward, max(forward, backward) <= Bounds.longestPacketMs
            else { return nil }
            return .init(
                .info,
                "The two directions put different lengths of sound into a packet: \(text(forward)) and \(text(backward)) ms.",
                [("forward_ms", forward), ("backward_ms", backward)], extent: abs(forward - backward))
        },
        FindingRule("dscp-differs") { call in
            guard let pair = call.firstPair, case (let forward, let backward) = (pair.forward.dscp, pair.backward.dscp),
                forward.count == 1, backward.count == 1, forward != backward,
                forward.contains(Bounds.voiceDSCP) != backward.contains(Bounds.voiceDSCP)
            else { return nil }
            return .init(
                .info,
                "Only one direction is marked as voice (DSCP \(Bounds.voiceDSCP)); the other may wait behind ordinary traffic.",
                [("forward_dscp", Double(forward[0])), ("backward_dscp", Double(backward[0]))], extent: 0)
        },
        FindingRule("ssrc-restart") { call in
            for legs in [call.forward, call.backward, call.besides.forward, call.besides.backward] {
                // How far those of a codec go that began before.
                var reach: [String?: Double] = [:]
                for (earlier, later) in zip(legs, legs.dropFirst()) {
                    defer { reach[earlier.codec] = max(reach[earlier.codec] ?? -.infinity, earlier.endS ?? -.infinity) }
                    guard let end = earlier.endS, let start = later.startS, start >= end - 0.5,
                        earlier.ssrc != later.ssrc, earlier.codec == later.codec,
                        // None of those before goes on meanwhile.
                        reach[earlier.codec] ?? -.infinity <= start
                    else { continue }
                    let gap = max(0, start - end)
                    return .init(
                        .info,
                        "A sender began a new stream in the middle of the call, "
                            + (gap < 0.01 ? "without a pause" : "after \(duration(gap)) without packets")
                            + " (transfer, hold or a restarted device).",
                        [
                            ("gap_s", gap), ("first_stream", Double(earlier.id)), ("second_stream", Double(later.id)),
                            ("streams", Double(legs.count)),
                        ], place: min(end, start)...start, frames: [later.firstFrame])
                }
            }
            return nil
        },
        FindingRule("handover-loss") { call in
            let moves = call.moves.filter {
                $0.missing >= Bounds.lossLeast && $0.milliseconds > Bounds.runWarningMs
            }
            guard let worst = moves.max(by: { $0.milliseconds < $1.milliseconds }) else { return nil }
            let (missing, length) = (text(worst.missing), duration(milliseconds: worst.milliseconds))
            return .init(
                worst.milliseconds >= Bounds.runCriticalMs ? .critical : .warning,
                (moves.count == 1
                    ? "A stream went on at another address or port in the middle of the call, and \(missing) packets are missing "
                        + "in between, \(length) of it: "
                    : "\(text(moves.count)) streams went on at another address or port in the middle of the call, and up to \(missing) "
                        + "packets of one are missing in between, \(length) of it: ")
                    + "lost while the telephone changed networks, or its NAT the port. They do not count as lost.",
                [
                    ("moves", Double(moves.count)), ("missing", Double(moves.map(\.missing).reduce(0, +))),
                    ("longest_ms", worst.milliseconds), ("first_stream", Double(worst.first)),
                    ("second_stream", Double(worst.second)),
                ], place: worst.place, frames: worst.frames, extent: worst.milliseconds)
        },
        FindingRule("one-way-speech") { call in
            guard let forward = activity(call.forward), let backward = activity(call.backward),
                let start = call.startS, let end = call.endS, end - start >= Bounds.speechLeastS,
                case let silent = forward < backward ? call.forward : call.backward, let first = silent.first,
                spoken(silent) < Bounds.silentActivityPercent,
                max(forward, backward) > Bounds.speakingActivityPercent,
                !(forward < backward ? call.forwardRests : call.backwardRests).cover(start...end)
            else { return nil }
            return .init(
                .critical,
                "Both directions send packets, but only one of them holds speech: the other, stream \(first.id), is silent "
                    + "(muted, a dead microphone, or sound that goes to the wrong place).",
                [
                    ("forward_activity_percent", forward), ("backward_activity_percent", backward),
                    ("stream", Double(first.id)),
                ],
                extent: abs(forward - backward))
        },
        FindingRule("dead-air") { call in
            guard let conversation = call.conversation,
                conversation.talk.longestMutualSilenceS >= Bounds.deadAirS
            else { return nil }
            let seconds = conversation.talk.longestMutualSilenceS
            let start = conversation.longestStartS
            // On hold nobody is to be heard, nor between two calls.
            guard !(call.forwardRests + call.backwardRests + call.faxes + call.idle).cover(start...start + seconds)
            else {
                return nil
            }
            return .init(
                seconds >= Bounds.deadAirCriticalS ? .critical : .warning,
                "For \(duration(seconds)) neither side can be heard.",
                [("seconds", seconds), ("mutual_silence_percent", conversation.talk.mutualSilencePercent)],
                place: start...start + seconds)
        },
        FindingRule("echo") { call in
            let echoes = [
                (voice: call.forward.first, of: call.conversation?.echoOfLeft),
                (voice: call.backward.first, of: call.conversation?.echoOfRight),
            ]
            guard let worst = echoes.max(by: { $0.of?.correlation ?? -1 < $1.of?.correlation ?? -1 }),
                let echo = worst.of, echo.isLikely, let voice = worst.voice
            else { return nil }
            return .init(
                .warning,
                "The voice of stream \(voice.id) comes back \(text(echo.delayMs)) ms later from the other side, "
                    + "\(text(echo.lossDb)) dB quieter: an echo.",
                [
                    ("delay_ms", echo.delayMs), ("correlation", echo.correlation), ("loss_db", echo.lossDb),
                    ("echo_of", Double(voice.id)),
                ], extent: -echo.lossDb)
        },
    ]

    /// Largest share of speech in a direction; `nil` without sound.
    private static func activity(_ legs: [CallFigures.Leg]) -> Double? {
        legs.compactMap(\.activityPercent).max()
    }

    /// The same of the time that has packets: neither a lone one far off nor a pause makes a voice seldom.
    private static func spoken(_ legs: [CallFigures.Leg]) -> Double {
        legs.map { leg in
            let sent = Double(leg.packets) * (leg.ptimeMs ?? 0) / 1000
            let length = (leg.endS ?? 0) - (leg.startS ?? 0)
            return (leg.activityPercent ?? 0) * (sent > 0 ? max(1, length / sent) : 1)
        }.max() ?? 0
    }
}
