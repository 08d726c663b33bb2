import TestSupport
import Testing

@testable import IQOSCore

@Suite("Round-trip time by STUN (RFC 8489 §6.3)")
struct BindingTripsTests {
    private static let late = MessageSighting(arrival: 2_000_000_000, file: 0)

    private static func message(_ type: String, _ identifier: Int) -> [UInt8] {
        bytes(type + " 0000 2112a442") + WireBytes.bigEndian32(0xABCD_EF01) + WireBytes.bigEndian32(0)
            + WireBytes.bigEndian32(identifier)
    }

    /// Messages with their ms and direction, each once more as copies have them: so many ms later in a file.
    private static func trips(
        _ messages: [(type: String, identifier: Int, ms: Int64, isForward: Bool)],
        copies: (ms: Int64, file: Int32)? = nil
    ) -> BindingTrips {
        var all = messages.map { (message: $0, file: Int32(0)) }
        if let copies {
            all += messages.map { ((type: $0.type, $0.identifier, $0.ms + copies.ms, $0.isForward), copies.file) }
            all.sort { $0.message.ms < $1.message.ms }
        }
        var trips = BindingTrips()
        for (message, file) in all {
            let bytes = Self.message(message.type, message.identifier)
            let sighting = MessageSighting(arrival: message.ms * 1_000_000, file: file)
            trips.add(bytes.span.bytes, at: 0, sighting, isForward: message.isForward)
        }
        return trips
    }

    @Test(
        "a copy that the capture made is no request sent again, nor another answer",
        arguments: [(0, 0), (1, 0), (40, 0), (25, 1), (700, 1)])
    func copied(ms: Int, file: Int) {
        let messages = (0..<5).flatMap {
            [("0001", $0, Int64(100 * $0), true), ("0101", $0, Int64(100 * $0 + 30), false)]
        }
        let trips = Self.trips(messages, copies: (Int64(ms), Int32(file)))
        #expect(trips.forward.count == 5 && trips.forward.minimum == 30 && trips.forward.median == 30)
        let again = Self.trips([messages[0], ("0001", 0, 20, true), ("0001", 0, 25, true)] + messages[1...])
        #expect(again.forward.count == 5)
    }

    @Test("each end is timed by its own answers")
    func both() {
        let trips = Self.trips([
            ("0001", 1, 0, true), ("0001", 2, 5, false), ("0101", 1, 30, false), ("0101", 2, 12, true),
            ("0001", 3, 100, true), ("0101", 3, 150, false),
        ])
        #expect(trips.forward.count == 2 && trips.forward.minimum == 30)
        #expect(trips.backward.count == 1 && trips.backward.median == 7)
    }

    @Test("what was sent again, answers itself, comes late, or is an error or indication, tells nothing")
    func useless() {
        let trips = Self.trips([
            ("0001", 1, 0, true), ("0001", 1, 500, true), ("0101", 1, 530, false),
            ("0001", 2, 0, true), ("0101", 2, 30, true),
            ("0001", 3, 0, true), ("0101", 3, 10_001, false),
            ("0001", 4, 0, true), ("0111", 4, 20, false), ("0011", 5, 0, true), ("0101", 5, 20, false),
        ])
        #expect(trips.forward.count == 0 && trips.backward.count == 0)
    }

    @Test("a flood of requests is forgotten from its oldest on, and cut messages do not trap")
    func flood() {
        var trips = Self.trips((0..<1000).map { ("0001", $0, Int64($0), true) })
        for length in 0..<20 {
            let cut = Array(Self.message("0101", 999).prefix(length))
            trips.add(cut.span.bytes, at: 0, Self.late, isForward: false)
        }
        #expect(trips.forward.count == 0)
        let answers = [(0, 0), (999, 1)]
        for (identifier, count) in answers {
            let bytes = Self.message("0101", identifier)
            trips.add(bytes.span.bytes, at: 0, Self.late, isForward: false)
            #expect(trips.forward.count == count)
        }
    }

    @Test("streams have the round trip to their receivers, and a conversational score by both halves")
    func report() throws {
        let path = TestCapture.Path()
        var capture = TestCapture(SimulatedPacket.steady(200))
        capture.append(SimulatedPacket.steady(200), on: path.reversed, ssrc: 7)
        for round in 0..<4 {
            let start = TestCapture.start + Int64(round) * 900_000_000 + 3_000_000
            capture.append(datagram: Self.message("0001", round), arrival: start, on: path)
            capture.append(datagram: Self.message("0101", round), arrival: start + 40_000_000, on: path.reversed)
            capture.append(datagram: Self.message("0001", 100 + round), arrival: start, on: path.reversed)
            capture.append(datagram: Self.message("0101", 100 + round), arrival: start + 10_000_000, on: path)
        }
        capture.sort()
        let streams = capture.scanned().streams
        let sent = try #require(streams.first?.binding)
        #expect(sent.rttToReceiverMs == RTCPReport.RoundTripReport(p50: 40, min: 40, samples: 4))
        #expect(sent.rttToSenderMs == RTCPReport.RoundTripReport(p50: 10, min: 10, samples: 4))
        #expect(streams.last?.binding?.rttToReceiverMs?.p50 == 10)
        // 25 ms of the way, 20 of the packet, 3.75 of the concealment, 60 of the buffer, 5 of processing.
        #expect(streams.first?.quality.oneWayDelayMs == 113.75 && streams.first?.quality.delaySource == "stun")
    }
}
