import IQOSCore
import Mustache

/// How the page's templates escape: by bytes, after everything unprintable is gone.
///
/// The library's own escaping compares whole `Character`s, so that `<` behind a prepended mark, or a quote before a combining
/// one, would pass as it is.
struct PageText: MustacheContentType {
    /// Names this escaping in templates: `{{% CONTENT_TYPE:PAGE}}`.
    static let contentTypeName = "PAGE"

    /// One value is cut beyond this, so that a text of megabytes does not fill the page. Characters.
    static let longest = 1200

    func escapeText(_ text: String) -> String {
        Self.escape(text)
    }

    /// A printable character of ASCII that means nothing in markup.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): false
        default: (0x20..<0x7F).contains(byte)
        }
    }

    static func escape(_ text: String) -> String {
        // Nearly all texts are our own figures, in which there is nothing to do.
        if text.utf8.count <= longest, text.utf8.allSatisfy(isPlain) { return text }
        var printable = text.printable
        // UTF-8 code units are never fewer than characters, and are counted faster.
        if printable.utf8.count > longest {
            let cut = printable.unicodeScalars.prefix(longest)
            if cut.endIndex < printable.endIndex { printable = String(cut) + "…" }
        }
        var escaped: [UInt8] = []
        escaped.reserveCapacity(printable.utf8.count + 16)
        for byte in printable.utf8 {
            switch byte {
            case UInt8(ascii: "&"): escaped += "&amp;".utf8
            case UInt8(ascii: "<"): escaped += "&lt;".utf8
            case UInt8(ascii: ">"): escaped += "&gt;".utf8
            case UInt8(ascii: "\""): escaped += "&quot;".utf8
            case UInt8(ascii: "'"): escaped += "&#39;".utf8
            default: escaped.append(byte)
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }
}
