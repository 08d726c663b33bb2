/// Packets in a row of which nothing was heard, or not all of theirs.
struct MissingPackets: BitwiseCopyable, Sendable {
    /// That never came, and that came too late.
    var lost = 0
    var late = 0
    /// That came in time and have no sound, or not all of theirs, by why.
    var soundless = SoundlessPackets()

    @inline(__always) var count: Int { lost + late + soundless.count }

    /// These and those before them.
    func joined(by others: MissingPackets?) -> MissingPackets {
        guard let others else { return self }
        return MissingPackets(
            lost: lost + others.lost, late: late + others.late, soundless: soundless.joined(by: others.soundless))
    }
}

/// Packets in a row that came in time and could not be heard, or not to their end, by why.
struct SoundlessPackets: BitwiseCopyable, Sendable {
    private var undecodable = 0
    private var empty = 0
    private var cut = 0
    private var sealed = 0

    var count: Int { undecodable + empty + cut + sealed }

    func joined(by others: SoundlessPackets) -> SoundlessPackets {
        var joined = self
        joined.undecodable += others.undecodable
        joined.empty += others.empty
        joined.cut += others.cut
        joined.sealed += others.sealed
        return joined
    }

    mutating func add(_ note: TrackMark.Note) {
        switch note {
        case .undecodable: undecodable += 1
        case .emptyPayload: empty += 1
        case .cut: cut += 1
        case .sealed: sealed += 1
        case .none, .late, .comfortNoise, .boundedNoise, .payloadType, .leftOut, .overlapped: break
        }
    }

    /// A mark for each reason that there is.
    func marks(at position: Int, count: Int) -> [TrackMark] {
        let reasons: [(TrackMark.Note, Int)] = [
            (.undecodable, undecodable), (.emptyPayload, empty), (.cut, cut), (.sealed, sealed),
        ]
        return reasons.filter { $0.1 > 0 }.map { note, packets in
            TrackMark(position: position, count: count, note: note, value: packets)
        }
    }
}
