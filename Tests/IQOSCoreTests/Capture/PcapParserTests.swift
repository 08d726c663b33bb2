import IQOSCore
import TestSupport
import Testing

@Suite("Classic pcap")
struct PcapParserTests {
    @Test("both byte orders and both resolutions give the same frames", arguments: [false, true])
    func byteOrders(bigEndian: Bool) {
        for (magic, fraction) in [(0xA1B2_C3D4, 123_456), (0xA1B2_3C4D, 123_456_000)] as [(UInt32, UInt32)] {
            var file = PcapFile(magic: magic, bigEndian: bigEndian)
            file.add(1_700_000_000, fraction, [1, 2, 3], original: 60)
            file.add(1_700_000_001, 0, [])
            let capture = ParsedCapture(file.bytes)
            #expect(capture.error == nil)
            #expect(
                capture.frames == [
                    ParsedFrame(
                        arrival: 1_700_000_000_123_456_000, bytes: [1, 2, 3], originalLength: 60, number: 1,
                        linkType: .ethernet, interface: 0),
                    ParsedFrame(
                        arrival: 1_700_000_001_000_000_000, bytes: [], originalLength: 0, number: 2,
                        linkType: .ethernet, interface: 0),
                ])
        }
    }

    // Written by hand from the format's description; text2pcap writes the same but for the snap length.
    @Test("a file written by hand is read")
    func bytesByHand() {
        let capture = ParsedCapture(
            bytes("D4C3B2A1 0200 0400 00000000 00000000 00000400 71000000  01000000 02000000 02000000 05000000 ABCD"))
        #expect(capture.frames.map(\.arrival) == [1_000_002_000])
        #expect(capture.frames.map(\.bytes) == [[0xAB, 0xCD]])
        #expect(capture.frames.map(\.linkType) == [.linuxCooked])
    }

    @Test(
        "zeros that were laid out for records are the end of the file, and no frames of 1970",
        arguments: [16, 400, 65_536])
    func zeros(count: Int) {
        var file = PcapFile()
        file.add(1_700_000_000, 1, [1, 2, 3])
        file.add(0, 0, [], original: 60)
        let capture = ParsedCapture(file.bytes + [UInt8](repeating: 0, count: count))
        #expect(capture.frames.map(\.number) == [1, 2] && capture.error != nil)
    }

    @Test("captures one behind another in a file are all read, whatever each is written in")
    func concatenated() {
        var (all, expected): ([UInt8], [ParsedFrame]) = ([], [])
        for number in 0..<8 {
            var file = PcapFile(
                magic: number & 1 == 0 ? 0xA1B2_C3D4 : 0xA1B2_3C4D, bigEndian: number & 2 != 0,
                linkType: number & 4 == 0 ? 1 : 113)
            for second in 0..<UInt32(3) { file.add(1_700_000_000 + second, 5, [UInt8(number), UInt8(second)]) }
            all += file.bytes
            expected += ParsedCapture(file.bytes).frames.map { frame in
                var frame = frame
                frame.number += UInt32(3 * number)
                return frame
            }
        }
        for piece in [1, 7, 24, .max] {
            let capture = ParsedCapture(all, limit: piece == 7 ? 2 : 1024) { piece }
            #expect(capture.frames == expected && capture.error == nil)
        }
        let cut = ParsedCapture(Array(all.prefix(all.count / 2 + 20)))
        #expect(cut.frames == Array(expected.prefix(12)) && cut.error != nil)
    }

    @Test("the frame check sequence bits do not change the link type")
    func linkTypeBits() {
        var file = PcapFile(linkType: 0x2400_0001)
        file.add(1, 0, [0])
        #expect(ParsedCapture(file.bytes).frames.map(\.linkType) == [.ethernet])
    }

    @Test("a frame longer than the snap length is delivered", arguments: [0, 96] as [UInt32])
    func longerThanSnapLength(snapLength: UInt32) {
        var file = PcapFile(snapLength: snapLength)
        file.add(1, 0, [UInt8](repeating: 7, count: 200))
        #expect(ParsedCapture(file.bytes).frames.map(\.bytes.count) == [200])
    }

    @Test("an absurd length ends the file where its record starts")
    func absurdLength() {
        var file = PcapFile()
        file.add(1, 0, [1, 2])
        let good = file.bytes.count
        file.add(2, 0, [3])
        let capture = ParsedCapture(file.bytes.replacing(at: good + 8, with: 262_145))
        #expect(capture.frames.count == 1)
        #expect(capture.error == FormatError(offset: good, reason: .recordLength(262_145)))
    }

    @Test("the latest time that a record can carry is below the limit of arrivals")
    func latestTime() throws {
        var file = PcapFile()
        file.add(.max, .max, [])
        let arrival = try #require(ParsedCapture(file.bytes).frames.first).arrival
        // 4294967295 s and as many µs, by hand.
        #expect(arrival == 4_294_967_295_000_000_000 + 4_294_967_295_000)
        #expect(arrival < FrameRef.arrivalLimit)
    }

    @Test("no call delivers more frames than its limit, and none is lost")
    func limit() {
        var file = PcapFile()
        for second in 0..<10 { file.add(UInt32(second), 0, [UInt8(second)]) }
        #expect(ParsedCapture(file.bytes, limit: 3) == ParsedCapture(file.bytes))
        var parser = PcapParser()
        var frames: [FrameRef] = []
        _ = try? parser.parse(file.bytes.span.bytes, from: 0, atEnd: true, upTo: 3, into: &frames)
        #expect(frames.count == 3)
    }
}
