import IQOSCore
import TestSupport
import Testing

/// Laws that hold for every capture of either format.
@Suite("Captures in pieces, cut and damaged")
struct CaptureParserTests {
    static let samples = [pcapSample, pcapngSample]

    private static var pcapSample: [UInt8] {
        var file = PcapFile(bigEndian: true)
        for index in 0..<5 as Range<UInt8> {
            file.add(UInt32(index), 7, [UInt8](repeating: index, count: Int(index) * 3))
        }
        return file.bytes
    }

    private static var pcapngSample: [UInt8] {
        var file = PcapngFile()
        file.section(bigEndian: true)
        file.interface(snapLength: 64, resolution: 9, offsetSeconds: 3)
        file.enhancedPacket(ticks: 1, [1, 2, 3])
        file.simplePacket([4, 5])
        file.block(0x4242, [0, 0, 0, 0])
        file.section(bigEndian: false)
        file.interface(linkType: 113)
        file.obsoletePacket(ticks: 4, [6])
        file.statistics(dropped: 4)
        file.enhancedPacket(ticks: 5, [])
        return file.bytes
    }

    @Test("a byte at a time gives the same as all at once", arguments: samples)
    func byteByByte(sample: [UInt8]) {
        #expect(ParsedCapture(sample) { 1 } == ParsedCapture(sample))
    }

    @Test("pieces of any size give the same as all at once", arguments: samples, [1, 2, 3] as [UInt64])
    func pieces(sample: [UInt8], seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let limit = Int.random(in: 1...3, using: &random)
            #expect(
                ParsedCapture(sample, limit: limit) { Int.random(in: 1...40, using: &random) } == ParsedCapture(sample))
        }
    }

    @Test("a file cut at any byte gives the frames before the cut", arguments: samples)
    func cutAnywhere(sample: [UInt8]) {
        let whole = ParsedCapture(sample)
        var frames = 0
        for length in 4..<sample.count {
            let cut = ParsedCapture(Array(sample[..<length]))
            #expect(cut.frames == Array(whole.frames.prefix(cut.frames.count)))
            #expect(cut.frames.count >= frames)
            frames = cut.frames.count
            if let error = cut.error { #expect(error.isTruncation && error.offset <= length) }
        }
        #expect(whole.error == nil)
        #expect(whole.frames.count >= 4)
    }

    @Test("damaged bytes do not trap, nor do they depend on the pieces", arguments: samples, [1, 2, 3] as [UInt64])
    func mutations(sample: [UInt8], seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2000 {
            var bytes = sample
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let interesting: [UInt8] = [0, 1, 0x7F, 0x80, 0xFF, UInt8.random(in: 0...255, using: &random)]
                // The magic number stays, so that a parser comes to see the rest.
                let index = Int.random(in: 4..<bytes.count, using: &random)
                bytes[index] = interesting[Int.random(in: 0..<interesting.count, using: &random)]
            }
            #expect(ParsedCapture(bytes) == ParsedCapture(bytes) { 5 })
        }
    }

    @Test("random bytes behind a magic number do not trap", arguments: [1, 2, 3] as [UInt64])
    func noise(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for magic in [0xA1B2_C3D4, 0xD4C3_B2A1, 0x0A0D_0D0A] as [UInt32] {
            for _ in 0..<500 {
                var bytes: [UInt8] = []
                bytes.append(magic, bigEndian: true)
                for _ in 0..<Int.random(in: 0...200, using: &random) {
                    bytes.append(UInt8.random(in: 0...255, using: &random))
                }
                for frame in ParsedCapture(bytes).frames {
                    #expect(frame.bytes.count <= bytes.count)
                }
            }
        }
    }

    @Test("a cut file header tells what it needs and has", arguments: zip(samples, [24, 28]))
    func cutHeader(sample: [UInt8], needed: Int) {
        let error = ParsedCapture(Array(sample[..<20])).error
        #expect(error == FormatError(offset: 0, reason: .truncated(needed: needed, found: 20)))
    }
}
