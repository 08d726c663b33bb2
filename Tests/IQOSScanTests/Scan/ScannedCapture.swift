import Foundation
import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// A capture scanned inside the test, with its report and its sound in a folder that goes with this value.
final class ScannedCapture {
    private let scratch: CaptureFolder
    let result: ScanResult
    let report: JSONNode

    /// - Parameters:
    ///   - name: File name of the capture, or its path in the repository's SamplePcaps where `bytes` is `nil`.
    ///   - audio: Nothing is written where it is empty.
    init(
        _ bytes: [UInt8]?, name: String = "call.pcap", audio: AudioFormats = [],
        change: (inout ScanOptions) -> Void = { _ in }
    ) throws {
        let scratch = try CaptureFolder()
        self.scratch = scratch
        let path = try bytes.map { try scratch.write($0, to: name) } ?? repositoryPath("SamplePcaps/" + name)
        var input = InputOptions(paths: [path])
        input.spoolFolder = scratch.path
        var options = ScanOptions(input: input)
        options.audio = audio
        if !audio.isEmpty { options.output = scratch.path + "/out" }
        change(&options)
        result = try Scan(options).run()
        report = try JSONNode(text: ReportFormat.json.bytes(result))
    }

    convenience init(_ capture: TestCapture, audio: AudioFormats = [], change: (inout ScanOptions) -> Void = { _ in })
        throws
    {
        try self.init(capture.pcap, audio: audio, change: change)
    }

    var streams: [StreamReport] { (0..<result.streamCount).map(result.stream) }
    var calls: [CallReport] { (0..<result.callCount).map(result.call) }

    /// Files below the output folder.
    var files: [String] { OutputFolder.files(below: scratch.path + "/out").sorted() }
    /// Everything in the folder that holds output and temporary files.
    var leftovers: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: scratch.path)) ?? [])
            .filter { $0 != "out" && !$0.hasSuffix(".pcap") && !$0.hasSuffix(".pcapng") }
    }

    func path(_ file: String) -> String { scratch.path + "/out/" + file }

    func bytes(_ file: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(file))))
    }

    func wave(_ file: String) throws -> WaveFile {
        try #require(WaveFile(bytes(file)), "\(file) is no plain WAV file")
    }
}

extension TestCapture {
    /// The frames as a nanosecond pcap file of Ethernet frames.
    var pcap: [UInt8] {
        var file = PcapFile(magic: 0xA1B2_3C4D)
        for frame in frames {
            file.add(
                UInt32(frame.arrival / 1_000_000_000), UInt32(frame.arrival % 1_000_000_000), frame.bytes,
                original: UInt32(frame.originalLength))
        }
        return file.bytes
    }
}

extension CallPlan {
    /// The capture file of this plan with the built-in voices, and its truth.
    func synthesized() throws -> (file: [UInt8], truth: JSONNode) {
        let samples = samplesPerSide
        let made = CallSynthesizer.capture(self) { Conversation.tracks(seed: seed, call: $0, samples: samples) }
        var file: [UInt8] = []
        format.write(made.frames) { file += $0 }
        return (file, try JSONNode(text: made.truth.text(captureName: "call").utf8))
    }
}

/// Names of the sample captures.
enum Samples {
    static let names: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: repositoryPath("SamplePcaps")))
        ?? []).filter { $0.hasSuffix(".pcap") || $0.hasSuffix(".pcapng") }.sorted()

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: repositoryPath("SamplePcaps/" + name))))
    }

    static func truth(_ name: String) throws -> JSONNode {
        let stem = name.split(separator: ".")[0]
        return try JSONNode(text: bytes(stem + ".truth.json"))
    }
}
