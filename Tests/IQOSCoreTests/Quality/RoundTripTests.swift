import Testing

@testable import IQOSCore

@Suite("Round-trip time (RFC 3550 §6.4.1)")
struct RoundTripTests {
    private static func trip(
        sent: [(UInt32, Int64)], answered: [(last: UInt32, delay: UInt32, at: Int64)]
    ) -> RoundTrip {
        var trip = RoundTrip()
        for report in sent { trip.sent(middle: report.0, at: report.1) }
        for answer in answered { trip.answered(lastReport: answer.last, delay: answer.delay, at: answer.at) }
        return trip
    }

    @Test("the RFC's example is 6.125 s, captured at the sender")
    func atSender() {
        // LSR = 0xb705:2000 = 46853.125 s, A = 0xb710:8000 = 46864.5 s, DLSR = 5.25 s.
        let trip = Self.trip(
            sent: [(0xB705_2000, 46_853_125_000_000)], answered: [(0xB705_2000, 0x0005_4000, 46_864_500_000_000)])
        #expect(trip.samplesMs.minimum == 6125 && trip.invalid == 0)
    }

    @Test("seen from the middle: 10.000 s, 10.125 s and 62.5 ms held make 62.5 ms")
    func middle() {
        let trip = Self.trip(sent: [(0xAB, 10_000_000_000)], answered: [(0xAB, 0x1000, 10_125_000_000)])
        #expect(trip.samplesMs.minimum == 62.5 && trip.samplesMs.median == 62.5 && trip.invalid == 0)
    }

    @Test("an answer to no report, or to another one, says nothing")
    func unmatched() {
        let trip = Self.trip(sent: [(0xAB, 0)], answered: [(0, 0, 5_000_000), (0xAC, 0, 5_000_000)])
        #expect(trip.samplesMs.count == 0 && trip.invalid == 0 && trip.samplesMs.median == nil)
    }

    @Test("a delay that would make the way shorter than nothing, or longer than 10 s, is counted as wrong")
    func invalid() {
        let trip = Self.trip(
            sent: [(1, 0)], answered: [(1, 0x1_0000, 500_000_000), (1, 0, 10_000_000_001), (1, 3, 30_000)])
        #expect(trip.invalid == 2)
        // 3/65536 s are 46 µs, held for 30 µs: rounding of a way of nothing.
        #expect(trip.samplesMs.count == 1 && trip.samplesMs.minimum == 0)
    }

    @Test("only the last reports can be answered")
    func memory() {
        let sent = (1...20).map { (UInt32($0), Int64($0)) }
        let trip = Self.trip(sent: sent, answered: [(12, 0, 1_000_000), (13, 0, 1_000_000)])
        #expect(trip.samplesMs.count == 1)
    }

    @Test("the median of a long series stays near the true one and takes no more room")
    func thinned() {
        var samples = ThinnedSamples()
        for index in 0..<100_000 { samples.add(Double(index * 7919 % 100_000)) }
        #expect(samples.count == 100_000 && samples.minimum == 0)
        #expect(abs((samples.median ?? 0) - 50_000) < 8_000)
    }
}
