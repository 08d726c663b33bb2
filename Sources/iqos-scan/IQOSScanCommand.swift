import ArgumentParser

@main
struct IQOSScanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "iqos-scan", abstract: "Find, measure and play every call in a capture.")
    func run() {}
}
