import Crypto
import Foundation

/// The page's own script, behind the libraries: no network, no `eval`, no markup made from text.
///
/// Without it the page shows the same figures as tables and drawings.
enum PageScript {
    /// Source for the policy: only this script runs.
    static func hash(embedsSound: Bool) -> String { embedsSound ? hashWithSpectrogram : hashWithout }

    /// - Parameter embedsSound: What is inside the page can be looked into, which a file beside it cannot.
    static func text(embedsSound: Bool) -> String { embedsSound ? textWithSpectrogram : textWithout }

    private static let textWithSpectrogram = script(spectrogram)
    private static let textWithout = script("")
    private static let hashWithSpectrogram = digest(textWithSpectrogram)
    private static let hashWithout = digest(textWithout)

    private static func digest(_ script: String) -> String {
        Data(SHA256.hash(data: Data(script.utf8))).base64EncodedString()
    }

    private static func script(_ spectrogram: String) -> String {
        let lanes = [timeline, PageLibraries.areThere ? spectrogram : "", drawings]
        let parts = [tools, player] + lanes + [ladder, glossary, callView, overview]
        return PageLibraries.script
            + packed("(() => {\n\"use strict\";\n\(parts.joined(separator: "\n"))\n})();") + "\n"
    }

    /// Without the blanks and remarks that are for its writers.
    private static func packed(_ script: String) -> String {
        let lines = script.split(separator: "\n").compactMap { line -> Substring? in
            let code = line.drop { $0 == " " }
            return code.hasPrefix("//") ? nil : code
        }
        var packed: [UInt8] = []
        // Quotes that are open; a brace in a template makes what is in it code again.
        var open: [UInt8] = []
        let bytes = Array(lines.joined(separator: "\n").utf8)
        for (index, byte) in bytes.enumerated() {
            let isCode = open.isEmpty || open.last == UInt8(ascii: "{")
            let before = index > 0 ? bytes[index - 1] : 0
            if isCode, byte == UInt8(ascii: " "),
                marks.contains(before) || (index + 1 < bytes.count && marks.contains(bytes[index + 1]))
            {
                continue
            }
            packed.append(byte)
            if isCode, quotes.contains(byte) {
                open.append(byte)
            } else if isCode, byte == UInt8(ascii: "{"), !open.isEmpty {
                open.append(byte)
            } else if !open.isEmpty, byte == (isCode ? UInt8(ascii: "}") : open[open.count - 1]),
                before != UInt8(ascii: "\\")
            {
                open.removeLast()
            } else if open.last == UInt8(ascii: "`"), byte == UInt8(ascii: "{"), before == UInt8(ascii: "$") {
                open.append(byte)
            }
        }
        return String(decoding: packed, as: UTF8.self)
    }

    private static let quotes = Set("\"'`".utf8)
    /// Beside these a blank means nothing.
    private static let marks = Set("=<>?:;,(){}[]|&".utf8)

    /// Elements, figures and colours.
    private static let tools = #"""
        const byId = id => document.getElementById(id);
        const t = JSON.parse(byId("words").textContent);
        // A text with what stands for its {0}, {1}.
        const filled = (text, ...values) => text.replace(/\{(\d)\}/g, (whole, place) => values[place]);
        const capital = text => text.charAt(0).toUpperCase() + text.slice(1);
        const book = JSON.parse(byId("book").textContent);
        // Text from the capture only ever becomes text nodes and attribute values.
        const make = (tag, attributes, ...children) => {
          const element = document.createElement(tag);
          for (const [name, value] of Object.entries(attributes || {})) {
            if (value === null || value === undefined || value === false) continue;
            if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
            else element.setAttribute(name, value === true ? "" : value);
          }
          element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
          return element;
        };
        const none = "—";
        const grouped = text => {
          const [whole, rest] = text.split("."), digits = whole.replace("-", "").length;
          return (digits < t.thousandsFrom ? whole : whole.replace(/\B(?=(\d{3})+$)/g, t.thousands)) + (rest ? "." + rest : "");
        };
        // Halves go away from zero, of the six decimals that a figure has: as on the terminal.
        const fixed = (value, digits) => {
          if (value === null || value === undefined) return none;
          const scale = 10 ** digits, step = 1e6 / scale, parts = Math.floor((Math.round(Math.abs(value) * 1e6) + step / 2) / step);
          return grouped((value < 0 && parts > 0 ? "-" : "") + Math.floor(parts / scale)
            + (digits > 0 ? "." + String(parts % scale).padStart(digits, "0") : ""));
        };
        const percent = value => value === null || value === undefined ? none
          : value > 0 && value < 0.005 ? "<0.01 %" : fixed(value, value < 9.995 ? 2 : 1) + " %";
        const milliseconds = value => value === null || value === undefined ? none
          : fixed(value, Math.abs(value) < 99.95 ? 1 : 0) + " ms";
        const pad = value => String(value).padStart(2, "0");
        const minutes = total => (total >= 86400 ? Math.floor(total / 86400) + " d " : "")
          + (total >= 3600 ? Math.floor(total / 3600) % 24 + ":" + pad(Math.floor(total / 60) % 60) : String(Math.floor(total / 60))) + ":" + pad(total % 60);
        const length = seconds => seconds === null || seconds === undefined || !(seconds >= 0) ? none
          : seconds >= 365 * 86400 ? filled(t.years, fixed(seconds / (365.25 * 86400), 1)) : minutes(Math.round(seconds));
        const clock = (seconds, digits) => {
          const least = 10 ** -digits / 2;
          const rounded = Math.max(0, seconds + least);
          const fraction = digits ? "." + String(Math.floor(rounded % 1 * 10 ** digits)).padStart(digits, "0") : "";
          return minutes(Math.floor(rounded)) + fraction;
        };
        const dateOf = at => at === null ? "" : new Date(at).toISOString().slice(0, 10);
        const timeOf = at => at === null ? none : new Date(at).toISOString().slice(11, 19);
        const band = mos => mos === null || mos === undefined ? "unknown"
          : mos >= 4.03 ? "good" : mos >= 3.6 ? "fair" : mos >= 3.1 ? "poor" : "bad";
        const badge = (mos, lead, isShort) => make("span", {class: "mos " + (isShort ? "unknown" : band(mos)), title: isShort ? t.tooShort : t[band(mos)]},
          (lead || "") + fixed(mos, 2));
        const colour = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
        const icon = path => {
          const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
          svg.setAttribute("viewBox", "0 0 24 24");
          svg.setAttribute("aria-hidden", "true");
          const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
          shape.setAttribute("d", path);
          svg.append(shape);
          return svg;
        };
        const icons = {play: "M8 5v14l11-7z", pause: "M6 5h4v14H6zM14 5h4v14h-4z"};
        """#
}
