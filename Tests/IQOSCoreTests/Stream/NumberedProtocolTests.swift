import TestSupport
import Testing

@testable import IQOSCore

/// Protocols that count their datagrams and name a session where RTP has its SSRC, told by what stands between.
///
/// Each is made as its specification draws it, with identifiers that begin as RTP does: 900 datagrams on one flow, for
/// a counter of one byte or of two shows only when it begins anew.
@Suite("Protocols that are numbered as RTP is")
struct NumberedProtocolTests {
    enum Traffic: String, CaseIterable {
        /// Counters of one byte, and of four with the lowest first, behind bytes that stay.
        case byteCounterWithClock, littleEndianCounter, littleEndianCounterInside
        /// What came last of the other side, and a bit for each packet before it, in the timestamp's place.
        case acknowledgementsAndBits, acknowledgementsOfPlayer
        case randomForTimestamp, measuredValue, measuredValueInUpperHalf
        /// Thirty-two bits that count from 2^31 on, so that their first byte is version 2.
        case ipfix, sflow, sctpOverUDP, wideCounterInside
        case srtMessages, udtMessages, kcpAcknowledgements, enetReliable, rakNetSequenced
        case asn1Counter, memcachedReply, rpcDenied, oneByteTypes

        /// The datagram with this number; 20 ms lie between two.
        func datagram(_ number: Int, _ random: inout SeededRandom) -> [UInt8] {
            let low = WireBytes.bigEndian16(number)
            let wide = WireBytes.bigEndian32(0x8123_0000 + number)
            let little = (0..<4).map { UInt8(number >> (8 * $0) & 255) }
            let milliseconds = WireBytes.bigEndian32(number * 20)
            switch self {
            case .byteCounterWithClock: return bytes("b23c07") + [little[0]] + milliseconds + bytes("0badf00d 01")
            case .littleEndianCounter: return bytes("a51a01") + little + bytes("1234567890abcdef") + random.bytes(20)
            case .littleEndianCounterInside:
                return bytes("4d59505245 861a01") + little + bytes("1234567890abcdef") + random.bytes(20)
            case .acknowledgementsAndBits:
                let latest = WireBytes.bigEndian16(max(0, number - 3 + random.below(2)))
                let bits = random.below(20) == 0 ? "fffb" : "ffff"
                return bytes("a066") + low + latest + bytes(bits) + bytes("51ee7a05") + random.bytes(50)
            case .acknowledgementsOfPlayer:
                return bytes("9c61") + low + WireBytes.bigEndian16(number * 2 / 3) + bytes("8001 00c0ffee")
                    + random.bytes(50)
            case .randomForTimestamp:
                return bytes("800e") + low + random.bytes(4) + bytes("c0ffee00") + random.bytes(60)
            case .measuredValue:
                return bytes("a0e1") + low + WireBytes.bigEndian32(215_000 + random.below(400)) + bytes("5e4507aa")
                    + random.bytes(40)
            case .measuredValueInUpperHalf:
                return bytes("302a8002") + low + bytes("0202") + WireBytes.bigEndian16(2150 + random.below(40))
                    + bytes("0408 6d6f746f7220312e") + random.bytes(16)
            case .ipfix:
                return bytes("000a01a4") + WireBytes.bigEndian32(1_700_000_000 + number / 50)
                    + WireBytes.bigEndian32(0x8123_0000 + number * 7) + WireBytes.bigEndian32(1 + random.below(2))
                    + bytes("01000194") + random.bytes(400)
            case .sflow:
                return bytes("00000005 00000001 0a000009 00000000") + wide + milliseconds
                    + bytes("00000007 00000001 000000c8") + random.bytes(150)
            case .sctpOverUDP:
                return bytes("26ab26ab c001d00d") + random.bytes(4) + bytes("0003004c") + wide + bytes("0000") + low
                    + bytes("0000002e") + random.bytes(60)
            case .wideCounterInside:
                return bytes("4c4f472050554d50") + wide + WireBytes.bigEndian32(number * 3) + bytes("0badf00d")
                    + random.bytes(20)
            // Two packets a message: the first of them, then the last.
            case .srtMessages, .udtMessages:
                let isFirst = number % 2 == 0
                let message = (isFirst ? 0xA000_0001 : 0x6000_0001) + number / 2
                let microseconds = self == .srtMessages ? number / 2 * 40_000 : number * 20_000 + random.below(300)
                return WireBytes.bigEndian32(1000 + number) + WireBytes.bigEndian32(message)
                    + WireBytes.bigEndian32(microseconds) + bytes("4153874d") + random.bytes(isFirst ? 1300 : 400)
            case .kcpAcknowledgements:
                let clock = (0..<4).map { UInt8((40_000 + number * 20) >> (8 * $0) & 255) }
                return bytes("44332211 52000002") + clock + little + little + bytes("00000000")
                    + bytes("44332211 51008000") + clock + little + little + bytes("21000000") + random.bytes(33)
            case .enetReliable:
                let length = 10 + random.below(38)
                return bytes("8003") + WireBytes.bigEndian16(number * 20) + bytes("8601") + low
                    + WireBytes.bigEndian16(length) + [5, UInt8(random.below(20))] + bytes("0a0b0c0d")
                    + random.bytes(length - 6)
            case .rakNetSequenced:
                return [0x84] + little.prefix(3) + bytes("8000f0") + little.prefix(3) + little.prefix(3)
                    + bytes("4d0000 00") + random.bytes(30)
            case .asn1Counter:
                return bytes("8202") + WireBytes.bigEndian16(300 + number) + bytes("8302")
                    + WireBytes.bigEndian16(2150 + random.below(40)) + bytes("8408 6d6f746f7220312e") + random.bytes(16)
            case .memcachedReply:
                return bytes("9161") + low + bytes("0fa00000") + [UInt8](repeating: 0x61, count: 1392)
            case .rpcDenied:
                return WireBytes.bigEndian32(0x9038_0000 + number) + bytes("00000001 00000001 00000001 00000005")
            case .oneByteTypes:
                return [0x91, UInt8(random.below(64))] + low + WireBytes.bigEndian32(number * 160)
                    + bytes("0badf00d") + random.bytes(40)
            }
        }
    }

    @Test("no stream is made of it, wherever its counters stand", arguments: Traffic.allCases, [9, 10])
    func lookalike(traffic: Traffic, seed: Int) {
        var random = SeededRandom(seed)
        var capture = TestCapture()
        for number in 0..<900 {
            capture.append(
                datagram: traffic.datagram(number, &random),
                arrival: TestCapture.start + Int64(number) * 20_000_000 + Int64(random.below(2_000_000)))
        }
        let streams = capture.scanned().streams
        #expect(streams.map(\.packets.captured) == [], "\(streams.map { ($0.ssrc, $0.wrapper ?? "") })")
    }

    @Test("a call on the port of each is found whole and alone", arguments: Traffic.allCases)
    func sharedPort(traffic: Traffic) {
        var random = SeededRandom(11)
        var capture = TestCapture(SimulatedPacket.steady(300, lost: [40, 41]))
        for number in 0..<300 {
            capture.append(
                datagram: traffic.datagram(number, &random),
                arrival: TestCapture.start + Int64(number) * 20_000_000 + 7_000_000)
        }
        capture.sort()
        let streams = capture.scanned().streams.filter { $0.ssrc == 0x1122_3344 }
        #expect(streams.map(\.packets.captured) == [298] && streams.first?.packets.lost == 2)
    }
}
