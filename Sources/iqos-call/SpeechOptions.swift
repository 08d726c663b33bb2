import ArgumentParser
import Foundation
import IQOSCore
import IQOSScan

/// What the two sides say.
struct SpeechOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Speak this text with espeak-ng; repeat it for the sides to take turns, the caller first.",
            valueName: "text"))
    var say: [String] = []

    @Option(help: ArgumentHelp("Voice of the caller; given again, of the callee (default: en).", valueName: "voice"))
    var voice: [String] = []

    @Option(help: ArgumentHelp("Play this sound file as the caller.", valueName: "file"), completion: .file())
    var callerWav: String?

    @Option(help: ArgumentHelp("Play this sound file as the callee.", valueName: "file"), completion: .file())
    var calleeWav: String?

    func validate() throws {
        guard say.isEmpty || (callerWav == nil && calleeWav == nil) else {
            throw ValidationError("--say and sound files exclude each other: give one of them")
        }
        guard voice.count <= 2, say.isEmpty == voice.isEmpty || voice.isEmpty else {
            throw ValidationError("--voice goes with --say, once or twice")
        }
        guard voice.allSatisfy({ !$0.isEmpty && !$0.hasPrefix("-") }) else {
            throw ValidationError("--voice needs a voice's name, such as es")
        }
    }

    /// Reads or speaks what is to be said.
    ///
    /// - Throws: `SoundFileError`, `SpeechError`, or `NoSpeechProgram` where espeak-ng is not installed.
    func source(seed: UInt64) throws -> SpeechSource {
        if !say.isEmpty {
            let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
            guard let program = SpeechProgram(searchPath: path) else { throw NoSpeechProgram() }
            let turns = try say.enumerated().map { index, text in
                let side = index % 2
                let voice = self.voice.isEmpty ? "en" : self.voice[min(side, self.voice.count - 1)]
                return (side, Self.resampled(try program.speak(text, voice: voice)))
            }
            return .turns(turns)
        }
        let sounds = try [callerWav, calleeWav].map { path in
            try path.map { Self.resampled(try SoundFile.read($0)) }
        }
        return sounds.allSatisfy { $0 == nil } ? .voices(seed: seed) : .sounds(sounds, seed: seed)
    }

    private static func resampled(_ sound: (samples: [Int16], sampleRateHz: Int)) -> [Int16] {
        Resampler(from: sound.sampleRateHz, to: 8000).convert(sound.samples)
    }
}

/// espeak-ng is not installed.
struct NoSpeechProgram: Error, CustomStringConvertible {
    var description: String {
        "--say: espeak-ng is not in PATH; install it (apt-get install espeak-ng) or leave --say out for built-in voices"
    }
}
