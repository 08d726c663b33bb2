import TestSupport
import Testing

@testable import IQOSCore

@Suite("RTP in whatever carries it")
struct CarriageTests {
    /// What must not depend on what carries a stream.
    private static func figures(_ stream: StreamReport) -> String {
        [
            "\(stream.ssrc) \(stream.source.port) \(stream.destination.port) \(stream.codec ?? "") \(stream.packets)",
            "\(stream.segments) \(stream.jitterMs as Any) \(stream.jitterRFC3550Ms as Any) \(stream.deltaMs as Any)",
            "\(stream.delayVariationMs as Any) \(stream.loss) \(stream.quality.mosLQ as Any) \(stream.intervals)",
            "\(stream.markers) \(stream.ptimeMs as Any) \(stream.firstPacket as Any) \(stream.lastPacket as Any)",
            "\(stream.detection.verdict)",
        ].joined(separator: "\n")
    }

    @Test("the figures are those of plain Ethernet", arguments: Carriage.allCases, Impairment.allCases)
    func matrix(carriage: Carriage, impairment: Impairment) throws {
        let packets = impairment.packets
        let plain = try #require(Carriage.plain.capture(of: packets).scanned().streams.first)
        let outcome = carriage.capture(of: packets).scanned()
        #expect(outcome.streams.count == 1 && outcome.carried == CarriageCounters())
        let stream = try #require(outcome.streams.first)
        var expected = Self.figures(plain)
        // A connection to a server runs from its port.
        if carriage == .rtspInterleaved || carriage == .rtspHTTP { expected = expected.replacing("16384", with: "554") }
        if carriage == .turnChannelTCP || carriage == .turnDataTCP {
            expected = expected.replacing("16384", with: "3478")
        }
        #expect(Self.figures(stream) == expected)
        #expect(stream.transport == (carriage.isTCP ? "tcp" : "udp"))
        if !carriage.isIPv6 { #expect(stream.source.address == "10.0.0.1" && stream.destination.address == "10.0.0.2") }
    }

    @Test("plain Ethernet counts what the network did")
    func impairments() throws {
        func counts(_ impairment: Impairment) throws -> PacketCounts {
            try #require(Carriage.plain.capture(of: impairment.packets).scanned().streams.first).packets
        }
        let lossy = Impairment.lossy.packets
        #expect(try counts(.clean).captured == 300 && counts(.clean).lost == 0)
        #expect(try counts(.lossy).captured == lossy.count && counts(.lossy).expected == 300)
        #expect(try counts(.doubled).duplicates == 300 && counts(.doubled).unique == 300)
        let reordered = try counts(.reordered)
        #expect(reordered.outOfOrder > 20 && reordered.lost == 0 && reordered.captured == 300)
    }

    @Test("whatever carries a stream may be cut anywhere and traps nothing", arguments: Carriage.allCases)
    func cut(carriage: Carriage) {
        var random = SeededRandom(3)
        var capture = carriage.capture(of: Array(Impairment.clean.packets.prefix(60)))
        for index in capture.frames.indices {
            let length = capture.frames[index].bytes.count
            capture.frames[index].bytes.removeLast(random.below(length))
            if random.chance(0.5) { capture.frames[index].bytes.append(UInt8(random.below(256))) }
            if random.chance(0.5) { capture.frames[index].originalLength = capture.frames[index].bytes.count }
        }
        #expect(capture.scanned().counters.frames == capture.frames.count)
    }
}
