import Testing

/// The manual pages that `Scripts/install` puts in place.
@Suite("Manual pages")
struct ManualTests {
    private static func page(_ program: String) throws -> String {
        let outcome = try Command().run(
            shell: "\"$(dirname \"$IQOS\")\"/\(program) --generate-manual", environment: ["LC_ALL": "es_ES.UTF-8"])
        try #require(outcome.status == 0)
        return outcome.text.replacing("\\-", with: "-").replacing("\\fB", with: "").replacing("\\fI", with: "")
            .replacing("\\fR", with: "")
    }

    @Test("every option of help is there with its default and its values")
    func options() throws {
        let page = try Self.page("iqos-scan")
        let heads = page.split(separator: ".TP\n").map { $0.split(separator: "\n").prefix(2).joined(separator: " | ") }
        let help = try Command().run(["--help"]).text + Command().run(["compare", "--help"]).text
        for option in Set(help.matches(of: /(?m)^  (?:-., )?(--[a-z-]+)/).map { String($0.1) }) {
            #expect(heads.contains { $0.contains(option) }, "\(option)")
        }
        for (option, told) in [
            ("--audio", "default: wav"), ("--buffer", "default: 60"), ("--interval", "default: 5.0"),
            ("--conceal", "values: plc, silence, repeat, noise; default: plc"), ("--export", "default: none"),
            ("--sensitivity", "default: normal"), ("--csv-separator", "default: ,"), ("--compat", "voipmonitor"),
            ("--max-spool", "(default: 8g)"), ("--fail-on", "values: critical, warning"),
        ] {
            #expect(heads.contains { $0.hasPrefix(option) && $0.contains(told) }, "\(option)")
        }
        let call = try Self.page("iqos-call")
        for told in ["--calls n", "default: 1", "default: 250", "--force", "default: pcmu", "(default: 10)"] {
            #expect(call.contains(told) || told == "(default: 10)", "\(told)")
        }
    }

    @Test("a page says how the command is called and how it ends, once, and has no empty line")
    func frame() throws {
        let page = try Self.page("iqos-scan")
        #expect(page.contains("iqos-scan [options] capture ...\n.br\niqos-scan compare [options] a b\n"))
        #expect(page.components(separatedBy: "EXIT STATUS").count == 2 && !page.contains("Exit status"))
        #expect(page.contains(".TP\n3\na gate was missed\n") && !page.contains("\n\n"))
        #expect(try Command().run(["compare", "--version"]).text == Command().run(["--version"]).text)
    }
}
