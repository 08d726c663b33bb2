import ArgumentParser
import Foundation
import IQOSCore
import IQOSScan

@main
struct IQOSCallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "iqos-call", abstract: "Emulate calls whose truth is known.",
        version: ScanReport().generatorVersion,
        subcommands: [SynthCommand.self])

    static func main() {
        StandardError.prepare()
        // For the installer.
        if CommandLine.arguments.dropFirst() == ["--generate-manual"] {
            let page = ManualPage(
                dump: _dumpHelp(), version: ScanReport().generatorVersion,
                synopsis: ["iqos-call synth -o file [options]"])
            return print(page?.text ?? "", terminator: "")
        }
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            let (status, text) = (exitCode(for: error), fullMessage(for: error))
            if status == .success {
                print(text)
            } else if !text.isEmpty {
                StandardError.write("iqos-call: \(UsageText.told(error: text, of: "iqos-call synth", in: .english))\n")
            }
            Foundation.exit(status.rawValue)
        }
    }
}
