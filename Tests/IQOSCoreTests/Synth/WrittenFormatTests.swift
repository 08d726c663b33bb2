import TestSupport
import Testing

@testable import IQOSCore

@Suite("Capture formats")
struct WrittenFormatTests {
    private let arrival: Int64 = 1_700_000_000_123_456_789

    private func file(_ format: WrittenFormat) -> [UInt8] {
        var frames = FrameList()
        frames.append([1, 2, 3, 4, 5], arrival: arrival)
        frames.finish(unit: format.timeUnit)
        var file: [UInt8] = []
        format.write(frames) { file += $0 }
        return file
    }

    // Written by hand from the format's description: 1700000000 is 0x6553F100, 123456 is 0x1E240.
    @Test("pcap holds microseconds")
    func microseconds() {
        #expect(
            file(.pcapMicroseconds)
                == bytes(
                    """
                    d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000
                    00f15365 40e20100 05000000 05000000 0102030405
                    """))
    }

    // 123456789 is 0x75BCD15.
    @Test("pcap-ns holds nanoseconds")
    func nanoseconds() {
        #expect(
            file(.pcapNanoseconds)
                == bytes(
                    """
                    4d3cb2a1 0200 0400 00000000 00000000 00000400 01000000
                    00f15365 15cd5b07 05000000 05000000 0102030405
                    """))
    }

    // 1700000000123456789 is 0x17979CFE_3D85CD15.
    @Test("pcapng holds a section, an interface with nanoseconds and the packet")
    func pcapng() {
        #expect(
            file(.pcapng)
                == bytes(
                    """
                    0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000
                    01000000 20000000 0100 0000 00000400 0900 0100 09000000 00000000 20000000
                    06000000 28000000 00000000 fe9c9717 15cd853d 05000000 05000000 0102030405 000000 28000000
                    """))
    }

    @Test("frames are written by time, and equal times in the order made")
    func order() {
        var frames = FrameList()
        for (byte, time) in [(1, 3000), (2, 1500), (3, 1100), (4, 3000)] as [(UInt8, Int64)] {
            frames.append([byte], arrival: time)
        }
        frames.finish(unit: 1000)
        // 1500 and 1100 ns are the same microsecond.
        #expect(frames.entries.map { frames.bytes[$0.bytes.lowerBound] } == [2, 3, 1, 4])
        #expect(frames.entries.map(\.arrival) == [1000, 1000, 3000, 3000])
    }
}
