/// The RTP clock rate of a stream whose payload type does not tell it, from timestamps against arrivals (metrics §20).
public enum ClockInference {
    /// Packets that the slope is taken over; fewer do not settle a clock.
    public static let packetsNeeded = 100
    private static let rates: [Int32] = [8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 90000]
    /// Rates of samples that nothing packs (AES67), which keep time: 88.2 kHz is within 2 % of 90.
    private static let rawRates: [Int32] = [88_200, 96_000, 176_400, 192_000]

    /// The clock rate whose distance from the measured slope is below 2 %, of what looks like bare samples 0.5 %.
    ///
    /// The slope is the median over pairs half the run apart (Theil-Sen on decimated pairs).
    ///
    /// - Parameter packets: Media packets in order of arrival, without duplicates, of one payload type.
    /// - Returns: Hz; `nil` for too few packets, no time between them, or a slope that fits no rate.
    public static func clockRateHz(of packets: [PacketEvent]) -> Int32? {
        guard packets.count >= packetsNeeded, let slope = medianSlope(packets) else { return nil }
        if let raw = rawRates.first(where: { abs(slope / Double($0) - 1) <= 0.005 }), isRaw(packets) { return raw }
        let nearest = rates.min { abs(Math.log(slope / Double($0))) < abs(Math.log(slope / Double($1))) }
        guard let nearest, abs(slope / Double(nearest) - 1) <= 0.02 else { return nil }
        return nearest
    }

    /// Whether packets look like samples that nothing packs: all of one length, each at a time of its own, no pictures that
    /// a marker ends, no packets of an MPEG transport stream, which are 188 bytes each.
    private static func isRaw(_ packets: [PacketEvent]) -> Bool {
        zip(packets, packets.dropFirst()).allSatisfy { earlier, later in
            earlier.payloadLength == later.payloadLength && earlier.timestamp != later.timestamp && !later.isMarker
                && later.payloadLength % 188 != 0
        }
    }

    /// Timestamp ticks a second; `nil` where nothing advances.
    private static func medianSlope(_ packets: [PacketEvent]) -> Double? {
        let half = packets.count / 2
        var slopes: [Double] = []
        for (early, late) in zip(packets[..<half], packets[half...]) {
            let seconds = Double(late.arrival &- early.arrival) * 1e-9
            let ticks = Double(Int32(bitPattern: late.timestamp &- early.timestamp))
            if seconds > 0, ticks > 0 { slopes.append(ticks / seconds) }
        }
        guard slopes.count > half / 2 else { return nil }
        return slopes.sorted()[slopes.count / 2]
    }
}
