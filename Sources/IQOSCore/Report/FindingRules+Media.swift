/// What the packets are, and how they were marked and captured.
extension FindingRules {
    private typealias Bounds = FindingThresholds

    static let media: [FindingRule<StreamReport>] = [
        FindingRule("encrypted") { stream in
            let opened = stream.audio?.srtp?.authenticated ?? 0
            guard stream.encrypted == true || opened > 0 else { return nil }
            if opened == 0, let since = stream.encryptedSinceS {
                return .init(
                    .info,
                    "The sound is encrypted (SRTP) from \(text(since)) s of the capture on: from there it is measured, but cannot "
                        + "be heard, and the stream has no score.", [("since_s", since)], place: since...since)
            }
            return .init(
                .info,
                opened > 0
                    ? "The sound was sent encrypted (SRTP) and is decrypted here."
                    : "The sound is encrypted (SRTP): it is measured, but cannot be heard or scored.",
                opened > 0 ? [("authenticated_packets", Double(opened))] : [], frames: stream.frames,
                extent: opened > 0 ? 0 : 1)
        },
        FindingRule("srtp-key-wrong") { stream in
            guard let srtp = stream.audio?.srtp, srtp.authenticated == 0, srtp.refused > 0 else { return nil }
            return .init(
                .warning,
                "The key that is known does not fit the sound's encryption: 0 of \(text(srtp.refused)) packets authenticated.",
                [("refused_packets", Double(srtp.refused))], frames: stream.frames)
        },
        FindingRule("srtp-authentication") { stream in
            guard let srtp = stream.audio?.srtp, srtp.authenticated > 0, srtp.refused > 0 else { return nil }
            return .init(
                .warning,
                "\(text(srtp.refused)) of \(text(srtp.refused + srtp.authenticated)) packets fail authentication: damaged, forged, or "
                    + "under a key that is not known.",
                [("refused_packets", Double(srtp.refused)), ("authenticated_packets", Double(srtp.authenticated))],
                frames: stream.frames)
        },
        FindingRule("dscp-changing") { stream in
            guard stream.dscp.count > 1 else { return nil }
            return .init(
                .warning,
                "The packets do not all have the same priority marking (DSCP \(stream.dscp.map(String.init).joined(separator: ", "))): "
                    + "parts of the call may be treated worse than others.",
                stream.dscp.prefix(4).enumerated().map { ("dscp_\($0 + 1)", Double($1)) }, frames: stream.frames,
                extent: Double(stream.dscp.count))
        },
        FindingRule("dscp-wrong") { stream in
            guard stream.dscp.count == 1, let low = stream.dscp.first, Bounds.lowDSCPs.contains(low) else { return nil }
            return .init(
                .warning, "The packets are marked as less important than ordinary traffic (DSCP \(low)).",
                [("dscp", Double(low))], frames: stream.frames)
        },
        FindingRule("codec-changed") { stream in
            guard stream.payloadTypes.count > 1 else { return nil }
            let types = stream.mediaTypes
            // Of types that nothing tells, retransmissions have as many as what they repeat.
            guard types.count > 1, stream.ptimeMs != nil || types.contains(where: { $0.codec != nil }) else {
                return nil
            }
            return .init(
                .info,
                "The sender changed the codec during the call "
                    + "(\(types.map { $0.codec ?? "payload type \($0.number)" }.joined(separator: ", "))).",
                types.prefix(4).map { ("packets_of_type_\($0.number)", Double($0.packets)) }, frames: stream.frames,
                extent: Double(types.count))
        },
        FindingRule("ptime-changed") { stream in
            guard let ptime = stream.ptimeMs, let other = stream.otherPtime,
                other.sharePercent >= Bounds.ptimeSharePercent, Bounds.packetTimesMs.contains(ptime),
                Bounds.packetTimesMs.contains(other.milliseconds)
            else { return nil }
            return .init(
                .info,
                "The sender put \(text(ptime)) ms of sound into some packets and \(text(other.milliseconds)) ms into others.",
                [("ptime_ms", ptime), ("other_ptime_ms", other.milliseconds), ("other_percent", other.sharePercent)],
                frames: stream.frames, extent: other.sharePercent)
        },
        FindingRule("sequence-restart") { stream in
            // Where the sender went on unseen, its numbers are no new ones; another call has its own.
            let restarts = stream.segments.count - 1 - stream.outages.count - stream.callChanges.restarts
            guard restarts > 0 else { return nil }
            let start = stream.outages.count + stream.callChanges.restarts == 0 ? stream.segments[1].startS : nil
            return .init(
                .info, "The sender began numbering its packets anew \(times(restarts)) without a new stream.",
                [("segments", Double(stream.segments.count))], place: start.map { $0...$0 },
                frames: start == nil ? stream.frames : [])
        },
        FindingRule("timestamp-restart") { stream in
            let restarts = stream.timestampRestarts - stream.callChanges.calls
            guard restarts > 0 else { return nil }
            return .init(
                .info,
                "The sender's media clock jumped \(times(restarts)) against the time that passed; players may fall silent "
                    + "or stutter there.",
                [("restarts", Double(restarts))], place: stream.timestampJumpsS,
                frames: stream.timestampJumpsS == nil ? stream.frames : [])
        },
        FindingRule("mirror-duplicates") { stream in
            let (behind, copies) = (
                stream.packets.copiesBehind, stream.packets.captureDuplicates + stream.packets.copiesBehind
            )
            let share = 100 * Double(copies) / Double(max(1, stream.packets.unique))
            guard copies >= Bounds.duplicatesLeast, share >= Bounds.duplicatesPercent else { return nil }
            return .init(
                .info,
                behind > 0
                    ? "The capture holds \(text(share)) % of the packets twice, the second time more than \(SequenceTracker.misorder) "
                        + "packets behind: what was captured at two places, by clocks that differ, was put together. The call is not "
                        + "affected."
                    : share > 100
                        ? "The capture holds each packet \(text(1 + share / 100)) times on average, by a mirror port, several interfaces or "
                            + "several files. The call is not affected."
                        : "The capture holds \(text(share)) % of the packets twice, by a mirror port, two interfaces or two files. The call "
                            + "is not affected.",
                [("copies", Double(copies)), ("percent", share)], frames: stream.frames, extent: share)
        },
        FindingRule("network-duplicates") { stream in
            let copies = stream.packets.networkDuplicates
            let share = 100 * Double(copies) / Double(max(1, stream.packets.unique))
            guard copies >= Bounds.duplicatesLeast, share >= Bounds.duplicatesPercent else { return nil }
            return .init(
                .info,
                share > 100
                    ? "Each packet came \(text(1 + share / 100)) times on average: the network copied it, or the sender sent it again."
                    : "\(text(share)) % of the packets came twice, the second time later: the network copied them, or the "
                        + "sender sent them twice.",
                [("copies", Double(copies)), ("percent", share)], frames: stream.frames, extent: share)
        },
        FindingRule("conflicting-duplicates") { stream in
            let packets = stream.packets.conflictingDuplicates
            let share = 100 * Double(packets) / Double(max(1, stream.packets.unique))
            guard packets >= Bounds.duplicatesLeast, share >= Bounds.duplicatesPercent else { return nil }
            return .init(
                .warning,
                share > 100
                    ? "Under each number \(text(1 + share / 100)) packets came on average, with different contents: two senders share "
                        + "the stream's SSRC, or one counts wrongly."
                    : "\(text(share)) % of the packets came under a number that another one had, with other contents: two senders "
                        + "share the stream's SSRC, or one counts wrongly.",
                [("packets", Double(packets)), ("percent", share)], frames: stream.frames)
        },
        FindingRule("snap-length") { stream in
            guard stream.isCut else { return nil }
            return .init(
                .warning,
                "The capture cut the packets off (snap length too short): counts and times are right, but the sound is "
                    + "missing or broken.", [], frames: stream.frames)
        },
    ]
}

extension StreamReport {
    /// Payload types that carry sound or pictures: no comfort noise, no telephone-events, no keep-alives.
    var mediaTypes: [PayloadTypeReport] {
        payloadTypes.filter { $0.codec != "CN" && $0.codec != "telephone-event" && !$0.isEvent && !$0.isKeepAlive }
    }

    /// Where the clock of most packets comes from; `nil` without media.
    var clockSource: PayloadTypeReport.Source? { mediaTypes.max { $0.packets < $1.packets }?.source }
}
