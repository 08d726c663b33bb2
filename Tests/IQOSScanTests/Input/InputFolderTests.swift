import Foundation
import TestSupport
import Testing

@testable import IQOSScan

@Suite("Folders of captures")
struct InputFolderTests {
    @Test("every capture below a folder is read, told by its bytes, in the order of names")
    func recursion() throws {
        let folder = try CaptureFolder()
        for name in ["b/2", "a/z/1.txt", "a/a.pcap", "c"] { try folder.write(capture(seconds: [7]), to: name) }
        try folder.write(CompressedInputTests.gzip, to: "b/9.gz")
        try folder.write(Array("text".utf8), to: "a/readme.pcap")
        try folder.write([], to: "empty.pcap")
        let set = try CaptureSet(InputOptions(paths: [folder.path + "/"]))
        #expect(set.files.map(\.name) == ["a.pcap", "1.txt", "2", "c", "9.gz"])
        #expect(set.warnings.isEmpty)
    }

    @Test("a file given twice, by whatever name, is read once")
    func repeated() throws {
        let folder = try CaptureFolder()
        let file = try folder.write(capture(seconds: [1]), to: "a.pcap")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: file)
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/circle", withDestinationPath: folder.path)
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/nowhere", withDestinationPath: "/nowhere")
        let set = try CaptureSet(InputOptions(paths: [file, folder.path]))
        #expect(set.files.map(\.name) == ["a.pcap"])
        #expect(try set.deliveredFrames().count == 1)
        #expect(set.warnings.map(\.code) == ["input-repeated", "input-repeated"])
    }

    @Test("what is no capture is none by another name either: neither read twice nor all that a folder has")
    func repeatedForeign() throws {
        let folder = try CaptureFolder()
        let notes = try folder.write(Array("notes".utf8), to: "in/notes.txt")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/in/link", withDestinationPath: notes)
        let error = try #require(inputError { _ = try CaptureSet(InputOptions(paths: [folder.path + "/in"])) })
        #expect(error.exitCode == 65 && error.what == "the folder holds no capture")
        try folder.write(capture(seconds: [1]), to: "in/a.pcap")
        let set = try CaptureSet(InputOptions(paths: [folder.path + "/in"]))
        #expect(set.files.map(\.name) == ["a.pcap"] && set.warnings.isEmpty)
    }

    @Test("what an earlier run left below the folder is no capture; the folder of its exports, given by name, is one")
    func ownExports() throws {
        let folder = try CaptureFolder()
        try folder.write(capture(seconds: [1]), to: "a.pcap")
        try folder.write(capture(seconds: [2]), to: "a-iqos/export/stream-1.pcap")
        try folder.write(Self.report("iqos-scan", ["export/stream-1.pcap"]), to: "a-iqos/report.json")
        #expect(try CaptureSet(InputOptions(paths: [folder.path])).files.map(\.name) == ["a.pcap"])
        let exports = InputOptions(paths: [folder.path + "/a-iqos/export"])
        #expect(try CaptureSet(exports).files.map(\.name) == ["stream-1.pcap"])
        // A run that was killed, or is under way, has written no report yet.
        try folder.write(capture(seconds: [3]), to: ".a-iqos.part-1/export/stream-1.pcap")
        #expect(try CaptureSet(InputOptions(paths: [folder.path])).files.map(\.name) == ["a.pcap"])
        try folder.write(capture(seconds: [4]), to: ".a-iqos.part-1/mine.pcap")
        #expect(try CaptureSet(InputOptions(paths: [folder.path])).files.count == 3)
        try FileManager.default.removeItem(atPath: folder.path + "/.a-iqos.part-1")
        try folder.write(Self.report("other", ["export/stream-1.pcap"]), to: "a-iqos/report.json")
        #expect(try CaptureSet(InputOptions(paths: [folder.path])).files.count == 2)
    }

    private static func report(_ generator: String, _ files: [String]) -> [UInt8] {
        let names = files.map { "\"\($0)\"" }.joined(separator: ", ")
        let head = "{\n  \"schema_version\": \"1.0\",\n  \"generator\": {\"name\": \"\(generator)\"},\n  "
        return Array((head + "\"output\": {\"files\": [\(names)]},\n  \"options\": {}}").utf8)
    }

    @Test("a report hides no capture but what its run wrote: neither beside it, nor below, nor under a name of ours")
    func nothingIsHidden() throws {
        let folder = try CaptureFolder()
        let listed = ["export/stream-1.pcap", "evidence.pcap", "../outside.pcap", "below/deep.pcap"]
        try folder.write(Self.report("iqos-scan", listed), to: "a/b/report.json")
        let names = ["a/outside.pcap", "a/b/evidence.pcap", "a/b/below/deep.pcap", "a/b/export/stream-2.pcap"]
        for name in names { try folder.write(capture(seconds: [1]), to: name) }
        try folder.write(capture(seconds: [9]), to: "a/b/export/stream-1.pcap")
        let set = try CaptureSet(InputOptions(paths: [folder.path]))
        #expect(set.files.map(\.name) == ["deep.pcap", "evidence.pcap", "stream-2.pcap", "outside.pcap"])
        #expect(set.warnings.isEmpty)
    }

    @Test("a capture in a folder that is broken before its first packet is a warning")
    func broken() throws {
        let folder = try CaptureFolder()
        try folder.write(capture(seconds: [1]), to: "good")
        try folder.write(Array(capture(seconds: [1])[..<26]), to: "bad")
        let set = try CaptureSet(InputOptions(paths: [folder.path]))
        #expect(set.files.map(\.name) == ["good"])
        #expect(set.warnings.map(\.code) == ["input-skipped"])
    }
}
