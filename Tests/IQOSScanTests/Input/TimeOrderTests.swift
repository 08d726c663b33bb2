import Foundation
import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

@Suite("Frames that are not in order of time")
struct TimeOrderTests {
    /// A capture of frames at the given microseconds, counted from 1 in their first four bytes.
    private static func capture(microseconds: [Int], padding: Int = 0) -> [UInt8] {
        var file = PcapFile()
        for (index, time) in microseconds.enumerated() {
            var frame: [UInt8] = []
            frame.append(UInt32(index + 1), bigEndian: true)
            frame += [UInt8](repeating: UInt8(truncatingIfNeeded: index), count: padding)
            file.add(UInt32(time / 1_000_000), UInt32(time % 1_000_000), frame)
        }
        return file.bytes
    }

    /// Frames a millisecond apart, some of them up to `depth` ms too late in the file, the first such after `quiet`.
    private static func shuffled(
        _ count: Int, depth: Int, quiet: Int, _ random: inout some RandomNumberGenerator
    ) -> [Int] {
        (0..<count).map { (index: Int) -> Int in
            let back = index >= quiet && Int.random(in: 0..<5, using: &random) == 0
            return 1_000_000_000 + index * 1000 - (back ? Int.random(in: 0...depth * 1000, using: &random) : 0)
        }
    }

    /// The number that the content of a frame begins with.
    private static func content(_ frame: DeliveredFrame) -> UInt32 {
        var number: UInt32 = 0
        for byte in frame.bytes.prefix(4) { number = number << 8 | UInt32(byte) }
        return number
    }

    /// Numbers of frames ahead of which a later one stands.
    private static func reversals(_ times: [Int]) -> Int {
        var latest = 0
        return times.count { time in
            defer { latest = max(latest, time) }
            return time < latest
        }
    }

    // The slow model is a stable sort of everything. The first reversal comes where all before it has long been read,
    // in a later batch, or in the first look already.
    @Test(
        "frames at most 2 s out of order come in order, wherever the first of them stands",
        arguments: [0, 10, 1500, 30_000], [false, true])
    func anywhere(quiet: Int, isPipe: Bool) throws {
        var random = SeededGenerator(seed: UInt64(quiet) + 1)
        let times = Self.shuffled(quiet + 3000, depth: 1900, quiet: quiet, &random)
        let folder = try CaptureFolder()
        let bytes = Self.capture(microseconds: times)
        var options = InputOptions(
            paths: [isPipe ? folder.pipe(bytes, piece: 70_001) : try folder.write(bytes, to: "a.pcap")])
        options.keepForSecondPass = true
        options.spoolFolder = folder.path
        let set = try CaptureSet(options)
        let frames = try set.deliveredFrames()
        let expected = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
        let numbers: [Int] = frames.map { Int($0.number) - 1 }
        let arrivals: [Int] = frames.map { Int($0.arrival / 1000) }
        #expect(numbers == expected)
        #expect(arrivals == expected.map { times[$0] })
        #expect(frames.allSatisfy { Self.content($0) == $0.number })
        #expect(set.framesReordered == Self.reversals(times))
        #expect(set.files.map(\.packets) == [times.count])
        #expect(set.warnings.isEmpty)
        let hash = set.files[0].sha256
        set.rewind()
        #expect(try set.deliveredFrames() == frames)
        #expect(set.files[0].sha256 == hash && hash != nil)
    }

    @Test("a capture in order is handed on as it is read, once, and nothing is put in its place")
    func inOrder() throws {
        let folder = try CaptureFolder()
        let path = try folder.write(Self.capture(microseconds: (0..<9000).map { $0 / 2 * 1000 }), to: "a.pcap")
        let set = try CaptureSet(InputOptions(paths: [path]))
        var restarts = 0
        var numbers: [UInt32] = []
        let restart = { restarts += 1 }
        try set.forEachBatch(restart: restart) { _, frames, _ in
            for index in frames.indices { numbers.append(frames[index].number) }
        }
        #expect(numbers == Array(1...9000))
        #expect(restarts == 0 && set.framesReordered == 0)
    }

