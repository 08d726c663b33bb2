import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

@Suite("Reading captures in pieces")
struct NativeFrameSourceTests {
    /// Records of any size, now and then one larger than a few pages.
    private static func capture(_ random: inout SeededRandom, isNewer: Bool) -> [UInt8] {
        var (older, newer) = (PcapFile(snapLength: 1 << 18), PcapngFile())
        newer.section()
        newer.interface()
        for number in 0..<400 {
            let frame = random.bytes(random.below(random.chance(0.02) ? 40_000 : 300))
            older.add(UInt32(number), 0, frame)
            newer.enhancedPacket(ticks: UInt64(number) * 1_000_000, frame)
        }
        return isNewer ? newer.bytes : older.bytes
    }

    private static func frames(_ file: [UInt8], bufferSize: Int) throws -> [DeliveredFrame] {
        let folder = try CaptureFolder()
        let stored = try StoredFile(FileDescriptor(readingFrom: folder.write(file, to: "capture")))
        let opened = try OpenCapture(stored, means: OpenCapture.Means(bufferSize: bufferSize))
        var delivered: [DeliveredFrame] = []
        while try opened.load() {
            for frame in opened.frames {
                let start = Int(frame.offset)
                delivered.append(
                    DeliveredFrame(
                        file: 0, number: frame.number, arrival: frame.arrival,
                        bytes: Array(opened.bytes[start..<start + Int(frame.capturedLength)])))
            }
        }
        return delivered
    }

    @Test("whatever a buffer holds, a capture has the same frames", arguments: [false, true], 0..<3)
    func sizes(isNewer: Bool, seed: Int) throws {
        var random = SeededRandom(seed)
        let file = Self.capture(&random, isNewer: isNewer)
        let whole = try Self.frames(file, bufferSize: 1 << 22)
        #expect(whole.count == 400 && whole.map(\.number) == (1...400).map { UInt32($0) })
        // Less than a page, pages and parts of them, and what is read from the start of a page on.
        for bufferSize in [64, 1000, 4096, 4097, 8191, 8192, 12_288, 20_000, 1 << 15, 1 << 18] {
            let frames = try Self.frames(file, bufferSize: bufferSize)
            #expect(frames == whole, "\(bufferSize) bytes")
        }
    }
}
