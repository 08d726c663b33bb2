/// What is to be said of sound that was made: of all of a scan's, or of that of one call.
public struct AudioSummary: Sendable {
    /// With what the second pass has found out of these streams.
    public let summary: ScanSummary
    /// In the order of their places.
    private let sounds: [StreamSound]
    private let conversations: [Int: ConversationReport]
    private let plan: ListeningPlan

    /// - Parameters:
    ///   - sounds: Of audible streams.
    ///   - conversations: By call.
    public init(
        _ sounds: [StreamSound], _ conversations: [Int: ConversationReport], _ plan: ListeningPlan,
        of summary: ScanSummary
    ) {
        self.sounds = sounds.sorted { $0.place < $1.place }
        self.conversations = conversations
        self.plan = plan
        self.summary = summary.knowing(sounds)
    }

    /// What the report says of a stream's sound, without file names.
    public func report(ofStream place: Int) -> StreamAudioReport {
        if let sound = sound(of: place) { return sound.report }
        var report = StreamAudioReport()
        report.reason = summary.silenceReason(place, player: nil, plan)
        return report
    }

    /// Keys of a stream: those that came as events, and those heard in its sound; `nil` for none.
    public func keys(ofStream place: Int, events: DTMFReport?) -> DTMFReport? {
        guard let sound = sound(of: place), sound.hasEvidence else { return events }
        return DTMFReport.merged(events, sound.tones)
    }

    /// A call's two directions beside each other; `nil` where one of them has no sound.
    public func conversation(_ index: Int) -> ConversationReport? { conversations[index] }

    /// Why it is not known who spoke when in a call; `nil` where it is, if both directions have sound.
    public func untimedReason(ofCall index: Int) -> StaticString? { summary.untimedReason(ofCall: index, plan) }

    /// What the rules find in a call once its sound is known.
    public func findings(ofCall index: Int) -> [FindingReport] {
        summary.findings(ofCall: index) { figures in
            figures.conversation = conversation(index)
            let tell = { (leg: inout CallFigures.Leg) in
                guard let sound = sound(of: leg.id - 1), sound.hasEvidence else { return }
                leg.activityPercent = sound.activityPercent
            }
            for index in figures.forward.indices { tell(&figures.forward[index]) }
            for index in figures.backward.indices { tell(&figures.backward[index]) }
        }
    }

    /// What was heard of a call, without file names; its channels stand there even where nothing was heard.
    public func report(ofCall index: Int) -> CallAudioReport {
        var report = CallAudioReport()
        let channels = summary.channels(ofCall: index, plan)
        report.channels = summary.channelReports(ofCall: index, plan)
        let (left, right) = (heard(channels.left), heard(channels.right))
        let isCutOff = (channels.left + channels.right).contains { sound(of: $0)?.isCutOff.heard == true }
        if left.isEmpty, right.isEmpty {
            let isDecoded = (channels.left + channels.right).contains { sound(of: $0)?.hasEvidence == true }
            report.reason =
                isDecoded ? "nothing of the call could be played in time" : "no stream of the call could be decoded"
        } else if isCutOff {
            report.reason = StreamSound.cutOffRemark
        } else if left.isEmpty != channels.left.isEmpty || right.isEmpty != channels.right.isEmpty {
            report.reason = "one direction could not be decoded and is silent"
        }
        let rate = (left + right).map(\.sampleRateHz).max() ?? 8000
        let length = (left + right).map { $0.heardFrames(fileRateHz: rate) }.max() ?? 0
        if length > 0 {
            report.sampleRateHz = rate
            report.durationS = Double(length) / Double(rate)
        }
        return report
    }

    /// Codecs that a library would decode which is not here, with what to install; `nil` for none.
    public var missingDecoder: (codecs: [String], advice: String)? {
        let codecs = summary.codecsWithoutDecoder(plan)
        return codecs.isEmpty || plan.decoders.advice.isEmpty ? nil : (codecs, plan.decoders.advice)
    }

    /// Jumps of timestamps that were not followed, over all streams: worth a warning.
    public var timestampJumps: Int { sounds.reduce(0) { $0 + $1.timestampJumps } }

    /// Streams that a key might open had there been time to try all of it on them: worth a warning.
    public var searchesCutShort: Int { sounds.count { $0.isSearchCutShort } }

    /// Whether sound was left out for a gap that is too long: worth a warning.
    public var hasCutOff: Bool { sounds.contains { $0.isCutOff.captured || $0.isCutOff.heard } }

    /// Those of some streams of which anything was heard.
    private func heard(_ places: [Int]) -> [StreamSound] { places.compactMap(sound).filter(\.isHeard) }

    private func sound(of place: Int) -> StreamSound? {
        var range = 0..<sounds.count
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            if sounds[middle].place == place { return sounds[middle] }
            range = sounds[middle].place < place ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return nil
    }
}
