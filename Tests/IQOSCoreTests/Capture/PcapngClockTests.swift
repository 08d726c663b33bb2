import Testing

@testable import IQOSCore

@Suite("pcapng clock (if_tsresol, if_tsoffset)")
struct PcapngClockTests {
    // Quotients by Python's integers: ticks * 10**9 // 10**n, ticks * 10**9 // 2**n.
    @Test(
        "ticks of any resolution come out in nanoseconds, rounded down",
        arguments: [
            (6, 1_700_000_000_123_456, 1_700_000_000_123_456_000),
            (9, 1_700_000_000_123_456_789, 1_700_000_000_123_456_789),
            (0, 1_700_000_000, 1_700_000_000_000_000_000), (12, 1_700_000_000_123_999, 1_700_000_000_123),
            (20, 18_446_744_073_709_551_615, 184_467_440), (29, 18_446_744_073_709_551_615, 0), (127, 5, 0),
            (0x80, 3, 3_000_000_000), (0x80 | 20, 1_048_577, 1_000_000_953),
            (0x80 | 32, 7_301_444_403_200_000_000, 1_700_000_000_000_000_000), (0xFF, .max, 0),
        ] as [(UInt8, UInt64, Int64)])
    func resolution(resolution: UInt8, ticks: UInt64, arrival: Int64) {
        #expect(PcapngClock(resolution: resolution).arrival(ticks: ticks) == arrival)
    }

    @Test(
        "a time before 1970 or after 2116 is no time",
        arguments: [(6, UInt64.max, 0), (0, .max, 0), (6, 0, -1), (6, 0, .max), (6, 0, .min), (0x80, .max, .max)]
            as [(UInt8, UInt64, Int64)])
    func unbelievable(resolution: UInt8, ticks: UInt64, offsetSeconds: Int64) {
        let clock = PcapngClock(resolution: resolution, offsetSeconds: offsetSeconds)
        #expect(clock.arrival(ticks: ticks) == FrameRef.noArrival)
    }

    @Test("the offset may be negative")
    func negativeOffset() {
        #expect(PcapngClock(resolution: 6, offsetSeconds: -1).arrival(ticks: 1_500_000) == 500_000_000)
    }
}
