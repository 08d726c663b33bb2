/// What most streams do not have: gaps, disorder, key presses, payloads that nothing announces.
extension StreamAnalyzer {
    /// Notes numbers that the highest one left out.
    @inline(never) mutating func noteGap(of missing: Int, before packet: PacketEvent) {
        let (highest, place, before) = (sequence.highest, sequence.unique, interarrival.previous)
        change { extras in
            extras.reordering.leave(highest - missing...highest - 1, place: place, arrival: packet.arrival)
            if packet.hasArrival, before != 0 {
                extras.pauseGaps.add(
                    missing: missing, from: before, to: packet.arrival, numbers: highest - missing...highest - 1)
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
        guard ahead <= sent + Double(SequenceTracker.misorder) else { return }
        let numbers = Int(ahead + max(0, ((sent - ahead) / 65_536).rounded()) * 65_536)
        guard numbers >= SequenceTracker.dropout else { return }
        change { $0.outages.add(missing: numbers - 1, from: start, to: opener.arrival) }
    }

    @inline(never) mutating func noteReordered(_ packet: PacketEvent, by: Int) {
        let (number, place, start) = (sequence.highest - by, sequence.unique, segments.start)
        change { extras in
            extras.reordering.add(number, place: place, arrival: packet.arrival, segmentStart: start)
            extras.pauseGaps.fill(number)
        }
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

    /// Notes that the payloads of a static type have another length, which a tag of SRTP may have brought or left.
    ///
    /// - Parameter since: Arrival of the first packet of that length.
    @inline(never) mutating func noteLength(of packet: PacketEvent, since: Int64) {
        guard UInt16(truncatingIfNeeded: sequence.highest) == packet.sequenceNumber,
            let overhead = CipherTurns.overhead(ofLength: packet.payloadLength, step: timing.usualStep)
        else { return }
        let earlier = usualOverhead
        usualOverhead = UInt8(truncatingIfNeeded: overhead)
        usualPayloadLength = packet.payloadLength
        // What the first payloads of such a type show is the stream's beginning, unless others were looked at in their place.
        guard earlier != overhead, earlier != .max || PayloadCipher.isDynamic(first.payloadType) else { return }
        let turn = CipherTurns.Turn(length: packet.payloadLength, overhead: overhead, earliest: since)
        var isWanted = false
        change { isWanted = $0.cipherTurns.add(turn, after: earlier == .max ? nil : Int(earlier)) }
        isLookedAtAgain = isWanted
    }

    /// Counts a packet whose header is encrypted as well.
    mutating func noteCryptex() { change { $0.cryptexPackets += 1 } }

    /// Extensions and lists of sources are encrypted along with the payload (RFC 9335).
    var hasEncryptedHeaders: Bool { extras.first.map { $0.cryptexPackets >= min(3, captured) } ?? false }
    var keyPresses: KeyPresses? { extras.first?.keyPresses }
    var cipherTurns: CipherTurns? { extras.first?.cipherTurns }
    /// `nil` where no number came out of order.
    var reordering: Reordering? { extras.first.flatMap { $0.reordering.count > 0 ? $0.reordering : nil } }
    /// `nil` where there was none.
    var pauseGaps: PauseGaps? { extras.first.map(\.pauseGaps.settled).flatMap { $0.count > 0 ? $0 : nil } }
    /// `nil` where there was none.
    var outages: PauseGaps? { extras.first.map(\.outages.settled).flatMap { $0.count > 0 ? $0 : nil } }
    /// The first payloads make sense only under the other law of G.711; `nil` where they do not tell.
    var isOtherLaw: Bool? { extras.first?.laws.isMismatch(ofSamples: LawVariation.samplesNeeded) }
    /// What the payloads of the main type may be where nothing announces it, best first.
    var candidates: [CodecCandidate] { extras.first?.candidates ?? [] }
    /// Types of the blocks that the first payloads of redundant audio data had (RFC 2198).
    var blockTypes: BlockTypes { extras.first?.blockTypes ?? BlockTypes() }
    /// What the blocks of one of them may be where nothing announces it, best first.
    var blockCandidates: (payloadType: UInt8, ranked: [CodecCandidate])? { extras.first?.blockCandidates }

    /// Of the duplicates, copies that the capture made, and other packets under a number that had come.
    var captureDuplicates: Int { extras.first?.copies.capture ?? 0 }
    var conflictingDuplicates: Int { extras.first?.copies.conflict ?? 0 }

    /// Whether a packet with the number came, of those that the stream has taken.
    func hasCome(_ number: UInt16) -> Bool {
        clock.isWaiting && clock.held.contains { $0.sequenceNumber == number } || sequence.hasCome(number)
    }

    /// Counts up to the last packet.
    var progress: StreamProgress {
        @inline(__always) get {
            StreamProgress(segments, sequence, captureDuplicates: captureDuplicates, waiting: clock.held)
        }
    }

    /// Whether a packet whose number came is a copy of the one that came then, as far as that is known.
    func repeats(_ packet: PacketEvent) -> Bool {
        guard packet.copyKind == .unknown else { return packet.copyKind.isSame }
        if clock.isWaiting, clock.held.contains(where: packet.isSameNumber) { return true }
        return sequence.hasCome(packet.sequenceNumber) && !sequence.isElsewhere(packet.timestamp)
    }

    /// Every packet has to be shown to `compare`.
    var isComparing: Bool { extras.first?.copies.isRemembering ?? false }

    /// The frames' times tell nothing: figures of time are unknown.
    var lacksTimes: Bool { untimedReason != nil }

    /// Why figures of time are unknown; `nil` where the frames tell times.
    var untimedReason: StaticString? {
        @inline(__always) get {
            if lacksArrivals { return "frames carry no capture time" }
            guard let delta = interarrival.result, delta.min == 0 else { return nil }
            if first.arrival == last.arrival, delta.max == 0 { return "all frames carry the same capture time" }
            return interarrival.hasWholeSeconds(from: first.arrival) ? "frames carry whole seconds only" : nil
        }
    }
}
