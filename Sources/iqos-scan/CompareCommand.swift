import ArgumentParser
import Foundation
import IQOSCore
import IQOSScan

/// Compares two captures or two reports.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: ArgumentHelp.text("Tell what lies between two capture points, or between two reports."),
        usage: "iqos-scan compare [options] <a> <b>",
        discussion: ArgumentHelp.text(
            """
            Two captures of the same calls, taken at two points: streams are found again by SSRC, numbers and payload, \
            whatever their addresses became, and loss, delay variation, reordering and delay between the points are told. \
            Two report.json, or the folders that hold them: figures before and after, and the calls that both have. A \
            capture called compare is ./compare.

            Exit status: 0 compared, 3 a gate was missed, 64 wrong usage, 65 no capture and no report, 66 input cannot \
            be opened, 73 output cannot be written, 74 read error.
            """),
        version: ScanReport().generatorVersion)

    @Argument(
        help: .told("Capture, folder of captures, or report; - for a capture on standard input."), completion: .file())
    var a: String

    @Argument(help: .told("The other one."), completion: .file())
    var b: String

    @Flag(help: .told("Print the comparison as JSON."))
    var json = false

    @Option(parsing: .unconditional, help: .told("Length of an interval, s.", valueName: "s"))
    var interval = 5.0

    @Flag(name: .customLong("same-clock"), help: .told("Take both captures' times as told by one clock."))
    var sameClock = false

    @Flag(help: .told("Compare the figures of two captures, not their packets."))
    var figures = false

    @Option(help: .told("Keep frames that match a BPF expression, as tcpdump takes it.", valueName: "bpf"))
    var filter: String?

    @Flag(name: .customLong("no-hash"), help: .told("Leave out the SHA-256 of the captures."))
    var noHash = false

    @Option(
        name: .customLong("fail-above"), parsing: .unconditional,
        help: .told(
            "Exit with 3 if a stream loses more than this between the points, %, or is seen at one of them alone.",
            valueName: "percent"))
    var failAbove: Double?

    @Option(help: .told("Speak en or es (default: as the locale says).", valueName: "language"))
    var lang: Language?

    @Flag(name: [.short, .long], help: .told("Print no progress and no warnings."))
    var quiet = false

    func validate() throws {
        if a == "-", b == "-" { throw ValidationError("Standard input can be read only once.") }
        if a.isEmpty || b.isEmpty { throw ValidationError("A capture has an empty name.") }
        guard interval >= 0.1, interval <= 86_400 else { throw ValidationError("--interval takes 0.1 to 86400 s.") }
        if let failAbove, !(0...100).contains(failAbove) { throw ValidationError("--fail-above takes 0 to 100.") }
    }

    private var language: Language { lang ?? .ofTerminal }

    func run() throws {
        let console = Console(isQuiet: quiet, isVerbose: false, language)
        do {
            let comparison = Comparison(a, b, options: options(), progress: console.show)
            if failAbove != nil || sameClock, try comparison.isOfFigures() {
                throw ValidationError(
                    "--fail-above and --same-clock are about packets at two points: leave them out for reports and --figures."
                )
            }
            let result = try comparison.run()
            console.endProgress()
            warn(result, console)
            var sink = ByteSink(descriptor: STDOUT_FILENO, name: OutputError.standardOutput)
            if json {
                try ComparisonJSON.write(result, to: &sink)
            } else {
                let width = Terminal.isTerminal ? Terminal.width : nil
                try ComparisonText.write(result, in: language, width: width, to: &sink)
            }
            if let failAbove, case .points(let points) = result,
                let miss = ComparisonGate(failAbove: failAbove).miss(of: points.report)
            {
                console.sayMissed(miss)
                throw ExitCode(3)
            }
        } catch let error as any ExitStatusError {
            console.endProgress()
            if error.exitCode != 0 { console.say(error) }
            throw ExitCode(error.exitCode)
        }
    }

    private func options() -> Comparison.Options {
        var options = Comparison.Options()
        options.points.interval = Int64((interval * 1e9).rounded())
        options.points.hasSameClock = sameClock
        options.figuresOnly = figures
        options.filter = filter
        options.hash = !noHash
        return options
    }

    private func warn(_ result: Comparison.Result, _ console: Console) {
        guard case .points(let points) = result else { return }
        console.warn(points.a.head)
        console.warn(points.b.head)
    }
}
