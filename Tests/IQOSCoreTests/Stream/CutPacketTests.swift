import TestSupport
import Testing

@testable import IQOSCore

@Suite("What the snap length left of events and reports")
struct CutPacketTests {
    /// Sound, and in the middle the keys 1, 5, 9 and # as a telephone sends them.
    private static func keys(type: Int = 101) -> [SimulatedPacket] {
        var packets = SimulatedPacket.steady(100)
        for (index, event) in [1, 5, 9, 11].enumerated() {
            let first = 20 + index * 15
            for step in 0..<8 {
                let isEnd: UInt8 = step > 4 ? 0x80 : 0
                packets[first + step].type = type
                packets[first + step].isMarker = step == 0
                packets[first + step].timestamp = packets[first].timestamp
                packets[first + step].payload =
                    [UInt8(event), isEnd | 10] + WireBytes.bigEndian16(160 * min(step + 1, 5))
            }
        }
        return packets
    }

    /// The same capture, no more than so many bytes of each frame.
    private static func cut(_ capture: TestCapture, to length: Int) -> TestCapture {
        var capture = capture
        for index in capture.frames.indices {
            capture.frames[index].bytes = Array(capture.frames[index].bytes.prefix(length))
        }
        return capture
    }

    @Test("whole events are keys with their lengths")
    func whole() throws {
        let stream = try #require(TestCapture(Self.keys()).scanned().streams.first)
        #expect(stream.dtmf?.digits == "159#" && stream.dtmf?.events.map(\.durationMs) == [100, 100, 100, 100])
        #expect(stream.payloadTypes.map(\.codec) == ["PCMU", "telephone-event"])
    }

    @Test("where nothing of an event was captured there is no key, and no codec of its type")
    func headersOnly() throws {
        let stream = try #require(Self.cut(TestCapture(Self.keys()), to: 54).scanned().streams.first)
        #expect(stream.dtmf == nil && stream.unknown["dtmf"] == "telephone-events were cut off by the snap length")
        #expect(stream.payloadTypes.map(\.codec) == ["PCMU", nil] && stream.codec == "PCMU")
        #expect(stream.packets.lost == 0 && stream.jitterMs?.max == 0)
    }

    @Test("keys are told as far as they were captured, their lengths only where these were", arguments: 55...57)
    func partly(length: Int) throws {
        let stream = try #require(Self.cut(TestCapture(Self.keys()), to: length).scanned().streams.first)
        let dtmf = try #require(stream.dtmf)
        #expect(dtmf.digits == "159#" && dtmf.events.allSatisfy { $0.durationMs == nil })
        #expect(dtmf.events[0].unknown["duration_ms"] == "telephone-events were cut off by the snap length")
        #expect(stream.payloadTypes.map(\.codec) == ["PCMU", "telephone-event"])
    }

    @Test("a sender whose timestamps move has one press of cut packets", arguments: [55, 56])
    func moving(length: Int) throws {
        var packets = SimulatedPacket.steady(100)
        for step in 0..<8 {
            packets[20 + step].type = 101
            packets[20 + step].isMarker = step == 0
            packets[20 + step].payload = [5, 10] + WireBytes.bigEndian16(160 * (step + 1))
        }
        let stream = try #require(Self.cut(TestCapture(packets), to: length).scanned().streams.first)
        #expect(stream.dtmf?.digits == "5")
    }

    /// A stream with reports of its sender and its receiver, `cipher` in place of all behind the first eight bytes.
    private static func reported(
        name: String = "ann@10.0.0.1", cipher: Bool = false, blocks: Int = 1, after: [UInt8] = []
    ) -> TestCapture {
        var random = SeededRandom(5)
        var capture = TestCapture(SimulatedPacket.steady(500))
        let path = TestCapture.Path(from: 16385, to: 20001)
        for number in 1...4 {
            let arrival = TestCapture.start + Int64(number) * 2_000_000_000
            let seconds = UInt64(arrival / 1_000_000_000) + 2_208_988_800
            for (own, other, way) in [(0x1122_3344, 7, path), (7, 0x1122_3344, path.reversed)] {
                let block = RTCPBytes.block(ssrc: other, lost: number, highest: 100 + number * 100, jitter: 8)
                var report = RTCPBytes.senderReport(
                    ssrc: own, ntp: seconds << 32, timestamp: 1000 + number * 16000, packets: number * 100,
                    octets: number * 16000, blocks: [[UInt8]](repeating: block, count: blocks))
                report += RTCPBytes.name(ssrc: own, name) + after
                if cipher { report.replaceSubrange(8..., with: random.bytes(report.count - 8 + 14)) }
                capture.append(datagram: report, arrival: arrival, on: way)
            }
        }
        capture.sort()
        return capture
    }

    @Test("reports that are whole are told, wherever the snap length cuts what follows", arguments: 94...110)
    func clear(length: Int) throws {
        let whole = try #require(Self.reported().scanned().streams.first?.rtcp)
        #expect(whole.senderReports == 4 && whole.cname == "ann@10.0.0.1" && whole.goodbyes == 0)
        let stream = try #require(Self.cut(Self.reported(), to: length).scanned().streams.first?.rtcp)
        #expect(stream.senderReports == 4 && stream.receiverReports == 4 && stream.encrypted == 0)
        #expect(stream.reportedLost == whole.reportedLost && stream.sent == whole.sent)
        #expect(stream.cname == nil && stream.unknown["cname"] == "cut off by the snap length")
        #expect(stream.goodbyes == nil && stream.unknown["goodbyes"] == "cut off by the snap length")
    }

    @Test("blocks that were cut are not said to be missing")
    func blocks() throws {
        let stream = try #require(Self.cut(Self.reported(), to: 90).scanned().streams.first?.rtcp)
        #expect(stream.senderReports == 4 && stream.receiverReports == 0 && stream.encrypted == 0)
        #expect(stream.unknown["reported_lost"] == "cut off by the snap length")
    }

    @Test(
        "encrypted reports are, wherever they are cut", arguments: [1, 2],
        Array(stride(from: 70, through: 150, by: 4)))
    func encrypted(blocks: Int, length: Int) throws {
        let capture = Self.cut(Self.reported(cipher: true, blocks: blocks), to: length)
        let stream = try #require(capture.scanned().streams.first?.rtcp)
        #expect(stream.senderReports == 0 && stream.encrypted == 4 && stream.sent == nil)
    }
}
