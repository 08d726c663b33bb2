import ArgumentParser
import Foundation
import IQOSCore
import IQOSScan

/// `compare` in front chooses the other command; everything else is captures to scan.
@main
enum Program {
    static func main() {
        StandardError.prepare()
        var arguments = Array(CommandLine.arguments.dropFirst())
        if let script = Completions.script(askedIn: arguments) { return print(script) }
        // For the installer; English, whatever the terminal speaks.
        if arguments == ["--generate-manual"] {
            setenv("LC_ALL", "C", 1)
            return print(manual, terminator: "")
        }
        // `help compare` is what people type; a capture of that name is `./help`.
        if arguments.first == "help" { arguments = arguments.dropFirst() + ["--help"] }
        if arguments.first == CompareCommand.configuration.commandName {
            run(CompareCommand.self, "iqos-scan compare", Array(arguments.dropFirst()))
        } else {
            run(IQOSScanCommand.self, "iqos-scan", arguments)
        }
    }

    private static var manual: String {
        ManualPage(
            dump: IQOSScanCommand._dumpHelp(), version: ScanReport().generatorVersion,
            synopsis: ["iqos-scan [options] capture ...", "iqos-scan compare [options] a b"])?.text ?? ""
    }

    /// As the command's own `main`, with what is wrong in the language of the terminal and in one line.
    ///
    /// - Parameter name: What it is called by.
    private static func run(_ command: (some ParsableCommand).Type, _ name: String, _ arguments: [String]) {
        do {
            var parsed = try command.parseAsRoot(arguments)
            try parsed.run()
        } catch {
            let status = command.exitCode(for: error)
            let (text, language) = (command.fullMessage(for: error), Language.asked(in: arguments))
            if status == .success {
                // Help and version are results.
                try? FileHandle.standardOutput.write(
                    contentsOf: Data((UsageText.told(help: text, in: language) + "\n").utf8))
            } else if !text.isEmpty {
                Console.say(UsageText.told(error: text, of: name, in: language))
            }
            Foundation.exit(status.rawValue)
        }
    }
}

struct IQOSScanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "iqos-scan",
        abstract: ArgumentHelp.text("Find, measure and play every call in a capture."),
        usage: """
            iqos-scan [options] <capture> ...
            iqos-scan compare [options] <a> <b>
            """,
        discussion: ArgumentHelp.text(
            """
            iqos-scan traffic.pcap needs no options: it prints a table and writes the folder traffic-iqos with \
            report.html, report.json, tables and the sound. Captures are pcap or pcapng, plain, gzip or zstd.

            Exit status: 0 analysed, 3 a gate was missed, 64 wrong usage, 65 no capture, 66 input cannot be opened, \
            73 output cannot be written, 74 read error.
            """),
        version: ScanReport().generatorVersion, subcommands: [CompareCommand.self])

    @Argument(
        help: .told("Files, folders, or - for standard input; read as one capture.", valueName: "capture"),
        completion: .file())
    var captures: [String]

    @OptionGroup(title: "Output") var output: OutputFlags
    @OptionGroup(title: "Selection") var selection: SelectionFlags
    @OptionGroup(title: "Measuring") var measuring: MeasuringFlags
    @OptionGroup(title: "Gate") var gate: GateFlags

    func validate() throws {
        if captures.filter({ $0 == "-" }).count > 1 { throw ValidationError("Standard input can be read only once.") }
        if output.each, captures.contains("-") {
            throw ValidationError("--each scans files and folders; standard input is one capture: leave it out.")
        }
        if captures.contains("") { throw ValidationError("A capture has an empty name.") }
    }

    func run() throws {
        LargePages.prepare()
        let interruption = Interruption()
        let console = Console(isQuiet: output.quiet, isVerbose: output.verbose, output.terminalLanguage)
        do {
            if let folder = output.folder, output.each { return try runEach(into: folder, console, interruption) }
            let scan = Scan(try options(), progress: console.show, unfinishedFolder: interruption.note)
            let result = try scan.run()
            console.endProgress()
            console.warn(result.head)
            console.detail(result.head)
            try output.print(result, folder: folder)
            try end(missing: gate.misses(of: result), console)
            // The system takes the memory of a scan back at once; piece by piece it is a fiftieth of a large run.
            withExtendedLifetime(result) { Foundation.exit(EXIT_SUCCESS) }
        } catch let error as any ExitStatusError {
            // What failed because a signal is taking the folder away is no error: then this does not come back.
            interruption.note(nil)
            console.endProgress()
            if error.exitCode != 0 { console.say(error) }
            throw ExitCode(error.exitCode)
        }
    }

    /// Every capture on its own; the status is 0 where at least one was analysed.
    private func runEach(into folder: String, _ console: Console, _ interruption: Interruption) throws {
        let scan = EachScan(captures, into: folder, options: try options())
        interruption.prepare(scan.interrupt)
        let outcome = try scan.run(console.show, unfinishedFolder: interruption.note)
        console.endProgress()
        guard !outcome.entries.isEmpty else {
            console.sayNothing(at: captures[0])
            throw ExitCode(outcome.status)
        }
        if !output.quiet {
            print(
                ProgressPhrases(output.terminalLanguage).analysed(
                    outcome.analysed, unchanged: outcome.unchanged, failed: outcome.failed, folder: folder.printable))
        }
        guard outcome.status == 0 else { throw ExitCode(outcome.status) }
        try end(missing: gate.misses(of: outcome.entries), console)
    }

    /// Ends the run with 3 where a gate was missed.
    private func end(missing misses: [GateMiss], _ console: Console) throws {
        guard !misses.isEmpty else { return }
        for miss in misses { console.sayMissed(miss) }
        throw ExitCode(3)
    }

    private var folder: String? {
        output.folder ?? (output.wantsFolder ? OutputName.folder(forFirstInput: captures[0]) : nil)
    }

    private func options() throws -> ScanOptions {
        var input = InputOptions(paths: captures)
        input.filter = selection.filter
        input.hash = !measuring.noHash
        input.maxSpoolBytes = measuring.maxSpool.bytes
        var options = ScanOptions(input: input)
        options.output = folder
        options.force = output.force
        options.audio = output.audio.formats
        options.csvDialect = output.separator.dialect
        options.workbook = output.xlsx
        options.language = output.lang ?? .english
        options.embedAudio = output.embedAudio
        if output.embedAudio { options.audio.insert(.mp3) }
        options.export = output.export.formats
        options.scanner.host = selection.host
        options.scanner.ssrc = selection.ssrc?.value
        options.scanner.time = (selection.from?.nanoseconds ?? .min)..<(selection.to?.nanoseconds ?? .max)
        options.scanner.sensitivity = measuring.sensitivity
        options.scanner.stream.playout = measuring.buffer.options
        options.scanner.stream.payloadTypes = measuring.pt
        options.scanner.stream.quality.given = measuring.impairment
        options.scanner.stream.quality.approximates = measuring.mosApprox
        options.scanner.stream.quality.comparesVoIPmonitor = measuring.compat == .voipmonitor
        options.concealment = measuring.conceal
        options.srtp.keys = try SRTPKeyFlag.keys(measuring.srtpKeys)
        options.scanner.stream.interval = Int64((measuring.interval * 1e9).rounded())
        return options
    }
}

/// An error that knows the exit status of the run it ends.
protocol ExitStatusError: ToldError {
    var exitCode: Int32 { get }
}

extension InputError: ExitStatusError {}
extension OutputError: ExitStatusError {}
extension SoundFileError: ExitStatusError {
    var exitCode: Int32 { 73 }
}
