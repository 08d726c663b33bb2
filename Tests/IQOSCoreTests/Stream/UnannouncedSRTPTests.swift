import TestSupport
import Testing

@testable import IQOSCore

@Suite("SRTP that no signalling announces")
struct UnannouncedSRTPTests {
    /// Packets whose payloads look like ciphertext.
    private static func sealed(
        _ count: Int, type: Int, step: Int = 160, length: Int, firstSequence: Int = 100
    ) -> [SimulatedPacket] {
        var random = SeededRandom(5)
        return SimulatedPacket.steady(count, type: type, step: step, firstSequence: firstSequence).map { packet in
            var packet = packet
            packet.payload = random.bytes(length)
            return packet
        }
    }

    @Test(
        "frames of one length with a tag behind them are encrypted, and have no score", arguments: [(18, 20), (3, 33)])
    func frames(type: Int, length: Int) throws {
        let clear = try #require(TestCapture(Self.sealed(200, type: type, length: length)).scanned().streams.first)
        #expect(clear.encrypted == nil && clear.quality.mosLQ != nil)
        let sealed = TestCapture(Self.sealed(200, type: type, length: length + 10)).scanned()
        let stream = try #require(sealed.streams.first)
        #expect(stream.encrypted == true && stream.quality.mosLQ == nil && stream.findings.map(\.code) == ["encrypted"])
    }

    @Test("keys that are pressed are neither late speech nor another codec")
    func keys() throws {
        var packets = Self.sealed(400, type: 0, length: 170)
        var random = SeededRandom(6)
        for start in [100, 150, 200] {
            for index in 0..<12 {
                packets[start + index].type = 101
                packets[start + index].isMarker = index == 0
                packets[start + index].timestamp = packets[start].timestamp
                packets[start + index].payload = random.bytes(14)
            }
        }
        let stream = try #require(TestCapture(packets).scanned().streams.first)
        #expect(stream.packets.late == 0 && stream.jitterMs.map { $0.max < 2 } == true)
        #expect(stream.payloadTypes.map(\.codec) == ["PCMU", "telephone-event"])
        #expect(stream.findings.map(\.code) == ["encrypted"] && stream.dtmf == nil)
        #expect(stream.unknown["dtmf"] == "telephone-events are encrypted")
    }

    @Test("encrypted reports tell that the media is, unless some of them are clear", arguments: [false, true])
    func reports(isSomeClear: Bool) throws {
        var capture = TestCapture(Self.sealed(300, type: 111, step: 960, length: 90))
        for number in 0..<4 {
            let report = RTCPBytes.senderReport(ssrc: 0x1122_3344, ntp: 9)
            let trailer = WireBytes.bigEndian32(number) + WireBytes.bigEndian32(7)
            capture.append(
                datagram: report + (isSomeClear && number > 0 ? [] : trailer),
                arrival: TestCapture.start + Int64(number) * 1_000_000_000 + 7)
        }
        capture.sort()
        let stream = try #require(capture.scanned().streams.first)
        #expect(stream.rtcp?.encrypted == (isSomeClear ? 1 : 4))
        #expect(stream.encrypted == (isSomeClear ? nil : true))
    }

    @Test("a handshake that a relay carries agrees on keys like one on the flow itself")
    func relayed() throws {
        func channel(_ payload: [UInt8]) -> [UInt8] {
            WireBytes.bigEndian16(0x4001) + WireBytes.bigEndian16(payload.count) + payload
        }
        var capture = TestCapture()
        let path = TestCapture.Path(from: 50_000, to: 3478)
        for number in 0..<4 {
            let hello = bytes("16fefd 0001000000000001 0030") + [UInt8](repeating: UInt8(number), count: 48)
            capture.append(datagram: channel(hello), arrival: TestCapture.start + Int64(number), on: path)
        }
        for packet in Self.sealed(100, type: 111, step: 960, length: 90) {
            let header = WireBytes.rtp(
                type: packet.type, sequence: Int(packet.sequence), timestamp: Int(packet.timestamp), ssrc: 9,
                payload: [])
            capture.append(datagram: channel(header + packet.payload), arrival: packet.arrival + 9, on: path)
        }
        let stream = try #require(capture.scanned().streams.first)
        #expect(stream.packets.captured == 100 && stream.wrapper == "turn-channel" && stream.encrypted == true)
    }

    @Test("of types that nothing tells a change is no change of codec, nor are events that were cut off")
    func changes() throws {
        var video = Self.sealed(200, type: 97, step: 0, length: 900)
        for index in video.indices {
            if index % 3 == 0 { video[index].type = 119 }
            video[index].timestamp += UInt32(index / 7 * 2970 + index % 2 * 511)
        }
        let repeated = try #require(TestCapture(video).scanned().streams.first)
        #expect(repeated.payloadTypes.count == 2 && !repeated.findings.map(\.code).contains("codec-changed"))

        var packets = SimulatedPacket.steady(200)
        for index in 90..<100 {
            packets[index].type = 101
            packets[index].timestamp = packets[90].timestamp
            packets[index].payload = bytes("05 0a 00a0")
        }
        var capture = TestCapture(packets)
        for index in capture.frames.indices {
            capture.frames[index].originalLength = capture.frames[index].bytes.count
            capture.frames[index].bytes.removeLast(capture.frames[index].bytes.count - 54)
        }
        let cut = try #require(capture.scanned().streams.first)
        #expect(cut.payloadTypes.map(\.number) == [0, 101] && !cut.findings.map(\.code).contains("codec-changed"))
    }
}
