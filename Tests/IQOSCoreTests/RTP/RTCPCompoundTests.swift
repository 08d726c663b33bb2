import TestSupport
import Testing

@testable import IQOSCore

@Suite("RTCP packets (RFC 3550 §6, RFC 3611, RFC 5506)")
struct RTCPCompoundTests {
    private static func messages(_ datagram: [UInt8], cutTo captured: Int? = nil) -> [RTCPMessage]? {
        let bytes = Array(datagram.prefix(captured ?? datagram.count))
        let span = bytes.span.bytes
        guard
            var compound = RTCPCompound(in: span, at: 0, capturedLength: bytes.count, length: datagram.count)
        else { return nil }
        if case .encrypted = compound.form { return [] }
        var found: [RTCPMessage] = []
        while let packet = compound.next(in: span) { RTCPMessage.read(packet, in: span) { found.append($0) } }
        return found
    }

    private static func isEncrypted(_ datagram: [UInt8]) -> Bool {
        let span = datagram.span.bytes
        guard
            let compound = RTCPCompound(in: span, at: 0, capturedLength: datagram.count, length: datagram.count),
            case .encrypted = compound.form
        else { return false }
        return true
    }

    /// The sender report of RFC 3550 figure 1, with a block, a name and a goodbye behind it.
    private static let compound =
        RTCPBytes.senderReport(
            ssrc: 0x1111, ntp: 0xB705_2000_8000_0000, timestamp: 160, packets: 50, octets: 8000,
            blocks: [
                RTCPBytes.block(
                    ssrc: 0x2222, fraction: 64, lost: -2, highest: 0x0001_0005, jitter: 40, lastReport: 0x5200_0800,
                    delay: 65536)
            ]) + RTCPBytes.name(ssrc: 0x1111, "ann@10.0.0.1") + RTCPBytes.goodbye(ssrc: 0x1111)

    @Test("a compound is read packet by packet")
    func compound() throws {
        let found = try #require(Self.messages(Self.compound))
        #expect(found.count == 4)
        guard case .senderReport(let ssrc, let info) = found[0], case .reception(let by, let block) = found[1],
            case .canonicalName(let named, let text) = found[2]
        else {
            Issue.record("other messages: \(found)")
            return
        }
        #expect(ssrc == 0x1111 && info.middle == 0x2000_8000 && info.packets == 50 && info.octets == 8000)
        #expect(by == 0x1111 && block.ssrc == 0x2222 && block.cumulativeLost == -2 && block.fractionLost == 64)
        #expect(block.highestSequence == 0x0001_0005 && block.delaySinceLastReport == 65536)
        #expect(named == 0x1111 && String(decoding: Self.compound[text], as: UTF8.self) == "ann@10.0.0.1")
        #expect(found[3] == .goodbye(ssrc: 0x1111))
    }

    @Test("one feedback or BYE alone is RTCP of reduced size")
    func reducedSize() {
        #expect(Self.messages(RTCPBytes.goodbye(ssrc: 7)) == [.goodbye(ssrc: 7)])
        #expect(Self.messages(RTCPBytes.packet(type: 206, count: 1, body: [UInt8](repeating: 1, count: 8))) == [])
    }

