import TestSupport
import Testing

@testable import IQOSCore

@Suite("Looking ahead")
struct LookaheadTests {
    /// Streams that lose, repeat and disorder packets, with talkspurts, RTCP and foreign frames between them.
    private static func capture(_ random: inout SeededRandom, streams: Int) -> TestCapture {
        var capture = TestCapture()
        for number in 0..<streams {
            let lost = Set((0..<200).filter { _ in random.chance(0.03) })
            var packets = SimulatedPacket.steady(
                200, start: TestCapture.start + Int64(number) * 900_000, firstSequence: 65_500, lost: lost)
            for index in packets.indices {
                packets[index].arrival += Int64(random.below(random.chance(0.05) ? 60_000_000 : 8_000_000))
                packets[index].isMarker = random.chance(0.01)
            }
            packets += packets.filter { _ in random.chance(0.01) }
            let path = TestCapture.Path(0x0A00_0100 + number)
            capture.append(packets, on: path, ssrc: number)
            for second in 0..<4 {
                let arrival = TestCapture.start + Int64(second) * 1_000_000_000
                capture.append(datagram: [0x80, 0xC9, 0, 1, 0, 0, 0, UInt8(number)], arrival: arrival, on: path)
                capture.append(frame: [1, 2, 3], arrival: arrival)
            }
        }
        capture.sort()
        return capture
    }

    @Test("packets come to the same however many of them are looked at together", arguments: 0..<4)
    func groups(seed: Int) {
        var random = SeededRandom(seed)
        let capture = Self.capture(&random, streams: 12)
        let whole = capture.scanned()
        #expect(whole.streams.count == 12)
        for batches in [capture.frames.count, 100, 7] {
            let parts = capture.scanned(batches: batches)
            #expect(parts.text == whole.text && parts.counters == whole.counters, "\(batches) batches")
        }
    }

    @Test("what is asked for before a run is measured is what measuring it changes, and little more")
    func busyBytes() {
        var packets: [PacketEvent] = []
        for number in 0..<2000 {
            let arrival: Int64 = TestCapture.start + Int64(number * 20_000_000 + number % 7 * 900_000)
            packets.append(
                PacketEvent(arrival: arrival, sequenceNumber: UInt16(number), timestamp: UInt32(160 * number)))
        }
        let store = StreamStore()
        store.append(
            StreamAnalyzer(
                key: StreamKeyTests.key(1), encapsulation: Encapsulation(), first: packets[0],
                options: StreamOptions()))
        var (live, log) = (StreamScanner.Live(hash: 0, ssrc: 1, first: packets[0]), StreamLog())
        var ends: [Int] = []
        for packet in packets where !live.take(packet) {
            let before = Self.state(store)
            store[0].ingest(live.run, &live.times, log: &log)
            live.empty()
            let after = Self.state(store)
            if let last = before.indices.last(where: { before[$0] != after[$0] }) { ends.append(last + 1) }
            if !live.take(packet) { live.begin(store[0].ingest(packet, log: &log), after: packet) }
        }
        // One interval ends every eighth run; what that changes lies farther behind.
        ends.sort()
        let (end, busyBytes) = (ends[ends.count * 3 / 4], StreamAnalyzer.busyBytes)
        #expect(ends.count > 50 && end <= busyBytes && busyBytes - end < 192, "\(ends)")
    }

    private static func state(_ store: StreamStore) -> [UInt8] {
        // Safe: the state lies there as long as the store lives, and has so many bytes.
        Array(UnsafeRawBufferPointer(start: store.pointer(to: 0), count: MemoryLayout<StreamAnalyzer>.size))
    }
}
