import TestSupport
import Testing

@testable import IQOSCore

/// Protocols with a version, a type, a number and an identifier where RTP has its own, and a counter for its clock.
@Suite("Counters where media has a clock")
struct SecondCounterTests {
    private enum Traffic: CaseIterable {
        /// A number of the packet, of frame and part, of what the other side sent, of seconds; a meter; a state; a value.
        case packets, frameAndPart, acknowledged, seconds, meter, flags, wandering

        /// ms between packets.
        var spacing: Int64 {
            switch self {
            case .packets, .acknowledged: 16
            case .frameAndPart: 4
            case .seconds, .meter: 100
            case .flags, .wandering: 20
            }
        }

        func values(_ random: inout SeededRandom) -> [Int] {
            var value = 100_000
            return (0..<600).map { number in
                switch self {
                case .packets: return 7000 + number
                case .frameAndPart: return number / 8 << 8 | number % 8
                case .acknowledged: value += random.below(4)
                case .seconds: return 1_700_000_000 + number / 10
                case .meter: value += random.below(9)
                case .flags:
                    if random.chance(0.3) { value ^= 1 << (24 + random.below(6)) }
                case .wandering: value += random.below(41) - 20
                }
                return value
            }
        }
    }

    private static func datagram(_ number: Int, _ value: Int, type: Int, marker: Bool, _ payload: [UInt8]) -> [UInt8] {
        WireBytes.rtp(
            type: type, sequence: 500 + number, timestamp: value, ssrc: 0x5A11_0C77, isMarker: marker, payload: payload)
    }

    private static func capture(
        _ traffic: Traffic, seed: Int = 1, type: Int = 105, isMarker: (Int) -> Bool = { _ in false }
    ) -> TestCapture {
        var random = SeededRandom(seed)
        var capture = TestCapture()
        for (number, value) in traffic.values(&random).enumerated() {
            capture.append(
                datagram: datagram(
                    number, value, type: type, marker: isMarker(number), random.bytes(24 + random.below(60))),
                arrival: TestCapture.start + Int64(number) * traffic.spacing * 1_000_000)
        }
        return capture
    }

    @Test("no stream is made of it", arguments: Traffic.allCases, 1...4)
    private func none(traffic: Traffic, seed: Int) {
        #expect(Self.capture(traffic, seed: seed).scanned().streams.isEmpty)
        #expect(Self.capture(traffic, seed: seed) { _ in true }.scanned().streams.isEmpty)
    }

    /// A length in the number's place as BACnet has it, but for a filling byte now and then.
    @Test("the same few numbers all the time are no sequence, eight copies of each packet are")
    func fewNumbers() {
        var random = SeededRandom(2)
        var capture = TestCapture()
        for number in 0..<2000 {
            let length = 20 + random.below(20)
            capture.append(
                datagram: bytes("810a") + WireBytes.bigEndian16(length) + bytes("0104000000000000")
                    + [UInt8](repeating: 0, count: length - 12 + random.below(2)),
                arrival: TestCapture.start + Int64(number) * 20_000_000)
        }
        #expect(capture.scanned().streams.isEmpty)
        var copied = TestCapture()
        for packet in SimulatedPacket.steady(50) {
            for copy in 0..<8 {
                var again = packet
                again.arrival += Int64(copy) * 1000
                copied.append([again])
            }
        }
        #expect(copied.scanned().streams.map(\.packets.unique) == [50])
    }

    @Test("numbers that begin anew every few packets are those of a page's pieces, unless the same packets come again")
    func pieces() {
        for (count, isLoop) in [(16, false), (64, false), (90, false), (64, true)] {
            var random = SeededRandom(count)
            let voice = (0..<count).map { _ in random.bytes(160) }
            var capture = TestCapture()
            for number in 0..<count * 8 {
                let timestamp = isLoop ? number % count * 160 : number * 160
                capture.append(
                    datagram: WireBytes.rtp(
                        type: 105, sequence: 100 + number % count, timestamp: timestamp,
                        payload: isLoop ? voice[number % count] : random.bytes(160)),
                    arrival: TestCapture.start + Int64(number) * 20_000_000)
            }
            #expect(capture.scanned().streams.count == (isLoop ? 1 : 0), "\(count) \(isLoop)")
        }
    }

