import TestSupport
import Testing

@testable import IQOSCore

@Suite("Kinds of duplicates")
struct DuplicateKindTests {
    /// What the copy of a packet has otherwise.
    enum Copy: String, CaseIterable {
        case nothing, otherVLAN, otherAddress, fewerHops, otherNumber, otherPayload, otherTimestamp
    }

    /// The kinds of a stream's duplicates.
    struct Kinds: Equatable, CustomStringConvertible {
        var capture = 0
        var network = 0
        var conflict = 0

        var description: String { "\(capture) captured twice, \(network) sent again, \(conflict) in conflict" }
    }

    private static func frame(_ packet: SimulatedPacket, number: Int, hops: UInt8 = 64) -> [UInt8] {
        let rtp = WireBytes.rtp(
            sequence: Int(packet.sequence), timestamp: Int(packet.timestamp), payload: packet.payload)
        var internet = WireBytes.ipv4(0x0A00_0001, 0x0A00_0002, WireBytes.udp(16384, 20000, rtp))
        internet.replaceSubrange(4..<6, with: WireBytes.bigEndian16(number))
        internet[8] = hops
        return internet
    }

    /// 100 packets, every `every`th of which comes again after a delay.
    private static func kinds(_ copy: Copy, delayMs: Int64, isNumbered: Bool = true, every: Int = 1) throws -> Kinds {
        var capture = TestCapture()
        for (index, packet) in SimulatedPacket.steady(100).enumerated() {
            let number = isNumbered ? 1000 + index : 0
            capture.append(frame: WireBytes.ethernet(frame(packet, number: number)), arrival: packet.arrival)
            guard index % every == 0 else { continue }
            var again = packet
            if copy == .otherPayload { again.payload[100] ^= 1 }
            if copy == .otherTimestamp { again.timestamp += 8000 }
            let internet = frame(
                again, number: copy == .otherNumber ? number + 7000 : number, hops: copy == .fewerHops ? 61 : 64)
            var bytes = WireBytes.ethernet(internet, tags: copy == .otherVLAN ? [(0x8100, 7)] : [])
            if copy == .otherAddress { bytes[5] ^= 1 }
            capture.append(frame: bytes, arrival: packet.arrival + delayMs * 1_000_000 + 1)
        }
        capture.sort()
        let streams = capture.scanned().streams
        try #require(streams.count == 1)
        let packets = streams[0].packets
        #expect(packets.unique == 100 && packets.lost == 0 && packets.duplicates == (100 + every - 1) / every)
        return Kinds(
            capture: packets.captureDuplicates, network: packets.networkDuplicates,
            conflict: packets.conflictingDuplicates)
    }

    @Test(
        "a datagram seen at another place is captured twice, however late",
        arguments: [Copy.otherVLAN, .otherAddress, .fewerHops], [0, 1, 5, 30, 200, 900])
    func elsewhere(copy: Copy, delayMs: Int64) throws {
        #expect(try Self.kinds(copy, delayMs: delayMs) == Kinds(capture: 100))
        #expect(try Self.kinds(copy, delayMs: delayMs, isNumbered: false) == Kinds(capture: 100))
    }

    @Test(
        "a copy at the same place, later than a mirror's, was sent again or doubled on its way",
        arguments: [3, 20, 40, 200])
    func sentAgain(delayMs: Int64) throws {
        #expect(try Self.kinds(.nothing, delayMs: delayMs) == Kinds(network: 100))
        #expect(try Self.kinds(.otherNumber, delayMs: delayMs) == Kinds(network: 100))
        #expect(try Self.kinds(.nothing, delayMs: delayMs, isNumbered: false) == Kinds(network: 100))
        #expect(try Self.kinds(.otherNumber, delayMs: delayMs, every: 10) == Kinds(network: 10))
    }

    @Test(
        "copies of a second capture are captured twice, however late; where a capture is split, those of the network are not",
        arguments: [0, 3, 90, 200, 1900])
    func otherFile(delayMs: Int64) throws {
        for count in [120, 300] {
            var capture = TestCapture(SimulatedPacket.steady(count))
            for frame in capture.frames {
                var copy = frame
                copy.arrival += delayMs * 1_000_000
                copy.file = 1
                capture.frames.append(copy)
            }
            capture.sort()
            let packets = try #require(capture.scanned().streams.first).packets
            #expect(packets.unique == count && packets.captureDuplicates == count, "\(count)")
            for index in capture.frames.indices { capture.frames[index].file = 0 }
            let whole = try #require(capture.scanned().streams.first).packets
            #expect(try #require(capture.scanned(files: 3).streams.first).packets == whole)
        }
    }

