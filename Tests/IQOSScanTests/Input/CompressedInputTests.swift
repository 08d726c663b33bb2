import Foundation
import TestSupport
import Testing

@testable import IQOSScan

@Suite("Compressed captures")
struct CompressedInputTests {
    /// Three frames of 60 bytes, at seconds 1700000000 to 1700000002.
    static let plain: [UInt8] = {
        var file = PcapFile()
        for index in 0..<3 as Range<UInt8> {
            file.add(1_700_000_000 + UInt32(index), 0, [UInt8](repeating: index, count: 60))
        }
        return file.bytes
    }()

    /// `plain` cut at byte 70, each part packed by `gzip -n -9`.
    static let gzip = bytes(
        """
        1f8b0800000000000203bb7278d3422606160618f8ff9f818111c4f8189c0aa26ca0183f00006b1689a746000000
        1f8b08000000000002036360c007183f06a782681b2866a40030a199c544010000ade218b4b6000000
        """)

    /// The same two parts, each packed by `zstd -19`.
    static let zstd = bytes(
        """
        28b52ffd0468350100f0d4c3b2a102000400ffff00000100000000f15365000000003c0000003c000200006e2fe002a96f1d56
        28b52ffd04680d0100a00001f15365000000003c0000003c000000010202040070923cb8bb01a4bdc115ff5c2ea5
        """)

    private func scan(_ bytes: [UInt8]) throws -> (set: CaptureSet, frames: [DeliveredFrame]) {
        let folder = try CaptureFolder()
        let set = try CaptureSet(InputOptions(paths: [try folder.write(bytes, to: "sample")]))
        return (set, try set.deliveredFrames())
    }

    // Hashes by sha256sum.
    @Test(
        "members and frames follow one another; hash and size are of the bytes as stored",
        arguments: [
            (plain, nil, "574d4d6dcf7f23d251b33b21ebc4a54be0e16d0a4b789bfb84e3fd1b519ea309"),
            (gzip, "gzip", "30bfd20ce298ad213bd09e0e08f637913a118282948a521b4d27b98686a347f3"),
            (zstd, "zstd", nil),
        ] as [([UInt8], String?, String?)])
    func formats(stored: [UInt8], compression: String?, sha256: String?) throws {
        let (set, frames) = try scan(stored)
        #expect(frames.map(\.bytes) == (0..<3).map { [UInt8](repeating: $0, count: 60) })
        #expect(
            frames.map(\.arrival) == [1_700_000_000_000_000_000, 1_700_000_001_000_000_000, 1_700_000_002_000_000_000])
        let report = try #require(set.files.first)
        #expect(report.compression == compression)
        #expect(report.format == "pcap")
        #expect(report.sizeBytes == stored.count)
        #expect(report.complete)
        if let sha256 { #expect(report.sha256 == sha256) }
        #expect(set.warnings.isEmpty)
    }

    @Test("a file cut at any byte gives the frames before the cut and says so", arguments: [gzip, zstd])
    func cutAnywhere(stored: [UInt8]) throws {
        let whole = try scan(stored).frames
        var mostFrames = 0
        for length in 1..<stored.count {
            do {
                let (set, frames) = try scan(Array(stored[..<length]))
                #expect(frames == Array(whole.prefix(frames.count)))
                #expect(set.files.first?.complete == false)
                #expect(set.warnings.count == 1)
                mostFrames = max(mostFrames, frames.count)
            } catch let error as InputError {
                #expect(error.status == .noCapture)
            }
        }
        #expect(mostFrames >= 1)
    }

    @Test("damaged data does not trap", arguments: [gzip, zstd], [1, 2] as [UInt64])
    func damage(stored: [UInt8], seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            var bytes = stored
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            if let error = inputError({ _ = try scan(bytes) }) { #expect(error.status == .noCapture) }
        }
    }

    @Test("zeros after the last member are padding, anything else is damage", arguments: [gzip, zstd])
    func padding(stored: [UInt8]) throws {
        let zeros = try scan(stored + [UInt8](repeating: 0, count: 512))
        #expect(zeros.frames.count == 3)
        #expect(zeros.set.warnings.isEmpty)
        let rubbish = try scan(stored + [0, 7])
        #expect(rubbish.frames.count == 3)
        #expect(rubbish.set.warnings.map(\.code) == ["damaged-compression"])
    }

    @Test("a stored file of several chunks has the hash that sha256sum gives")
    func threadedHash() throws {
        var file = PcapFile()
        for index in 0..<80 as Range<UInt8> { file.add(UInt32(index), 0, [UInt8](repeating: index, count: 65536)) }
        let (set, frames) = try scan(file.bytes)
        #expect(frames.count == 80)
        #expect(set.files.first?.sha256 == "a460624baa1b6ddfeef08baf611284d840e35e4aa950e3dd3bfe0af6ef166744")
    }
}
