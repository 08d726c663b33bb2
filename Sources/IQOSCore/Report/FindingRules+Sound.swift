extension StreamReport {
    /// All of it, seconds from `capture.start`; `nil` where frames carry no time.
    fileprivate var wholeS: ClosedRange<Double>? {
        guard let start = segments.first?.startS, let durationS else { return nil }
        return start...start + max(0, durationS)
    }
}

/// What is wrong with the sound itself: known only after the second pass.
extension FindingRules {
    private typealias Bounds = FindingThresholds

    static let sound: [FindingRule<StreamReport>] = [
        FindingRule("law-mismatch") { stream in
            guard stream.audio?.isOtherLaw ?? stream.isOtherLaw == true, let codec = stream.codec else { return nil }
            return .init(
                .critical,
                "The sound is noise as \(codec), and speech as \(codec == "PCMU" ? "PCMA" : "PCMU"): the sender uses another "
                    + "companding law than it says.", [], place: stream.wholeS, frames: stream.frames)
        },
        FindingRule("loud-noise") { stream in
            guard let percent = stream.audio?.noisePercent, percent > Bounds.noisePercent,
                stream.audio?.isOtherLaw != true
            else { return nil }
            return .init(
                .warning,
                "\(text(percent)) % of the sound is loud noise, as no voice makes it: the payload is encrypted or of another "
                    + "codec than it is taken for, or noise was sent (a modem, a test signal).",
                [("noise_percent", percent)], frames: stream.frames)
        },
        FindingRule("clipped-speech") { stream in
            guard let percent = stream.audio?.clippedPercent, percent > Bounds.clippedPercent else { return nil }
            return .init(
                percent > Bounds.clippedCriticalPercent ? .critical : .warning,
                "\(text(percent)) % of the speech is cut off at full scale: the sender is too loud and sounds distorted.",
                [("clipped_percent", percent), ("runs", Double(stream.audio?.clippedRuns ?? 0))], frames: stream.frames)
        },
        FindingRule("clicks") { stream in
            guard let clicks = stream.audio?.clicks, let durationS = stream.audio?.durationS else { return nil }
            let others = clicks - Bounds.clicksPerKey * (stream.dtmf?.events.count ?? 0)
            guard others >= Bounds.clicks, Double(others) >= Bounds.clicksPerMinute * durationS / 60 else { return nil }
            return .init(
                .warning, "The sound clicks \(clicks) times: its source jumps, or somebody cuts it into pieces.",
                [("clicks", Double(clicks))], frames: stream.frames)
        },
        FindingRule("robotic-speech") { stream in
            guard let repeated = stream.audio?.repeatedPackets, repeated >= Bounds.repeatedPackets else { return nil }
            let percent = 100 * Double(repeated) / Double(max(1, stream.packets.unique))
            guard percent >= Bounds.repeatedPercent else { return nil }
            return .init(
                .warning,
                "\(text(percent)) % of the packets repeat the sound of the one before: it sounds like a robot. Somebody before "
                    + "the capture point fills gaps so.",
                [("repeated_packets", Double(repeated)), ("repeated_percent", percent)], frames: stream.frames)
        },
        FindingRule("quiet-speech") { stream in
            guard let level = speech(stream), level < Bounds.quietDbov,
                level - (stream.audio?.noiseFloorDbov ?? -.infinity) >= Bounds.aboveNoiseDb
            else { return nil }
            return .init(
                .warning,
                "The speech is very quiet (\(text(level)) dBov; normal is about -26): hard to understand in noise.",
                [("active_speech_level_dbov", level)], frames: stream.frames)
        },
        FindingRule("hot-speech") { stream in
            // What does not stand out of its own floor is a tone.
            guard let level = speech(stream), level > Bounds.hotDbov,
                level - (stream.audio?.noiseFloorDbov ?? -.infinity) >= Bounds.aboveNoiseDb
            else { return nil }
            return .init(
                .warning, "The speech is very loud (\(text(level)) dBov; normal is about -26).",
                [("active_speech_level_dbov", level)], frames: stream.frames, extent: level)
        },
        FindingRule("dc-offset") { stream in
            // The quietest sound has a real offset too; the voice alone may lean to one side.
            guard let offset = stream.audio?.dcOffsetPercent, abs(offset) > Bounds.offsetPercent,
                let floor = stream.audio?.noiseFloorDbov, stream.audio?.durationS ?? 0 >= Bounds.spokenLeastS,
                floor >= 20 * Math.log10(abs(offset) / 100) - Bounds.offsetFloorDb
            else { return nil }
            return .init(
                .info,
                "The sound does not swing around zero (\(text(offset)) % of full scale off): a fault of the sender's input.",
                [("dc_offset_percent", offset)], frames: stream.frames)
        },
        FindingRule("hum") { stream in
            guard let frequency = stream.audio?.humHz, let level = stream.audio?.humLevelDbov else { return nil }
            return .init(
                .warning,
                "The sound hums at \(frequency) Hz (\(text(level)) dBov): mains gets into the sender's sound, or it holds such a tone.",
                [("hum_hz", Double(frequency)), ("level_dbov", level)], frames: stream.frames, extent: level)
        },
        FindingRule("doubled-dtmf") { stream in
            guard let keys = stream.dtmf?.events else { return nil }
            let doubled = keys.filter { $0.source == "both" }
            guard let first = doubled.first, let last = doubled.last else { return nil }
            return .init(
                .warning,
                "Keys came as telephone-events and as tones in the sound at once (\(doubled.count) of \(keys.count)): "
                    + "a receiver that takes both counts them twice.",
                [("doubled", Double(doubled.count)), ("keys", Double(keys.count))],
                place: first.startS...max(first.startS, last.endS), frames: stream.frames)
        },
    ]

    /// Level of speech, where there is enough of it.
    private static func speech(_ stream: StreamReport) -> Double? {
        guard let audio = stream.audio, let level = audio.activeSpeechLevelDbov, let length = audio.durationS,
            length * (audio.activityPercent ?? 0) / 100 >= Bounds.spokenLeastS, audio.isOtherLaw != true
        else { return nil }
        return level
    }
}
