import Foundation
import Testing

@testable import IQOSScan

/// What the command says in Spanish; exit statuses are the same in every language.
@Suite("The terminal in Spanish")
struct SpanishCommandTests {
    private static let spanish = ["LC_ALL": "es_ES.UTF-8"]

    @Test(
        "errors say what, where and what to do in the language of the locale, and end as in English",
        arguments: [
            (
                ["none.pcap"], "no se puede abrir: no existe el fichero o la carpeta; compruebe la ruta y sus permisos",
                66
            ),
            (["text.pcap"], "no inicia ninguna captura pcap o pcapng; indique un fichero pcap o pcapng", 65),
            (["one-way.pcap", "-o", "text.pcap"], "es un fichero, no una carpeta; elija otro nombre con -o", 73),
            (["one-way.pcap", "-o", "no/such"], "no existe esa carpeta; créela antes o elija otra con -o", 73),
            (
                ["one-way.pcap", "-o", "mine"], "contiene own.txt, que no es de iqos-scan; elija otra carpeta con -o",
                73
            ),
            (["one-way.pcap", "--filter", "(("], "la sintaxis está en pcap-filter(7)", 64),
            (["--json", "--csv", "one-way.pcap"], "iqos-scan: --json, --jsonl, --csv y --calls-csv se excluyen", 64),
            (
                ["--bufer", "1", "one-way.pcap"],
                "iqos-scan: Opción desconocida «--bufer». ¿Quería decir «--buffer»? vea «iqos-scan --help»", 64
            ),
            (
                ["--buffer", "x", "one-way.pcap"],
                "iqos-scan: El valor «x» no es válido para «--buffer <ms>»; simula un búfer", 64
            ),
            ([], "iqos-scan: Indique una captura: un fichero", 64),
            (["compare", "one-way.pcap", "text.pcap"], "text.pcap: octeto 0: 0x6a757374 no inicia ninguna", 65),
            (["mine", "--each", "-o", "out"], "mine: no hay ninguna captura; indique una carpeta", 65),
        ])
    func errors(arguments: [String], words: String, status: Int32) throws {
        let command = try Command()
        try command.sample("one-way.pcap")
        try command.write(Array("just a text, no capture at all".utf8), to: "text.pcap")
        try FileManager.default.createDirectory(atPath: command.path + "/mine", withIntermediateDirectories: true)
        try command.write(Array("x".utf8), to: "mine/own.txt")
        let outcome = try command.run(arguments, environment: Self.spanish)
        #expect(outcome.status == status && outcome.errors.contains(words), "\(outcome.errors)")
        // A word of the command line goes before the locale, also where the rest of it is wrong.
        let english = try command.run(arguments + ["--lang", "en"], environment: Self.spanish)
        #expect(english.status == status && !english.errors.contains(words), "\(english.errors)")
    }

    @Test("a warning of a cut capture is Spanish, the one in the report is not")
    func warning() throws {
        let command = try Command()
        let whole = try Samples.bytes("one-way.pcap")
        try command.write(Array(whole.prefix(whole.count - 100)), to: "cut.pcap")
        let outcome = try command.run(["cut.pcap", "-o", "out"], environment: Self.spanish)
        #expect(outcome.status == 0 && outcome.errors.contains("el registro necesita"), "\(outcome.errors)")
        #expect(outcome.errors.contains("; analizado hasta ahí"))
        let report = String(decoding: try command.bytes("out/report.json"), as: UTF8.self)
        #expect(report.contains("analysed up to there") && !report.contains("analizado"))
    }

    @Test("--help has no English line left, and --version and --help go to standard output")
    func help() throws {
        let command = try Command()
        for (arguments, first) in [
            (["--help"], "RESUMEN: Encuentra, mide"), (["compare", "-h"], "RESUMEN: Dice qué hay"),
        ] {
            let outcome = try command.run(arguments, environment: Self.spanish)
            #expect(outcome.status == 0 && outcome.errors.isEmpty && outcome.text.hasPrefix(first))
            let english = try command.run(arguments)
            let lines = Set(english.text.split(separator: "\n").map { $0.drop { $0 == " " } })
            for line in outcome.text.split(separator: "\n").map({ $0.drop { $0 == " " } }) {
                // Names of options and of commands are the same; a line of words is not.
                let isShared = lines.contains(line) && line.contains(" ") && !line.hasPrefix("iqos-scan compare [")
                if isShared { Issue.record("not translated: \(line)") }
            }
        }
        #expect(try command.run(["--version"], environment: Self.spanish).text == "0.1.0\n")
    }

    @Test("every text of help in the sources has its Spanish")
    func table() throws {
        let known = Set(Sentences.help.map(\.english))
        for file in try FileManager.default.contentsOfDirectory(atPath: repositoryPath("Sources/iqos-scan")) {
            let source = try String(contentsOfFile: repositoryPath("Sources/iqos-scan/" + file), encoding: .utf8)
            for match in source.matches(of: /\.(?:told|text)\(\s*"((?:[^"\\]|\\.)*)"[,)]/) {
                #expect(known.contains(String(match.1)), "\(match.1)")
            }
            #expect(!source.contains("help: \"") && !source.contains("ValidationError(\"\\("))
        }
    }

    @Test("a comparison is Spanish as text and English as JSON")
    func comparison() throws {
        let command = try Command()
        try command.sample("one-way.pcap")
        let text = try command.run(["compare", "one-way.pcap", "one-way.pcap"], environment: Self.spanish)
        #expect(
            text.status == 0
                && text.text.contains("Relojes: diferencia desconocida, nada indica por qué punto pasan primero"))
        #expect(text.text.contains("enviados") && !text.text.contains("in A"))
        let arguments = ["compare", "one-way.pcap", "one-way.pcap", "--json"]
        #expect(try command.run(arguments, environment: Self.spanish).text == command.run(arguments).text)
    }

    @Test("--each --verbose tells of each capture what it held and how long it took")
    func verboseEach() throws {
        let command = try Command()
        try FileManager.default.createDirectory(atPath: command.path + "/in", withIntermediateDirectories: true)
        for sample in ["one-way", "burst-loss"] {
            try FileManager.default.copyItem(
                atPath: repositoryPath("SamplePcaps/\(sample).pcap"), toPath: command.path + "/in/\(sample).pcap")
        }
        let arguments = ["in", "--each", "-o", "out", "--audio", "none", "--verbose"]
        let first = try command.run(arguments)
        #expect(first.errorLines.count == 2, "\(first.errors)")
        #expect(
            first.errorLines.contains { line in
                line.hasPrefix(
                    "iqos-scan: burst-loss.pcap: 1,163 packets, 1 call, 2 streams, Lowest MOS 3.66, burst-loss, ")
                    && line.hasSuffix(" s")
            }, "\(first.errors)")
        let second = try command.run(arguments, environment: Self.spanish)
        #expect(second.errorLines.allSatisfy { $0.hasSuffix(", sin cambios") } && second.errorLines.count == 2)
    }
}
