/// Packets in a row that came in time and could not be heard, or not to their end, by why.
struct SoundlessPackets: BitwiseCopyable, Sendable {
    private var undecodable = 0
    private var empty = 0
    private var cut = 0

    var count: Int { undecodable + empty + cut }

    mutating func add(_ note: TrackMark.Note) {
        switch note {
        case .undecodable: undecodable += 1
        case .emptyPayload: empty += 1
        case .cut: cut += 1
        case .none, .late, .comfortNoise, .boundedNoise, .payloadType, .leftOut: break
        }
    }

    /// A mark for each reason that there is.
    func marks(at position: Int, count: Int) -> [TrackMark] {
        let reasons: [(TrackMark.Note, Int)] = [(.undecodable, undecodable), (.emptyPayload, empty), (.cut, cut)]
        return reasons.filter { $0.1 > 0 }.map { note, packets in
            TrackMark(position: position, count: count, note: note, value: packets)
        }
    }
}
