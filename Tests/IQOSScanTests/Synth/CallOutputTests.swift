import Foundation
import IQOSCore
import Testing

@testable import IQOSScan

@Suite("Files of an emulated capture")
final class CallOutputTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    private let made: (frames: FrameList, truth: CaptureTruth)
    private let plan: CallPlan

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        var plan = CallPlan()
        plan.durationMs = 200
        let samples = plan.samplesPerSide
        made = CallSynthesizer.capture(plan) { Conversation.tracks(seed: 1, call: $0, samples: samples) }
        self.plan = plan
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    private func write(to name: String, force: Bool = false) throws(CallOutputError) {
        try CallOutput(capturePath: folder.path + "/" + name).write(
            made.frames, format: plan.format, truth: made.truth, force: force)
    }

    private var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    }

    @Test(
        "the truth is named after the capture",
        arguments: [
            ("call.pcap", "call.truth.json"), ("a.b/c.pcapng", "a.b/c.truth.json"), ("a.b/call", "a.b/call.truth.json"),
            (".pcap", ".pcap.truth.json"), ("/x/two.dots.pcap", "/x/two.dots.truth.json"),
        ])
    func truthPath(capture: String, truth: String) {
        #expect(CallOutput(capturePath: capture).truthPath == truth)
    }

    @Test("both files are written, over older ones too, and nothing else")
    func both() throws {
        try write(to: "call.pcap")
        try Data("old".utf8).write(to: folder.appendingPathComponent("call.pcap"))
        try write(to: "call.pcap")
        #expect(names == ["call.pcap", "call.truth.json"])
        var file: [UInt8] = []
        plan.format.write(made.frames) { file += $0 }
        #expect(try Data(contentsOf: folder.appendingPathComponent("call.pcap")) == Data(file))
        let truth = try Data(contentsOf: folder.appendingPathComponent("call.truth.json"))
        #expect(truth == Data(made.truth.text(captureName: "call.pcap").utf8))
    }

    @Test("a file that was not made here is not written over", arguments: ["call.pcap", "call.truth.json"])
    func foreign(name: String) throws {
        let place = folder.appendingPathComponent(name)
        try Data("mine".utf8).write(to: place)
        let error = #expect(throws: CallOutputError.self) { try write(to: "call.pcap") }
        #expect(error?.path.hasSuffix(name) == true && error?.advice.contains("--force") == true)
        #expect(try names == [name] && Data(contentsOf: place) == Data("mine".utf8))
        try write(to: "call.pcap", force: true)
        #expect(names == ["call.pcap", "call.truth.json"])
    }

    @Test("the truth of another capture is not written over while that capture is there")
    func otherTruth() throws {
        try write(to: "call.pcap")
        let before = try Data(contentsOf: folder.appendingPathComponent("call.truth.json"))
        let error = #expect(throws: CallOutputError.self) { try write(to: "call.pcapng") }
        #expect(error?.description.contains("it is the truth of call.pcap") == true)
        #expect(names == ["call.pcap", "call.truth.json"])
        #expect(try Data(contentsOf: folder.appendingPathComponent("call.truth.json")) == before)
        try FileManager.default.removeItem(at: folder.appendingPathComponent("call.pcap"))
        try write(to: "call.pcapng")
        #expect(names == ["call.pcapng", "call.truth.json"])
    }

    @Test(
        "a folder in the capture's or the truth's place is refused and nothing is left",
        arguments: [
            "call.pcap", "call.truth.json",
        ])
    func folderInPlace(name: String) throws {
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent(name), withIntermediateDirectories: false)
        #expect(throws: CallOutputError.self) { try write(to: "call.pcap") }
        #expect(names == [name])
    }

    @Test("a missing folder is told in one line with path and reason")
    func missingFolder() {
        let error = #expect(throws: CallOutputError.self) { try write(to: "none/call.pcap") }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.contains("none/call.truth.json: cannot be written (No such file or directory)"))
        #expect(!text.contains("\n"))
        #expect(names.isEmpty)
    }

    @Test("a device is not written over")
    func device() {
        #expect(throws: CallOutputError.self) { try PartFile(for: "/dev/null").flush() }
    }
}
