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

    @inline(never) mutating func noteReordered(_ packet: PacketEvent, by: Int) {
        let (number, place, start) = (sequence.highest - by, sequence.unique, segmentStart)
        change { $0.reordering.add(number, place: place, arrival: packet.arrival, segmentStart: start) }
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
    /// The first payloads make sense only under the other law of G.711; `nil` where they do not tell.
    var isOtherLaw: Bool? { extras.first?.laws.isMismatch(ofSamples: LawVariation.samplesNeeded) }
    /// What the payloads of the main type may be where nothing announces it, best first.
    var candidates: [CodecCandidate] { extras.first?.candidates ?? [] }
}
