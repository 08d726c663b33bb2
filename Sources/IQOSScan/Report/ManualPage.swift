import Foundation

/// A manual page as man(7), out of what the argument parser knows of a command: what `--help` says, and no less.
public struct ManualPage {
    /// A command as the parser dumps it.
    private struct Command: Decodable {
        var commandName: String
        var abstract: String?
        var discussion: String?
        var arguments: [Argument]?
        var subcommands: [Command]?
    }

    private struct Argument: Decodable {
        struct Name: Decodable {
            var kind: String
            var name: String

            var text: String { (kind == "long" ? "--" : "-") + name }
        }

        var kind: String
        var shouldDisplay: Bool
        var names: [Name]?
        var valueName: String?
        var defaultValue: String?
        var allValues: [String]?
        var abstract: String?
        var sectionTitle: String?
    }

    private struct Dump: Decodable {
        var command: Command
    }

    private let command: Command
    private let version: String
    private let synopsis: [String]

    /// - Parameters:
    ///   - dump: The parser's description of a command, JSON.
    ///   - synopsis: How it is called, one line a way.
    public init?(dump: String, version: String, synopsis: [String]) {
        guard let decoded = try? JSONDecoder().decode(Dump.self, from: Data(dump.utf8)) else { return nil }
        command = decoded.command
        self.version = version
        self.synopsis = synopsis
    }

    public var text: String {
        let name = command.commandName
        var lines = [".TH \(name.uppercased()) 1 \"\" \"iqos-scan \(version)\" \"User Commands\"", ".nh", ".ad l"]
        lines += [".SH NAME", Self.escaped(name) + " \\- " + Self.escaped(Self.phrase(command.abstract ?? ""))]
        lines.append(".SH SYNOPSIS")
        for (index, way) in synopsis.enumerated() { lines += (index > 0 ? [".br"] : []) + [Self.escaped(way)] }
        let told = Self.parts(of: command.discussion)
        if !told.paragraphs.isEmpty { lines += [".SH DESCRIPTION"] + Self.text(told.paragraphs) }
        lines += options(of: command, under: ".SH")
        var statuses = told.statuses.isEmpty ? [] : [(name, told.statuses)]
        for subcommand in command.subcommands ?? [] where subcommand.commandName != "help" {
            let full = name + " " + subcommand.commandName
            let told = Self.parts(of: subcommand.discussion)
            lines.append(".SH \"" + Self.escaped(full.uppercased()) + "\"")
            lines += Self.text([subcommand.abstract ?? ""] + told.paragraphs)
            lines += options(of: subcommand, under: ".SS")
            if !told.statuses.isEmpty { statuses.append((full, told.statuses)) }
        }
        if !statuses.isEmpty { lines.append(".SH \"EXIT STATUS\"") }
        for (command, list) in statuses {
            if statuses.count > 1 { lines.append(".SS \"" + Self.escaped(command) + "\"") }
            for status in list { lines += [".TP", "\\fB\(status.code)\\fR", Self.escaped(status.meaning)] }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Options by their groups, those without one last.
    private func options(of command: Command, under macro: String) -> [String] {
        let shown = (command.arguments ?? []).filter(\.shouldDisplay)
        let titles = shown.map { $0.kind == "positional" ? "Arguments" : $0.sectionTitle ?? "Options" }
        var order: [String] = []
        for title in titles where !order.contains(title) { order.append(title) }
        order = order.filter { $0 != "Options" } + order.filter { $0 == "Options" }
        return order.flatMap { title -> [String] in
            [macro + " \"" + Self.escaped(macro == ".SH" ? title.uppercased() : title) + "\""]
                + zip(shown, titles).filter { $0.1 == title }.flatMap { Self.entry($0.0) }
        }
    }

    private static func entry(_ argument: Argument) -> [String] {
        let names = (argument.names ?? []).sorted { $0.kind != "long" && $1.kind == "long" }
            .map { "\\fB" + escaped($0.text) + "\\fR" }.joined(separator: ", ")
        let value = "\\fI" + escaped(argument.valueName ?? "value") + "\\fR"
        let head =
            switch argument.kind {
            case "positional": value
            case "option": names + " " + value
            default: names
            }
        var text = argument.abstract ?? ""
        let remarks = [
            argument.allValues.flatMap { $0.isEmpty ? nil : "values: " + $0.joined(separator: ", ") },
            argument.defaultValue.flatMap { $0.isEmpty || argument.kind == "flag" ? nil : "default: " + $0 },
        ].compactMap(\.self)
        if !remarks.isEmpty, !text.contains("(default: ") { text += " (" + remarks.joined(separator: "; ") + ")" }
        return [".TP", head] + (text.isEmpty ? [] : [escaped(text)])
    }

    /// Paragraphs, and the list of those that begin with the words `Exit status:`.
    private static func parts(
        of discussion: String?
    ) -> (paragraphs: [String], statuses: [(code: String, meaning: String)]) {
        let paragraphs = (discussion ?? "").components(separatedBy: "\n\n").filter { !$0.isEmpty }
        let mark = "Exit status: "
        let statuses = paragraphs.filter { $0.hasPrefix(mark) }.flatMap { paragraph in
            paragraph.dropFirst(mark.count).components(separatedBy: ", ").map { item in
                let words = item.split(separator: " ", maxSplits: 1)
                return (String(words.first ?? ""), phrase(words.count > 1 ? String(words[1]) : ""))
            }
        }
        return (paragraphs.filter { !$0.hasPrefix(mark) }, statuses)
    }

    private static func text(_ paragraphs: [String]) -> [String] {
        paragraphs.filter { !$0.isEmpty }.flatMap { [".PP", escaped($0.replacing("\n", with: " "))] }.dropFirst().map(
            \.self)
    }

    private static func phrase(_ text: String) -> String { text.hasSuffix(".") ? String(text.dropLast()) : text }

    /// As roff takes it: no request at the start of a line, and signs that are typed stay what they are.
    private static func escaped(_ text: String) -> String {
        let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("'", with: "\\(aq")
            .replacing("\"", with: "\\(dq")
        return plain.hasPrefix(".") ? "\\&" + plain : plain
    }
}
