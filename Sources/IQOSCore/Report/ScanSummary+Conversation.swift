/// What a call's streams are to each other once they are sound.
extension ScanSummary {
    /// Which streams are in which channel of a call's sound.
    public func channelReports(ofCall index: Int, _ plan: ListeningPlan) -> [CallAudioReport.Channel] {
        let channels = channels(ofCall: index, plan)
        let isMono = channels.left.isEmpty || channels.right.isEmpty
        return [(isMono ? "mono" : "left", channels.left), ("right", channels.right)]
            .filter { !$0.1.isEmpty }
            .map { CallAudioReport.Channel(position: $0.0, streams: $0.1.map { $0 + 1 }) }
    }

    /// Why it is not known who spoke when in a call; `nil` where it is, if both directions have sound.
    public func untimedReason(ofCall index: Int, _ plan: ListeningPlan) -> StaticString? {
        let channels = channels(ofCall: index, plan)
        return (channels.left + channels.right).lazy.compactMap { self[$0].untimedReason }.first
    }

    /// A call's two directions beside each other; `nil` where one of them has no sound, or no times.
    ///
    /// - Parameter players: Of its streams, at their end.
    public func conversation(
        ofCall index: Int, _ players: [StreamPlayer], _ plan: ListeningPlan
    ) -> ConversationReport? {
        let channels = channels(ofCall: index, plan)
        guard untimedReason(ofCall: index, plan) == nil else { return nil }
        guard let left = Self.loudest(players, channels.left), let right = Self.loudest(players, channels.right) else {
            return nil
        }
        let offset = Int((Double(right.evidence.start &- left.evidence.start) * 1e-9 / FrameLevels.frameS).rounded())
        guard let talk = TalkStates(left.measures.frames, right.measures.frames, offset: offset) else { return nil }
        let startS = offsetS(left.evidence.start) ?? 0
        var report = ConversationReport(talk: talk, longestStartS: startS + talk.longestStartS)
        let (one, other) = (left.measures.frames.levels, right.measures.frames.levels)
        report.echoOfLeft = EchoSearch.strongest(one, in: other, offset: offset)
        report.echoOfRight = EchoSearch.strongest(other, in: one, offset: -offset)
        return report
    }

    /// The stream of a direction of which most is heard, the first of equals.
    private static func loudest(_ players: [StreamPlayer], _ places: [Int]) -> StreamPlayer? {
        let order = Dictionary(uniqueKeysWithValues: places.enumerated().map { ($1, $0) })
        return players.indices.filter { players[$0].hasEvidence && order[players[$0].place] != nil }
            .max {
                let (one, other) = (players[$0], players[$1])
                return (one.framesHeard, order[other.place] ?? 0)
                    < (other.framesHeard, order[one.place] ?? 0)
            }.map { players[$0] }
    }
}
