import ArgumentParser
import Foundation
import IQOSCore
import IQOSScan

/// Makes a capture of emulated calls and, beside it, the truth about it.
struct SynthCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "synth", abstract: "Make a capture of emulated calls, with its truth beside it.",
        discussion: """
            What is lost, late, doubled or reordered stands in NAME.truth.json beside NAME.pcap, to the packet. The same \
            options and seed give the same bytes. Options that end in -back are for the callee's direction; without them \
            the callee's direction is impaired as the caller's.

            Exit status: 0 made, 64 wrong usage, 65 no sound that can be read, 66 a sound file cannot be opened, 69 no \
            speech program, 73 output cannot be written.
            """)

    @Option(name: [.short, .long], help: "Write the capture here.", completion: .file())
    var output: String

    @Flag(help: "Write over a file that was not made by this command.")
    var force = false

    @Option(
        parsing: .unconditional, help: "Draw all chance from this number (default: 1).",
        transform: whole(0...UInt64.max))
    var seed: UInt64 = 1

    @OptionGroup(title: "Speech") var speech: SpeechOptions
    @OptionGroup(title: "Calls") var media: MediaOptions
    @OptionGroup(title: "Impairments") var impairment: ImpairmentOptions
    @OptionGroup(title: "Capture") var capture: CaptureOptions

    func validate() throws {
        guard output != "-", !output.isEmpty, !output.hasSuffix("/") else {
            throw ValidationError("--output: \(output): must name a file, since the truth is written beside it")
        }
        let ending = output.split(separator: ".").last.map { $0.lowercased() } ?? ""
        if ["gz", "zst", "zstd", "xz", "bz2", "lz4", "zip"].contains(ending) {
            throw ValidationError(
                "--output: \(output): captures are written uncompressed: leave out .\(ending), and pack the file afterwards"
            )
        }
    }

    func run() throws {
        var plan = CallPlan()
        plan.seed = seed
        media.apply(to: &plan)
        impairment.apply(to: &plan)
        capture.apply(to: &plan, output: output)
        do {
            let file = CallOutput(capturePath: output)
            // Before the work, not after.
            try file.requireFree(force: force)
            let source = try speech.source(seed: seed)
            plan.durationMs = media.duration.map { Int($0 * 1000) } ?? source.naturalDurationMs ?? 10_000
            plan.durationMs = max(plan.ptimeMs, plan.durationMs)
            try Self.requireFeasible(plan)
            let samples = plan.samplesPerSide
            let made = CallSynthesizer.capture(plan) { source.tracks(call: $0, samples: samples) }
            try file.write(made.frames, format: plan.format, truth: made.truth, force: force)
            print("\(output): \(made.frames.count) packets; \(file.truthPath)".printable)
        } catch let error as ValidationError {
            throw error
        } catch {
            StandardError.write("iqos-call: \("\(error)".printable)\n")
            throw Self.exitCode(of: error)
        }
    }

    /// A capture is made in memory: refuses what would not fit there.
    private static func requireFeasible(_ plan: CallPlan) throws {
        let packets = plan.calls * plan.durationMs / plan.ptimeMs * 2
        guard packets <= 10_000_000 else {
            throw ValidationError("about \(packets) packets are more than ten million: ask for fewer or shorter calls")
        }
    }

    /// Exit status by sysexits.h: 64 usage, 65 no sound, 66 no input, 69 no speech program, 73 no output.
    private static func exitCode(of error: any Error) -> ExitCode {
        switch error {
        case let error as SoundFileError:
            if case .notOpened = error.reason { ExitCode(66) } else { ExitCode(65) }
        case is CallOutputError: ExitCode(73)
        case is SpeechError, is NoSpeechProgram: ExitCode(69)
        default: ExitCode(70)
        }
    }
}
