import TestSupport
import Testing

@testable import IQOSCore

/// Layouts as Wireshark's dissector has them; the version-20 ones were compared with a capture of two phones.
@Suite("Skinny")
struct SkinnyTests {
    private static func word(_ value: Int) -> [UInt8] { WireBytes.bigEndian32(value).reversed() }

    private static func message(_ id: Int, version: Int, _ body: [UInt8]) -> [UInt8] {
        word(body.count + 4) + word(version) + word(id) + body
    }

    private static func address(_ last: UInt8, _ port: Int, version: Int) -> [UInt8] {
        let host: [UInt8] = [10, 0, 0, last]
        return version < 17
            ? host + word(port) : word(0) + host + [UInt8](repeating: 0, count: 12) + word(port)
    }

    private static func open(_ call: Int, party: Int, version: Int) -> [UInt8] {
        message(0x105, version: version, [call, party, 20, 4, 0, 0, call].flatMap(word))
    }

    private static func acknowledge(_ last: UInt8, _ port: Int, party: Int, version: Int) -> [UInt8] {
        message(0x22, version: version, word(0) + address(last, port, version: version) + word(party))
    }

    private static func start(_ last: UInt8, _ port: Int, _ call: Int, party: Int, version: Int) -> [UInt8] {
        message(
            0x8A, version: version,
            word(call) + word(party) + address(last, port, version: version)
                + [20, 4, 184, 0, 0, 0, call].flatMap(word))
    }

    /// CallInfo, or CallInfoV2 with its texts one after the other.
    private static func info(_ call: Int, isOutbound: Bool, version: Int) -> [UInt8] {
        func field(_ text: String, _ count: Int) -> [UInt8] {
            Array(text.utf8) + [UInt8](repeating: 0, count: count - text.utf8.count)
        }
        guard version >= 17 else {
            return message(
                0x8F, version: version,
                field("Ann", 40) + field("100", 24) + field("Bob", 40) + field("200", 24)
                    + [1, call, isOutbound ? 2 : 1].flatMap(word))
        }
        let texts = ["100", "100", "200", "200", "", "", "", "", "", "Ann", "Bob", "Bob"]
        return message(
            0x14A, version: version,
            [1, call, isOutbound ? 2 : 1, 0, 0, 1, 0, 0].flatMap(word) + texts.flatMap { Array($0.utf8) + [0] })
    }

    @Test("two phones with a connection and a call each are one call", arguments: [0, 11, 17, 20])
    func twoPhones(version: Int) throws {
        // 10.0.0.9 manages the calls; the callee's phone is captured first.
        let ann = TestCapture.Path(0x0A00_0001, 0x0A00_0009, from: 50001, to: 2000)
        let bob = TestCapture.Path(0x0A00_0002, 0x0A00_0009, from: 50002, to: 2000)
        let outcome = TestCapture.scanned { capture in
            var sequences: [Int: Int] = [:]
            func say(_ bytes: [UInt8], _ path: TestCapture.Path, at seconds: Double) {
                let key = path.source << 16 | path.sourcePort << 1 | path.destination & 1
                capture.append(
                    connection: bytes, arrival: TestCapture.time(seconds), on: path, sequence: sequences[key] ?? 1)
                sequences[key, default: 1] += bytes.count
            }
            say(
                Self.info(72, isOutbound: false, version: version) + Self.open(72, party: 5, version: version),
                bob.reversed, at: 0)
            say(Self.acknowledge(2, 5000, party: 5, version: version), bob, at: 0.1)
            say(
                Self.info(71, isOutbound: true, version: version) + Self.open(71, party: 6, version: version),
                ann.reversed, at: 0.2)
            say(Self.acknowledge(1, 4000, party: 6, version: version), ann, at: 0.3)
            say(Self.start(1, 4000, 72, party: 5, version: version), bob.reversed, at: 0.4)
            say(Self.start(2, 5000, 71, party: 6, version: version), ann.reversed, at: 0.5)
            capture.media(2, 5000, 1, 4000, ssrc: 2, at: 1)
            capture.media(1, 4000, 2, 5000, ssrc: 1, at: 1.001)
        }
        let signalling = try #require(outcome.calls.first?.signalling)
        #expect(outcome.calls.map(\.streams) == [[1, 2]])
        #expect(signalling.protocol == "Skinny")
        #expect(signalling.from == "\"Ann\" <100>" && signalling.to == "\"Bob\" <200>")
        let channels = outcome.channels(ofCall: 0)
        #expect(channels.left == [1] && channels.right == [0], "Ann called")
        #expect(outcome.streams[0].detection.evidence.contains { $0.hasPrefix("destination announced by Skinny") })
        #expect(outcome.summary.callsWithoutStream.listed.isEmpty, "no phone's part is left over")
        #expect(outcome.summary.signalledCalls == 1)
        #expect(signalling.messages.count == 8)
    }

    @Test("cut and random messages neither trap nor announce anything", arguments: 0..<50)
    func hostile(seed: Int) {
        var random = SeededRandom(seed)
        var tracker = SignallingTracker()
        let flow = Flow(source: host(1), destination: host(2), sourcePort: 1, destinationPort: 2)
        for id in [0x22, 0x8A, 0x8F, 0x105, 0x111, 0x14A] {
            let body = (0..<random.below(200)).map { _ in UInt8(random.below(256)) }
            var bytes = Self.message(id, version: random.below(40), body)
            bytes.removeLast(random.below(bytes.count))
            tracker.ingest(
                bytes.span.bytes, 0..<bytes.count, at: SignallingPlace(flow: flow, arrival: 0, file: 0, frame: 1),
                .skinny)
        }
        #expect(tracker.calls.count <= 6)
    }
}
