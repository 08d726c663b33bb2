import Foundation
import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// Captures that overlap in time are open together: what they take must have an end however many they are.
@Suite("Many captures at once")
struct ManyCapturesTests {
    @Test("more captures overlap than files may be open: all of them are read, in both passes")
    func openFiles() throws {
        let command = try Command()
        for index in 0..<60 {
            let stream = TestCapture(
                SimulatedPacket.steady(50, start: TestCapture.start + Int64(index) * 1000),
                on: TestCapture.Path(from: 16384 + 2 * index), ssrc: 0x1000 + index)
            try command.write(stream.pcap, to: "in/\(100 + index).pcap")
        }
        for limit in [40, 256] {
            let outcome = try command.run(
                shell: "ulimit -n \(limit); \"$IQOS\" in -o out-\(limit) --audio wav --json")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let report = try JSONNode(text: outcome.output)
            #expect(report["warnings"].list.isEmpty && report["streams"].list.count == 60)
            #expect(report["capture"]["packets"].int == 3000)
            #expect(report["streams"].list.allSatisfy { $0["audio"]["wav"].text != nil })
        }
    }

    @Test("a capture that is gone when its turn comes is left out, and nothing is said to be analysed of it")
    func gone() throws {
        let folder = try CaptureFolder()
        let path = try folder.write(capture(seconds: [1, 2]), to: "a.pcap")
        let set = try CaptureSet(InputOptions(paths: [path, folder.write(capture(seconds: [3]), to: "b.pcap")]))
        try FileManager.default.removeItem(atPath: path)
        #expect(try set.deliveredFrames().count == 1)
        #expect(
            set.warnings.map(\.message) == ["a.pcap: cannot be opened: No such file or directory; left out"])
    }

    /// A frame, a block of something else that is as long as a frame may be, and another frame.
    private static func withFiller(_ index: Int, filler: Int) -> [UInt8] {
        var file = PcapngFile()
        file.section()
        file.interface()
        file.enhancedPacket(ticks: UInt64(1000 + index), [UInt8(index)])
        file.block(0x0BAD, [UInt8](repeating: 0, count: filler))
        file.enhancedPacket(ticks: UInt64(9_000_000 + index), [UInt8(index)])
        return file.bytes
    }

    /// Raw blocks of zstd behind a header that asks for a window of 128 MiB.
    private static func zstd(_ bytes: [UInt8]) -> [UInt8] {
        var packed = TestSupport.bytes("28B52FFD 00 88")
        for start in stride(from: 0, to: bytes.count, by: 1 << 17) {
            let end = min(start + 1 << 17, bytes.count)
            let head = (end - start) << 3 | (end == bytes.count ? 1 : 0)
            packed += [UInt8(head & 0xFF), UInt8(head >> 8 & 0xFF), UInt8(head >> 16)] + bytes[start..<end]
        }
        return packed
    }

    @Test("long records of captures that overlap share memory: who wants more ends there, the others do not")
    func longRecords() throws {
        let folder = try CaptureFolder()
        let paths = try (0..<6).map { try folder.write(Self.withFiller($0, filler: 1 << 20), to: "\($0)") }
        let set = try CaptureSet(InputOptions(paths: paths), budget: MemoryBudget(limit: 5 << 20))
        let frames = try set.deliveredFrames()
        #expect(set.files.map(\.packets) == [2, 2, 1, 1, 1, 1] && frames.count == 8)
        #expect(set.files.map(\.complete) == [true, true, false, false, false, false])
        #expect(set.warnings.map(\.code) == [String](repeating: "memory-limit", count: 4))
        #expect(
            set.warnings.first?.message
                == "2: needs more memory than the 5242880 bytes that captures which overlap in time may take together; "
                + "analysed up to there")
        let again = try CaptureSet(InputOptions(paths: paths))
        #expect(try again.deliveredFrames().count == 12 && again.warnings.isEmpty)
    }

    @Test("the windows of zstd count by what is in them, not by what their headers ask for")
    func windows() throws {
        let folder = try CaptureFolder()
        let paths = try (0..<8).map { try folder.write(Self.zstd(Self.withFiller($0, filler: 3 << 20)), to: "\($0)") }
        let small = try (0..<8).map { try folder.write(Self.zstd(capture(seconds: [7, 9])), to: "small-\($0)") }
        let set = try CaptureSet(InputOptions(paths: paths), budget: MemoryBudget(limit: 32 << 20))
        _ = try set.deliveredFrames()
        // Each takes 4 MiB for its record, those behind the fourth 3 MiB and some for their windows as well.
        #expect(set.files.map(\.packets).reduce(0, +) < 16)
        #expect(Set(set.warnings.map(\.code)) == ["memory-limit"])
        let others = try CaptureSet(InputOptions(paths: small), budget: MemoryBudget(limit: 1 << 20))
        #expect(try others.deliveredFrames().count == 16 && others.warnings.isEmpty)
    }

    @Test("more captures than can be told apart end the run before it begins")
    func limit() throws {
        let folder = try CaptureFolder()
        for name in ["a", "b", "c"] { try folder.write(capture(seconds: [1]), to: name) }
        let options = InputOptions(paths: [folder.path])
        let all = try InputCatalog(options, counter: ByteCounter(), limit: 3)
        #expect(all.listings.count == 3)
        let error = try #require(inputError { _ = try InputCatalog(options, counter: ByteCounter(), limit: 2) })
        #expect(error.exitCode == 64)
        #expect(
            error.description
                == "input: more captures than one run can tell apart (2); analyse them in several runs, or merge some of them"
        )
        // Their index is kept in so many bits.
        #expect(StreamScanner.fileLimit - 1 == Int(UInt16.max))
    }
}
