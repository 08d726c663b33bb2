import Foundation
import IQOSCore
import Testing

@testable import IQOSScan

@Suite("Languages")
struct LanguageTests {
    @Test(
        "the locale chooses as POSIX has it",
        arguments: [
            (["LANG": "es_ES.UTF-8"], Language.spanish), (["LANG": "es"], .spanish),
            (["LANG": "en_GB.UTF-8"], .english),
            (["LANG": "es_ES", "LC_ALL": "C"], .english), (["LC_ALL": "", "LC_MESSAGES": "es_MX@x"], .spanish),
            (["LANG": "est_EE"], .english), ([:], .english), (["LC_ALL": "fr_FR", "LANG": "es_ES"], .english),
        ])
    func locale(environment: [String: String], language: Language) {
        #expect(Language(environment: environment) == language)
    }

    /// Every text that the sources can put into a report where a sentence goes, `{}` for what is filled in.
    private static func sentences() throws -> Set<String> {
        var found: Set<String> = []
        let rules = try #require(
            FileManager.default.enumerator(atPath: repositoryPath("Sources/IQOSCore/Report"))?.allObjects as? [String])
        for file in rules where file.hasPrefix("FindingRules+") {
            let text = try String(contentsOfFile: repositoryPath("Sources/IQOSCore/Report/" + file), encoding: .utf8)
            // A sentence begins with a capital or a figure, and is at least two words long.
            for literal in literals(joined(text)) where literal.contains(" ") && literal.count > 12 {
                found.insert(literal)
            }
        }
        return found
    }

    /// Pieces of one text in one.
    private static func joined(_ source: String) -> String {
        source.replacing(/"\s*\n\s*\+ "/, with: "")
    }

    /// Texts between quotes with `{}` for their interpolations.
    private static func literals(_ source: String) -> [String] {
        var found: [String] = []
        for line in source.split(separator: "\n") where !line.contains("///") && !line.contains("// ") {
            var text = ""
            var depth = 0
            var isInside = false
            var before: Character = " "
            for character in line {
                if depth > 0 {
                    if character == "(" { depth += 1 }
                    if character == ")" { depth -= 1 }
                } else if isInside, before == "\\", character == "(" {
                    depth = 1
                    text.removeLast()
                    text += "{}"
                } else if character == "\"" {
                    if isInside { found.append(text) }
                    text = ""
                    isInside.toggle()
                } else if isInside {
                    text.append(character)
                }
                before = character
            }
        }
        return found
    }

    @Test("thousands in a sentence are set apart as the language does it")
    func thousands() {
        func told(_ milliseconds: String, _ lost: String) -> String? {
            Sentences.translated(
                "Packets are lost in bursts, up to \(milliseconds) ms of sound at once (\(lost) lost, 7.8 %).")
        }
        #expect(told("34,240", "4,235")?.contains("34\u{A0}240 ms") == true)
        #expect(told("34,240", "4,235")?.contains("(4235 ") == true)
        #expect(told("360", "156")?.contains("360 ms") == true)
    }

    @Test("every sentence of a finding's rule has a Spanish one, whatever is filled in")
    func findings() throws {
        let known = Set(Sentences.table.map(\.english))
        for sentence in try Self.sentences() {
            // Rules that choose between two ends, or between one and several, stand in the table as whole sentences.
            let isWhole = sentence.hasSuffix(".") && (sentence.hasPrefix("{}") || sentence.first?.isUppercase == true)
            guard isWhole, !sentence.contains("{}{}"), !sentence.contains("moment{}") else { continue }
            let isKnown = known.contains(sentence) || Sentences.translated(sentence.replacing("{}", with: "7")) != nil
            if !isKnown { Issue.record("no Spanish for: \(sentence)") }
        }
    }

    @Test("every pattern keeps what is filled in, each once, and its English is found by itself")
    func patterns() {
        for phrase in Sentences.table + Sentences.partTable {
            #expect(SentenceForm(phrase).isWhole, "\(phrase.spanish)")
        }
        for phrase in Sentences.table {
            let english = phrase.english.replacing("{}", with: "17")
            #expect(Sentences.translated(english) != nil, "\(english)")
            #expect(Sentences.translated(english) != english)
        }
    }

    @Test("what is filled in is kept, and translated where it is words")
    func filled() {
        let say = Wording(.spanish)
        #expect(
            say(sentence: "Packets are lost in bursts, up to 180 ms of sound at once (37 lost, 6.2 %).")
                == "Los paquetes se pierden a ráfagas, hasta 180 ms de sonido de una vez (37 perdidos, 6.2 %).")
        #expect(
            say(
                sentence:
                    "The sender's media clock jumped 3 times against the time that passed; players may fall silent or stutter there."
            )
                == "El reloj de medios del emisor saltó 3 veces respecto al tiempo transcurrido; ahí un reproductor puede callarse o "
                + "entrecortarse.")
        #expect(
            say(sentence: "RTCP reports with its SSRC: 15 from its sender, 1 goodbye")
                == "informes RTCP con su SSRC: 15 de su emisor, 1 despedida")
        #expect(
            say(sentence: "packets cut by the snap length: 2; frames that could not be decoded: 3")
                == "paquetes cortados por la longitud de captura: 2; tramas de códec que no se pudieron decodificar: 3")
        #expect(
            say(sentence: "packets that fail authentication, not decoded: 7")
                == "paquetes que no superan la autenticación, sin decodificar: 7")
        #expect(say(sentence: "something new") == "something new")
    }

    @Test("numbers keep the point of report.json, and thousands are never taken for decimals")
    func numbers() {
        let (english, spanish) = (Wording(.english), Wording(.spanish))
        #expect(english.count(1163) == "1,163" && spanish.count(1163) == "1163")
        #expect(english.fixed(-1234567.891, decimals: 2) == "-1,234,567.89")
        #expect(spanish.fixed(-1234567.891, decimals: 2) == "-1\u{A0}234\u{A0}567.89")
        #expect(spanish.percent(6.17) == "6.17 %" && spanish.milliseconds(13.17) == "13.2 ms")
    }

    @Test("the script's words are all in the table, and no other")
    func script() {
        let used = Set(
            (PageScript.text(embedsSound: true) + PageScript.spectrogram).matches(
                of: /\bt\.([A-Za-z_]+)\b/.wordBoundaryKind(.simple)
            ).map { String($0.1) })
        let known = Set(ScriptWord.allCases.map(\.rawValue)).union(["thousands", "thousandsFrom"])
        // Names that are looked up by a kind: t[kind].
        let looked: Set = [
            "good", "fair", "poor", "bad", "unknown", "lost", "late", "restart", "heard", "captured", "left", "right",
        ]
        #expect(known.subtracting(used).subtracting(looked).isEmpty)
        for word in ScriptWord.allCases { #expect(!word.phrase.english.isEmpty && !word.phrase.spanish.isEmpty) }
        #expect(used.intersection(known).count + looked.subtracting(used).count == known.count)
    }

    @Test("every definition on the page has its Spanish")
    func definitions() {
        for path in (FigureDefinitions.figures + FigureDefinitions.tables).flatMap(\.paths) {
            #expect(FigureDefinitions.spanishTexts[path] != nil, "\(path)")
        }
    }

    @Test("a page says its language, and nothing English is left of what the table has")
    func page() throws {
        var result = ReportFixture.result
        result.language = .spanish
        let text = try ReportFormat.html.text(result)
        #expect(text.contains("<html lang=\"es\">"))
        for english in [
            "Lost", "Late", "Codec", "Call quality report", "Not known", "Why this is RTP", "Payload types",
        ] {
            #expect(!text.contains(">\(english)<"), "\(english)")
        }
        #expect(text.contains("Por qué esto es RTP") && text.contains("Tipo de carga útil"))
    }
}