    @Test("the VoIP metrics block is read as RFC 3611 §4.7 lays it out, 127 as not available")
    func voipMetrics() throws {
        let block =
            [7, 0, 0, 8] + WireBytes.bigEndian32(0x2222) + [13, 26, 128, 3] + WireBytes.bigEndian16(160)
            + WireBytes.bigEndian16(910) + WireBytes.bigEndian16(120) + WireBytes.bigEndian16(80) + [0xE8, 127, 55, 16]
            + [82, 127, 41, 40] + [0xBB, 0] + WireBytes.bigEndian16(60) + WireBytes.bigEndian16(90)
            + WireBytes.bigEndian16(300)
        let found = try #require(Self.messages(RTCPBytes.extended(ssrc: 0x1111, block)))
        guard case .voipMetrics(let metrics) = try #require(found.first) else {
            Issue.record("other messages: \(found)")
            return
        }
        #expect(metrics.ssrc == 0x2222 && metrics.lossRate == 13 && metrics.discardRate == 26)
        #expect(metrics.burstDensity == 128 && metrics.gapDensity == 3)
        #expect(metrics.burstDurationMs == 160 && metrics.gapDurationMs == 910)
        #expect(metrics.roundTripMs == 120 && metrics.endSystemDelayMs == 80)
        #expect(metrics.signalLevelDbm == -24 && metrics.noiseLevelDbm == nil && metrics.echoReturnLossDb == 55)
        #expect(metrics.gmin == 16 && metrics.rFactor == 82 && metrics.mosLQTenths == 41 && metrics.mosCQTenths == 40)
        #expect(metrics.bufferNominalMs == 60 && metrics.bufferMaximumMs == 90)
        #expect(metrics.bufferAbsoluteMaximumMs == 300)
    }

    @Test("reference times and their answers are read from extended reports")
    func references() {
        let time = [4, 0, 0, 2] + WireBytes.bigEndian32(0xB705_2000) + WireBytes.bigEndian32(0x8000_0000)
        #expect(
            Self.messages(RTCPBytes.extended(ssrc: 9, time)) == [.referenceTime(ssrc: 9, middle: 0x2000_8000)])
        let answers = bytes("05000006 00000001 00000002 00000003 00000004 00000005 00000006")
        #expect(
            Self.messages(RTCPBytes.extended(ssrc: 9, answers)) == [
                .referenceAnswer(ssrc: 1, lastReport: 2, delay: 3), .referenceAnswer(ssrc: 4, lastReport: 5, delay: 6),
            ])
    }

    @Test("a report with bytes behind it that are no packet is SRTCP")
    func encrypted() {
        let trailer = bytes("80000001a1b2c3d4e5f60718293a")
        #expect(Self.isEncrypted(Array(Self.compound.prefix(52)) + trailer))
        #expect(!Self.isEncrypted(Self.compound))
    }

    @Test("a few bytes behind the last packet change nothing")
    func trailing() {
        #expect(Self.messages(Self.compound + [0, 0]) == Self.messages(Self.compound))
    }

    @Test(
        "what only begins like RTCP is none",
        arguments: [
            // Of another version, of a type that nobody uses, too short for an SSRC, and longer than the datagram.
            [UInt8]([0x40, 200, 0, 1, 0, 0, 0, 1]), [0x80, 214, 0, 1, 0, 0, 0, 1], [0x80, 203, 0, 1],
            [0x81, 203, 0, 9, 0, 0, 0, 1], [0x81, 202, 0, 0, 1, 2, 3, 4],
        ])
    func foreign(datagram: [UInt8]) {
        #expect(Self.messages(datagram) == nil)
    }

    @Test("a datagram cut by the snap length gives what was captured", arguments: 0...84)
    func cut(length: Int) {
        let found = Self.messages(Self.compound, cutTo: length)
        #expect((found == nil) == (length < 8))
        let whole: [RTCPMessage] = Self.messages(Self.compound) ?? []
        #expect((found ?? []).count <= whole.count && zip(found ?? [], whole).allSatisfy { $0 == $1 })
    }

    @Test("no bytes trap, whatever they claim")
    func hostile() {
        var random = SeededRandom(5)
        for _ in 0..<20_000 {
            var datagram = Self.compound
            for _ in 0..<random.next() % 8 {
                datagram[Int(random.next() % UInt64(datagram.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            _ = Self.messages(Array(datagram.prefix(Int(random.next() % 160))))
        }
        let found = Self.messages(RTCPBytes.name(ssrc: 1, "abc", length: 200))
        #expect(found == [])
    }
}
