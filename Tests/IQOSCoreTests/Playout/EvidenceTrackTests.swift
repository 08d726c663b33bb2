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
            places[number] = Double(track.position) * 1000 / Double(clockRateHz)
            if skipped != nil { Self.put(samples, into: &track) }
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

    /// Timestamps of packets of 20 ms at 8 kHz by their number.
    enum Order: CaseIterable, Sendable {
        case oneAhead, firstAhead, pairs, back

        func timestamp(_ number: Int) -> Int {
            switch self {
            case .oneAhead: 10_000 + number * 160 + (number == 100 ? 2400 : 0)
            case .firstAhead: 10_000 + number * 160 + (number == 0 ? 3200 : 0)
            case .pairs: 10_000 + (number ^ 1) * 160
            case .back: 100_000 + number * 160 - number / 50 * 1760
            }
        }
    }

    @Test(
        "every packet has its place, in whatever order the timestamps are; only what is taken is lost",
        arguments: Order.allCases)
    func timestampsAhead(order: Order) {
        var track = EvidenceTrack(sampleRateHz: 8000)
        let timestamps = (0..<300).map(order.timestamp)
        let first = timestamps.min() ?? 0
        var expected = [Int16](repeating: 0, count: (timestamps.max() ?? 0) - first + 160)
        var (overlapped, found) = (0, expected)
        for (number, timestamp) in timestamps.enumerated() {
            let place = timestamp - first..<timestamp - first + 160
            if expected[place].contains(where: { $0 != 0 }) { overlapped += 1 }
            for index in place where expected[index] == 0 { expected[index] = Int16(number + 1) }
            let arrival = TestCapture.start + Int64(number) * 20_000_000
            let stamp = (timestamp: UInt32(timestamp), arrival: arrival)
            let skipped = track.place(
                timestamp: stamp.timestamp, arrival: arrival, samples: 160, anchor: stamp, clockRateHz: 8000,
                note: .none)
            guard let skipped else { continue }
            Self.put([Int16](repeating: Int16(number + 1), count: 160), from: skipped, into: &track)
        }
        for piece in track.takeSettled(isLast: true) { track.append(piece) }
        track.finish()
        for piece in track.takeReady() {
            for (index, sample) in piece.samples.enumerated() { found[piece.position + index] = sample }
        }
        #expect(found == expected && track.track.end == expected.count)
        #expect(track.overlapped == overlapped && track.timestampJumps == 0)
        #expect(order == .back || track.track.marks.allSatisfy { $0.note == .overlapped && $0.value == overlapped })
    }

    private static func put(_ samples: [Int16], from skipped: Int = 0, into track: inout EvidenceTrack) {
        guard track.waits else { return track.append(samples.span.extracting(droppingFirst: skipped)) }
        track.wait(samples.span, WaitingSound.Piece(position: 0, time: 0, samples: [], fullScale: .max))
        for piece in track.takeSettled() { track.append(piece) }
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
            Self.put(samples, into: &track)
        }
        let marks = track.track.marks.sorted { $0.position < $1.position }
        #expect(marks.map { $0.position / 160 } == [38, 50, 70] && marks.map { $0.count / 160 } == [2, 1, 3])
        #expect(marks.map(\.lost) == [2, 1, 3])
    }
}
