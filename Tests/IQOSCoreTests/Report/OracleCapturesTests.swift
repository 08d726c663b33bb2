import Foundation
import TestSupport
import Testing

@testable import IQOSCore

/// Seven captures on which common analysers report figures that are not so.
///
/// An independent Python script makes the same packets to the byte, from the same seed; the truths were computed there,
/// and the figures of jitter measured by tshark on the same packets with a static payload type.
@Suite("Captures with known truth")
struct OracleCapturesTests {
    /// Microseconds, as the script's captures have them.
    private static func arrival(_ seconds: Double) -> Int64 { Int64((seconds * 1e6).rounded(.toNearestOrEven)) * 1000 }

    private static func packet(
        _ index: Int, at seconds: Double, timestamp: Int? = nil, type: Int = 0, isMarker: Bool? = nil
    ) -> SimulatedPacket {
        SimulatedPacket(
            arrival: arrival(seconds), sequence: 100 + index, timestamp: timestamp ?? 1000 + index * 160, type: type,
            isMarker: isMarker ?? (index == 0))
    }

    private static func sorted(_ packets: [SimulatedPacket]) -> [SimulatedPacket] {
        packets.enumerated().sorted { ($0.element.arrival, $0.offset) < ($1.element.arrival, $1.offset) }.map(\.element)
    }

    private static func report(_ packets: [SimulatedPacket]) throws -> StreamReport {
        let streams = TestCapture(packets).scanned().streams
        #expect(streams.count == 1)
        return try #require(streams.first)
    }

    private static func near(_ left: Double?, _ right: Double, _ error: Double) -> Bool {
        left.map { abs($0 - right) <= error } ?? false
    }

    @Test("a mirror port that doubles every packet makes 500 duplicates and no loss", arguments: [0, 96])
    func doubled(type: Int) throws {
        let packets = (0..<500).map { Self.packet($0, at: 1e9 + Double($0) * 0.02, type: type) }
        let copies = (0..<500).map { Self.packet($0, at: 1e9 + Double($0) * 0.02 + 0.00005, type: type) }
        let stream = try Self.report(Self.sorted(packets + copies))
        #expect(stream.packets.captured == 1000 && stream.packets.unique == 500 && stream.packets.duplicates == 500)
        #expect(stream.packets.lost == 0 && stream.packets.outOfOrder == 0 && stream.packets.late == 0)
        #expect(stream.packets.captureDuplicates == 500 && stream.findings.map(\.code) == ["mirror-duplicates"])
        #expect(Self.near(stream.deltaMs?.mean, 20, 1e-9) && Self.near(stream.jitterMs?.max, 0, 1e-9))
        #expect(stream.clockRateHz == 8000)
    }

    @Test("a dynamic payload type has jitter once its clock is inferred", arguments: [96, 0])
    func inferredClock(type: Int) throws {
        var random = PythonRandom(seed: 7)
        let delays = (0..<500).map { _ in random.uniform(0, 0.010) }
        let packets = (0..<500).map { Self.packet($0, at: 1e9 + Double($0) * 0.02 + delays[$0], type: type) }
        let stream = try Self.report(packets)
        #expect(stream.clockRateHz == 8000 && stream.ptimeMs == 20)
        #expect(stream.payloadTypes.map(\.source) == [type == 0 ? .static : .inferred])
        #expect(Self.near(stream.jitterMs?.mean, 3.03, 0.005) && Self.near(stream.jitterMs?.max, 4.68, 0.005))
        #expect(stream.codec == (type == 0 ? "PCMU" : nil))
    }

    @Test("20,000 random datagrams hold no stream")
    func noise() {
        var random = PythonRandom(seed: 7)
        for _ in 0..<500 { _ = random.uniform(0, 0.010) }
        var capture = TestCapture()
        for index in 0..<20_000 {
            func host(_ net: Int) -> Int { net + random.range(0, 4) * 256 + random.range(1, 250) }
            let (source, destination) = (host(0x0A00_0000), host(0x0A01_0000))
            let path = TestCapture.Path(
                source, destination, from: random.range(1024, 65535), to: random.range(1024, 65535))
            let length = random.range(20, 400)
            capture.append(
                datagram: random.bytes(length), arrival: Self.arrival(1e9 + Double(index) * 0.001), on: path)
        }
        let outcome = capture.scanned()
        #expect(outcome.summary.streamCount == 0 && outcome.counters.datagrams == 20_000)
    }

