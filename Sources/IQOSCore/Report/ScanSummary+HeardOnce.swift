/// Which streams of a call are in its sound.
extension ScanSummary {
    /// Streams that are in no call's sound, and when others are not.
    struct Choice: Sendable {
        var unheard: Set<Int> = []
        /// On the clock of the call, ns since 1970 UTC.
        var rests: [Int: [Range<Int64>]] = [:]
    }

    /// Streams of the channels of a call: left, right. The caller is left, where it is known, else the direction of the
    /// lower stream id.
    ///
    /// - Returns: Places, each list in order of time; the second is empty where only one direction was captured.
    public func channels(ofCall index: Int, _ plan: ListeningPlan) -> (left: [Int], right: [Int]) {
        let call = legs[index].without { plan.unheard.contains($0) }
        return isCallerForward(inCall: index) ?? true ? (call.forward, call.backward) : (call.backward, call.forward)
    }

    /// Whom of the streams that are one voice the listener hears.
    ///
    /// - Parameter plans: Of all streams that give sound or packets.
    func choice(_ plans: [StreamPlan], _ clocks: CallClocks) -> Choice {
        var audibility = [Int](repeating: 0, count: streamCount)
        for plan in plans where plan.isAudible { audibility[plan.place] = self.audibility(of: plan) }
        var choice = Choice()
        for call in legs where max(call.forward.count, call.backward.count) > 1 || !copies.isEmpty {
            let members = Set(call.members)
            for (own, others) in [(call.forward, call.backward), (call.backward, call.forward)] {
                let isCrowd = own.count > HeardOnce.crowd
                for place in own {
                    // What is a copy of a stream of another call is all that this one has of it.
                    guard let original = copies[place]?.original, members.contains(original) else { continue }
                    if isCrowd || others.contains(original) { choice.unheard.insert(place) }
                }
                if own.count > 1, !isCrowd { choose(own, others, audibility, clocks, &choice) }
            }
        }
        return choice
    }

    private func choose(
        _ own: [Int], _ others: [Int], _ audibility: [Int], _ clocks: CallClocks, _ choice: inout Choice
    ) {
        let own = own.filter { members[$0].start != FrameRef.noArrival && !choice.unheard.contains($0) }
        let voices = own.map { place in
            let back = clocks.back[place] ?? 0
            let start = members[place].start &+ back
            return HeardOnce.Voice(
                flow: members[place].flow, start: start, end: max(start, members[place].end &+ back),
                medium: members[place].copyOf ?? place,
                isVideo: isVideo(members[place].mainType, self[place]), audibility: audibility[place])
        }
        let rests = HeardOnce(voices, others: others.map { members[$0].flow }).rests
        for (place, rests) in zip(own, rests) {
            guard let rests else {
                choice.unheard.insert(place)
                continue
            }
            if !rests.isEmpty { choice.rests[place] = rests }
        }
    }

    /// What is clear is surely heard; a key may be that of the other side of a relay, above all where both ends agree on
    /// others.
    private func audibility(of plan: StreamPlan) -> Int {
        guard plan.isEncrypted == true else { return 3 }
        return companions[plan.key.flow]?.agreesKeys ?? false ? 1 : 2
    }
}
