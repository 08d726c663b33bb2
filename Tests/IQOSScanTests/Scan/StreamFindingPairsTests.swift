import TestSupport
import Testing

@testable import IQOSCore
@testable import IQOSScan

/// For every finding of a stream that needs no sound a capture that has it, and a near miss that has it not.
@Suite("Findings of streams, in whole captures")
struct StreamFindingPairsTests {
    private static let squares = Set((1...30).map { $0 * $0 * 3 })

    private static let missing: [FindingPair] = [
        // Four packets are 80 ms, three 60.
        FindingPair("burst-loss", 504, nearMiss: 503) { TestCapture.minute(lost: Set(500..<$0)) },
        // 0.5 % of 3000 are 15.
        FindingPair("random-loss", 15, nearMiss: 14) { TestCapture.minute(lost: Set(squares.sorted().prefix($0))) },
        FindingPair("periodic-loss", Set(stride(from: 100, to: 3000, by: 150)), nearMiss: squares) {
            TestCapture.minute(lost: $0)
        },
        FindingPair("events-only", 50, nearMiss: 0) { presses(apart: $0) },
        // To another receiver by turns, by one sender or by two.
        FindingPair("sent-elsewhere", 1, nearMiss: 2) { other in
            let packets = SimulatedPacket.steady(3000)
            var capture = TestCapture(Array(packets[..<1000] + packets[2000...]), ssrc: 1)
            capture.append(Array(packets[1000..<2000]), on: TestCapture.Path(to: 7000), ssrc: other)
            capture.sort()
            return capture
        },
        FindingPair("gap-with-pause", 5.001, nearMiss: 5) { pause in
            TestCapture.minute(lost: Set(1000..<1007)) { $0 < 1000 ? 0 : pause * 1000 - 160 }
        },
        // The sender went on for a minute, or numbered its packets anew behind the pause.
        FindingPair("outage", 3499, nearMiss: 9000) { missing in
            var packets = SimulatedPacket.steady(5000, lost: Set(1000..<4499))
            for index in 1000..<packets.count { packets[index].sequence &+= UInt16(missing - 3499) }
            return TestCapture(packets)
        },
        // 20 of 3000; the buffer has 60 ms.
        FindingPair("late-packets", 70.0, nearMiss: 50) { delay in
            TestCapture.minute { $0 % 150 == 75 ? delay : 0 }
        },
        FindingPair("jitter-buffer-too-small", 90.0, nearMiss: 600) { delay in
            TestCapture.minute { $0 % 50 == 25 ? delay : 0 }
        },
        FindingPair("loss-before-capture", 15, nearMiss: 12) { reported(lost: $0, receiverLost: $0) },
        FindingPair("loss-after-capture", 15, nearMiss: 12) { reported(lost: 0, receiverLost: $0) },
        FindingPair("loss-in-capture", 15, nearMiss: 12) { reported(lost: $0, receiverLost: 0) },
        FindingPair("sender-skips-numbers", 15, nearMiss: 12) { reported(lost: $0, receiverLost: $0, unsent: $0) },
        // 1 % of 3000 are 30.
        FindingPair("reordering", 98, nearMiss: 105) { every in
            TestCapture.minute { $0 % every == 50 ? 30 : 0 }
        },
    ]

    private static let untimely: [FindingPair] = [
        FindingPair("sender-gaps", 61.0, nearMiss: 59) { delay in TestCapture.minute { $0 < 1500 ? 0 : delay } },
        // Held up by 41 ms in a queue, or overtaken on a way of its own.
        FindingPair("delay-spikes", true, nearMiss: false) { isQueue in
            let places = [300, 700, 1300, 1500, 2200, 2450, 2800]
            return TestCapture.minute { isQueue ? spike(of: 41, at: $0, among: places) : places.contains($0) ? 70 : 0 }
        },
        FindingPair("delay-spikes", 41.0, nearMiss: 39) { delay in
            TestCapture.minute { spike(of: delay, at: $0, among: [300, 700, 1300, 1500, 2200, 2450, 2800]) }
        },
        FindingPair("periodic-jitter", Array(stride(from: 100, to: 3000, by: 250)), nearMiss: squares.sorted()) {
            places in
            TestCapture.minute { spike(of: 80, at: $0, among: places) }
        },
        FindingPair("clock-drift", 310.0, nearMiss: 290) { ppm in
            TestCapture.minute { Double($0) * 20 * ppm * 1e-6 }
        },
    ]

