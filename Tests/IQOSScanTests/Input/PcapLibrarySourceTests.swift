import Foundation
import TestSupport
import Testing

@testable import IQOSScan

@Suite("Variants of pcap that libpcap reads")
struct PcapLibrarySourceTests {
    /// Kuznetzov's format: the usual header, records with interface index, protocol, packet type and padding behind theirs.
    private func kuznetzov(_ frames: [[UInt8]], bigEndian: Bool) -> [UInt8] {
        var file = PcapFile(magic: 0xA1B2_CD34, bigEndian: bigEndian, snapLength: 262_144)
        for (index, frame) in frames.enumerated() {
            for field in [1_700_000_000 + UInt32(index), 5, UInt32(frame.count), 1500, 2, 0x0800_0000] {
                file.bytes.append(field, bigEndian: bigEndian)
            }
            file.bytes += frame
        }
        return file.bytes
    }

    @Test("Kuznetzov's modified pcap is read", arguments: [false, true])
    func modified(bigEndian: Bool) throws {
        let folder = try CaptureFolder()
        let contents = [[1, 2, 3], [], [UInt8](repeating: 4, count: 70_000)] as [[UInt8]]
        let stored = kuznetzov(contents + contents + contents + contents, bigEndian: bigEndian)
        let set = try CaptureSet(InputOptions(paths: [try folder.write(stored, to: "a.pcap")]))
        let frames = try set.deliveredFrames()
        #expect(frames.map(\.bytes) == contents + contents + contents + contents)
        #expect(frames.map(\.number) == Array(1...12))
        #expect(frames[1].arrival == 1_700_000_001_000_005_000)
        #expect(set.files[0].format == "pcap")
        #expect(set.files[0].linkTypes == ["EN10MB"])
        #expect(set.files[0].sizeBytes == stored.count)
        #expect(set.files[0].complete)
        set.rewind()
        #expect(try set.deliveredFrames() == frames)
    }

    @Test("a variant cut anywhere gives the frames before the cut")
    func cutAnywhere() throws {
        let folder = try CaptureFolder()
        let whole = kuznetzov([[1], [2, 2], [3]], bigEndian: false)
        for length in 0..<whole.count {
            let path = try folder.write(Array(whole[..<length]), to: "cut.pcap")
            do {
                let set = try CaptureSet(InputOptions(paths: [path]))
                let frames = try set.deliveredFrames()
                #expect(frames.map(\.number) == Array(1...3).prefix(frames.count).map(UInt32.init))
                // 24 of header, then 25, 26 and 25 of records.
                let isWhole = [24, 49, 75].contains(length)
                #expect(set.files[0].complete == isWhole)
            } catch let error as InputError {
                #expect(error.exitCode == 65)
                #expect(length < 49)
            }
        }
    }
}
