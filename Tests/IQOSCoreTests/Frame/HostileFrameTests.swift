import TestSupport
import Testing

@testable import IQOSCore

@Suite("Hostile frames")
struct HostileFrameTests {
    private static let udp = WireBytes.udp(5004, 6006, WireBytes.rtp(sequence: 1, timestamp: 2, payload: [1, 2, 3, 4]))
    private static let frames: [[UInt8]] = [
        WireBytes.ethernet(WireBytes.ipv4(1, 2, udp)),
        WireBytes.ethernet(WireBytes.ipv4(1, 2, udp, options: [UInt8](repeating: 1, count: 40)), tags: [(0x8100, 5)]),
        WireBytes.ethernet(WireBytes.ipv6(1, 2, udp), type: 0x86DD, tags: [(0x88A8, 5), (0x8100, 6)]),
        WireBytes.ethernet(
            WireBytes.ipv6(
                1, 2, udp,
                extensions: [
                    (0, [UInt8](repeating: 0, count: 8)), (43, [0, 1] + [UInt8](repeating: 0, count: 14)),
                    (51, [0, 2] + [UInt8](repeating: 0, count: 14)), (44, [UInt8](repeating: 0, count: 8)),
                ]), type: 0x86DD),
        WireBytes.ethernet(bytes("aaaa030000000800") + WireBytes.ipv4(1, 2, udp), type: 56),
    ]
    private static let linkTypes: [LinkType] = [
        .null, .ethernet, .rawBSD, .rawOpenBSD, .raw, .loop, .linuxCooked, .ipv4, .ipv6, .linuxCookedV2,
    ]

    /// A name for what a frame holds; the payload must lie inside the frame.
    private static func verdict(_ content: FrameContent, in frame: Range<Int>) -> String {
        switch content {
        case .datagram(let datagram):
            #expect(frame.lowerBound <= datagram.payloadOffset)
            #expect(datagram.capturedLength >= 0)
            #expect(datagram.payloadOffset + datagram.capturedLength <= frame.upperBound)
            #expect(datagram.capturedLength <= datagram.payloadLength)
            return "datagram"
        case .other: return "other"
        case .segment(let segment):
            #expect(frame.lowerBound <= segment.payloadOffset)
            #expect(segment.payloadOffset + segment.capturedLength <= max(frame.upperBound, segment.payloadOffset))
            #expect(segment.capturedLength <= segment.payloadLength)
            return "segment"
        case .fragment(let fragment):
            #expect(frame.lowerBound <= fragment.payload.lowerBound && fragment.payload.upperBound <= frame.upperBound)
            return "fragment"
        case .incompleteFragment: return "fragment"
        case .aggregate(let aggregate, _):
            #expect(aggregate.end <= frame.upperBound)
            return "aggregate"
        case .tooDeep: return "too deep"
        case .malformed: return "malformed"
        case .unknownLinkType: return "unknown"
        }
    }

    @Test("a frame cut at any byte neither traps nor holds more than it has", arguments: frames)
    func cut(frame: [UInt8]) {
        for length in 0...frame.count {
            let part = Array(frame.prefix(length))
            let whole = Self.verdict(FrameDecoderTests.content(part), in: 0..<length)
            #expect(whole != "datagram" || length == frame.count, "cut to \(length) without a snap length")
            let snapped = FrameDecoderTests.content(part, originalLength: frame.count)
            _ = Self.verdict(snapped, in: 0..<length)
        }
    }

    @Test("what a frame holds does not depend on the bytes around it", arguments: frames)
    func neighbours(frame: [UInt8]) {
        for type in Self.linkTypes {
            for length in 0...frame.count {
                let part = Array(frame.prefix(length))
                let alone = Self.verdict(FrameDecoderTests.content(part, type, originalLength: 2000), in: 0..<length)
                for filler: UInt8 in [0x00, 0x45, 0x60, 0xAA, 0xFF] {
                    let around = [UInt8](repeating: filler, count: 80)
                    let content = FrameDecoderTests.content(part, type, originalLength: 2000, between: around)
                    let among = Self.verdict(content, in: 80..<80 + length)
                    #expect(among == alone, "\(type.name) cut to \(length) among \(filler)")
                }
            }
        }
    }

    @Test("no bytes trap", arguments: [1, 2, 3, 4])
    func random(seed: Int) {
        var random = SeededRandom(seed)
        for _ in 0..<3000 {
            let type = Self.linkTypes[random.below(Self.linkTypes.count)]
            let frame = random.bytes(random.below(120))
            _ = Self.verdict(
                FrameDecoderTests.content(frame, type, originalLength: frame.count + random.below(2) * 100),
                in: 0..<frame.count)
        }
    }

    @Test("no change of one byte traps", arguments: [1, 2, 3, 4])
    func damaged(seed: Int) {
        var random = SeededRandom(seed)
        for _ in 0..<3000 {
            var frame = Self.frames[random.below(Self.frames.count)]
            frame[random.below(frame.count)] = UInt8(random.below(256))
            let cut = random.chance(0.3) ? Array(frame.prefix(random.below(frame.count))) : frame
            _ = Self.verdict(
                FrameDecoderTests.content(cut, originalLength: frame.count), in: 0..<cut.count)
        }
    }

    @Test("a frame that lies beyond its batch is malformed")
    func beyondTheBatch() {
        let reference = FrameRef(
            arrival: 0, offset: .max, capturedLength: .max, originalLength: .max, number: 1, linkType: .ethernet,
            interface: 0)
        let content = FrameDecoder().content(of: reference, in: [UInt8](repeating: 0, count: 10).span.bytes)
        guard case .malformed = content else {
            Issue.record("not malformed")
            return
        }
    }
}
