import Foundation
import TestSupport
import Testing

@Suite("Sample captures against their truth")
struct SampleTruthTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("SamplePcaps")

    static let captures: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".pcap") || $0.hasSuffix(".pcapng") }.sorted()

    private func truth(of capture: String) throws -> [String: Any] {
        let name = Self.folder.appendingPathComponent(capture).deletingPathExtension().lastPathComponent
        let data = try Data(contentsOf: Self.folder.appendingPathComponent(name + ".truth.json"))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test("there are at least eight samples, in four megabytes, each with its command in the README")
    func inventory() throws {
        #expect(Self.captures.count >= 8)
        let readme = try String(contentsOf: Self.folder.appendingPathComponent("README.md"), encoding: .utf8)
        var size = 0
        for capture in Self.captures {
            size += try Data(contentsOf: Self.folder.appendingPathComponent(capture)).count
            #expect(readme.contains("`iqos-call synth -o \(capture) "))
        }
        #expect(size <= 4_000_000)
    }

    @Test("a plain reading of the file finds what the truth tells", arguments: captures)
    func counts(capture: String) throws {
        let file = [UInt8](try Data(contentsOf: Self.folder.appendingPathComponent(capture)))
        let frames = WireFrame.all(inCapture: file)
        #expect(frames.allSatisfy { $0.source.isEmpty || ($0.isHeaderSumRight && $0.isUDPSumRight) })
        let streams = try #require(try truth(of: capture)["streams"] as? [[String: Any]])
        for stream in streams {
            let port = (stream["source"] as? [String: Any])?["port"] as? Int
            let digits = (stream["ssrc"] as? String)?.dropFirst(2) ?? ""
            let ssrc = try #require(UInt32(digits, radix: 16))
            let found = frames.filter { $0.sourcePort == port && WireRTP($0.payload)?.ssrc == ssrc }
            let counts = try #require(stream["packets"] as? [String: Int])
            #expect(counts["captured"] == found.count)
            #expect(Set(found.compactMap { WireRTP($0.payload)?.sequence }).count == counts["unique"])
            #expect(stream["first_frame"] as? Int == found.first?.number)
        }
        let rtp = frames.filter { $0.sourcePort >= 16384 && $0.sourcePort < 22000 && WireRTP($0.payload) != nil }
        let told = streams.compactMap { ($0["packets"] as? [String: Int])?["captured"] }.reduce(0, +)
        #expect(rtp.count == told)
    }
}
