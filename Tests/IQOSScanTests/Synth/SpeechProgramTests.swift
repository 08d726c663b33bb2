import Foundation
import Testing

@testable import IQOSScan

@Suite("Speech program")
struct SpeechProgramTests {
    static let installed = SpeechProgram(searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "")

    @Test("a path without espeak-ng gives no program", arguments: ["", "/nowhere", ":::"])
    func absent(path: String) {
        #expect(SpeechProgram(searchPath: path) == nil)
    }

    @Test("a text is spoken, even one that looks like an option", .enabled(if: installed != nil))
    func speaks() throws {
        let program = try #require(Self.installed)
        let sound = try program.speak("--help me, please", voice: "en")
        #expect(sound.sampleRateHz >= 8000)
        #expect(sound.samples.count > sound.sampleRateHz / 2)
        #expect(sound.samples.contains { $0.magnitude > 3000 })
    }

    @Test("an unknown voice is told in one line", .enabled(if: installed != nil))
    func unknownVoice() throws {
        let program = try #require(Self.installed)
        let error = #expect(throws: SpeechError.self) { _ = try program.speak("hello", voice: "xyzzy") }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.contains("xyzzy"))
        #expect(!text.contains("\n"))
    }
}
