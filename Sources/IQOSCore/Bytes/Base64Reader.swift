/// Bytes of a connection on which a header of text is followed by texts of Base64, one after another, in pieces of any size.
struct Base64Reader: BitwiseCopyable, Sendable {
    /// Line feeds in a row at the end of what was read of the header; 2 once it is over.
    private var lineFeeds = 0
    private var value: UInt32 = 0
    private var bits = 0

    /// - Parameter isInText: The header came before.
    init(isInText: Bool = false) {
        if isInText { lineFeeds = 2 }
    }

    /// Appends the header as it is, and the bytes that stand behind it.
    ///
    /// A text ends with its padding; what is no digit is passed over.
    mutating func append(_ source: RawSpan, _ range: Range<Int>, to bytes: inout [UInt8]) {
        for offset in range {
            guard let character = source.byte(at: offset) else { return }
            if lineFeeds < 2 {
                bytes.append(character)
                if character != UInt8(ascii: "\r") { lineFeeds = character == UInt8(ascii: "\n") ? lineFeeds + 1 : 0 }
            } else if let digit = Base64.digit(character) {
                value = value << 6 | digit
                bits += 6
                guard bits >= 8 else { continue }
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(bits)))
            } else if character == UInt8(ascii: "=") {
                bits = 0
            }
        }
    }
}