    private static let kinds: [FindingPair] = [
        FindingPair("encrypted", true, nearMiss: false) { isRandom in
            var random = SeededRandom(1)
            let voice = TestSound.speech(seconds: 60).packets(.muLaw)
            return TestCapture.changed { $1.payload = isRandom ? random.bytes(160) : voice[$0].payload }
        },
        FindingPair("dscp-changing", 46, nearMiss: 34) { last in
            var capture = TestCapture()
            capture.append(SimulatedPacket.steady(500)) { $0 < 499 ? 34 : last }
            return capture
        },
        FindingPair("dscp-wrong", 8, nearMiss: 10) { codePoint in
            var capture = TestCapture()
            capture.append(SimulatedPacket.steady(500)) { _ in codePoint }
            return capture
        },
        FindingPair("codec-changed", 8, nearMiss: 13) { type in
            TestCapture.changed { index, packet in
                if (1000..<1020).contains(index) {
                    (packet.type, packet.payload) = (type, type == 13 ? [40] : packet.payload)
                }
            }
        },
        // Of 500 + 130 packets a fifth are 126.
        FindingPair("ptime-changed", 130, nearMiss: 120) { long in
            var packets = SimulatedPacket.steady(500 + long)
            for index in 500..<packets.count {
                packets[index].timestamp += UInt32(index - 500) * 160
                packets[index].arrival += Int64(index - 500) * 20_000_000
            }
            return TestCapture(packets)
        },
        FindingPair("sequence-restart", 2, nearMiss: 1) { behind in
            TestCapture.changed { index, packet in
                if (1500..<1500 + (behind == 2 ? 1500 : 1)).contains(index) { packet.sequence &+= 20_000 }
            }
        },
        // A clock that jumps with the wall clock is a pause.
        FindingPair("timestamp-restart", 0.0, nearMiss: 10_000) { pause in
            TestCapture.changed(delayMs: { $0 < 1500 ? 0 : pause }) { index, packet in
                if index >= 1500 { packet.timestamp &+= 80_000 }
            }
        },
        FindingPair("mirror-duplicates", 30, nearMiss: 29) { TestCapture.doubled($0, afterMs: 0.05) },
        FindingPair("network-duplicates", 25.0, nearMiss: 1.9) { TestCapture.doubled(30, afterMs: $0) },
        FindingPair("conflicting-duplicates", true, nearMiss: false) {
            TestCapture.doubled(33, afterMs: 25, isOther: $0)
        },
        FindingPair("snap-length", 0, nearMiss: 1) { whole in
            var capture = TestCapture.minute()
            for index in whole..<capture.frames.count { capture.frames[index].bytes.removeLast(100) }
            return capture
        },
        FindingPair("law-mismatch", .aLaw, nearMiss: .muLaw) { (law: G711) in
            TestCapture(TestSound.speech(seconds: 20).noisy(8).packets(law, type: 0))
        },
    ]

    /// How late a packet is behind one that a queue held up, and that catches up by 19 ms a packet.
    private static func spike(of delay: Double, at index: Int, among places: [Int]) -> Double {
        guard let last = places.last(where: { $0 <= index }) else { return 0 }
        return max(0, delay - 19 * Double(index - last))
    }

    /// Four keys and nothing else, so many numbers apart.
    private static func presses(apart: Int) -> TestCapture {
        var packets: [SimulatedPacket] = []
        for press in 0..<4 {
            for index in 0..<15 {
                let milliseconds = press * 2000 + index * 20
                packets.append(
                    SimulatedPacket(
                        arrival: TestCapture.start + Int64(milliseconds) * 1_000_000,
                        sequence: 100 + press * (15 + apart) + index, timestamp: press * 16_000, type: 101,
                        payload: [UInt8(press), index > 11 ? 0x8A : 0x0A] + WireBytes.bigEndian16(min(index, 12) * 160))
                )
            }
        }
        return TestCapture(packets)
    }

    /// A minute with reports of both sides after 5 and after 55 seconds: 2500 packets between, 0.5 % of which are 12.5.
    private static func reported(lost: Int, receiverLost: Int, unsent: Int = 0) -> TestCapture {
        var capture = TestCapture.minute(lost: Set((0..<lost).map { 1000 + 37 * $0 }))
        let (sender, receiver) = (0x1122_3344, 0x5566_7788)
        let path = TestCapture.Path(from: 16385, to: 20001)
        for (index, isLast) in [(250, false), (2750, true)] {
            let arrival = TestCapture.start + Int64(index) * 20_000_000 + 1_000_000
            capture.append(
                datagram: RTCPBytes.senderReport(
                    ssrc: sender, ntp: UInt64(index) << 32, packets: index + 1 - (isLast ? unsent : 0))
                    + RTCPBytes.name(ssrc: sender, "a"), arrival: arrival, on: path)
            let block = RTCPBytes.block(ssrc: sender, lost: isLast ? receiverLost : 0, highest: 100 + index)
            capture.append(
                datagram: RTCPBytes.receiverReport(ssrc: receiver, blocks: [block])
                    + RTCPBytes.name(ssrc: receiver, "b"), arrival: arrival, on: path.reversed)
        }
        capture.sort()
        return capture
    }

    static let pairs = missing + untimely + kinds

    @Test("each is told, and a near miss is not", arguments: pairs)
    func told(pair: FindingPair) throws {
        try pair.check()
    }

    @Test("every code has such a pair")
    func complete() {
        // Whether keys fit is tested where there is a library that tells it.
        let keys: Set = ["srtp-key-wrong", "srtp-authentication"]
        let codes = Set((Self.pairs + CallFindingPairsTests.pairs).map(\.code))
        #expect(codes.union(keys) == Set(FindingRules.codes) && codes.isDisjoint(with: keys))
    }
}
