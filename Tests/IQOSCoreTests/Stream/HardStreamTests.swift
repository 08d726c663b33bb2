import TestSupport
import Testing

@testable import IQOSCore

/// RTP that is easily missed.
@Suite("Streams that are hard to find")
struct HardStreamTests {
    @Test("heavy reordering hides neither stream nor packet", arguments: 0..<10)
    func reordered(seed: Int) {
        var random = SeededRandom(seed)
        var packets = SimulatedPacket.steady(400) { _ in Int64(random.below(120)) * 1_000_000 }
        packets.sort { $0.arrival < $1.arrival }
        let streams = TestCapture(packets).scanned().streams
        #expect(streams.map(\.packets.unique) == [400] && streams.first?.packets.lost == 0)
    }

    @Test("a call on a port of DNS or QUIC, with SSRC 0, is found", arguments: [53, 443])
    func foreignPort(port: Int) {
        var random = SeededRandom(1)
        var capture = TestCapture()
        let path = TestCapture.Path(from: 40_001, to: port)
        capture.append(SimulatedPacket.steady(60), on: path, ssrc: 0)
        for index in 0..<60 {
            let noise =
                port == 53 ? bytes("1a2b 0100 0001 0000 0000 0000 03777777 00 0001 0001") : [0x45] + random.bytes(70)
            capture.append(datagram: noise, arrival: TestCapture.start + Int64(index) * 19_000_000, on: path)
        }
        capture.sort()
        #expect(capture.scanned().streams.map(\.packets.captured) == [60])
    }

    @Test("a header that is all the snap length left is enough", arguments: [54, 60])
    func headersOnly(snapLength: Int) {
        var capture = TestCapture(SimulatedPacket.steady(50))
        for index in capture.frames.indices {
            capture.frames[index].bytes.removeLast(capture.frames[index].bytes.count - snapLength)
        }
        let streams = capture.scanned().streams
        #expect(streams.map(\.packets.captured) == [50] && streams.first?.packets.lost == 0)
    }

    @Test("talk spurts with long silences between them are one stream")
    func silences() {
        let packets = (0..<20).flatMap { (spurt: Int) -> [SimulatedPacket] in
            let start: Int64 = TestCapture.start + Int64(spurt) * 8_000_000_000
            return SimulatedPacket.steady(
                4, start: start, firstSequence: 100 + 4 * spurt, firstTimestamp: 1000 + spurt * 64_000)
        }
        let streams = TestCapture(packets).scanned().streams
        #expect(streams.map(\.packets.captured) == [80] && streams.first?.packets.lost == 0)
    }

    @Test("a stream that begins at 65535 goes on at 0")
    func wrap() {
        let streams = TestCapture(SimulatedPacket.steady(40, firstSequence: 65_535)).scanned().streams
        #expect(streams.map(\.packets.expected) == [40])
    }

    @Test("types that change with every packet are one stream")
    func types() {
        var packets = SimulatedPacket.steady(60)
        for index in packets.indices { packets[index].type = [0, 8, 13, 101][index % 4] }
        #expect(TestCapture(packets).scanned().streams.map(\.packets.captured) == [60])
    }

    @Test("half the packets missing, and the rest doubled, is one stream of exact counts")
    func lossyAndDoubled() {
        let kept = SimulatedPacket.steady(200, lost: Set(stride(from: 1, to: 199, by: 2)))
        let streams = TestCapture(kept.flatMap { packet -> [SimulatedPacket] in [packet, packet] }).scanned().streams
        #expect(streams.map(\.packets.unique) == [kept.count])
        #expect(streams.first?.packets.duplicates == kept.count && streams.first?.packets.expected == 200)
    }

    @Test("a thousand SSRCs on one port hide none of the calls on it")
    func flood() {
        var random = SeededRandom(8)
        var capture = TestCapture()
        for index in 0..<1000 {
            capture.append(
                datagram: WireBytes.rtp(sequence: random.below(65_536), timestamp: index, ssrc: index << 20 | index),
                arrival: TestCapture.start + Int64(index) * 1_500_000)
        }
        for ssrc in [0x5EED_0001, 0x5EED_0002] { capture.append(SimulatedPacket.steady(70), ssrc: ssrc) }
        capture.sort()
        #expect(capture.scanned().streams.map(\.packets.captured) == [70, 70])
    }

    @Test("headers that are encrypted as well tell that a stream is, whatever its codec", arguments: ["c0de", "c2de"])
    func cryptex(profile: String) throws {
        var capture = TestCapture()
        for number in 0..<20 {
            let packet =
                bytes("906f") + WireBytes.bigEndian16(number) + WireBytes.bigEndian32(960 * number)
                + bytes("11223344 \(profile)0001 a1b2c3d4") + [UInt8](repeating: UInt8(number), count: 80)
            capture.append(datagram: packet, arrival: TestCapture.start + Int64(number) * 20_000_000)
        }
        let stream = try #require(capture.scanned().streams.first)
        #expect(stream.encrypted == true)
        #expect(stream.detection.evidence.contains("header extensions are encrypted (RFC 9335)"))
    }

    @Test("STUN, DTLS and RTCP on the port of a call take nothing from it")
    func multiplexed() {
        var random = SeededRandom(14)
        var capture = TestCapture(SimulatedPacket.steady(100, type: 111))
        let others =
            [bytes("0001 0008 2112a442") + random.bytes(20), bytes("16fefd 0001000000000001 0030") + random.bytes(48)]
            + [bytes("81c90007 11223344") + random.bytes(24), bytes("1000 1234 5a525450") + random.bytes(30)]
        for index in 0..<80 {
            capture.append(datagram: others[index % 4], arrival: TestCapture.start + Int64(index) * 25_000_000 + 1)
        }
        capture.sort()
        let outcome = capture.scanned()
        #expect(outcome.streams.map(\.packets.captured) == [100] && outcome.streams.first?.wrapper == nil)
        // Keys were agreed on the flow: a dynamic type on it is SRTP.
        #expect(outcome.streams.first?.encrypted == true)
        let evidence = outcome.streams.first?.detection.evidence ?? []
        #expect(
            evidence.contains { $0.hasPrefix("STUN on its addresses and ports: 20 datagrams, the first in frame 2") })
        #expect(evidence.contains { $0.hasPrefix("DTLS on its addresses and ports: 20 datagrams") })
        #expect(evidence.contains { $0.hasPrefix("ZRTP on its addresses and ports: 20 datagrams") })
    }
}
