import ArgumentParser
import IQOSScan

@main
struct IQOSCallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "iqos-call", abstract: "Emulate calls whose truth is known.", version: "0.1.0",
        subcommands: [SynthCommand.self])

    static func main() {
        StandardError.prepare()
        main(nil)
    }
}