    @Test("no network is so fast that a copy within 2 ms is its own", arguments: Copy.allCases)
    func fast(copy: Copy) throws {
        let isConflict = copy == .otherPayload || copy == .otherTimestamp
        let kinds = try Self.kinds(copy, delayMs: 0, every: 4)
        // Of the first two only the packets before are known, not their bytes.
        if isConflict { #expect(kinds.conflict >= 23 && kinds.network == 0, "\(kinds)") }
        if !isConflict { #expect(kinds == Kinds(capture: 25)) }
    }

    @Test("other contents under a number are in conflict, and make no loss", arguments: [0, 20, 100])
    func conflict(delayMs: Int64) throws {
        for copy in [Copy.otherPayload, .otherTimestamp] {
            let kinds = try Self.kinds(copy, delayMs: delayMs, every: 4)
            #expect(kinds.conflict >= 23 && kinds.capture + kinds.network + kinds.conflict == 25, "\(kinds)")
        }
    }

    @Test(
        "numbers that begin anew near where they are, with other timestamps, are in conflict, behind a pause a segment",
        arguments: [60_000, 987_654, 500_000_000, 0xFFEE_0000])
    func restartNearby(firstTimestamp: Int) throws {
        for (startMs, isPause) in [(1900, false), (4000, true)] {
            var capture = TestCapture(SimulatedPacket.steady(80), ssrc: 7)
            capture.append(
                SimulatedPacket.steady(
                    400, start: TestCapture.start + Int64(startMs) * 1_000_000, firstSequence: 100,
                    firstTimestamp: firstTimestamp),
                ssrc: 7
            )
            capture.sort()
            let packets = try #require(capture.scanned().streams.first).packets
            let copies = isPause ? 0 : 80
            #expect(packets.duplicates == copies && packets.conflictingDuplicates == copies)
            #expect(packets.unique == 480 - copies && packets.lost == 0)
        }
    }

    @Test("copies behind a quiet hour of a call are compared again")
    func late() throws {
        var capture = TestCapture()
        for (index, packet) in SimulatedPacket.steady(1000).enumerated() {
            let frame = Self.frame(packet, number: index)
            capture.append(frame: WireBytes.ethernet(frame), arrival: packet.arrival)
            guard index >= 700 else { continue }
            capture.append(frame: WireBytes.ethernet(frame, tags: [(0x8100, 7)]), arrival: packet.arrival + 30_000_000)
        }
        capture.sort()
        let packets = try #require(capture.scanned().streams.first).packets
        #expect(packets.captureDuplicates == 300 && packets.duplicates == 300)
    }

    @Test(
        "what a second capture has far behind is copied, whatever the jitter", arguments: [2100, 5000, 9000], [0, 12])
    func secondCapture(delayMs: Int64, jitterMs: Int) throws {
        var capture = TestCapture()
        var random = SeededRandom(jitterMs + 1)
        let report = RTCPBytes.senderReport(ssrc: 0x1122_3344, ntp: 3 << 32, packets: 90)
        for (index, packet) in SimulatedPacket.steady(800).enumerated() {
            let frame = WireBytes.ethernet(Self.frame(packet, number: index))
            let late = [0, delayMs].map { $0 * 1_000_000 + Int64(random.below(jitterMs + 1)) * 1_000_000 }
            for late in late { capture.append(frame: frame, arrival: packet.arrival + late) }
            guard index == 90 else { continue }
            let datagram = WireBytes.ethernet(
                WireBytes.ipv4(0x0A00_0001, 0x0A00_0002, WireBytes.udp(16384, 20000, report)))
            for late in late { capture.append(frame: datagram, arrival: packet.arrival + late) }
        }
        capture.sort()
        let stream = try #require(capture.scanned().streams.first)
        #expect(stream.packets.unique == 800 && stream.packets.lost == 0 && stream.segments.count == 1)
        #expect(stream.packets.captureDuplicates + stream.packets.copiesBehind == 800)
        #expect(stream.packets.captured == 1600 && stream.packets.stray == stream.packets.copiesBehind)
        #expect(stream.rtcp?.senderReports == 1)
        #expect(stream.findings.contains { $0.code == "mirror-duplicates" })
    }

    @Test("the kinds are the same, however frames are handed over", arguments: [2, 7, 50])
    func batches(count: Int) {
        var capture = TestCapture()
        for (index, packet) in SimulatedPacket.steady(300).enumerated() {
            let frame = Self.frame(packet, number: index)
            capture.append(frame: WireBytes.ethernet(frame), arrival: packet.arrival)
            guard index % 3 == 0 else { continue }
            capture.append(frame: WireBytes.ethernet(frame, tags: [(0x8100, 7)]), arrival: packet.arrival + 50_000_000)
        }
        capture.sort()
        let whole = capture.scanned().streams.map(\.packets)
        #expect(capture.scanned(batches: count).streams.map(\.packets) == whole)
        #expect(capture.scanned(files: 2).streams.map(\.packets) == whole)
    }
}
