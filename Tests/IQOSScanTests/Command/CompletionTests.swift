import Foundation
import TestSupport
import Testing

@Suite("Completions")
struct CompletionTests {
    /// What a shell is asked to complete, and some of what it has to offer.
    private static let cases: [(line: String, offers: [String])] = [
        ("iqos-scan one", ["one-way.pcap"]), ("iqos-scan -q one", ["one-way.pcap"]), ("iqos-scan co", ["compare"]),
        ("iqos-scan x.pcap --aud", ["--audio"]), ("iqos-scan --audio w", ["wav", "wav,mp3"]),
        ("iqos-scan -o fol", ["folder"]), ("iqos-scan --conceal p", ["plc"]),
        ("iqos-scan compare one", ["one-way.pcap"]), ("iqos-scan compare one-way.pcap one", ["one-way.pcap"]),
        ("iqos-scan compare --f", ["--fail-above", "--figures", "--filter"]),
        ("iqos-scan compare --lang e", ["en", "es"]),
    ]

    @Test("bash offers files and the options of the command that is typed")
    func bash() throws {
        let lines = try Self.asked(of: "bash", Self.cases.map(\.line)) { line in
            """
            COMP_LINE='\(line)'; COMP_POINT=${#COMP_LINE}; read -ra COMP_WORDS <<<"${COMP_LINE}"
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMPREPLY=()
            _iqos-scan_or_compare iqos-scan "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            printf '%s ' "${COMPREPLY[@]}"; echo
            """
        }
        Self.expect(lines)
    }

    @Test("so does fish, where it is installed", .enabled(if: Self.hasFish))
    func fish() throws {
        let lines = try Self.asked(of: "fish", Self.cases.map(\.line)) { line in
            #"echo (complete -C '\#(line)' | string split -f1 \t)"#
        }
        Self.expect(lines.map { $0.replacing("/", with: "") })
    }

    @Test("zsh gets no words of subcommands beside the captures, and one choice at the end")
    func zsh() throws {
        let script = try String(decoding: Command().run(["--generate-completion-script", "zsh"]).output, as: UTF8.self)
        #expect(script.hasPrefix("#compdef iqos-scan\n") && !script.contains(":->arg"))
        #expect(script.contains("'*:capture:_files'") && script.contains("':a:_files'"))
        #expect(script.components(separatedBy: "funcstack").count == 2)
        let unknown = try Command().run(["--generate-completion-script", "cmd"])
        #expect(unknown.status == 64 && unknown.errorLines.count == 1)
    }

    private static let hasFish = FileManager.default.isExecutableFile(atPath: "/usr/bin/fish")

    private static func expect(_ lines: [String]) {
        #expect(lines.count == cases.count)
        for (line, asked) in zip(lines, cases) {
            #expect(line.split(separator: " ").map(String.init).sorted() == asked.offers, "\(asked.line)")
        }
    }

    /// One line of offers for each line typed, in a folder with a capture and a folder.
    private static func asked(of shell: String, _ lines: [String], _ ask: (String) -> String) throws -> [String] {
        let command = try Command()
        let script = try command.write(
            command.run(["--generate-completion-script", shell]).output, to: "script")
        let place = URL(filePath: script).deletingLastPathComponent().appending(path: "place")
        try FileManager.default.createDirectory(at: place.appending(path: "folder"), withIntermediateDirectories: true)
        try Data().write(to: place.appending(path: "one-way.pcap"))
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.currentDirectoryURL = place
        process.arguments = [shell, "-c", "source \(script)\n" + lines.map(ask).joined(separator: "\n")]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
