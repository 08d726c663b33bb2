import Foundation
import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

@Suite("Captures given together")
struct CaptureOrderTests {
    private func frames(_ captures: [[UInt8]]) throws -> (set: CaptureSet, frames: [DeliveredFrame]) {
        let folder = try CaptureFolder()
        let paths = try captures.enumerated().map { try folder.write($1, to: "\($0).pcap") }
        let set = try CaptureSet(InputOptions(paths: paths))
        return (set, try set.deliveredFrames())
    }

    @Test("files are in the order of their first packets, whatever the order given")
    func consecutive() throws {
        let (set, frames) = try frames([
            capture(seconds: [5, 6]), capture(seconds: [1, 2]), capture(seconds: [3, 4]),
        ])
        #expect(set.files.map(\.name) == ["1.pcap", "2.pcap", "0.pcap"])
        #expect(frames.map { $0.arrival / 1_000_000_000 } == [1, 2, 3, 4, 5, 6])
        #expect(frames.map(\.file) == [0, 0, 1, 1, 2, 2])
        #expect(set.files.map(\.packets) == [2, 2, 2])
        #expect(set.files.map(\.firstPacket) == [1_000_000_000, 3_000_000_000, 5_000_000_000])
        #expect(set.files.map(\.lastPacket) == [2_000_000_000, 4_000_000_000, 6_000_000_000])
    }

    // The slow model is a stable sort of everything.
    @Test("files that overlap are merged frame by frame", arguments: 1...8 as ClosedRange<UInt64>)
    func overlapping(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let captures = (0..<Int.random(in: 2...7, using: &random)).map { _ in
            (0..<Int.random(in: 1...40, using: &random)).map { _ in UInt32.random(in: 0...30, using: &random) }.sorted()
        }
        let (set, frames) = try frames(captures.map(capture(seconds:)))
        let expected = set.files.enumerated().flatMap { file, report in
            captures[Int(report.name.prefix(1)) ?? 0].enumerated().map { (second: $1, file: file, number: $0 + 1) }
        }.sorted { ($0.second, $0.file, $0.number) < ($1.second, $1.file, $1.number) }
        #expect(frames.map { Int($0.arrival / 1_000_000_000) } == expected.map { Int($0.second) })
        #expect(frames.map(\.file) == expected.map(\.file))
        #expect(frames.map { Int($0.number) } == expected.map(\.number))
        #expect(frames.allSatisfy { $0.bytes == [UInt8($0.number)] })
    }

    @Test("at equal times the file given first comes first")
    func ties() throws {
        let (set, frames) = try frames([capture(seconds: [1, 2]), capture(seconds: [1, 2])])
        #expect(set.files.map(\.name) == ["0.pcap", "1.pcap"])
        #expect(frames.map(\.file) == [0, 1, 0, 1])
    }

    @Test("a file keeps its own order, also where its times go back")
    func backwards() throws {
        let (_, frames) = try frames([capture(seconds: [1, 9, 3, 4]), capture(seconds: [5, 6])])
        #expect(frames.filter { $0.file == 0 }.map(\.number) == [1, 2, 3, 4])
        #expect(frames.map { $0.arrival / 1_000_000_000 } == [1, 5, 6, 9, 3, 4])
    }

    @Test("a frame without a time stays behind the frame before it")
    func noTimes() throws {
        var file = PcapngFile()
        file.section()
        file.interface(resolution: 0)
        file.simplePacket([1])
        file.enhancedPacket(ticks: 2, [2])
        file.simplePacket([3])
        file.enhancedPacket(ticks: 6, [4])
        let (set, frames) = try frames([capture(seconds: [1, 3, 4, 7]), file.bytes])
        #expect(frames.map(\.file) == [0, 1, 1, 1, 0, 0, 1, 0])
        #expect(set.files[1].firstPacket == 2_000_000_000)

        var timeless = PcapngFile()
        timeless.section()
        timeless.interface()
        timeless.simplePacket([1])
        let last = try self.frames([timeless.bytes, capture(seconds: [1])])
        #expect(last.frames.map(\.arrival) == [1_000_000_000, FrameRef.noArrival])
        #expect(last.set.files[1].firstPacket == nil)
        #expect(last.set.files[1].unknown.entries.map(\.key) == ["first_packet", "last_packet"])
    }

    @Test("a thousand overlapping files are merged in order")
    func many() throws {
        let captures = (0..<1000).map { index in capture(seconds: [UInt32(index), 2000, UInt32(3000 + index)]) }
        let frames = try frames(captures).frames
        #expect(frames.count == 3000)
        #expect(zip(frames, frames.dropFirst()).allSatisfy { ($0.arrival, $0.file) < ($1.arrival, $1.file) })
    }

    @Test("the second pass delivers the same frames, also if a file has grown meanwhile")
    func secondPass() throws {
        let folder = try CaptureFolder()
        let paths = [
            try folder.write(capture(seconds: [1, 3, 5]), to: "a"),
            try folder.write(capture(seconds: [2, 3, 9]), to: "b"),
        ]
        let set = try CaptureSet(InputOptions(paths: paths))
        let first = try set.deliveredFrames()
        let reports = set.files.map(\.sha256)
        try folder.write(capture(seconds: [1, 3, 5, 6]), to: "a")
        set.rewind()
        #expect(try set.deliveredFrames() == first)
        #expect(set.files.map(\.sha256) == reports)
        #expect(set.files.map(\.packets) == [3, 3])

        try folder.write(capture(seconds: [1, 3]), to: "a")
        set.rewind()
        let error = inputError { _ = try set.deliveredFrames() }
        #expect(error?.status == .readError)
    }

    @Test("frames larger than the buffer and more than a batch come whole")
    func largeFrames() throws {
        var file = PcapFile(snapLength: 3_000_000)
        for (index, size) in [10, 3_000_000, 20, 262_144, 0, 1_000_000, 5].enumerated() {
            file.add(UInt32(index), 0, [UInt8](repeating: UInt8(index), count: size))
        }
        for _ in 0..<3000 { file.add(9, 0, [1]) }
        let frames = try frames([file.bytes]).frames
        #expect(frames.prefix(7).map(\.bytes.count) == [10, 3_000_000, 20, 262_144, 0, 1_000_000, 5])
        for frame in frames.prefix(7) { #expect(frame.bytes.allSatisfy { $0 == UInt8(frame.number - 1) }) }
        #expect(frames.count == 3007)
    }
}
