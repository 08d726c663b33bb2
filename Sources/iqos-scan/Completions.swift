import ArgumentParser
import IQOSCore
import IQOSScan

/// Completion scripts of the two commands behind one name.
///
/// The parser's generators take the captures of the root command, any number of them, for all words there are, `compare`
/// included. So each command gets a script of its own, and a few lines choose between them by the first word.
enum Completions {
    private struct ScanWords: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "iqos-scan", version: ScanReport().generatorVersion)
        @OptionGroup var command: IQOSScanCommand
    }

    private struct CompareWords: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "iqos-scan-compare", version: ScanReport().generatorVersion)
        @OptionGroup var command: CompareCommand
    }

    /// The script that `--generate-completion-script` asks for; `nil` where it is not asked for, or of no known shell.
    static func script(askedIn arguments: [String]) -> String? {
        guard arguments.count == 2, arguments[0] == "--generate-completion-script" else { return nil }
        guard let shell = CompletionShell(rawValue: arguments[1]) else { return nil }
        let (scan, compare) = (ScanWords.completionScript(for: shell), CompareWords.completionScript(for: shell))
        switch shell {
        case .bash: return [scan, compare, bash].joined(separator: "\n")
        case .zsh: return zsh(scan, compare)
        default: return [scan, compare, fish].joined(separator: "\n")
        }
    }

    private static let bash = """
        _iqos-scan_or_compare() {
            if [[ "${COMP_CWORD}" -gt 1 && "${COMP_WORDS[1]}" = compare ]]; then
                COMP_LINE="iqos-scan-compare${COMP_LINE#*compare}"
                COMP_POINT="${#COMP_LINE}"
                COMP_WORDS=(iqos-scan-compare "${COMP_WORDS[@]:2}")
                COMP_CWORD="$((COMP_CWORD - 1))"
                _iqos-scan-compare iqos-scan-compare "${2}" "${3}"
            else
                _iqos-scan "${@}"
                if [[ "${COMP_CWORD}" -eq 1 && compare = "${2}"* ]]; then COMPREPLY+=(compare); fi
            fi
        }

        complete -r iqos-scan-compare
        complete -o filenames -F _iqos-scan_or_compare iqos-scan

        """

    /// A file that zsh loads by its first line, or reads: both ways end in the choice.
    private static func zsh(_ scan: String, _ compare: String) -> String {
        // Behind the last function each script asks how it was read; that is asked once here.
        let functions = [scan, compare].map { script in
            var lines = script.split(separator: "\n", omittingEmptySubsequences: false)
            if let end = lines.firstIndex(where: { $0.hasPrefix("if [[ \"${funcstack[1]}\"") }) {
                lines.removeSubrange(end...)
            }
            // Neither has subcommands, whose words `_arguments` cannot tell from captures.
            lines.removeAll { $0.hasSuffix(":->command'") || $0.hasSuffix(":->arg'") }
            return lines.dropFirst().joined(separator: "\n")
        }
        return
            (["#compdef iqos-scan"] + functions + [
                """
                _iqos-scan_or_compare() {
                    if [[ "${CURRENT}" -gt 2 && "${words[2]}" = compare ]]; then
                        shift words
                        (( CURRENT-- ))
                        words[1]=iqos-scan-compare
                        _iqos-scan-compare "${@}"
                    else
                        local -i ret=1
                        if [[ "${CURRENT}" -eq 2 ]]; then compadd compare && ret=0; fi
                        _iqos-scan "${@}" && ret=0
                        return "${ret}"
                    fi
                }

                compdef _iqos-scan_or_compare iqos-scan
                if [[ "${funcstack[1]}" = _iqos-scan ]]; then _iqos-scan_or_compare "${@}"; fi

                """
            ]).joined(separator: "\n")
    }

    private static let fish = """
        functions -c __iqos-scan_parse_tokens __iqos-scan_parse_scan_tokens

        function __iqos-scan_compares
            set -l words (__iqos-scan_tokens -pc)
            test "$words[2]" = compare
        end

        function __iqos-scan_parse_tokens -S
            __iqos-scan_compares; or __iqos-scan_parse_scan_tokens
        end

        function __iqos-scan_complete_compare
            complete -C "$(string replace -r '^\\s*\\S+\\s+compare' iqos-scan-compare -- (commandline -pc))"
        end

        complete -c 'iqos-scan' -n 'test (count (__iqos-scan_tokens -pc)) -eq 1' -fa compare
        complete -c 'iqos-scan' -n __iqos-scan_compares -fa '(__iqos-scan_complete_compare)'

        """
}
