/// What most streams do not have: gaps, disorder, key presses, payloads that nothing announces.
extension StreamAnalyzer {
    /// Notes numbers that the highest one left out.
    @inline(never) mutating func noteGap(of missing: Int, before packet: PacketEvent) {
        let (highest, place, before) = (sequence.highest, sequence.unique, interarrival.previous)
        change { extras in
            extras.reordering.leave(highest - missing...highest - 1, place: place, arrival: packet.arrival)
            if packet.hasArrival, before != 0 {
                extras.pauseGaps.add(missing: missing, from: before, to: packet.arrival)
            }
        }
    }

    /// Notes that the count of numbers ends before `opener`, where the sender only went on unseen: its clock kept pace with
    /// the wall clock, and it cannot have sent fewer packets than the numbers say.
    mutating func noteOutage(before opener: PacketEvent, clockRateHz: Int32) {
        let start = interarrival.previous
        guard opener.hasArrival, start != 0, clockRateHz != 0,
            let sent = timing.numbersSince(opener, clockRateHz: clockRateHz)
        else { return }
        let ahead = Double(opener.sequenceNumber &- UInt16(truncatingIfNeeded: sequence.highest))
        guard ahead >= Double(SequenceTracker.dropout), ahead <= sent + Double(SequenceTracker.misorder) else { return }
        let wraps = max(0, ((sent - ahead) / 65_536).rounded())
        change { $0.outages.add(missing: Int(ahead + wraps * 65_536) - 1, from: start, to: opener.arrival) }
    }

    @inline(never) mutating func noteReordered(_ packet: PacketEvent, by: Int) {
        let (number, place, start) = (sequence.highest - by, sequence.unique, segments.start)
        change { $0.reordering.add(number, place: place, arrival: packet.arrival, segmentStart: start) }
    }

    /// Looks at a payload whose codec may have to be told by it.
    ///
    /// - Returns: Whether more payloads would tell no more.
    mutating func look(at packet: PacketEvent, _ bytes: RawSpan, offset: Int) -> Bool {
        let type = packet.payloadType
        // What blocks a payload has, only they tell.
        let isRedundant = clock.isRedundant(type)
        guard !clock.knows(type) || isRedundant else { return true }
        guard !packet.isCut, !packet.isOpaque, !packet.isEventShaped else { return false }
        var isComplete = false
        change {
            isComplete = $0.look(
                at: type, bytes, offset..<offset + Int(packet.payloadLength), isRedundant: isRedundant)
        }
        return isComplete
    }

    /// Counts a packet whose header is encrypted as well.
    mutating func noteCryptex() { change { $0.cryptexPackets += 1 } }

    /// Extensions and lists of sources are encrypted along with the payload (RFC 9335).
    var hasEncryptedHeaders: Bool { extras.first.map { $0.cryptexPackets >= min(3, captured) } ?? false }
    var keyPresses: KeyPresses? { extras.first?.keyPresses }
    /// `nil` where no number came out of order.
    var reordering: Reordering? { extras.first.flatMap { $0.reordering.count > 0 ? $0.reordering : nil } }
    /// `nil` where there was none.
    var pauseGaps: PauseGaps? { extras.first.flatMap { $0.pauseGaps.count > 0 ? $0.pauseGaps : nil } }
    /// `nil` where there was none.
    var outages: PauseGaps? { extras.first.flatMap { $0.outages.count > 0 ? $0.outages : nil } }
    /// The first payloads make sense only under the other law of G.711; `nil` where they do not tell.
    var isOtherLaw: Bool? { extras.first?.laws.isMismatch(ofSamples: LawVariation.samplesNeeded) }
    /// What the payloads of the main type may be where nothing announces it, best first.
    var candidates: [CodecCandidate] { extras.first?.candidates ?? [] }
    /// Types of the blocks that the first payloads of redundant audio data had (RFC 2198).
    var blockTypes: BlockTypes { extras.first?.blockTypes ?? BlockTypes() }
    /// What the blocks of one of them may be where nothing announces it, best first.
    var blockCandidates: (payloadType: UInt8, ranked: [CodecCandidate])? { extras.first?.blockCandidates }
}
