import Testing

@testable import IQOSCore

@Suite("RTCP (RFC 3550 §6)")
struct RTCPSenderTests {
    // 1 January 1970 is 2208988800 s after 1900 (RFC 5905 figure 4); half a second is 0x80000000.
    @Test("NTP time counts from 1900 in 32.32 fixed point")
    func ntp() {
        #expect(RTCPSender.ntp(500_000_000) == (2_208_988_800 as UInt64) << 32 | 0x8000_0000)
    }

    // By hand from A.8's recurrence: transits 0,0,40,-16,0,240,88,0 ticks; 16 J is 0,0,40,93,103,337,468,527.
    @Test("jitter is that of A.8 in integers")
    func jitter() {
        let arrivals: [Int64] = [0, 20, 45, 58, 80, 130, 131, 140]
        var statistics = ReceptionStatistics(firstSequence: 0)
        var reported: [UInt32] = []
        for (index, arrival) in arrivals.enumerated() {
            statistics.add(packet(index), arrival: arrival * 1_000_000)
            let block = statistics.block(ssrc: 1, lastReport: 0, delay: 0)
            reported.append(block[12..<16].reduce(0) { $0 << 8 | UInt32($1) })
        }
        #expect(reported == [0, 0, 2, 5, 6, 21, 29, 32])
    }

    @Test("a block tells the fraction since the last block and all losses since the start")
    func losses() {
        var statistics = ReceptionStatistics(firstSequence: 10)
        for sequence in [10, 11, 13, 14] { statistics.add(packet(sequence), arrival: 0) }
        let first = statistics.block(ssrc: 1, lastReport: 0, delay: 0)
        // One of five: 256 / 5 = 51. Highest 14.
        #expect(first[4..<12] == [51, 0, 0, 1, 0, 0, 0, 14])
        for sequence in [15, 15, 16] { statistics.add(packet(sequence), arrival: 0) }
        let second = statistics.block(ssrc: 1, lastReport: 0, delay: 0)
        // The copy makes up for the loss (A.3): none since, none in all.
        #expect(second[4..<12] == [0, 0, 0, 0, 0, 0, 0, 16])
    }

    private func packet(_ sequence: Int) -> SentPacket {
        SentPacket(
            sequence: sequence, timestamp: UInt32(sequence * 160), payloadType: 0, isMarker: false,
            content: .audio(0..<160), sendTick: sequence * 160)
    }
}
