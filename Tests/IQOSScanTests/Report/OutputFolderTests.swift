import Foundation
import IQOSCore
import Testing

@testable import IQOSScan

@Suite("Output folder")
struct OutputFolderTests {
    /// Writes the fixture's report with one sound file to `path`.
    private static func write(to path: String, force: Bool = false) throws(OutputError) {
        var folder = try OutputFolder(at: path, force: force)
        try folder.makeFolder("audio")
        close(try folder.makeFile("audio/call-1.wav"))
        var result = ReportFixture.result
        try folder.write(&result)
        try folder.commit()
    }

    private static func refusal(_ path: String, force: Bool = false) -> OutputError? {
        do {
            try write(to: path, force: force)
            return nil
        } catch {
            return error
        }
    }

    private static func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test("folders are 0700, files 0600, and the report lists them all")
    func contents() throws {
        let scratch = try Scratch()
        let place = scratch.path + "/out"
        try Self.write(to: place)
        let files = OutputFolder.files(below: place).sorted()
        #expect(
            files == [
                "audio/call-1.wav", "calls.csv", "events.csv", "findings.csv", "intervals.csv", "report.html",
                "report.json", "streams.csv",
            ])
        for file in files { #expect(try Self.mode(place + "/" + file) == 0o600) }
        #expect(try Self.mode(place) == 0o700 && Self.mode(place + "/audio") == 0o700)
        let manifest = try #require(OutputManifest(reportAt: place + "/report.json"))
        #expect(manifest.files == Set(files))
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["out"])
    }

    @Test("our own folder and an empty one are replaced, with equal bytes")
    func replaced() throws {
        let scratch = try Scratch()
        let place = scratch.path + "/out"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
        try Self.write(to: place)
        let first = try Data(contentsOf: URL(fileURLWithPath: place + "/report.json"))
        try Self.write(to: place + "/")
        #expect(try Data(contentsOf: URL(fileURLWithPath: place + "/report.json")) == first)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["out"])
    }

    @Test("a folder with a foreign file is refused and stays as it is; with force it is replaced whole")
    func foreign() throws {
        let scratch = try Scratch()
        let place = scratch.path + "/out"
        try Self.write(to: place)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: place + "/audio/notes.txt"))
        let refusal = try #require(Self.refusal(place))
        #expect(refusal.reason == .foreignFile("audio/notes.txt"))
        #expect(refusal.exitCode == 73)
        #expect(refusal.description.contains("--force") && !refusal.description.contains("\n"))
        #expect(FileManager.default.contents(atPath: place + "/audio/notes.txt") == Data("mine".utf8))
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["out"])
        try Self.write(to: place, force: true)
        #expect(!FileManager.default.fileExists(atPath: place + "/audio/notes.txt"))
    }

    @Test(
        "a report.json that is not ours protects its folder",
        arguments: [
            "{}", "not JSON", "",
            "{\n  \"schema_version\": \"1.0\",\n  \"generator\": {\"name\": \"other\"},\n  \"output\": {\"files\": [\"report.json\"]},\n  \"options\": {}}",
            "{\n  \"schema_version\": \"1.0\",\n  \"generator\": {\"name\": \"iqos-scan\"},\n  \"output\": null,\n  \"options\": {}}",
        ])
    func foreignReport(text: String) throws {
        let scratch = try Scratch()
        let place = scratch.path + "/out"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
        try Data(text.utf8).write(to: URL(fileURLWithPath: place + "/report.json"))
        #expect(Self.refusal(place)?.reason == .foreignFile("report.json"))
    }

    @Test("a folder that a capture lies in is refused even by force, whatever the capture is called")
    func capture() throws {
        let scratch = try Scratch()
        let file = try scratch.file("mine.pcap", Array("capture".utf8))
        try FileManager.default.createDirectory(atPath: scratch.path + "/own", withIntermediateDirectories: false)
        try FileManager.default.moveItem(atPath: file, toPath: scratch.path + "/own/mine.pcap")
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path + "/link", withDestinationPath: scratch.path + "/own/mine.pcap")
        for input in ["/own/mine.pcap", "/own/../own/mine.pcap", "/link", "/own"] {
            #expect(throws: OutputError(path: scratch.path + "/own", reason: .holdsInput(scratch.path + input))) {
                _ = try OutputFolder(at: scratch.path + "/own", force: true, keeping: [scratch.path + input])
            }
        }
        let beside = try OutputFolder(at: scratch.path + "/other", force: true, keeping: [scratch.path + "/own"])
        #expect(FileManager.default.fileExists(atPath: beside.temporaryPath))
    }

    @Test("a listed name that is a link is foreign")
    func listedLink() throws {
        let scratch = try Scratch()
        let place = scratch.path + "/out"
        try Self.write(to: place)
        try FileManager.default.removeItem(atPath: place + "/calls.csv")
        try FileManager.default.createSymbolicLink(atPath: place + "/calls.csv", withDestinationPath: "/etc/hostname")
        #expect(Self.refusal(place)?.reason == .foreignFile("calls.csv"))
    }

    @Test("a file and a link in the folder's place are refused even by force", arguments: [false, true])
    func occupied(force: Bool) throws {
        let scratch = try Scratch()
        let file = try scratch.file("file", [1])
        let link = scratch.path + "/link"
        try FileManager.default.createDirectory(atPath: scratch.path + "/real", withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real")
        #expect(Self.refusal(file, force: force)?.reason == .isNoFolder)
        #expect(Self.refusal(link, force: force)?.reason == .isSymbolicLink)
        #expect(Self.refusal(link + "/", force: force)?.reason == .isSymbolicLink)
        #expect(FileManager.default.contents(atPath: file) == Data([1]))
    }

    @Test("a missing parent, and names that are no name, are refused")
    func names() throws {
        let scratch = try Scratch()
        #expect(Self.refusal(scratch.path + "/no/out")?.reason == .parentMissing)
        for name in ["", "/", ".", "..", scratch.path + "/.."] {
            #expect(Self.refusal(name)?.reason == .noFolderName)
        }
    }

    @Test("without commit nothing is left")
    func abandoned() throws {
        let scratch = try Scratch()
        do {
            let folder = try OutputFolder(at: scratch.path + "/out", force: false)
            close(try folder.makeFile("report.json"))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == [])
    }

    @Test("what a killed run left is removed; what a running one holds, and what is not ours, stays")
    func leftovers() throws {
        let scratch = try Scratch()
        let files = FileManager.default
        try files.createDirectory(atPath: scratch.path + "/.out.part-1/audio", withIntermediateDirectories: true)
        _ = try scratch.file(".out.part-1/audio/stream-1.wav", [])
        try files.createDirectory(atPath: scratch.path + "/.out.part-2", withIntermediateDirectories: true)
        _ = try scratch.file(".out.part-2/thesis.txt", [1])
        let running = try OutputFolder(at: scratch.path + "/out", force: false)
        #expect(running.temporaryPath.hasSuffix("/.out.part-1"))
        try Self.write(to: scratch.path + "/out")
        #expect(files.fileExists(atPath: running.temporaryPath))
        #expect(files.fileExists(atPath: scratch.path + "/.out.part-2/thesis.txt"))
        #expect(try files.contentsOfDirectory(atPath: scratch.path).sorted() == [".out.part-1", ".out.part-2", "out"])
    }

    @Test("a folder that became foreign while the scan ran is not replaced")
    func changedMeanwhile() throws {
        let scratch = try Scratch()
        let place = scratch.path + "/out"
        var folder = try OutputFolder(at: place, force: false)
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: place + "/notes.txt"))
        var refusal: OutputError?
        do throws(OutputError) { try folder.commit() } catch { refusal = error }
        #expect(refusal?.reason == .foreignFile("notes.txt"))
        #expect(FileManager.default.contents(atPath: place + "/notes.txt") == Data("mine".utf8))
    }
}
