import TestSupport
import Testing

@testable import IQOSCore

/// Traffic that is not RTP, each protocol's datagrams as its specification draws them, 300 of them on one flow.
@Suite("Traffic that is not RTP")
struct LookalikeTests {
    enum Traffic: String, CaseIterable {
        case counterOfFour, counterLittleEndian, clockForNumber, decreasingCounter, strideOfThousands
        case dnsIdsFromOneClient, llmnr, netbiosNames, quicGreasedShort, quicLong, utpData, utpState, iax2Mini, iax2Full
        case nfsOverUDP, onvifRPC, ikeInUDP, espInUDP, natKeepalives, bacnet, synchrophasor, rtps, ntp, snmp, tftp
        case openVPN, wireGuard, rakNet, quake, sourceEngine, enet, enetReliable, mpegTS, udptlT38, gtpSequence, coap,
            radius
        case srtData, kcp, syslog, precisionTime, lowLatencyTelemetry
        case gameAcknowledgements, gameAcknowledgementsBehindNumber, callNumbersInTurn
        case numberBetweenConstants, wideCounterAndIdentity, counterAndSeconds, peerTimeInMilliseconds, byteCounter
        case shortReadings

        /// A packet of a transport stream with its four-bit counter.
        private static func transportPacket(_ number: Int, _ random: inout SeededRandom) -> [UInt8] {
            let last = UInt8(0x10 | number & 15)
            return [0x47, 1, 0, last] + random.bytes(184)
        }

