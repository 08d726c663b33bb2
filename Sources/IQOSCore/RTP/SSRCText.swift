extension UInt32 {
    /// An SSRC as people write it: `0x1a2b3c4d` or decimal; `nil` for anything else.
    public init?(ssrc text: String) {
        let isHexadecimal = text.lowercased().hasPrefix("0x")
        guard let number = isHexadecimal ? UInt32(text.dropFirst(2), radix: 16) : UInt32(text) else { return nil }
        self = number
    }

    /// An SSRC as reports write it: `0x1a2b3c4d`, always with eight digits.
    public var ssrcText: String {
        let digits = String(self, radix: 16)
        return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
    }
}
