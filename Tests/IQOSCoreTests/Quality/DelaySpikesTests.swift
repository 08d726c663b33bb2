import TestSupport
import Testing

@testable import IQOSCore

@Suite("Delay spikes")
struct DelaySpikesTests {
    /// Spikes of a stream whose packets are delayed so, through the whole analysis.
    private static func spikes(_ count: Int = 1000, delay: @escaping (Int) -> Int64) -> DelaySpikesReport? {
        TestCapture(SimulatedPacket.steady(count, delay: delay)).scanned().streams.first?.delaySpikes
    }

    @Test("a steady stream, one with little jitter and one that pauses in silence have none")
    func none() {
        #expect(Self.spikes { _ in 0 } == nil)
        #expect(Self.spikes { Int64($0 % 4) * 10_000_000 } == nil)
        let silent = (0..<400).map { index in
            SimulatedPacket(
                arrival: TestCapture.start + Int64(index) * 20_000_000 + (index < 200 ? 0 : 5_000_000_000),
                sequence: index, timestamp: index * 160 + (index < 200 ? 0 : 40_000), isMarker: index == 200)
        }
        #expect(TestCapture(silent).scanned().streams.first?.delaySpikes == nil)
    }

    @Test("a queue that is caught up with is a spike that does not last", arguments: [300, 301, 307, 315])
    func queue(start: Int) throws {
        // 200 ms of standstill: the packets behind it come 2 ms apart until the delay is gone.
        let spikes = try #require(Self.spikes { $0 < start ? 0 : max(0, 200_000_000 - Int64($0 - start) * 18_000_000) })
        #expect(spikes.count == 1 && spikes.lasting == 0 && abs(spikes.longestMs - 200) < 1e-6)
    }

    @Test("a pause of the sender is a spike that lasts", arguments: [300, 301, 307, 315])
    func pause(start: Int) throws {
        let spikes = try #require(Self.spikes { $0 < start ? 0 : 150_000_000 })
        #expect(spikes.count == 1 && spikes.lasting == 1 && abs(spikes.lastingMs - 150) < 1e-6)
        #expect(spikes.agreed == 0)
    }

    @Test("the longest spike that was caught up with is told apart from one that stayed")
    func caughtUp() throws {
        let spikes = try #require(
            Self.spikes { ($0 < 300 ? 0 : 500_000_000) + ($0 == 600 ? 90_000_000 : $0 == 990 ? 120_000_000 : 0) })
        #expect(spikes.count == 3 && spikes.lasting == 1)
        #expect(abs(spikes.longestMs - 500) < 1e-6 && abs(spikes.longestCaughtMs - 120) < 1e-6)
    }

    @Test(
        "a slow clock across a hold on which the timestamps go on is none; what stays beyond it is",
        arguments: [0, 150])
    func drift(missingMs: Int) throws {
        let packets = (0..<6000).map { index in
            let slot = index + index / 2000 * 30_000
            let late = index < 4000 ? 0 : missingMs
            return SimulatedPacket(
                arrival: TestCapture.start + Int64(slot) * 20_002_000 + Int64(late) * 1_000_000, sequence: index,
                timestamp: slot * 160, isMarker: index % 2000 == 0)
        }
        let stream = try #require(TestCapture(packets).scanned().streams.first)
        #expect(abs((stream.clockDriftPpm ?? 0) + 100) < 1)
        let spikes = try #require(stream.delaySpikes)
        #expect(spikes.lasting == (missingMs > 0 ? 1 : 0) && abs(spikes.lastingMs - Double(missingMs)) < 1)
    }

    @Test("spikes that lasted are kept with the arrivals around them, up to a cap")
    func kept() {
        var spikes = DelaySpikes()
        for index in 0..<Int64(100) {
            let before = index * 10_000_000_000
            spikes.add(
                differenceMs: 2000, transitMs: Double(index + 1) * 2000, arrival: before + 2_020_000_000, origin: 0)
            for next in 0..<Int64(DelaySpikes.watched) {
                spikes.add(
                    differenceMs: 0, transitMs: Double(index + 1) * 2000,
                    arrival: before + 2_040_000_000 + next * 20_000_000, origin: 0)
            }
        }
        #expect(spikes.lasting == 100 && spikes.kept.count == DelaySpikes.lastingKept)
        #expect(spikes.kept[1] == .init(start: 10_020_000_000, end: 12_020_000_000, stayedMs: 2000))
    }

    @Test("spikes every two seconds have that period")
    func periodic() throws {
        let spikes = try #require(Self.spikes(3000) { $0 % 100 == 50 ? 60_000_000 : 0 })
        #expect(spikes.count == 30 && spikes.lasting == 0)
        #expect(abs((spikes.periodS ?? 0) - 2) < 0.01)
    }

    @Test("times are capped, the count is not")
    func cap() {
        var spikes = DelaySpikes()
        for index in 0..<Int64(10_000) {
            spikes.add(differenceMs: 50, transitMs: 50, arrival: index * 1_000_000, origin: 0)
        }
        #expect(spikes.count == 10_000 && spikes.timesMs.count == DelaySpikes.timesKept)
    }
}