        /// The datagram with this number.
        func datagram(_ number: Int, _ random: inout SeededRandom) -> [UInt8] {
            let counter = WireBytes.bigEndian32(number)
            let low = WireBytes.bigEndian16(number)
            let little = [UInt8(number & 255), UInt8(number >> 8 & 255), UInt8(number >> 16 & 255)]
            switch self {
            // A 32-bit counter where RTP's numbers would be its upper half.
            case .counterOfFour: return bytes("8000") + counter + bytes("0001 01020304") + random.bytes(40)
            case .counterLittleEndian:
                return bytes("8000") + little.prefix(2) + counter + bytes("01020304") + random.bytes(40)
            case .clockForNumber:
                return bytes("8000") + WireBytes.bigEndian16(number * 977) + counter + bytes("01020304")
                    + random.bytes(40)
            case .decreasingCounter:
                return bytes("8000") + WireBytes.bigEndian16(60_000 - number) + counter + bytes("01020304")
                    + random.bytes(40)
            case .strideOfThousands:
                return bytes("8000") + WireBytes.bigEndian16(number * 1500) + counter + bytes("01020304")
                    + random.bytes(40)
            case .dnsIdsFromOneClient:
                return WireBytes.bigEndian16(0x8000 + random.below(0x3FFF))
                    + bytes("8180 0001 0001 0000 0000 03777777 00")
                    + random.bytes(20)
            case .llmnr:
                return WireBytes.bigEndian16(0x9000 + number) + bytes("0000 0001 0000 0000 0000 0568656c6c6f00")
            case .netbiosNames:
                return WireBytes.bigEndian16(0x8000 + number) + bytes("0110 0001 0000 0000 0000 20") + random.bytes(34)
            // RFC 9287 lets the fixed bit be anything, so that a short header may begin with 10.
            case .quicGreasedShort: return [UInt8(0x80 | random.below(64))] + random.bytes(60)
            case .quicLong: return bytes("c3 00000001 08 0102030405060708 00") + random.bytes(1100)
            case .utpData:
                return bytes("0100 1234") + random.bytes(8) + bytes("00100000") + low + low + random.bytes(300)
            case .utpState:
                return bytes("2100 1234") + random.bytes(8) + bytes("00800000") + bytes("0001") + low + random.bytes(10)
            case .iax2Mini: return bytes("0123") + WireBytes.bigEndian16(number * 20) + random.bytes(33)
            case .iax2Full:
                return bytes("8123 0045") + WireBytes.bigEndian32(number * 20) + [little[0], little[0]] + bytes("0204")
                    + random.bytes(33)
            case .nfsOverUDP:
                return WireBytes.bigEndian32(0x8000_0000 + number)
                    + bytes("00000000 00000002 000186a3 00000003 00000006")
                    + random.bytes(60)
            case .onvifRPC:
                return WireBytes.bigEndian32(0x9A00_0000 + number * 65_536) + bytes("00000001 00000000")
                    + random.bytes(20)
            case .ikeInUDP:
                return bytes("00000000 a1b2c3d4e5f60718 8182838485868788 2e202308") + counter + random.bytes(60)
            case .espInUDP: return bytes("80a1b2c3") + counter + random.bytes(100)
            case .natKeepalives: return [0xFF]
            case .bacnet:
                let length = 30 + number % 25
                return bytes("810a") + WireBytes.bigEndian16(length) + bytes("0104000000000000")
                    + [UInt8](repeating: 0, count: length - 12)
            case .synchrophasor:
                return bytes("aa01 0048 0007") + WireBytes.bigEndian32(1_700_000_000 + number / 50)
                    + WireBytes.bigEndian32(number % 50 * 20_000) + bytes("0000") + random.bytes(50)
            case .rtps:
                return bytes("52545053 0203 010f 0102030405060708090a0b0c 15050000 00001000 00000000") + little + [0]
                    + bytes("00000000") + little + [0] + random.bytes(60)
            case .ntp: return bytes("24020aec 00000021 00000b2b c0000201") + random.bytes(32)
            case .snmp:
                return bytes("302602010104067075626c6963a01902") + [4] + counter + bytes("020100020100300b3009")
                    + random.bytes(12)
            case .tftp: return bytes("0003") + low + random.bytes(512)
            case .openVPN: return bytes("48000001") + counter + random.bytes(80)
            case .wireGuard: return bytes("04000000 8badf00d") + little + [0, 0, 0, 0, 0] + random.bytes(96)
            case .rakNet: return [0x84] + little + bytes("60 0200") + little + bytes("00") + random.bytes(30)
            case .quake: return little + [0x80] + counter + random.bytes(50)
            case .sourceEngine: return little + [0] + little + [0] + bytes("8f0000") + random.bytes(60)
            case .enet: return bytes("8fff") + low + bytes("8601") + low + bytes("0004") + random.bytes(40)
            // A clock of milliseconds, a counter, and a length with the kind of the message.
            case .enetReliable:
                return bytes("8000") + WireBytes.bigEndian16(number * 20) + bytes("8601") + low + bytes("0028 0102")
                    + random.bytes(38)
            case .mpegTS: return (0..<7).flatMap { Self.transportPacket(number * 7 + $0, &random) }
            case .udptlT38: return low + bytes("06") + random.bytes(30)
            case .gtpSequence: return bytes("32ff 0020 00000001") + low + bytes("0000 60") + random.bytes(31)
            case .coap: return bytes("8445") + low + random.bytes(4) + bytes("ff") + random.bytes(30)
            case .radius: return [UInt8(1 + number % 2), little[0]] + bytes("0060") + random.bytes(92)
            case .srtData:
                return counter + bytes("c0000001") + WireBytes.bigEndian32(number * 1000) + bytes("2a3b4c5d")
                    + random.bytes(1316)
            case .kcp: return bytes("44332211 51 00 8000") + random.bytes(4) + little + [0] + random.bytes(40)
            case .syslog: return Array("<134>Oct  1 12:00:00 host app[\(number)]: message \(number)".utf8)
            case .precisionTime:
                return bytes("0002 002c 00000200") + [UInt8](repeating: 0, count: 12) + bytes("0102030405060708 0001")
                    + low
                    + bytes("0000") + random.bytes(10)
            // What was received last, and a bit for each packet before it.
            case .gameAcknowledgements:
                return bytes("8001") + low + WireBytes.bigEndian16(number - 2) + bytes("0000 ffffffff")
                    + random.bytes(40)
            case .gameAcknowledgementsBehindNumber:
                return bytes("b00c") + low + WireBytes.bigEndian16(number - 2) + low + bytes("fffffff7")
                    + random.bytes(40)
            // A number between a kind of message and two constants.
            case .numberBetweenConstants: return bytes("8001") + low + bytes("01020304 0a000001") + random.bytes(20)
            // 32 bits that count from 2^31 on, and who sends.
            case .wideCounterAndIdentity:
                return WireBytes.bigEndian32(0x8000_0000 + number) + bytes("11223344 55667788 00000000")
                    + random.bytes(20)
            case .counterAndSeconds:
                return WireBytes.bigEndian32(0x8000_0000 + number) + WireBytes.bigEndian32(1_700_000_000 + number / 50)
                    + bytes("0a010203") + counter + random.bytes(20)
            // A game's peer, its number, a clock of milliseconds and a challenge.
            case .peerTimeInMilliseconds:
                return bytes("8001") + low + WireBytes.bigEndian32(number * 20) + bytes("33445566 06000104") + counter
                    + random.bytes(28)
            case .byteCounter: return bytes("8010 00") + [little[0]] + bytes("00000000 01020304") + random.bytes(20)
            case .shortReadings:
                return bytes("8012") + low + bytes("00000000 00000017") + random.bytes(15)
            // IAX2 of a trunk that opens one call after another.
            case .callNumbersInTurn:
                return WireBytes.bigEndian16(0x8001 + number) + WireBytes.bigEndian16(number + 2)
                    + WireBytes.bigEndian32(number * 20) + bytes("0000060c")
            case .lowLatencyTelemetry:
                return bytes("a5") + counter + WireBytes.bigEndian32(number * 20) + bytes("0000000000000000")
                    + random.bytes(24)
            }
        }
    }

