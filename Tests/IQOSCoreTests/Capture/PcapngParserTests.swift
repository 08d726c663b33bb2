import IQOSCore
import TestSupport
import Testing

@Suite("pcapng (draft-ietf-opsawg-pcapng)")
struct PcapngParserTests {
    @Test("sections may differ in byte order, and number their interfaces anew")
    func sections() {
        var file = PcapngFile()
        file.section(bigEndian: false)
        file.interface(linkType: 1)
        file.interface(linkType: 113)
        file.enhancedPacket(interface: 1, ticks: 1_000_000, [1])
        file.section(bigEndian: true, length: 48)
        file.interface(linkType: 101)
        file.enhancedPacket(interface: 0, ticks: 2_000_000, [2, 3], original: 9)
        let capture = ParsedCapture(file.bytes)
        #expect(capture.error == nil)
        #expect(
            capture.frames == [
                ParsedFrame(
                    arrival: 1_000_000_000, bytes: [1], originalLength: 1, number: 1, linkType: .linuxCooked,
                    interface: 1),
                ParsedFrame(
                    arrival: 2_000_000_000, bytes: [2, 3], originalLength: 9, number: 2, linkType: .raw, interface: 2),
            ])
    }

    @Test("each interface has its own resolution and offset")
    func clocks() {
        var file = PcapngFile()
        file.section()
        file.interface()
        file.interface(resolution: 9)
        file.interface(resolution: 0x80 | 10)
        file.interface(resolution: 3, offsetSeconds: 1_700_000_000)
        for interface in 0..<4 as Range<UInt32> { file.enhancedPacket(interface: interface, ticks: 1536, []) }
        // By hand: 1536 µs, 1536 ns, 1536/1024 s, 1.536 s after the offset.
        #expect(
            ParsedCapture(file.bytes).frames.map(\.arrival) == [
                1_536_000, 1536, 1_500_000_000, 1_700_000_001_536_000_000,
            ])
    }

    @Test("a simple packet has no time, and the snap length of the first interface", arguments: [0, 3] as [UInt32])
    func simplePacket(snapLength: UInt32) {
        var file = PcapngFile()
        file.section()
        file.interface(snapLength: snapLength)
        file.simplePacket(snapLength == 0 ? [1, 2, 3, 4, 5] : [1, 2, 3], original: 5)
        #expect(
            ParsedCapture(file.bytes).frames == [
                ParsedFrame(
                    arrival: FrameRef.noArrival, bytes: snapLength == 0 ? [1, 2, 3, 4, 5] : [1, 2, 3],
                    originalLength: 5, number: 1, linkType: .ethernet, interface: 0)
            ])
    }

    @Test("an obsolete packet block is read, whatever its drop count")
    func obsoletePacket() {
        var file = PcapngFile()
        file.section(bigEndian: true)
        file.interface(linkType: 101)
        file.obsoletePacket(interface: 0, drops: 0xFFFF, ticks: 5, [9, 9], original: 1500)
        #expect(
            ParsedCapture(file.bytes).frames == [
                ParsedFrame(
                    arrival: 5000, bytes: [9, 9], originalLength: 1500, number: 1, linkType: .raw, interface: 0)
            ])
    }

    @Test("the last drop count of each interface is kept, through all sections")
    func drops() {
        var file = PcapngFile()
        file.section()
        file.interface()
        file.interface()
        file.statistics(interface: 1, dropped: 3)
        file.statistics(interface: 1, dropped: 70_000)
        file.statistics(interface: 7, dropped: 1)
        file.section(bigEndian: true)
        file.interface()
        file.statistics(interface: 0, dropped: 1 << 40)
        #expect(
            ParsedCapture(file.bytes).drops == [
                InterfaceDrops(interface: 1, dropped: 70_000), InterfaceDrops(interface: 2, dropped: 1 << 40),
            ])
    }

    @Test("unknown blocks are passed over")
    func unknownBlocks() {
        var file = PcapngFile()
        file.section()
        file.block(0x4000_0BAD, [1, 2, 3, 4])
        file.interface()
        file.block(4, [])
        file.enhancedPacket(ticks: 1, [1])
        #expect(ParsedCapture(file.bytes).frames.count == 1)
    }

    /// A section of 28 bytes, an interface of 32, a frame, and what a test puts behind.
    private func broken(_ breakIt: (inout PcapngFile) -> Void) -> (error: FormatError?, frames: Int, good: Int) {
        var file = PcapngFile()
        file.section()
        file.interface()
        file.enhancedPacket(ticks: 1, [1])
        let good = file.bytes.count
        breakIt(&file)
        let capture = ParsedCapture(file.bytes)
        return (capture.error, capture.frames.count, good)
    }

    @Test("a block length that cannot be ends the file there", arguments: [0, 8, 11, 33, 0xFFFF_FFFC] as [UInt32])
    func blockLength(length: UInt32) {
        let (error, frames, good) = broken { file in
            let start = file.bytes.count
            file.block(6, [UInt8](repeating: 0, count: 24))
            file.bytes = file.bytes.replacing(at: start + 4, with: length)
        }
        #expect(frames == 1)
        #expect(error == FormatError(offset: good, reason: .recordLength(Int(length))))
    }

    @Test("a block that does not end with its length ends the file there")
    func trailer() {
        let (error, frames, good) = broken { file in
            file.enhancedPacket(ticks: 2, [2])
            file.bytes = file.bytes.replacing(at: file.bytes.count - 4, with: 40)
        }
        #expect(frames == 1)
        #expect(error?.offset == good)
    }

    @Test("a frame longer than its block, or of an interface not described, ends the file there")
    func frameClaims() {
        let tooLong = broken { file in
            let start = file.bytes.count
            file.enhancedPacket(ticks: 2, [2])
            file.bytes = file.bytes.replacing(at: start + 20, with: 5)
        }
        #expect(tooLong.frames == 1)
        #expect(tooLong.error?.offset == tooLong.good)
        let stranger = broken { $0.enhancedPacket(interface: 1, ticks: 2, [2]) }
        #expect(stranger.frames == 1)
        #expect(stranger.error?.offset == stranger.good)
    }

    @Test("an option longer than its block ends the file there")
    func optionLength() {
        let (error, _, good) = broken { $0.block(1, [1, 0, 0, 0, 0, 0, 0, 0, 9, 0, 200, 0, 6, 0, 0, 0]) }
        #expect(error?.offset == good)
    }

    @Test("drop counts of one section are not copied for each that follows")
    func manySections() {
        let times = growth(
            of: { count in
                var file = PcapngFile()
                file.section()
                for _ in 0..<count { file.interface() }
                for interface in 0..<UInt32(count) { file.statistics(interface: interface, dropped: 1) }
                for _ in 0..<10 * count { file.section() }
                var parser = PcapngParser()
                var frames: [FrameRef] = []
                let bytes = file.bytes
                let length = try? parser.parse(bytes.span.bytes, from: 0, atEnd: true, upTo: 1, into: &frames)
                #expect(length == bytes.count && parser.interfaceDrops.count == count)
            }, from: 12_000)
        #expect(times < 8)
    }
}