    @Test("files of a ring that overlap and are out of order within come as one, begun anew at most once")
    func ring() throws {
        var random = SeededGenerator(seed: 3)
        // The first look at a file sees nothing of it yet.
        let times = (0..<40_000).map { (index: Int) -> Int in
            let back = index % 10_000 > 4000 && Bool.random(using: &random)
            return 1_000_000_000 + index * 1000 - (back ? Int.random(in: 0...300_000, using: &random) : 0)
        }
        let folder = try CaptureFolder()
        // The oldest file of a ring that has gone round does not have the first name.
        let paths = try (0..<4).map { (index: Int) -> String in
            let start = (index + 1) % 4 * 10_000
            let part = times[start..<start + 10_000]
            return try folder.write(Self.capture(microseconds: Array(part)), to: "ring\(index)")
        }
        let set = try CaptureSet(InputOptions(paths: paths))
        var restarts = 0
        var arrivals: [Int64] = []
        try set.forEachBatch(
            restart: {
                restarts += 1
                arrivals = []
            },
            { _, frames, _ in for index in frames.indices { arrivals.append(frames[index].arrival) } })
        #expect(arrivals == times.sorted().map { Int64($0) * 1000 })
        #expect(restarts == 1)
        #expect(set.files.map(\.name) == ["ring3", "ring0", "ring1", "ring2"])
    }

    @Test("a step of the clock keeps the order of the file, one frame alone as well")
    func steps() throws {
        let folder = try CaptureFolder()
        let seconds = [100, 101, 102, 50, 51, 102, 103, 4_000_000, 104, 105].map { $0 * 1_000_000 }
        let isPipe = [false, true]
        for isPipe in isPipe {
            let bytes = Self.capture(microseconds: seconds)
            let path = isPipe ? folder.pipe(bytes, piece: 50) : try folder.write(bytes, to: "a.pcap")
            let set = try CaptureSet(InputOptions(paths: [path]))
            #expect(try set.deliveredFrames().map(\.number) == Array(1...10))
            #expect(set.framesReordered == 0)
        }
    }

    @Test("frames without a time stay behind the one before them, also when that is put in its place")
    func timeless() throws {
        var file = PcapngFile()
        file.section()
        file.interface(resolution: 3)
        file.simplePacket([1])
        for (ticks, content) in [(5000, 2), (6000, 3), (5500, 4)] {
            file.enhancedPacket(ticks: UInt64(ticks), [UInt8(content)])
        }
        file.simplePacket([5])
        let folder = try CaptureFolder()
        let set = try CaptureSet(InputOptions(paths: [try folder.write(file.bytes, to: "a.pcapng")]))
        #expect(try set.deliveredFrames().map(\.bytes) == [[1], [2], [4], [5], [3]])
    }

    @Test("beyond what may be held a frame stays behind, and every frame comes whole")
    func tooMany() throws {
        var times = (0..<300).map { 1_000_000 + $0 * 1000 }
        times[299] = 1_000_500
        times[200] = 1_198_500
        let folder = try CaptureFolder()
        let path = try folder.write(Self.capture(microseconds: times, padding: 60_000), to: "a.pcap")
        let set = try CaptureSet(InputOptions(paths: [path]))
        let frames = try set.deliveredFrames()
        #expect(Set(frames.map(\.number)) == Set(1...300))
        let areWhole = frames.allSatisfy { frame in
            Self.content(frame) == frame.number
                && frame.bytes.count == 60_004
                && frame.bytes.dropFirst(4).allSatisfy { $0 == UInt8(truncatingIfNeeded: frame.number - 1) }
        }
        #expect(areWhole)
        // 18 MB: the one 300 ms back has no place left, the one 2 ms back has.
        #expect(set.framesReordered == 1)
        #expect(frames.firstIndex { $0.number == 201 } == 199)
    }
}
