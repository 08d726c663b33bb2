import TestSupport
import Testing

@testable import IQOSCore

@Suite("Steps of the capture's clock")
struct CaptureStepsTests {
    /// Packets every 20 ms, from the tenth on with arrivals and timestamps moved by so many seconds.
    private static func back(arrivals: Int64, timestamps: Int = 0) -> Int64 {
        var steps = CaptureSteps()
        for index in 0..<20 {
            let (moved, ticks) = index < 10 ? (0, 0) : (arrivals, timestamps * 8000)
            steps.follow(
                PacketEvent(
                    arrival: (1_000_000 + moved) * 1_000_000_000 + Int64(index) * 20_000_000,
                    sequenceNumber: UInt16(index), timestamp: UInt32(truncatingIfNeeded: index * 160 + ticks)),
                clockRateHz: 8000)
        }
        return steps.back / 1_000_000_000
    }

    @Test("a clock set back, or ahead by half a day, while the timestamps go on is taken out")
    func steps() {
        #expect(Self.back(arrivals: -3) == 3 && Self.back(arrivals: -86_400) == 86_400)
        #expect(Self.back(arrivals: 43_201) == -43_201 && Self.back(arrivals: 56 * 31_557_600) == -56 * 31_557_600)
    }

    @Test("a pause is none: shorter, or one that the timestamps have as well")
    func pauses() {
        #expect(Self.back(arrivals: 0) == 0 && Self.back(arrivals: -1) == 0 && Self.back(arrivals: 43_199) == 0)
        #expect(Self.back(arrivals: 86_400, timestamps: 86_400) == 0)
        // Timestamps that begin anew say nothing.
        #expect(Self.back(arrivals: 86_400, timestamps: -5) == 0)
    }
}
