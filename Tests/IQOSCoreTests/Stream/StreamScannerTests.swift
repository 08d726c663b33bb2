import TestSupport
import Testing

@testable import IQOSCore

@Suite("Detection")
struct StreamScannerTests {
    @Test("two packets are never a stream, three in order are probable, five confirmed")
    func gate() {
        for count in 0...6 {
            let streams = TestCapture(SimulatedPacket.steady(count)).scanned().streams
            #expect(streams.count == (count >= 3 ? 1 : 0), "\(count) packets")
            #expect(
                streams.first.map { $0.detection.verdict } == (count < 3 ? nil : count < 5 ? .probable : .confirmed))
            #expect(streams.first.map(\.packets.captured) == (count < 3 ? nil : count))
        }
    }

    @Test("three packets that are answered are confirmed")
    func answered() {
        var capture = TestCapture(SimulatedPacket.steady(3))
        capture.append(SimulatedPacket.steady(3), on: TestCapture.Path().reversed, ssrc: 9)
        capture.sort()
        #expect(capture.scanned().streams.map(\.detection.verdict) == [.confirmed, .confirmed])
    }

    @Test("random loss from the start hides no stream and no packet", arguments: 0..<20)
    func lossFromTheStart(seed: Int) {
        for probability in [0.3, 0.5] {
            var random = SeededRandom(seed)
            let lost = Set((0..<300).filter { _ in random.chance(probability) })
            let packets = SimulatedPacket.steady(300, lost: lost)
            let streams = TestCapture(packets).scanned().streams
            #expect(streams.map(\.packets.captured) == [packets.count])
        }
    }

    @Test("a stream whose first two packets are swapped is whole")
    func firstTwoSwapped() {
        var packets = SimulatedPacket.steady(50)
        (packets[0].arrival, packets[1].arrival) = (packets[1].arrival, packets[0].arrival)
        packets.swapAt(0, 1)
        let stream = TestCapture(packets).scanned().streams.first
        #expect(stream?.packets.unique == 50 && stream?.packets.lost == 0 && stream?.packets.outOfOrder == 1)
    }

    /// Telephone-events only: each digit has one timestamp, updates every 50 ms and its end three times.
    private static func digits(_ count: Int) -> [SimulatedPacket] {
        var packets: [SimulatedPacket] = []
        for digit in 0..<count {
            let start = TestCapture.start + Int64(digit) * 3_000_000_000
            for update in 0..<6 {
                // Numbers that audio would have taken go missing between two digits.
                packets.append(
                    SimulatedPacket(
                        arrival: start + Int64(min(update, 4)) * 50_000_000, sequence: 100 + digit * 150 + update,
                        timestamp: digit * 24000, type: 101, isMarker: update == 0,
                        payload: [UInt8(digit % 10), update > 3 ? 0x8A : 0x0A, 0, UInt8(40 * min(update, 4))]))
            }
        }
        return packets
    }

    @Test("a stream of nothing but telephone-events is found")
    func eventsOnly() {
        let stream = TestCapture(Self.digits(8)).scanned().streams.first
        #expect(stream?.packets.captured == 48)
        #expect(stream?.payloadTypes.first?.codec == "telephone-event")
        #expect(stream?.jitterMs == nil && stream?.packets.late == nil)
    }

    @Test(
        "SSRC 0, odd ports, and ports of other services are no reason to refuse",
        arguments: [53, 80, 123, 443, 1023, 3478, 5353, 20001])
    func ports(port: Int) {
        let path = TestCapture.Path(from: port, to: port)
        let streams = TestCapture(SimulatedPacket.steady(20), on: path, ssrc: 0).scanned().streams
        #expect(streams.map(\.packets.captured) == [20])
    }

    @Test("payload types 64 to 95 are no RTP")
    func payloadTypes() {
        for type in 0...127 {
            let streams = TestCapture(SimulatedPacket.steady(10, type: type)).scanned().streams
            #expect(streams.count == ((64...95).contains(type) ? 0 : 1), "type \(type)")
        }
    }

    @Test("RTCP on the same ports is counted and no part of the stream")
    func rtcp() {
        var capture = TestCapture(SimulatedPacket.steady(100))
        for index in 0..<5 {
            // Sender report: version 2, one block, type 200, SSRC of the stream where RTP has its timestamp.
            capture.append(
                datagram: bytes("81c8000c11223344") + [UInt8](repeating: UInt8(index), count: 44),
                arrival: TestCapture.start + Int64(index) * 400_000_000 + 1)
        }
        capture.sort()
        let outcome = capture.scanned()
        #expect(outcome.streams.map(\.packets.captured) == [100])
        #expect(outcome.counters.rtcp == 5 && outcome.counters.datagrams == 105 && outcome.counters.frames == 105)
    }

    /// Protocols whose first byte passes for RTP.
    enum Lookalike: CaseIterable {
        case dnsAnswer, dnsQuery, nfs, bacnet, iax2, esp

        func datagram(_ number: Int) -> [UInt8] {
            let low = UInt8(number & 63)
            switch self {
            // An id from 0x8000, then flags where RTP has its sequence number; no name servers: "SSRC" 0.
            case .dnsAnswer: return bytes("8081818000010001000000000377777700") + [low]
            case .dnsQuery: return [0x80, low] + bytes("010000010000000000000377777700000100 01")
            // Transaction id whose lower half is constant, then CALL and RPC version.
            case .nfs: return bytes("800000280000000000000002000186a3") + [low]
            // BACnet/IP: type 0x81, function 0x0a, length of the datagram.
            case .bacnet:
                let length = 20 + number % 30
                let header = [0x81, 0x0A] + WireBytes.bigEndian16(length) + bytes("0120000000000000")
                return header + [UInt8](repeating: 0, count: length - 12)
            // Full frames of one call: constant numbers, then a clock and two counters.
            case .iax2: return bytes("81230045") + WireBytes.bigEndian32(number * 20) + [low, low, 2, 4]
            // An index that begins with 0x80: the counter stands where RTP has its timestamp.
            case .esp: return bytes("8012abcd") + WireBytes.bigEndian32(number) + bytes("0102030405060708090a0b0c")
            }
        }
    }

    @Test("protocols with a constant where the sequence number would be are no streams", arguments: Lookalike.allCases)
    func lookalikes(protocol lookalike: Lookalike) {
        var capture = TestCapture()
        for number in 0..<200 {
            capture.append(
                datagram: lookalike.datagram(number), arrival: TestCapture.start + Int64(number) * 20_000_000)
        }
        #expect(capture.scanned().summary.streamCount == 0)
    }

    @Test("a stream in 20,000 random datagrams is found whole and nothing else", arguments: [1, 2])
    func inNoise(seed: Int) {
        var random = SeededRandom(seed)
        var capture = TestCapture()
        for index in 0..<20_000 {
            let path = TestCapture.Path(
                0x0A00_0000 + random.below(1000), 0x0A01_0000 + random.below(1000), from: 1024 + random.below(64000),
                to: 1024 + random.below(64000))
            capture.append(
                datagram: random.bytes(12 + random.below(30)), arrival: TestCapture.start + Int64(index) * 1_000_000,
                on: path)
        }
        capture.append(SimulatedPacket.steady(900, start: TestCapture.start + 3_000_000))
        capture.sort()
        let streams = capture.scanned().streams
        #expect(streams.map(\.packets.captured) == [900] && streams.first?.packets.lost == 0)
    }

    @Test("in a flood of random SSRCs evictions are counted and a call is exact from its first packet")
    func flood() {
        var random = SeededRandom(5)
        var capture = TestCapture()
        for index in 0..<100_000 {
            capture.append(
                datagram: WireBytes.rtp(
                    sequence: random.below(65536), timestamp: index, ssrc: random.below(1 << 32), payload: []),
                arrival: TestCapture.start + Int64(index) * 20_000)
        }
        capture.append(SimulatedPacket.steady(80, start: TestCapture.start + 1_000_000_005))
        capture.sort()
        let first = capture.scanned(seed: 1)
        #expect(first.streams.map(\.packets.captured) == [80])
        #expect(first.candidatesEvicted > 30_000)
        // What is evicted depends on the input alone.
        let second = capture.scanned(seed: 0xDEAD_BEEF, batches: 3)
        #expect(first.text == second.text && first.candidatesEvicted == second.candidatesEvicted)
    }

    @Test("only what is asked for is measured: host, SSRC, time")
    func selection() {
        var capture = TestCapture(SimulatedPacket.steady(50))
        capture.append(
            SimulatedPacket.steady(50), on: TestCapture.Path(0x0A00_0009, 0x0A00_0002, from: 5, to: 6), ssrc: 77)
        capture.sort()
        var options = ScannerOptions()
        options.host = Address(ipv4: 0x0A00_0009)
        #expect(capture.scanned(options).streams.map(\.ssrc) == [77])
        options.host = Address(ipv4: 0x0A00_0002)
        #expect(capture.scanned(options).streams.count == 2)
        options.ssrc = 0x1122_3344
        #expect(capture.scanned(options).streams.map(\.ssrc) == [0x1122_3344])
        options.time = TestCapture.start + 200_000_000..<TestCapture.start + 400_000_000
        #expect(capture.scanned(options).streams.map(\.packets.captured) == [10])
    }

    @Test("frames are counted by what became of them")
    func counters() {
        var capture = TestCapture(SimulatedPacket.steady(3))
        let udp = WireBytes.udp(1, 2, [1, 2, 3])
        let extra: [([UInt8], LinkType)] = [
            (WireBytes.ethernet(WireBytes.ipv4(1, 2, udp, fragment: 0x2000)), .ethernet), ([1, 2, 3], .ethernet),
            ([1, 2, 3], LinkType(rawValue: 999)), (WireBytes.ethernet(udp, type: 0x0806), .ethernet),
        ]
        for (frame, type) in extra { capture.append(frame: frame, arrival: TestCapture.start, linkType: type) }
        var expected = ScanCounters()
        expected.frames = 7
        expected.datagrams = 3
        expected.timeReversals = 4
        #expect(capture.scanned().counters == expected)
        var carried = CarriageCounters()
        carried.malformed = 1
        carried.unknownLinkType = 1
        carried.fragmentedPacketsAbandoned = 1
        #expect(capture.scanned().carried == carried)
    }

    @Test("streams on every link type and below VLAN tags are the same stream of the same figures")
    func copies() {
        var capture = TestCapture()
        for (index, packet) in SimulatedPacket.steady(40).enumerated() {
            let rtp = WireBytes.rtp(sequence: Int(packet.sequence), timestamp: Int(packet.timestamp))
            let ip = WireBytes.ipv4(1, 2, WireBytes.udp(3, 4, rtp))
            let tags = index % 2 == 0 ? [] : [(type: 0x8100, control: 42)]
            capture.append(frame: WireBytes.ethernet(ip, tags: tags), arrival: packet.arrival)
            capture.append(frame: ip, arrival: packet.arrival + 50_000, linkType: .raw)
        }
        let stream = capture.scanned().streams.first
        #expect(stream?.packets.captured == 80 && stream?.packets.unique == 40 && stream?.packets.duplicates == 40)
        #expect(stream?.encapsulation == ["ethernet", "ipv4"])
    }
}
