import IQOSCore

/// What the terminal says.
extension Phrase {
    // Columns.
    static let columnCall = Phrase("call", "llam.")
    static let columnStream = Phrase("stream", "flujo")
    static let columnSource = Phrase("source", "origen")
    static let columnDestination = Phrase("destination", "destino")
    static let columnDestinationShort = Phrase("dest.", "dest.")
    static let columnCodec = Phrase("codec", "códec")
    static let columnLength = Phrase("length", "durac.")
    static let columnQuality = Phrase("trend", "curso")
    static let columnLost = Phrase("lost", "perd.")
    static let columnLate = Phrase("late", "tarde")
    static let columnJitter = Phrase("jitter", "fluct.")
    static let columnFindings = Phrase("findings", "hallazgos")

    // Around the table.
    static let noStream = Phrase("{}: no RTP stream in {}", "{}: ningún flujo RTP en {}")
    static let nothingSelected = Phrase(
        "{}: the selection leaves no RTP stream of {}", "{}: la selección no deja ningún flujo RTP de {}")
    static let withoutStream = Phrase("No stream", "Sin flujo")
    static let moreWithoutStream = Phrase("and {} more calls without a stream", "y {} llamadas más sin flujo")
    static let moreStreams = Phrase("... and {} more; these are the worst.", "... y {} más; estos son los peores.")
    static let allAreIn = Phrase("All are in {}/streams.csv", "Todos están en {}/streams.csv")
    static let csvListsAll = Phrase("--csv lists all.", "--csv los lista todos.")
    static let writtenTo = Phrase(
        "Written to {}: open {}/report.html in a browser.", "Escrito en {}: abra {}/report.html en un navegador.")
    static let moreFindings = Phrase("... and {} more, in findings.csv.", "... y {} más, en findings.csv.")
    static let tooShortMark = Phrase(
        "MOS in brackets: a stream shorter than {} s is too short to be judged by it.",
        "MOS entre paréntesis: un flujo de menos de {} s es demasiado corto para juzgarlo por él.")
    static let years = Phrase("{} years", "{} años")
    static let standardInput = Phrase("standard input", "entrada estándar")
    static let standardOutput = Phrase("standard output", "salida estándar")
    static let severityCritical = Phrase("critical", "crítico")
    static let severityWarning = Phrase("warning", "aviso")
    static let severityInfo = Phrase("info", "nota")
}

/// What standard error says while a run goes on.
public struct ProgressPhrases: Sendable {
    let say: Wording

    public init(_ language: Language) {
        say = Wording(language)
    }

    public func name(of stage: Scan.Progress.Stage) -> String {
        switch stage {
        case .measuring: say(Phrase("measuring", "midiendo"))
        case .listening: say(Phrase("decoding", "decodificando"))
        case .writing: say(Phrase("writing", "escribiendo"))
        }
    }

    public func streams(_ count: Int) -> String { say.counted(count, .stream) }

    public func captures(_ done: Int, of total: Int) -> String {
        say(Phrase("{} of {} captures", "{} de {} capturas"), say.count(done), say.count(total))
    }

    public func rate(captures tenths: Int) -> String {
        say(Phrase("{} captures/s", "{} capturas/s"), "\(tenths / 10).\(tenths % 10)")
    }

    public func left(_ time: String) -> String { say(Phrase("{} left", "faltan {}"), time) }

    public func analysed(_ count: Int, unchanged: Int, failed: Int, folder: String) -> String {
        say(
            Phrase(
                "{} analysed, {} unchanged, {} failed: open {}/index.html in a browser.",
                "{} con análisis nuevo, {} sin cambios, {} con fallo: abra {}/index.html en un navegador."),
            say.counted(count, .capture), say.count(unchanged), say.count(failed), folder)
    }

    /// A folder that was given and holds nothing to scan.
    public func nothing(at path: String) -> String {
        path + ": " + say(sentence: "no capture is there; give a folder with pcap or pcapng files below it")
    }

    public func error(_ error: any ToldError) -> String { error.told(in: say.language) }

    public func warning(_ message: String) -> String { say(sentence: message) }

    /// What a pass took, for `--verbose`.
    public func took(_ stage: String, seconds: String, rate: String?) -> String {
        stage + ": \(seconds) s" + (rate.map { ", " + $0 } ?? "")
    }

    /// What a file is, for `--verbose`.
    public func file(_ file: CaptureFileReport) -> String {
        let kind = [file.format, file.compression].compactMap(\.self).joined(separator: ", ")
        let times = [file.firstPacket, file.lastPacket].compactMap { $0.map(FigureText.moment) }.joined(
            separator: " – ")
        return TerminalText.plain(file.name) + ": "
            + ([
                kind, file.linkTypes.joined(separator: "+"), say.counted(file.packets, .packet),
                say.count(file.sizeBytes) + " " + say(.bytes), times,
            ].filter { !$0.isEmpty }).joined(separator: ", ")
    }

    /// What one of many captures held, for `--verbose`.
    public func entry(_ progress: EachScan.Progress, seconds: String) -> String {
        let entry = progress.entry
        let mos = entry.worstStreamMosLQ.map { "\(say(.lowestMOS)) \(FigureText.mos($0))" }
        return TerminalText.plain(entry.file) + ": "
            + [
                say.counted(entry.packets, .packet), say.counted(entry.calls, .call),
                say.counted(entry.streams, .stream), mos, entry.worstFinding,
                progress.isFresh ? "\(seconds) s" : say(Phrase("unchanged", "sin cambios")),
            ].compactMap(\.self).joined(separator: ", ")
    }

    /// A limit that was reached, for `--verbose`.
    public func limit(_ name: String, _ times: Int) -> String { "\(say(.limit)) \(name): \(say.count(times))" }
}

extension FindingReport.Severity {
    var phrase: Phrase {
        switch self {
        case .critical: .severityCritical
        case .warning: .severityWarning
        case .info: .severityInfo
        }
    }
}
