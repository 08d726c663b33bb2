import TestSupport
import Testing

@testable import IQOSCore

@Suite("What was captured, on the sender's clock")
struct EvidenceTrackTests {
    /// Packets of 20 ms from an encoder of 8 kHz, then of another clock, then of the first again.
    ///
    /// - Parameter timestamp: Of a packet by its number and the clock of its type.
    /// - Returns: Where each of those that came lies, ms, and how many lay over others.
    private static func places(
        clockRateHz: Int, lost: Set<Int>, jitterMs: (Int) -> Double = { _ in 0 },
        timestamp: (_ number: Int, _ clockRateHz: Int) -> Int
    ) -> (ms: [Int: Double], overlapped: Int) {
        var track = EvidenceTrack(sampleRateHz: clockRateHz)
        let samples = [Int16](repeating: 100, count: clockRateHz / 50)
        var places: [Int: Double] = [:]
        var missing = 0
        for number in 0..<300 {
            guard !lost.contains(number) else {
                missing += 1
                continue
            }
            let rate = (100..<200).contains(number) ? clockRateHz : 8000
            let arrival = TestCapture.start + Int64((Double(number) * 20 + jitterMs(number)) * 1e6)
            let stamp = UInt32(truncatingIfNeeded: timestamp(number, rate))
            if missing > 0 { track.miss(missing) }
            missing = 0
            let skipped = track.place(
                timestamp: stamp, arrival: arrival, samples: samples.count, anchor: (stamp, arrival),
                clockRateHz: Int32(rate), note: .none)
            places[number] = Double(track.track.end) * 1000 / Double(clockRateHz)
            if skipped != nil { track.append(samples.span) }
        }
        return (places, track.overlapped)
    }

    @Test(
        "where the clock of the timestamps changes, packets lie where they were sent, whichever way the sender counts",
        arguments: [48_000, 16_000], [0, 3])
    func clockChange(clockRateHz: Int, lost: Int) {
        let missing = Set(100..<100 + lost).union(200..<200 + lost)
        let waits = { (number: Int) in Double(number * 37 % 11) }
        // Each packet adds its own ticks; each timestamp is time times the rate, from an offset in time.
        let counted = { (number: Int, _: Int) in
            let others = max(0, min(number, 200) - 100)
            return 1000 + (number - others) * 160 + others * clockRateHz / 50
        }
        for offsetS in [0, 1000] {
            for timestamp in [counted, { (offsetS * 50 + $0) * $1 / 50 }] {
                let steady = Self.places(clockRateHz: clockRateHz, lost: missing, timestamp: timestamp)
                #expect(steady.overlapped == 0)
                #expect(steady.ms.allSatisfy { abs($0.value - Double($0.key) * 20) < 1e-6 })
                let shaken = Self.places(clockRateHz: clockRateHz, lost: missing, jitterMs: waits, timestamp: timestamp)
                #expect(shaken.overlapped == 0)
                #expect(shaken.ms.allSatisfy { abs($0.value - Double($0.key) * 20) < 12 })
            }
        }
    }

    @Test("what is lost behind an event is labelled there, and not before it")
    func lostBehindEvent() {
        var track = EvidenceTrack(sampleRateHz: 8000)
        let samples = [Int16](repeating: 100, count: 160)
        let arrival = { (number: Int) in TestCapture.start + Int64(number) * 20_000_000 }
        for number in 0..<100 where !(38..<73).contains(number) {
            if number == 73 {
                track.miss(2)
                for event in 40..<70 where event != 50 {
                    if event == 51 { track.miss(1) }
                    track.passEvent(arrival(event))
                }
                track.miss(3)
            }
            _ = track.place(
                timestamp: UInt32(number * 160), arrival: arrival(number), samples: 160, anchor: (0, arrival(0)),
                clockRateHz: 8000, note: .none)
            track.append(samples.span)
        }
        let marks = track.track.marks.sorted { $0.position < $1.position }
        #expect(marks.map { $0.position / 160 } == [38, 50, 70] && marks.map { $0.count / 160 } == [2, 1, 3])
        #expect(marks.map(\.lost) == [2, 1, 3])
    }
}
