import ArgumentParser

@main
struct IQOSCallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "iqos-call", abstract: "Emulate calls whose truth is known.")
    func run() {}
}
