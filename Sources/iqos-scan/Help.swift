import ArgumentParser
import IQOSScan

extension ArgumentHelp {
    /// What the terminal speaks, for help that is made before arguments are understood.
    private static let language = Language.asked(in: Array(CommandLine.arguments.dropFirst()))

    /// Help in the language of the terminal.
    static func told(_ english: String, valueName: String? = nil) -> ArgumentHelp {
        ArgumentHelp(UsageText.help(english, in: language), valueName: valueName)
    }

    /// A longer text in the language of the terminal.
    static func text(_ english: String) -> String { UsageText.help(english, in: language) }
}
