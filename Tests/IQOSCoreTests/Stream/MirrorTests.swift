import TestSupport
import Testing

@testable import IQOSCore

/// A capture that has all packets several times gives the figures of one that has them once.
@Suite("Copies that the capture made")
struct MirrorTests {
    /// How many more times each frame is captured, how much later each time, and in which file.
    struct Copies: CustomTestStringConvertible {
        var count = 1
        var delayUs: Int64
        var file = 0

        var testDescription: String { "\(count) more, \(delayUs) us, file \(file)" }

        func made(of capture: TestCapture) -> TestCapture {
            var all = capture
            for number in 1...count {
                all.frames += capture.frames.map { frame in
                    var frame = frame
                    frame.arrival += Int64(number) * delayUs * 1000
                    frame.file = file
                    return frame
                }
            }
            all.sort()
            return all
        }

        static let all = [
            Copies(delayUs: 0), Copies(delayUs: 100), Copies(count: 3, delayUs: 100), Copies(count: 7, delayUs: 100),
            Copies(delayUs: 3000, file: 1), Copies(delayUs: 25_000, file: 1), Copies(delayUs: 700_000, file: 1),
        ]
    }

    private static func packets(_ count: Int, type: Int = 0, step: Int = 160, bytes: Int = 170, below: Int = 256)
        -> [SimulatedPacket]
    {
        var random = SeededRandom(5)
        var packets = SimulatedPacket.steady(count, type: type, step: step)
        for index in packets.indices { packets[index].payload = (0..<bytes).map { _ in UInt8(random.below(below)) } }
        return packets
    }

    /// The figures that copies leave as they are.
    private static func figures(_ stream: StreamReport) -> String {
        """
        \(stream.codec as Any) \(stream.clockRateHz as Any) \(stream.encrypted as Any) \(stream.ptimeMs as Any)
        \(stream.jitterMs as Any) \(stream.quality.mosLQ as Any) \(stream.packets.unique) \(stream.packets.lost)
        \(stream.unknown.entries.map { "\($0)" }) \(stream.packets.networkDuplicates)
        """
    }

    @Test("ciphertext stays ciphertext", arguments: Copies.all)
    func ciphertext(copies: Copies) throws {
        let capture = TestCapture(Self.packets(100))
        let once = try #require(capture.scanned().streams.first)
        let stream = try #require(copies.made(of: capture).scanned().streams.first)
        #expect(once.encrypted == true && Self.figures(stream) == Self.figures(once))
    }

    @Test("clock and codec that nothing announces show as they do", arguments: Copies.all)
    func inferred(copies: Copies) throws {
        for (packets, clock) in [
            (Self.packets(260, type: 111, step: 960, bytes: 60), 48_000),
            (Self.packets(150, type: 98, bytes: 60), 8000),
        ] {
            let capture = TestCapture(packets)
            let once = try #require(capture.scanned().streams.first)
            let stream = try #require(copies.made(of: capture).scanned().streams.first)
            #expect(once.clockRateHz == clock && Self.figures(stream) == Self.figures(once))
            #expect(stream.payloadTypes.map(\.candidates) == once.payloadTypes.map(\.candidates))
        }
    }

    @Test("too few packets for a clock stay too few", arguments: Copies.all)
    func tooFew(copies: Copies) throws {
        let capture = copies.made(of: TestCapture(Self.packets(60, type: 111, step: 960)))
        let stream = try #require(capture.scanned().streams.first)
        #expect(
            stream.unknown.entries.first { $0.key == "clock_rate_hz" }.map { "\($0)" }?.contains(
                "fewer than 100 packets")
                == true, "\(stream.unknown.entries)")
    }

    @Test("copies of another file are the capture's, however late, and nobody lost them", arguments: Copies.all)
    func lossPlace(copies: Copies) throws {
        var capture = TestCapture(Self.packets(1000, below: 128))
        for passed in [200, 900] {
            let block = RTCPBytes.block(ssrc: 0x1122_3344, highest: 99 + passed)
            capture.append(
                datagram: RTCPBytes.receiverReport(ssrc: 7, blocks: [block]),
                arrival: TestCapture.start + Int64(passed) * 20_000_000 - 10_000_000, on: TestCapture.Path().reversed)
        }
        capture.sort()
        let stream = try #require(copies.made(of: capture).scanned().streams.first)
        #expect(stream.packets.captureDuplicates == 1000 * copies.count)
        #expect(stream.rtcp?.lossPlace?.lostAfterCapture == 0 && stream.rtcp?.receiverReports == 2)
    }

    @Test("response times and encrypted reports are those of one capture", arguments: Copies.all)
    func others(copies: Copies) throws {
        let once = TestCapture.scanned(Self.call)
        var capture = TestCapture()
        Self.call(&capture)
        let all = copies.made(of: capture).scanned()
        let times = try #require(once.calls.first?.signalling?.responseTimes)
        #expect(times.map(\.timeMs.p50) == [500] && all.calls.first?.signalling?.responseTimes == times)
        #expect(once.streams.first?.rtcp?.encrypted == 3 && all.streams.first?.rtcp?.encrypted == 3)
    }

    private static func call(_ capture: inout TestCapture) {
        capture.setUp(at: 0, offer: CallScript.audio(1, 4000), answer: CallScript.audio(2, 5000))
        capture.media(1, 4000, 2, 5000, ssrc: 1, at: 1, count: 300)
        for number in 0..<3 {
            let report =
                RTCPBytes.senderReport(ssrc: 1, ntp: 9) + WireBytes.bigEndian32(number) + WireBytes.bigEndian32(7)
            capture.append(
                datagram: report, arrival: TestCapture.time(2 + Double(number)),
                on: TestCapture.Path(from: 4001, to: 5001))
        }
        capture.sort()
    }

    @Test("a request that is sent again half a second later tells no response time, copied or not")
    func sentAgain() {
        for copies in Copies.all {
            var capture = TestCapture()
            Self.call(&capture)
            var again = capture.frames[0]
            again.arrival += 499_000_000
            capture.frames.append(again)
            capture.sort()
            #expect(copies.made(of: capture).scanned().calls.first?.signalling?.responseTimes == [])
        }
    }
}
