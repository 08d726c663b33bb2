import TestSupport
import Testing

@testable import IQOSCore

@Suite("Redundant audio data (RFC 2198)")
struct RedundantPayloadTests {
    private struct Blocks: Equatable {
        var primary: [UInt8]
        var primaryType: UInt8
        var copies: [[UInt8]] = []
        var offsets: [UInt32] = []
    }

    private static func blocks(_ payload: [UInt8], isCut: Bool = false) -> Blocks? {
        // What is around a payload is not looked at.
        let bytes = [0xFF, 0xFF] + payload + [0xFF, 0xFF, 0xFF, 0xFF]
        guard var found = RedundantPayload(bytes.span.bytes, 2..<2 + payload.count, isCut: isCut) else { return nil }
        var blocks = Blocks(primary: Array(bytes[found.primary]), primaryType: found.primaryType)
        while let copy = found.nextCopy(in: bytes.span.bytes) {
            blocks.copies.append(Array(bytes[copy.range]))
            blocks.offsets.append(copy.timestampOffset)
        }
        #expect(blocks.copies.count == found.copies)
        return blocks
    }

    @Test("the packet of the RFC's own example has its two blocks: DVI4, and LPC of the 20 ms before")
    func example() {
        // §7: 84 bytes of DVI4, 14 of LPC, both 20 ms of 8 kHz.
        let (dvi4, lpc) = ([UInt8](repeating: 5, count: 84), [UInt8](repeating: 7, count: 14))
        let payload = [0x87, 0x02, 0x80, 14, 5] + lpc + dvi4
        #expect(Self.blocks(payload) == Blocks(primary: dvi4, primaryType: 5, copies: [lpc], offsets: [160]))
    }

    @Test("a block may be empty, the primary one too, and there may be no older one")
    func empty() {
        #expect(Self.blocks([111, 1, 2]) == Blocks(primary: [1, 2], primaryType: 111))
        #expect(Self.blocks([0]) == Blocks(primary: [], primaryType: 0))
        let silent = RedundantSender.payload([(0, 160, []), (0, 80, [9])], 0, [])
        #expect(Self.blocks(silent) == Blocks(primary: [], primaryType: 0, copies: [[], [9]], offsets: [160, 80]))
    }

    @Test("a thousand headers that end are read, however many there are")
    func chain() throws {
        let found = Self.blocks(RedundantSender.headers(1000) + [8, 1, 2])
        let blocks = try #require(found)
        #expect(blocks.primary == [1, 2] && blocks.copies.allSatisfy { $0.isEmpty } && blocks.copies.count == 1000)
    }

    @Test("headers that do not end, that break off, and blocks beyond the payload are refused")
    func refused() {
        #expect(Self.blocks([]) == nil)
        #expect(Self.blocks([0x80]) == nil)
        #expect(Self.blocks([0x80, 0, 4]) == nil)
        #expect(Self.blocks([0x80, 0, 4, 0]) == nil)
        #expect(Self.blocks(RedundantSender.headers(1000)) == nil)
        #expect(Self.blocks([0x80, 0x02, 0x80, 3, 0, 1, 2]) == nil)
        #expect(Self.blocks([0x80, 0x02, 0x83, 0xFF, 0, 1, 2]) == nil)
    }

    @Test("of a packet that the snap length cut the blocks are what is there")
    func cut() {
        let payload = RedundantSender.payload([(0, 160, [1, 2, 3, 4])], 0, [5, 6, 7])
        #expect(Self.blocks(Array(payload.dropLast()), isCut: true)?.primary == [5, 6])
        let short = Self.blocks(Array(payload.prefix(7)), isCut: true)
        #expect(short == Blocks(primary: [], primaryType: 0, copies: [[1, 2]], offsets: [160]))
    }

    @Test("no bytes trap, and every block lies in the payload, one behind the other", arguments: 0..<20)
    func random(seed: Int) {
        var random = SeededRandom(seed)
        for _ in 0..<200 {
            var bytes = random.bytes(random.below(60))
            // Headers that go on, with short blocks.
            for index in stride(from: 0, to: bytes.count - 4, by: 4) where random.chance(0.7) {
                bytes[index] |= 0x80
                bytes[index + 2] &= 0xFC
                bytes[index + 3] &= 7
            }
            let span = bytes.span.bytes
            let isCut = random.chance(0.5)
            guard var blocks = RedundantPayload(span, 0..<bytes.count, isCut: isCut) else { continue }
            var end = 0
            while let copy = blocks.nextCopy(in: span) {
                #expect(copy.range.lowerBound >= end && copy.range.upperBound <= blocks.primary.lowerBound)
                end = copy.range.upperBound
            }
            #expect(blocks.primary.upperBound == bytes.count && (isCut || end == blocks.primary.lowerBound || end == 0))
        }
    }
}
