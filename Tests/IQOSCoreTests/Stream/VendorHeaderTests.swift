import TestSupport
import Testing

@testable import IQOSCore

@Suite("RTP behind a vendor's header")
struct VendorHeaderTests {
    /// Headers of no known vendor; the payload's kind tells how the bytes before RTP are made.
    private enum Invented: CaseIterable {
        case oneByte, lengthAndCounter, magicAndClock, longest, thirtyOdd
        /// They begin as RTP does, as RTP with its numbers, as RTCP, and as no packet that could be either.
        case likeRTP, likeNumberedRTP, likeReports, likeRTPWithSources

        var length: Int {
            switch self {
            case .oneByte: 1
            case .lengthAndCounter: 6
            case .magicAndClock: 20
            case .longest: 64
            case .thirtyOdd: 33
            case .likeRTP: 4
            case .likeNumberedRTP: 8
            case .likeReports: 12
            case .likeRTPWithSources: 2
            }
        }

        func header(_ number: Int, payload: Int) -> [UInt8] {
            switch self {
            case .oneByte: [0x07]
            case .lengthAndCounter: WireBytes.bigEndian16(payload) + WireBytes.bigEndian32(7_000_000 + number)
            case .magicAndClock:
                Array("VNDR".utf8) + WireBytes.bigEndian32(number) + WireBytes.bigEndian32(number * 20_000)
                    + [UInt8](repeating: 0, count: 8)
            case .longest: [UInt8](repeating: 0x41, count: 60) + WireBytes.bigEndian32(number)
            case .thirtyOdd: [0xFE] + [UInt8](repeating: UInt8(number & 255), count: 32)
            case .likeRTP: bytes("80010203")
            case .likeNumberedRTP: bytes("8000") + WireBytes.bigEndian16(number) + bytes("01020304")
            case .likeReports: bytes("80c80006") + WireBytes.bigEndian32(number) + bytes("01020304")
            case .likeRTPWithSources: bytes("bfff")
            }
        }
    }

    private static func wrapped(_ packet: SimulatedPacket, _ header: [UInt8], ssrc: Int = 0x1122_3344) -> [UInt8] {
        header
            + WireBytes.rtp(
                type: packet.type, sequence: Int(packet.sequence), timestamp: Int(packet.timestamp), ssrc: ssrc,
                isMarker: packet.isMarker, payload: packet.payload)
    }

    private static func capture(_ vendor: Invented, _ packets: [SimulatedPacket]) -> TestCapture {
        var capture = TestCapture()
        for (number, packet) in packets.enumerated() {
            capture.append(
                datagram: wrapped(packet, vendor.header(number, payload: packet.payload.count)),
                arrival: packet.arrival)
        }
        return capture
    }

    /// What must not depend on the bytes before RTP.
    private static func figures(_ stream: StreamReport?) -> String {
        guard let stream else { return "no stream" }
        return """
            \(stream.ssrc) \(stream.packets) \(stream.segments) \(stream.jitterMs as Any) \(stream.loss) \
            \(stream.delayVariationMs as Any) \(stream.firstFrame) \(stream.lastFrame) \(stream.firstPacket as Any) \
            \(stream.quality.mosLQ as Any) \(stream.markers) \(stream.encrypted as Any)
            """
    }

    @Test("a stream is exact from its first packet", arguments: Invented.allCases, Impairment.allCases)
    private func exact(vendor: Invented, impairment: Impairment) throws {
        let packets = impairment.packets
        let plain = TestCapture(packets).scanned().streams.first
        let streams = Self.capture(vendor, packets).scanned().streams
        #expect(streams.count == 1)
        #expect(streams.first?.wrapper == "vendor-header:\(vendor.length)")
        #expect(Self.figures(streams.first) == Self.figures(plain))
    }

    @Test("kinds with headers of different lengths on one flow are streams of their own")
    func kinds() throws {
        var capture = TestCapture()
        for index in 0..<120 {
            let arrival = TestCapture.start + Int64(index) * 20_000_000
            let voice = SimulatedPacket(arrival: arrival, sequence: 500 + index, timestamp: index * 160, type: 112)
            capture.append(
                datagram: Self.wrapped(
                    voice, bytes("05") + WireBytes.bigEndian32(index) + bytes("0f") + [UInt8](repeating: 1, count: 13)),
                arrival: arrival)
            guard index >= 30 else { continue }
            let picture = SimulatedPacket(
                arrival: arrival + 3_000_000, sequence: 9000 + index, timestamp: index * 1800, type: 98)
            capture.append(
                datagram: Self.wrapped(
                    picture,
                    bytes("05") + WireBytes.bigEndian32(index) + bytes("10") + [UInt8](repeating: 2, count: 18),
                    ssrc: 77),
                arrival: picture.arrival)
        }
        let streams = capture.scanned().streams
        #expect(streams.map(\.wrapper) == ["vendor-header:19", "vendor-header:24"])
        #expect(streams.map(\.packets.captured) == [120, 90] && streams.allSatisfy { $0.packets.lost == 0 })
    }

    @Test("types numbered each by itself under one SSRC are told apart and lose nothing")
    func numberedByType() {
        var capture = TestCapture()
        for index in 0..<100 {
            for (type, base) in [(98, 4000), (110, 60_000)] {
                let arrival = TestCapture.start + Int64(index) * 20_000_000 + Int64(type)
                let packet = SimulatedPacket(
                    arrival: arrival, sequence: base + index, timestamp: index * 1800, type: type)
                capture.append(datagram: Self.wrapped(packet, bytes("0510000000000102")), arrival: arrival)
            }
        }
        let streams = capture.scanned().streams
        #expect(streams.map(\.packets.captured) == [100, 100] && streams.allSatisfy { $0.packets.lost == 0 })
    }

