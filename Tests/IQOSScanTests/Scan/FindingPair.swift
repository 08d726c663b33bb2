import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// A whole capture that has a finding, and one that comes near and has it not.
struct FindingPair: Sendable, CustomTestStringConvertible {
    var code: String
    var audio: AudioFormats = []
    var has: @Sendable () throws -> [UInt8]
    var nearMiss: @Sendable () throws -> [UInt8]

    var testDescription: String { code }

    init(
        _ code: String, audio: AudioFormats = [], has: @escaping @Sendable () throws -> [UInt8],
        nearMiss: @escaping @Sendable () throws -> [UInt8]
    ) {
        (self.code, self.audio, self.has, self.nearMiss) = (code, audio, has, nearMiss)
    }

    /// The same packets but for a number.
    init<Value: Sendable>(
        _ code: String, _ has: Value, nearMiss: Value, _ capture: @escaping @Sendable (Value) throws -> TestCapture
    ) {
        self.init(code, has: { try capture(has).pcap }, nearMiss: { try capture(nearMiss).pcap })
    }

    /// Scans both.
    func check() throws {
        let (found, near) = (try codes(has()), try codes(nearMiss()))
        #expect(found.contains(code), "\(found.sorted())")
        #expect(!near.contains(code), "\(near.sorted())")
    }

    private func codes(_ file: [UInt8]) throws -> Set<String> {
        let scanned = try ScannedCapture(file, name: "call.\(file[0] == 0x0A ? "pcapng" : "pcap")", audio: audio)
        return Set(
            scanned.streams.flatMap(\.findings).map(\.code) + scanned.calls.flatMap(\.findings).map(\.code)
                + scanned.result.head.capture.findings.map(\.code))
    }
}

extension TestCapture {
    /// A minute of G.711, in order of arrival.
    static func minute(lost: Set<Int> = [], delayMs: (Int) -> Double = { _ in 0 }) -> TestCapture {
        changed(lost: lost, delayMs: delayMs) { _, _ in }
    }

    /// The same with packets that are changed.
    static func changed(
        lost: Set<Int> = [], delayMs: (Int) -> Double = { _ in 0 }, _ change: (Int, inout SimulatedPacket) -> Void
    ) -> TestCapture {
        var packets = SimulatedPacket.steady(3000) { Int64(delayMs($0) * 1e6) }
        for index in packets.indices { change(index, &packets[index]) }
        var capture = TestCapture(packets.enumerated().filter { !lost.contains($0.offset) }.map(\.element))
        capture.sort()
        return capture
    }

    /// The same with some packets twice.
    static func doubled(_ copies: Int, afterMs: Double) -> TestCapture {
        var capture = minute()
        for copy in 0..<copies {
            var frame = capture.frames[copy * 90 + 50]
            frame.arrival += Int64(afterMs * 1e6)
            capture.frames.append(frame)
        }
        capture.sort()
        return capture
    }

    /// Appends a stream whose packets ask for precedence.
    ///
    /// - Parameter codePoint: 0 ... 63, by a packet's place.
    mutating func append(
        _ packets: [SimulatedPacket], on path: Path = Path(), ssrc: Int = 1, codePoint: (Int) -> Int
    ) {
        for (index, packet) in packets.enumerated() {
            append(
                datagram: WireBytes.rtp(
                    type: packet.type, sequence: Int(packet.sequence), timestamp: Int(packet.timestamp), ssrc: ssrc,
                    payload: packet.payload), arrival: packet.arrival, on: path, serviceType: codePoint(index) << 2)
        }
    }

    /// Two directions.
    static func call(_ forward: [SimulatedPacket], _ backward: [SimulatedPacket]) -> TestCapture {
        var capture = TestCapture(forward, ssrc: 1)
        capture.append(backward, on: Path().reversed, ssrc: 2)
        capture.sort()
        return capture
    }
}
