import TestSupport
import Testing

@testable import IQOSCore

/// Both passes over the timing of a stream, without its sound.
@Suite("A sender's clock on the capture's")
struct CaptureClockTests {
    /// A sender that is `ppm` fast, 60 ms a packet, in talkspurts of about 8 s with silence of 4 s.
    ///
    /// - Returns: For each packet when it was sent and where it is heard, s.
    private static func places(
        ppm: Double, seconds: Double, jitterMs: Double, seed: Int, restartAt: Double = .infinity,
        lead: Int = 0
    ) -> [(sent: Double, heard: Double)] {
        var random = SeededRandom(seed)
        var packets: [(event: PacketEvent, sent: Double)] = []
        var last = Int64.min
        for slot in 0..<Int(seconds / 0.06) where slot % 200 < 130 {
            let sent = Double(slot) * 0.06 / (1 + ppm * 1e-6)
            let wait = -jitterMs * 1e6 * ExactMath.log(1 - random.fraction())
            last = max(last + 1000, TestCapture.start + Int64(sent * 1e9) + Int64(wait))
            let shift = sent >= restartAt ? 5_000_000 : 0
            packets.append(
                (
                    PacketEvent(
                        arrival: last, sequenceNumber: UInt16(truncatingIfNeeded: packets.count),
                        timestamp: UInt32(truncatingIfNeeded: slot * 480 + shift + slot / 200 * lead),
                        isMarker: slot % 200 == 0), sent
                ))
        }
        let origin = packets[0].event.arrival
        var (tracker, drift) = (TransitTracker(), ClockDrift())
        for (event, _) in packets {
            let step = tracker.add(event, clockRateHz: 8000)
            if step.isRestart { drift.cut() }
            drift.add(time: event.arrival - origin, transitMs: step.transitMs)
        }
        let line = drift.line(origin: origin)
        var clock = CaptureClock(line, sampleRateHz: 8000, callStart: TestCapture.start)
        tracker = TransitTracker()
        return packets.map { event, sent in
            let step = tracker.add(event, clockRateHz: 8000)
            let position = clock.position(
                of: step, arrival: event.arrival, clockRateHz: 8000, isAnchor: step.startsTalkspurt, heldMs: 0)
            return (sent, Double(position) / line.rate / 8000)
        }
    }

    @Test(
        "in an hour of talkspurts no packet is heard more than half a millisecond from where it was sent",
        arguments: [-500.0, -100, 0, 500], [0.0, 5])
    func hour(ppm: Double, jitterMs: Double) {
        let places = Self.places(ppm: ppm, seconds: 3600, jitterMs: jitterMs, seed: 3)
        #expect((places.map { abs($0.sent - $0.heard) * 1000 }.max() ?? 1) < 0.5)
    }

    @Test("nor where the timestamps lead by some more at each pause", arguments: [0.0, 100], [400, 1600])
    func lead(ppm: Double, lead: Int) {
        let places = Self.places(ppm: ppm, seconds: 600, jitterMs: 0, seed: 5, lead: lead)
        #expect((places.map { abs($0.sent - $0.heard) * 1000 }.max() ?? 1) < 0.5)
    }

    @Test("nor behind a timestamp that restarts", arguments: [-500.0, 500])
    func restart(ppm: Double) {
        let places = Self.places(ppm: ppm, seconds: 1200, jitterMs: 2, seed: 4, restartAt: 700)
        #expect((places.map { abs($0.sent - $0.heard) * 1000 }.max() ?? 1) < 0.5)
    }
}
