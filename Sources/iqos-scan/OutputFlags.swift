import ArgumentParser
import Foundation
import IQOSScan

/// Where results go.
struct OutputFlags: ParsableArguments {
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: .told("Write this folder (default: the first capture's name and -iqos).", valueName: "dir"),
        completion: .directory)
    var folder: String?

    @Flag(
        help: .told(
            "Scan each capture on its own into a folder below the one of -o, which must be given, with an index; do only what is new."
        ))
    var each = false

    @Flag(help: .told("Replace the folder even if it holds files that are not ours."))
    var force = false

    @Option(
        help: .told("Write sound files: none, wav, mp3 or wav,mp3.", valueName: "formats"),
        completion: .list(["none", "wav", "mp3", "wav,mp3"]))
    var audio = AudioChoice(formats: .wav)

    @Flag(
        name: .customLong("embed-audio"),
        help: .told("Write MP3 files and put them into report.html, so that it is one file."))
    var embedAudio = false

    @Option(
        help: .told("Save each stream's packets: payload, rtpdump, pcap, several by commas.", valueName: "formats"),
        completion: .list(["payload", "rtpdump", "pcap"]))
    var export = ExportChoice(formats: [])

    @Flag(help: .told("Write report.xlsx too, a workbook with a sheet a table; needs libxlsxwriter."))
    var xlsx = false

    @Flag(help: .told("Print report.json to standard output; write a folder only with -o."))
    var json = false

    @Flag(help: .told("Print one stream a line as JSON to standard output; write a folder only with -o."))
    var jsonl = false

    @Flag(help: .told("Print streams.csv to standard output; write a folder only with -o."))
    var csv = false

    @Flag(
        name: .customLong("calls-csv"), help: .told("Print calls.csv to standard output; write a folder only with -o."))
    var callsCSV = false

    @Option(
        name: .customLong("csv-separator"),
        help: .told("Separate cells of tables by , or ; or tab; ; goes with decimal commas.", valueName: "mark"))
    var separator = SeparatorArgument(dialect: .comma)

    @Option(
        help: .told("Speak en or es (default: the terminal as the locale says, files en).", valueName: "language"))
    var lang: Language?

    @Flag(name: [.short, .long], help: .told("Print no table, no progress, no warnings and not what missed a gate."))
    var quiet = false

    @Flag(
        name: .long, help: .told("Tell of every stream, finding and file, why a stream is RTP, and how long it took."))
    var verbose = false

    func validate() throws {
        if [json, jsonl, csv, callsCSV].filter({ $0 }).count > 1 {
            throw ValidationError(
                "--json, --jsonl, --csv and --calls-csv exclude each other: each takes standard output.")
        }
        if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other.") }
        if each, folder == nil { throw ValidationError("--each wants a folder for its index: -o DIR.") }
        if each, json || jsonl || csv || callsCSV {
            throw ValidationError("--each writes folders; its index.csv has a row a capture.")
        }
        if xlsx, folder == nil, !wantsFolder { throw ValidationError("--xlsx wants a folder for its file: -o DIR.") }
        if embedAudio, audio.formats.isEmpty {
            throw ValidationError("--embed-audio puts sound into the page, and --audio none makes none: leave one out.")
        }
        if folder == nil, !wantsFolder, embedAudio || !export.formats.isEmpty {
            throw ValidationError("--embed-audio and --export want a folder for what they write: -o DIR.")
        }
        if folder == "" { throw ValidationError("-o wants the name of a folder.") }
    }

    /// What the terminal speaks; files speak English unless told otherwise.
    var terminalLanguage: Language { lang ?? .ofTerminal }

    /// Whether a folder is written without being named.
    var wantsFolder: Bool { !json && !jsonl && !csv && !callsCSV }

    /// Prints what was asked for to standard output.
    func print(_ result: ScanResult, folder: String?) throws(OutputError) {
        var sink = ByteSink(descriptor: STDOUT_FILENO, name: OutputError.standardOutput)
        let format: ReportFormat
        if json {
            format = .json
        } else if jsonl {
            format = .jsonLines
        } else if csv {
            format = .csv
        } else if callsCSV {
            format = .callsCSV
        } else if quiet {
            return
        } else {
            var table = TerminalTable.Options()
            table.width = Terminal.width
            table.colour = Terminal.isColourful
            table.isTerminal = Terminal.isTerminal
            table.isVerbose = verbose
            table.language = terminalLanguage
            table.folder = folder
            format = .terminal(table)
        }
        try format.write(result, to: &sink)
    }
}

extension Language: ExpressibleByArgument {}

extension Language {
    /// As the locale says.
    static var ofTerminal: Language { Language { getenv($0).map { String(cString: $0) } } }

    /// As `--lang` says in arguments that may be wrong otherwise, else as the locale says.
    static func asked(in arguments: [String]) -> Language {
        for (index, argument) in arguments.enumerated().reversed() {
            if argument == "--lang", index + 1 < arguments.count {
                return Language(rawValue: arguments[index + 1]) ?? .ofTerminal
            }
            if argument.hasPrefix("--lang=") { return Language(rawValue: String(argument.dropFirst(7))) ?? .ofTerminal }
        }
        return .ofTerminal
    }
}

/// What `--audio` takes.
struct AudioChoice: ExpressibleByArgument {
    var formats: AudioFormats

    init(formats: AudioFormats) { self.formats = formats }

    init?(argument: String) {
        formats = []
        for word in argument.split(separator: ",", omittingEmptySubsequences: false) {
            switch word {
            case "wav": formats.insert(.wav)
            case "mp3": formats.insert(.mp3)
            case "none" where argument == "none": break
            default: return nil
            }
        }
    }

    var defaultValueDescription: String { "wav" }
}

/// What `--csv-separator` takes.
struct SeparatorArgument: ExpressibleByArgument {
    var dialect: CSVDialect

    init(dialect: CSVDialect) { self.dialect = dialect }

    init?(argument: String) {
        switch argument {
        case ",", "comma": dialect = .comma
        case ";", "semicolon": dialect = .semicolon
        case "\t", "tab": dialect = .tab
        default: return nil
        }
    }

    var defaultValueDescription: String { "," }
}

/// What `--export` takes.
struct ExportChoice: ExpressibleByArgument {
    var formats: [ExportFormat]

    init(formats: [ExportFormat]) { self.formats = formats }

    init?(argument: String) {
        let words =
            argument == "none" ? [] : argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard words.allSatisfy({ ExportFormat(rawValue: $0) != nil }) else { return nil }
        formats = ExportFormat.allCases.filter { words.contains($0.rawValue) }
    }

    var defaultValueDescription: String { "none" }
}

/// The folder's name where none is given.
enum OutputName {
    private static let compressions: Set<String> = ["gz", "zst", "zstd"]

    /// - Parameter input: As given: a file loses its endings, a folder keeps its name, `-` is `stdin`.
    static func folder(forFirstInput input: String) -> String {
        if input == "-" { return "stdin-iqos" }
        let url = URL(fileURLWithPath: input).standardizedFileURL
        var name = url.lastPathComponent
        var isFolder: ObjCBool = false
        if !(FileManager.default.fileExists(atPath: input, isDirectory: &isFolder) && isFolder.boolValue) {
            if compressions.contains((name as NSString).pathExtension.lowercased()) {
                name = (name as NSString).deletingPathExtension
            }
            let bare = (name as NSString).deletingPathExtension
            if !bare.isEmpty { name = bare }
        }
        return (name == "/" ? "root" : name) + "-iqos"
    }
}
