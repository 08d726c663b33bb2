/// Text of a protocol as its bytes: what separates its parts is ASCII, what stands between may be anything.
typealias TextBytes = ArraySlice<UInt8>

extension TextBytes {
    private static var blanks: ClosedRange<UInt8> { 0...0x20 }

    /// Bytes `range` of `bytes`, cut to what is there; indices count from 0.
    init(_ bytes: RawSpan, _ range: Range<Int>) {
        self = [UInt8](bytes, range)[...]
    }

    /// Without blanks and control characters at either end.
    var trimmed: TextBytes {
        var text = self
        while let first = text.first, Self.blanks.contains(first) { text.removeFirst() }
        while let last = text.last, Self.blanks.contains(last) { text.removeLast() }
        return text
    }

    /// The parts between blanks, at most `limit`.
    func words(atMost limit: Int) -> [TextBytes] {
        Array(split(maxSplits: limit) { Self.blanks.contains($0) }.prefix(limit))
    }

    /// What precedes the first `separator`, and what follows it; `nil` for the second where there is none.
    func cut(at separator: Unicode.Scalar) -> (before: TextBytes, after: TextBytes?) {
        guard let place = firstIndex(of: UInt8(ascii: separator)) else { return (self, nil) }
        return (self[..<place], self[(place + 1)...])
    }

    /// As `cut(at:)`, but the separator inside quotation marks or angle brackets is text.
    func cutOutsideQuotes(at separator: Unicode.Scalar) -> (before: TextBytes, after: TextBytes?) {
        var isQuoted = false
        var isBracketed = false
        var isEscaped = false
        for place in indices {
            let byte = self[place]
            if isEscaped {
                isEscaped = false
            } else if isQuoted, byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if byte == UInt8(ascii: separator), !isQuoted, !isBracketed {
                return (self[..<place], self[(place + 1)...])
            } else if !isQuoted, byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") {
                isBracketed = byte == UInt8(ascii: "<")
            }
        }
        return (self, nil)
    }

    /// Whether the ASCII letters are those of `text`, in any case.
    func equals(_ text: StaticString) -> Bool {
        count == text.utf8CodeUnitCount && starts(with: text)
    }

    /// Whether the first letters are those of `text`, in any case.
    func starts(with text: StaticString) -> Bool {
        guard count >= text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { letters in
            zip(self, letters).allSatisfy { Self.lowercase($0) == Self.lowercase($1) }
        }
    }

    /// The value of the parameter `name` in `;name=value;flag` text; empty for a flag, `nil` where it is not there.
    func parameter(_ name: StaticString) -> TextBytes? {
        var rest: TextBytes? = self
        while let text = rest {
            let (parameter, others) = text.cutOutsideQuotes(at: ";")
            let (key, value) = parameter.cut(at: "=")
            if key.trimmed.equals(name) { return (value ?? []).trimmed.unquoted }
            rest = others
        }
        return nil
    }

    /// Without the quotation marks around it, escapes resolved.
    var unquoted: TextBytes {
        let quote = UInt8(ascii: "\"")
        guard count >= 2, first == quote, last == quote else { return self }
        var text: TextBytes = []
        var isEscaped = false
        for byte in dropFirst().dropLast() {
            if byte == UInt8(ascii: "\\"), !isEscaped {
                isEscaped = true
            } else {
                text.append(byte)
                isEscaped = false
            }
        }
        return text
    }

    /// The decimal number that the text is; `nil` for no digits, other bytes, or more than 18 digits.
    var number: Int? {
        guard !isEmpty, count <= 18 else { return nil }
        var value = 0
        for byte in self {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte & 15)
        }
        return value
    }

    /// The first bytes as text, at most `limit` of them; what is no UTF-8 is replaced.
    func string(atMost limit: Int) -> String {
        String(decoding: prefix(limit), as: UTF8.self)
    }

    static func lowercase(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