    @Test("control messages before and between the media neither hide it nor belong to it")
    func control() {
        var random = SeededRandom(2)
        var capture = TestCapture()
        for index in 0..<5 {
            capture.append(
                datagram: bytes("0101") + random.bytes(60), arrival: TestCapture.start - 1_000_000_000 + Int64(index))
        }
        for (number, packet) in SimulatedPacket.steady(200, type: 99).enumerated() {
            capture.append(datagram: Self.wrapped(packet, bytes("05640000000f01")), arrival: packet.arrival)
            if number % 7 == 3 {
                capture.append(datagram: bytes("0300") + random.bytes(40), arrival: packet.arrival + 1)
            }
        }
        let streams = capture.scanned().streams
        #expect(streams.map(\.packets.captured) == [200] && streams.first?.wrapper == "vendor-header:7")
    }

    @Test("media that begins long after its flow is found")
    func lateStart() throws {
        var random = SeededRandom(4)
        var capture = TestCapture()
        for index in 0..<200 {
            capture.append(
                datagram: bytes("0200") + random.bytes(70),
                arrival: TestCapture.start - 10_000_000_000 + Int64(index) * 1_000_000)
        }
        for (number, packet) in SimulatedPacket.steady(400).enumerated() {
            capture.append(datagram: Self.wrapped(packet, [9] + WireBytes.bigEndian32(number)), arrival: packet.arrival)
        }
        // The flow is watched again when a datagram begins with 9.
        let streams = capture.scanned().streams
        #expect(streams.map(\.packets.captured) == [400] && streams.first?.packets.lost == 0)
    }

    @Test("media that begins as all else on its flow does is found when the flow is looked through again")
    func lateStartAlike() throws {
        var random = SeededRandom(5)
        var capture = TestCapture()
        for index in 0..<200 {
            capture.append(
                datagram: [UInt8(0x40 | random.below(64))] + random.bytes(70),
                arrival: TestCapture.start - 10_000_000_000 + Int64(index) * 1_000_000)
        }
        for (number, packet) in SimulatedPacket.steady(400).enumerated() {
            capture.append(
                datagram: Self.wrapped(packet, bytes("41") + WireBytes.bigEndian32(number)), arrival: packet.arrival)
        }
        let stream = try #require(capture.scanned().streams.first)
        // From its 256th datagram on.
        #expect(stream.packets.captured >= 400 - 56 && stream.packets.lost == 0)
    }

    @Test("flows whose bytes have no numbers behind them are no streams", arguments: 0..<8)
    func noise(seed: Int) {
        var random = SeededRandom(100 + seed)
        var capture = TestCapture()
        for flow in 0..<20 {
            for index in 0..<100 {
                // A fixed beginning of any length, then a counter of any width, then noise.
                let start = [UInt8](repeating: UInt8(flow), count: flow) + WireBytes.bigEndian32(index)
                capture.append(
                    datagram: [5] + start + random.bytes(60), arrival: TestCapture.start + Int64(index * 20 + flow),
                    on: TestCapture.Path(from: 4000 + flow, to: 5000))
            }
        }
        #expect(capture.scanned().summary.streamCount == 0)
    }

    @Test("records with a counter before zeros, or a constant time, are no streams")
    func records() {
        let kinds: [(Int) -> [UInt8]] = [
            {
                bytes("0102030405 8001") + WireBytes.bigEndian16($0) + WireBytes.bigEndian32($0 * 160)
                    + bytes("00000000")
            },
            { bytes("0102030405 8001") + WireBytes.bigEndian16($0) + bytes("0000002a 01020304") },
            { bytes("0102030405 8001") + bytes("00ff") + WireBytes.bigEndian32($0 * 160) + bytes("01020304") },
            {
                bytes("0102030405 80c9") + WireBytes.bigEndian16($0) + WireBytes.bigEndian32($0 * 160)
                    + bytes("01020304")
            },
        ]
        for kind in kinds {
            var capture = TestCapture()
            for index in 0..<200 {
                capture.append(
                    datagram: kind(index) + [UInt8](repeating: 0, count: 20),
                    arrival: TestCapture.start + Int64(index) * 20_000_000)
            }
            #expect(capture.scanned().summary.streamCount == 0)
        }
    }

    @Test("in a flood of flows what is forgotten is counted, and a call is found")
    func flood() {
        var random = SeededRandom(6)
        var capture = TestCapture()
        for index in 0..<60_000 {
            capture.append(
                datagram: [5] + random.bytes(40), arrival: TestCapture.start + Int64(index) * 40_000,
                on: TestCapture.Path(random.below(1 << 30), from: 5, to: 6))
        }
        capture.append(SimulatedPacket.steady(100, start: TestCapture.start + 5))
        capture.sort()
        let outcome = capture.scanned()
        #expect(outcome.streams.map(\.packets.captured) == [100])
        // There is room for 8,192 flows; the rest of the 60,000, nearly all different, had to push one out.
        #expect(outcome.unknownFlowsEvicted > 50_000 && outcome.unknownFlowsEvicted <= 60_000 - 8192)
    }
}