    @Test(
        "types that nobody assigned have no media without a clock, wherever a header extension would end",
        arguments: ["9001", "9081", "9682"])
    func unassigned(start: String) {
        var random = SeededRandom(3)
        var capture = TestCapture()
        for number in 0..<100 {
            let message = bytes(start) + WireBytes.bigEndian16(number) + bytes("00000000 00001001")
            capture.append(
                datagram: message + random.bytes(20 + random.below(60)),
                arrival: TestCapture.start + Int64(number) * 20_000_000)
        }
        #expect(capture.scanned().streams.isEmpty)
    }

    @Test("three packets of it are enough to tell")
    func few() {
        var capture = Self.capture(.packets)
        capture.frames.removeSubrange(3...)
        #expect(capture.scanned().streams.isEmpty)
    }

    @Test(
        "a sender that counts its frames and marks their ends, or puts telephone sound behind a broken clock, is heard")
    func broken() {
        let marked = Self.capture(.packets) { $0 % 6 == 5 }.scanned().streams
        #expect(marked.map(\.packets.captured) == [600])
        var capture = TestCapture()
        for number in 0..<100 {
            let payload = [UInt8](repeating: 0xD5, count: 160)
            capture.append(
                datagram: Self.datagram(number, number, type: 8, marker: false, payload),
                arrival: TestCapture.start + Int64(number) * 20_000_000)
        }
        #expect(capture.scanned().streams.map(\.packets.captured) == [100])
    }

    @Test("pictures whose ends are marked are heard of, though each has a timestamp of its own making")
    func marked() {
        var random = SeededRandom(9)
        var capture = TestCapture()
        for picture in 0..<20 {
            let timestamp = random.below(1 << 32)
            for piece in 0..<20 {
                capture.append(
                    datagram: Self.datagram(picture * 20 + piece, timestamp, type: 96, marker: piece == 19, [1, 2, 3]),
                    arrival: TestCapture.start + Int64(picture) * 500_000_000 + Int64(piece) * 300_000)
            }
        }
        #expect(capture.scanned().streams.map(\.packets.captured) == [400])
    }

    @Test("a clock that stands still, counts milliseconds or belongs to one packet in a quarter of a minute is one")
    func slow() {
        for (step, spacing) in [(0, 20), (20, 20), (160, 15_000), (300, 300)] {
            let packets = SimulatedPacket.steady(
                40, type: 96, step: step, spacing: Int64(spacing) * 1_000_000, payloadBytes: 33)
            var capture = TestCapture(packets)
            for index in capture.frames.indices { capture.frames[index].bytes[43] &= 0x7F }
            #expect(capture.scanned().streams.map(\.packets.captured) == [40], "\(step) in \(spacing) ms")
        }
    }

    @Test("RTCP or signalling about it is believed")
    func vouched() {
        var reported = Self.capture(.packets)
        reported.append(
            datagram: RTCPBytes.senderReport(ssrc: 0x5A11_0C77, ntp: 1 << 32, packets: 10),
            arrival: TestCapture.start + 1_000_000_000, on: TestCapture.Path(from: 16385, to: 20001))
        reported.sort()
        #expect(reported.scanned().streams.map(\.packets.captured) == [600])
        let announced = TestCapture.scanned { capture in
            capture.setUp(
                at: 0, offer: CallScript.audio(1, 16384, "105", ["rtpmap:105 L16/16000"]),
                answer: CallScript.audio(2, 20000, "105"))
            for frame in Self.capture(.packets).frames {
                capture.append(frame: frame.bytes, arrival: frame.arrival + 1_000_000_000)
            }
        }
        #expect(announced.streams.map(\.packets.captured) == [600])
    }
}