    @Test("no stream is made of it", arguments: Traffic.allCases)
    func lookalike(traffic: Traffic) {
        var random = SeededRandom(9)
        var capture = TestCapture()
        for number in 0..<300 {
            capture.append(
                datagram: traffic.datagram(number, &random),
                arrival: TestCapture.start + Int64(number) * 20_000_000)
        }
        let outcome = capture.scanned()
        #expect(
            outcome.summary.streamCount == 0, "\(outcome.streams.map { ($0.wrapper ?? "", $0.detection.evidence) })")
    }

    @Test("a call among all of it is found whole and nothing else")
    func together() {
        var random = SeededRandom(10)
        var capture = TestCapture()
        for (place, traffic) in Traffic.allCases.enumerated() {
            for number in 0..<100 {
                capture.append(
                    datagram: traffic.datagram(number, &random),
                    arrival: TestCapture.start + Int64(number) * 20_000_000 + Int64(place),
                    on: TestCapture.Path(from: 30_000 + place, to: 40_000 + place))
            }
        }
        capture.append(SimulatedPacket.steady(90, start: TestCapture.start + 7_000))
        capture.sort()
        #expect(capture.scanned().streams.map(\.packets.captured) == [90])
    }

    @Test("all of it on the ports of one call takes nothing from the call and adds nothing")
    func onOnePort() {
        var random = SeededRandom(12)
        var capture = TestCapture(SimulatedPacket.steady(400))
        for (place, traffic) in Traffic.allCases.enumerated() {
            for number in 0..<20 {
                capture.append(
                    datagram: traffic.datagram(number, &random),
                    arrival: TestCapture.start + Int64(number * 41 + place) * 5_000_000 + 1)
            }
        }
        capture.sort()
        let streams = capture.scanned().streams
        #expect(streams.map(\.packets.captured) == [400], "\(streams.map { ($0.ssrc, $0.wrapper ?? "", $0.packets) })")
        #expect(streams.first?.packets.lost == 0)
    }
}
