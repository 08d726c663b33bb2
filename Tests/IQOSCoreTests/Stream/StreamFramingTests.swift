import TestSupport
import Testing

@testable import IQOSCore

@Suite("Where frames begin on a TCP connection")
struct StreamFramingTests {
    /// Three packets of one source, each behind its framing.
    private static func chain(_ framing: StreamFraming) -> [UInt8] {
        (UInt8(0)..<3).flatMap { number -> [UInt8] in
            let packet: [UInt8] =
                [0x80, 0x00, 0x12, 0x30 + number, 0, 0, 0, 160 * (number & 1), 0xCA, 0xFE, 0xF0, 0x0D]
                + [UInt8](repeating: 0xD5, count: 20)
            switch framing {
            case .rtspInterleaved: return [0x24, 0x00, 0x00, 32] + packet
            case .turn: return [0x40, 0x01, 0x00, 32] + packet
            default: return [0x00, 32] + packet
            }
        }
    }

    @Test(
        "frames are found behind whatever number of bytes, which may look like the beginning of a frame",
        arguments: [StreamFraming.rfc4571, .rtspInterleaved, .turn], [UInt8(0xFF), 0x00, 0x24, 0x40, 0x80])
    func places(_ framing: StreamFraming, filler: UInt8) {
        for count in 0..<70 {
            let bytes = [UInt8](repeating: filler, count: count) + Self.chain(framing)
            let found = StreamFraming.boundary(in: bytes.span.bytes, from: 0, known: nil, ssrcs: [])
            #expect(found == StreamFraming.Boundary(framing: framing, offset: count), "\(count) bytes before")
        }
    }

    @Test("two packets are enough of a source that is known, and too few of another")
    func knownSource() {
        let bytes = [UInt8](repeating: 0xFF, count: 21) + Self.chain(.rfc4571).prefix(68)
        let known = StreamFraming.boundary(in: bytes.span.bytes, from: 0, known: nil, ssrcs: [0xCAFE_F00D])
        #expect(known?.offset == 21)
        let unknown = StreamFraming.boundary(in: bytes.span.bytes, from: 0, known: nil, ssrcs: [])
        #expect(unknown == nil)
    }

    @Test("random bytes and short ones trap nowhere and show no frames", arguments: 0..<40)
    func noise(_ seed: Int) {
        var generator = SeededRandom(seed)
        let bytes = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
            UInt8.random(in: 0...255, using: &generator)
        }
        let found = StreamFraming.boundary(in: bytes.span.bytes, from: 0, known: nil, ssrcs: [])
        #expect(found == nil)
    }
}
