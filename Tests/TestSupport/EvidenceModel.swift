/// The samples of `stream-ID.wav` for a stream of one segment: each G.711 packet at its RTP timestamp, silence elsewhere.
///
/// A slow model: every packet is kept, numbers are extended to the nearest, and packets are written from the last
/// sequence number to the first, so that the earlier one wins where two overlap.
public struct EvidenceModel {
    public let samples: [Int16]
    /// Packets some of whose samples lie over those of a packet with an earlier number.
    public let overlapped: Int
    /// Capture time of sample 0, ns since 1970 UTC.
    public let start: Int

    /// - Parameter packets: In order of arrival, copies included; at least one of them G.711.
    public init(_ packets: [(rtp: WireRTP, arrival: Int)]) {
        var highest = packets[0].rtp.sequence
        var unique: [Int: (rtp: WireRTP, arrival: Int)] = [:]
        for packet in packets {
            let number = highest + Int(Int16(truncatingIfNeeded: packet.rtp.sequence - highest))
            highest = max(highest, number)
            if unique[number] == nil { unique[number] = packet }
        }
        let sound = unique.filter { $0.value.rtp.payloadType == 0 || $0.value.rtp.payloadType == 8 }
            .sorted { $0.key < $1.key }
        let first = sound[0].value.rtp.timestamp
        let places = sound.map { Int(Int32(bitPattern: $0.value.rtp.timestamp &- first)) }
        let ends = zip(sound, places).map { $0.value.rtp.payload.count + $1 }
        var samples = [Int16](repeating: 0, count: ends.max() ?? 0)
        for (packet, place) in zip(sound, places).reversed() {
            let law = packet.value.rtp.payloadType == 0 ? G711Model.muLaw : .aLaw
            for (index, code) in packet.value.rtp.payload.enumerated() where place + index >= 0 {
                samples[place + index] = law.sample(code)
            }
        }
        self.samples = samples
        overlapped =
            sound.indices.filter { index in
                !sound[index].value.rtp.payload.isEmpty && sound[..<index].indices.contains { ends[$0] > places[index] }
            }.count
        let ticks = Int(Int32(bitPattern: packets[0].rtp.timestamp &- first))
        start = packets[0].arrival - ticks * 125_000
    }
}