    @Test("silence that was not sent is neither loss nor jitter, and is seen in the time between packets")
    func silence() throws {
        let packets = (0..<400).map { index -> SimulatedPacket in
            let second = index / 200
            return Self.packet(
                index, at: 1e9 + Double(second) * 9 + Double(index % 200) * 0.02,
                timestamp: 1000 + second * 72000 + index % 200 * 160, isMarker: index % 200 == 0)
        }
        let stream = try Self.report(packets)
        #expect(stream.packets.lost == 0 && stream.packets.late == 0 && stream.segments.count == 1)
        // The 200th packet lies at 3.98 s, the next at 9 s.
        #expect(Self.near(stream.deltaMs?.max, 5020, 1e-6))
        #expect(Self.near(stream.jitterMs?.max, 0, 1e-6) && Self.near(stream.durationS, 12.98, 1e-9))
        #expect(stream.ptimeMs == 20 && Self.near(stream.quality.mosLQ, 4.4094, 5e-5))
    }

    @Test("a timestamp jump without a marker is no network jitter but one restart")
    func timestampJump() throws {
        let packets = (0..<400).map { index in
            Self.packet(
                index, at: 1e9 + Double(index) * 0.02, timestamp: 1000 + index * 160 + (index < 200 ? 0 : 1_000_000),
                isMarker: false)
        }
        let stream = try Self.report(packets)
        #expect(Self.near(stream.jitterMs?.max, 0, 1e-6) && stream.packets.late == 0 && stream.packets.lost == 0)
        #expect(Self.near(stream.delayVariationMs?.max, 0, 1e-6))
        #expect(stream.timestampRestarts == 1 && stream.findings.map(\.code) == ["timestamp-restart"])
        // By the letter of the RFC the jump of 125 s counts: tshark's maximum.
        #expect(Self.near(stream.jitterRFC3550Ms?.max, 7812.5, 0.01))
    }

    @Test("a sender clock that is 1 % off is drift and hardly jitter")
    func drift() throws {
        let packets = (0..<1500).map { Self.packet($0, at: 1e9 + Double($0) * 0.0202) }
        let stream = try Self.report(packets)
        #expect(Self.near(stream.jitterMs?.last, 0.2, 1e-3) && (stream.jitterMs?.max ?? 1) < 0.21)
        // Not 1499 steps of 0.2 ms: the network added nothing.
        #expect(Self.near(stream.delayVariationMs?.max, 0, 1e-3))
    }

    @Test("nine adjacent swaps are nine reordered packets and no loss")
    func reordered() throws {
        var packets = (0..<500).map { Self.packet($0, at: 1e9 + Double($0) * 0.02) }
        for index in stride(from: 50, to: 490, by: 50) {
            (packets[index].arrival, packets[index + 1].arrival) = (packets[index + 1].arrival, packets[index].arrival)
        }
        let stream = try Self.report(Self.sorted(packets))
        #expect(stream.packets.outOfOrder == 9 && stream.packets.lost == 0 && stream.packets.duplicates == 0)
        #expect(stream.packets.unique == 500)
    }

    @Test("Python's generator is reproduced")
    func python() {
        // r = random.Random(7); print(r.random(), r.randrange(1024, 65535), r.randrange(1, 250), r.randbytes(7).hex())
        var random = PythonRandom(seed: 7)
        #expect(random.random() == 0.32383276483316237)
        #expect(random.range(1024, 65535) == 10910 && random.range(1, 250) == 102)
        #expect(random.bytes(7) == bytes("50a4a3a67f5c0c"))
    }
}
