import IQOSCore

/// Compact JSON for a script element of the page: nothing in it ends the element or begins a comment.
struct PageJSON {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    mutating func open(_ bracket: Unicode.Scalar) {
        separate()
        bytes.append(UInt8(ascii: bracket))
        needsComma = false
    }

    mutating func close(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        needsComma = true
    }

    /// The name of a member; its value follows.
    mutating func key(_ name: String) {
        separate()
        bytes += "\"\(name)\":".utf8
        needsComma = false
    }

    mutating func null() {
        separate()
        bytes += "null".utf8
    }

    mutating func integer(_ value: Int?) {
        guard let value else { return null() }
        separate()
        bytes += String(value).utf8
    }

    /// A number with as many decimals at most; `null` for one that is not known or not finite.
    mutating func number(_ value: Double?, decimals: Int) {
        guard let value, value.magnitude < 1e12 else { return null() }
        separate()
        var scale = 1
        for _ in 0..<decimals { scale *= 10 }
        // 6 decimals of 1e12 stay below 2^63.
        let scaled = Int((value * Double(scale)).rounded())
        if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
        let (whole, fraction) = scaled.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
        bytes += String(whole).utf8
        guard fraction > 0 else { return }
        var digits = String(repeating: "0", count: decimals - String(fraction).count) + String(fraction)
        while digits.hasSuffix("0") { digits.removeLast() }
        bytes.append(UInt8(ascii: "."))
        bytes += digits.utf8
    }

    /// Text out of the capture, cut like everywhere on the page; `null` for none.
    mutating func text(_ value: String?) {
        guard let value else { return null() }
        separate()
        bytes.append(UInt8(ascii: "\""))
        for scalar in value.printable.unicodeScalars.prefix(PageText.longest) {
            switch scalar {
            case "\"", "\\": bytes += [UInt8(ascii: "\\"), UInt8(ascii: scalar)]
            case "<", ">", "&", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                bytes += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
            default: bytes += String(scalar).utf8
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Letters of `PageBook.alphabet`, whole however long they are: they are our own; `null` for none.
    mutating func letters(_ value: String?) {
        guard let value else { return null() }
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes += value.utf8
        bytes.append(UInt8(ascii: "\""))
    }

    /// What another value of this type holds, as an element.
    mutating func append(_ other: PageJSON) {
        guard !other.bytes.isEmpty else { return }
        separate()
        bytes += other.bytes
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }
}

extension ByteSink {
    mutating func append(_ json: PageJSON) {
        append(json.bytes)
    }
}
