import TestSupport
import Testing

@testable import IQOSCore

@Suite("Interarrival jitter (RFC 3550 §6.4.1, A.8)")
struct InterarrivalJitterTests {
    /// J in ms after each packet of a stream at 8000 Hz.
    private static func course(arrivalsMs: [Double], timestamps: [UInt32]) -> [Double] {
        var jitter = StrictJitter()
        return zip(arrivalsMs, timestamps).enumerated().map { index, packet in
            let event = PacketEvent(
                arrival: TestCapture.start + Int64((packet.0 * 1e6).rounded()), sequenceNumber: UInt16(index),
                timestamp: packet.1)
            jitter.add(event, clockRateHz: 8000)
            return jitter.result?.last ?? 0
        }
    }

    private static func equal(_ left: [Double], _ right: [Double], within error: Double = 5e-7) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) <= error }
    }

    // Computed by hand with the formula of A.8 in timestamp units, divided by 8.
    @Test("eight packets give the worked course of J")
    func workedExample() {
        let course = Self.course(
            arrivalsMs: [0, 20, 45, 58, 80, 130, 131, 140], timestamps: (0..<8).map { UInt32($0 * 160) })
        let expected = [0, 0, 0.3125, 0.730469, 0.809814, 2.634201, 3.657063, 4.115997]
        #expect(Self.equal(course, expected), "\(course)")
    }

    @Test("reordering alone makes jitter, as the RFC has it")
    func reordering() {
        let course = Self.course(arrivalsMs: [0, 20, 60, 61, 80], timestamps: [0, 160, 480, 320, 640])
        #expect(Self.equal(course, [0, 0, 0, 1.3125, 2.54297], within: 5e-6), "\(course)")
    }

    // The values that Wireshark's FAQ publishes for its capture aaa.pcap.
    @Test("Wireshark's published example")
    func wireshark() {
        let course = Self.course(arrivalsMs: [348.411, 418.358, 421.891], timestamps: [1240, 1400, 1560])
        #expect(Self.equal(course, [0, 3.1216875, 3.95576953125], within: 1e-9), "\(course)")
    }

    @Test("timestamps may wrap at any packet")
    func wrap() {
        let arrivals = [0.0, 20, 45, 58, 80, 130, 131, 140]
        let plain = Self.course(arrivalsMs: arrivals, timestamps: (0..<8).map { UInt32($0 * 160) })
        let wrapped = Self.course(
            arrivalsMs: arrivals, timestamps: (0..<8).map { UInt32.max - 500 &+ UInt32($0 * 160) })
        #expect(Self.equal(plain, wrapped, within: 1e-9))
    }

    @Test("mean and maximum are over the packets that gave a difference, and unknown before one did")
    func figures() throws {
        var jitter = InterarrivalJitter()
        #expect(jitter.result == nil)
        // Closed form: J_n is the sum of |D_k| / 16 · (15/16)^(n-k).
        let differences = [5.0, -7, 2, 30, -19, -11]
        var course: [Double] = []
        for count in 1...differences.count {
            jitter.add(differenceMs: differences[count - 1])
            var sum = 0.0
            for (index, difference) in differences.prefix(count).enumerated() {
                sum += (index + 1..<count).reduce(abs(difference) / 16) { value, _ in value * 15 / 16 }
            }
            course.append(sum)
        }
        let result = try #require(jitter.result)
        #expect(abs(result.last - (course.last ?? 0)) < 1e-12)
        #expect(abs(result.max - (course.max() ?? 0)) < 1e-12)
        #expect(abs(result.mean - course.reduce(0, +) / 6) < 1e-12)
    }
}
