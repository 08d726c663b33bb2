import Foundation
import TestSupport
import Testing

@testable import IQOSScan

@Suite("Sound files")
final class SoundFileTests {
    private let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".wav").path

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    private func store(_ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    /// A RIFF file by hand: PCM of 16 bits or floating point of 32.
    private func wav(format: UInt8, channels: UInt8, bits: UInt8, data: [UInt8]) -> [UInt8] {
        let align = channels * bits / 8
        // 16000 Hz is 0x3E80.
        let chunk: [UInt8] = [format, 0, channels, 0, 0x80, 0x3E, 0, 0, 0, 0, 0, 0, align, 0, bits, 0]
        let body =
            Array("WAVEfmt ".utf8) + [16, 0, 0, 0] + chunk + Array("data".utf8) + [UInt8(data.count), 0, 0, 0] + data
        return Array("RIFF".utf8) + [UInt8(body.count), 0, 0, 0] + body
    }

    @Test("channels are mixed to one")
    func stereo() throws {
        // (1000, 3000) and (-200, -400).
        try store(wav(format: 1, channels: 2, bits: 16, data: bytes("e803 b80b 38ff 70fe")))
        let sound = try SoundFile.read(path)
        #expect(sound.samples == [2000, -300])
        #expect(sound.sampleRateHz == 16000)
    }

    @Test("floating point is scaled to sixteen bits")
    func floatingPoint() throws {
        // 0.5, -0.25, 2.0 and no number.
        try store(wav(format: 3, channels: 1, bits: 32, data: bytes("0000003f 000080be 00000040 0000c07f")))
        #expect(try SoundFile.read(path).samples == [16384, -8192, 32767, 0])
    }

    @Test("a missing file and a text file are told apart")
    func errors() throws {
        let missing = #expect(throws: SoundFileError.self) { _ = try SoundFile.read(self.path) }
        guard case .notOpened? = missing?.reason else {
            Issue.record("a missing file must be told as one")
            return
        }
        try store(Array("This is no sound at all, only a sentence.".utf8))
        let text = #expect(throws: SoundFileError.self) { _ = try SoundFile.read(self.path) }
        #expect(text?.reason == .notSound)
    }
}
