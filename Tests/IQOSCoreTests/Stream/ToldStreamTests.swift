import TestSupport
import Testing

@testable import IQOSCore

@Suite("Streams that something else tells of")
struct ToldStreamTests {
    /// A call whose answering side sends nothing that is not in `packets`.
    private static func call(_ packets: [SimulatedPacket]) -> ScanOutcome {
        TestCapture.scanned { capture in
            capture.setUp(at: 0, offer: CallScript.audio(1, 16384, "0"), answer: CallScript.audio(2, 20000, "0"))
            capture.append(
                packets.map { packet in
                    var later = packet
                    later.arrival += 1_000_000_000
                    return later
                })
        }
    }

    private static func lossy(_ percent: Double, seed: Int) -> [SimulatedPacket] {
        var random = SeededRandom(seed)
        let lost = Set((0..<3000).filter { _ in random.chance(percent / 100) })
        return SimulatedPacket.steady(3000, lost: lost)
    }

    @Test("nearly all of its packets may be lost", arguments: [95.0, 97, 98, 99], 1...4)
    func lossy(percent: Double, seed: Int) {
        let packets = Self.lossy(percent, seed: seed)
        #expect(Self.call(packets).streams.map(\.packets.captured) == [packets.count])
        var reported = TestCapture(packets)
        reported.append(
            datagram: RTCPBytes.senderReport(ssrc: 0x1122_3344, ntp: 1 << 32, packets: 10),
            arrival: TestCapture.start + 1_000_000_000, on: TestCapture.Path(from: 16385, to: 20001))
        reported.sort()
        #expect(reported.scanned().streams.map(\.packets.captured) == [packets.count])
    }

    @Test("alone, packets whose numbers are far apart are none, nor are far numbers under any timestamp")
    func untold() {
        #expect(TestCapture(Self.lossy(99, seed: 1)).scanned().streams.isEmpty)
        var random = SeededRandom(2)
        let any = Self.lossy(99, seed: 1).map { packet in
            var packet = packet
            packet.timestamp &+= UInt32(random.below(4000))
            return packet
        }
        #expect(Self.call(any).streams.isEmpty)
    }

    @Test("any number of payload types, or words that begin anew without a pause, are believed then")
    func anything() {
        let types = SimulatedPacket.steady(600).enumerated().map { index, packet in
            var packet = packet
            packet.type = 96 + index / 30
            return packet
        }
        #expect(TestCapture(types).scanned().streams.isEmpty)
        #expect(Self.call(types).streams.map(\.packets.captured) == [600])
        var random = SeededRandom(3)
        let loop = SimulatedPacket.steady(640, type: 105).enumerated().map { index, packet in
            var packet = packet
            packet.sequence = UInt16(index % 64)
            packet.payload = random.bytes(160)
            return packet
        }
        #expect(TestCapture(loop).scanned().streams.isEmpty)
        #expect(Self.call(loop).streams.map(\.packets.captured) == [640])
    }
}
