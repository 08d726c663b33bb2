import TestSupport
import Testing

@testable import IQOSCore

@Suite("Inferred clock rates")
struct ClockInferenceTests {
    /// A sender of `clock` Hz behind a network whose delay is exponential with the mean `jitterMs`.
    private static func packets(
        _ count: Int, clock: Double, ptimeMs: Double = 20, jitterMs: Double = 0, seed: Int = 1,
        firstTimestamp: UInt32 = 0
    ) -> [PacketEvent] {
        var random = SeededRandom(seed)
        return (0..<count).map { index in
            let delayMs = jitterMs == 0 ? 0 : -jitterMs * Math.log(1 - random.fraction())
            return PacketEvent(
                arrival: TestCapture.start + Int64((Double(index) * ptimeMs + delayMs) * 1e6),
                sequenceNumber: UInt16(index),
                timestamp: firstTimestamp &+ UInt32((Double(index) * ptimeMs * clock / 1000).rounded()), payloadType: 96
            )
        }
    }

    @Test(
        "each usual rate is found from 100 packets, across a wrap of the timestamp too",
        arguments: [8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 90000])
    func rates(clock: Int32) {
        #expect(ClockInference.clockRateHz(of: Self.packets(100, clock: Double(clock))) == clock)
        let wrapping = Self.packets(100, clock: Double(clock), firstTimestamp: .max - 20000)
        #expect(ClockInference.clockRateHz(of: wrapping) == clock)
    }

    @Test("100 packets of Opus behind 20 ms of jitter are told from 44100 Hz", arguments: 0..<20)
    func jitter(seed: Int) {
        let found = ClockInference.clockRateHz(of: Self.packets(100, clock: 48000, jitterMs: 20, seed: seed))
        // No other rate may come out; in a few runs of a hundred none does.
        #expect(found == 48000 || found == nil)
    }

    @Test("most runs of 100 packets behind 20 ms of jitter settle the clock")
    func mostlySettled() {
        let found = (0..<100).filter {
            ClockInference.clockRateHz(of: Self.packets(100, clock: 48000, jitterMs: 20, seed: $0)) == 48000
        }
        #expect(found.count >= 95, "\(found.count)")
    }

    @Test("99 packets do not settle a clock")
    func tooFew() {
        #expect(ClockInference.clockRateHz(of: Self.packets(99, clock: 8000)) == nil)
        #expect(ClockInference.clockRateHz(of: []) == nil)
    }

    @Test("a rate 3 % off any usual one is none")
    func unusual() {
        #expect(ClockInference.clockRateHz(of: Self.packets(200, clock: 8000 * 1.03)) == nil)
        #expect(ClockInference.clockRateHz(of: Self.packets(200, clock: 8000 * 1.015)) == 8000)
        #expect(ClockInference.clockRateHz(of: Self.packets(200, clock: 1000)) == nil)
    }

    @Test(
        "bare samples have rates of their own, and pictures of unsteady pace do not",
        arguments: [88_200, 96_000, 176_400])
    func raw(clock: Int) {
        for ptimeMs in [1.0, 20] {
            let packets = Self.packets(128, clock: Double(clock), ptimeMs: ptimeMs)
            #expect(ClockInference.clockRateHz(of: packets) == Int32(clock))
        }
        // 30 pictures a second that come a little slower: packets of one length, the last of each marked.
        let pictures = Self.packets(128, clock: 88_400, ptimeMs: 34).map { packet in
            PacketEvent(
                arrival: packet.arrival, sequenceNumber: packet.sequenceNumber, timestamp: packet.timestamp,
                payloadType: 96, isMarker: true)
        }
        #expect(ClockInference.clockRateHz(of: pictures) == 90_000)
        // Seven packets of a transport stream each, through jitter.
        let transport = Self.packets(128, clock: 88_400, ptimeMs: 1.3).map { packet in
            PacketEvent(
                arrival: packet.arrival, sequenceNumber: packet.sequenceNumber, timestamp: packet.timestamp,
                payloadType: 96, payloadLength: 1316)
        }
        #expect(ClockInference.clockRateHz(of: transport) == 90_000)
    }

    @Test("timestamps or arrivals that stand still give no clock")
    func standingStill() {
        #expect(ClockInference.clockRateHz(of: Self.packets(200, clock: 0)) == nil)
        #expect(ClockInference.clockRateHz(of: Self.packets(200, clock: 8000, ptimeMs: 0)) == nil)
        let still = Self.packets(200, clock: 8000).map { packet in
            var packet = packet
            packet.arrival = TestCapture.start
            return packet
        }
        #expect(ClockInference.clockRateHz(of: still) == nil)
    }
}
