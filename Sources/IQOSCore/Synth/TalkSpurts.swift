/// Where a track is speech, packet by packet: what silence suppression goes by.
struct TalkSpurts: Sendable, Equatable {
    /// Peak below which a packet's worth of samples is silent, about -41 dBov.
    private static let threshold: UInt16 = 300
    /// Silence that still belongs to the talkspurt before it, ms.
    private static let hangoverMs = 200

    /// Packet slots of each spurt, ascending and apart.
    private(set) var slots: [Range<Int>] = []

    /// - Parameters:
    ///   - track: 8 kHz samples.
    ///   - samplesPerPacket: > 0; a last part of a packet is left out.
    init(in track: [Int16], samplesPerPacket: Int) {
        let hangover = max(1, Self.hangoverMs * RTPClock.ticksPerMs / samplesPerPacket)
        let count = track.count / samplesPerPacket
        for slot in 0..<count {
            let samples = track[slot * samplesPerPacket..<(slot + 1) * samplesPerPacket]
            guard samples.contains(where: { $0.magnitude >= Self.threshold }) else { continue }
            let end = min(count, slot + 1 + hangover)
            if let last = slots.last, slot <= last.upperBound {
                slots[slots.count - 1] = last.lowerBound..<end
            } else {
                slots.append(slot..<end)
            }
        }
    }
}
