import Foundation
import TestSupport
import Testing

@testable import IQOSScan

@Suite("Input that cannot be analysed (REPORT.md, exit status)")
struct InputErrorTests {
    private func failure(_ paths: [String]) -> InputError? {
        inputError { _ = try CaptureSet(InputOptions(paths: paths)).deliveredFrames() }
    }

    @Test(
        "what is no capture, or broken before its first packet, ends with 65",
        arguments: [
            [], Array("hello, this is text\n".utf8), Array(capture(seconds: [1])[..<20]),
            Array(capture(seconds: [1])[..<30]), [0x1F, 0x8B, 8], bytes("FD377A585A000004"),
            bytes("0A0D0D0A 10000000 00000000 10000000"),
        ] as [[UInt8]])
    func noCapture(content: [UInt8]) throws {
        let folder = try CaptureFolder()
        let path = try folder.write(content, to: "sample.pcap")
        let error = try #require(failure([path]))
        #expect(error.exitCode == 65)
        #expect(error.subject == path)
        #expect(!error.description.contains("\n"))
    }

    @Test("a path that leads nowhere ends with 66")
    func missing() throws {
        let error = try #require(failure(["/nowhere/calls.pcap"]))
        #expect(error.exitCode == 66)
        #expect(
            error.description
                == "/nowhere/calls.pcap: cannot be opened: No such file or directory; check the path and its permissions"
        )
    }

    @Test("a folder without captures ends with 65")
    func emptyFolder() throws {
        let folder = try CaptureFolder()
        try folder.write(Array("notes".utf8), to: "deep/below/notes.txt")
        #expect(failure([folder.path])?.exitCode == 65)
    }

    @Test("when all inputs are bad, the first one's status ends the run")
    func allBad() throws {
        let folder = try CaptureFolder()
        let text = try folder.write(Array("text".utf8), to: "text.pcap")
        #expect(failure(["/nowhere", text])?.exitCode == 66)
        #expect(failure([text, "/nowhere"])?.exitCode == 65)
    }

    @Test("a bad input among good ones is a warning that names no folder")
    func oneBad() throws {
        let folder = try CaptureFolder()
        let text = try folder.write(Array("text".utf8), to: "text.pcap")
        let good = try folder.write(capture(seconds: [1]), to: "good.pcap")
        let set = try CaptureSet(InputOptions(paths: [text, "/nowhere/gone.pcap", good]))
        #expect(try set.deliveredFrames().count == 1)
        #expect(set.files.map(\.name) == ["good.pcap"])
        #expect(set.warnings.map(\.code) == ["input-skipped", "input-skipped"])
        #expect(set.warnings[0].message.hasPrefix("text.pcap: byte 0: 0x74657874 "))
        #expect(set.warnings[1].message.hasPrefix("gone.pcap: cannot be opened: No such file"))
        #expect(set.warnings.allSatisfy { !$0.message.contains("/nowhere") && $0.file == nil })
    }

    @Test("a header without packets is a capture")
    func noPackets() throws {
        let folder = try CaptureFolder()
        let set = try CaptureSet(InputOptions(paths: [try folder.write(PcapFile().bytes, to: "a.pcap")]))
        #expect(try set.deliveredFrames().isEmpty)
        #expect(set.files[0].complete)
        #expect(set.files[0].packets == 0)
        #expect(set.warnings.isEmpty)
    }

    @Test("a capture that breaks in the middle is delivered up to there, and hashed to its end")
    func brokenInTheMiddle() throws {
        let folder = try CaptureFolder()
        let whole = capture(seconds: [1, 2, 3])
        // Sizes by hand: 24 of header, 17 a record.
        let broken = whole.replacing(at: 24 + 17 + 8, with: 0xFFFF_FFFF)
        let set = try CaptureSet(
            InputOptions(paths: [
                try folder.write(broken, to: "broken"), try folder.write(Array(whole.dropLast()), to: "cut"),
            ]))
        let frames = try set.deliveredFrames()
        #expect(frames.filter { $0.file == 0 }.map(\.number) == [1])
        #expect(frames.filter { $0.file == 1 }.map(\.number) == [1, 2])
        #expect(set.files.map(\.complete) == [false, false])
        #expect(set.files.map(\.sizeBytes) == [75, 74])
        #expect(set.files.allSatisfy { $0.sha256 != nil })
        #expect(set.warnings.map(\.code) == ["broken-capture", "truncated-capture"])
        #expect(set.warnings.map(\.file) == [0, 1])
        #expect(set.warnings[0].message.hasPrefix("broken: byte 41: record claims 4294967295 bytes"))
        #expect(set.warnings[1].message.hasPrefix("cut: byte 58: record needs 17 bytes, the file has 16 left"))
    }

    @Test("wrong usage ends with 64")
    func usage() throws {
        #expect(failure([])?.exitCode == 64)
    }
}
