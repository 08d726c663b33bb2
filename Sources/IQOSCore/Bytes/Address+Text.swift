extension Address {
    /// Longest text of an address: eight groups, the last two as dotted decimal.
    private static let longestText = 45

    /// Reads dotted decimal or any text form of IPv6 (RFC 4291 §2.2), also in brackets; `nil` for anything else.
    ///
    /// A zone (`%eth0`) is no part of an address and makes it `nil`.
    public init?(ascii text: some Collection<UInt8>) {
        var bytes = Array(text.prefix(Self.longestText + 3))
        if bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]"), bytes.count > 2 {
            bytes = Array(bytes[1..<bytes.count - 1])
        }
        guard bytes.count <= Self.longestText else { return nil }
        if bytes.contains(UInt8(ascii: ":")) {
            guard let groups = Self.groups(bytes) else { return nil }
            let words = groups.map { UInt64($0) }
            self.init(
                ipv6High: words[0] << 48 | words[1] << 32 | words[2] << 16 | words[3],
                low: words[4] << 48 | words[5] << 32 | words[6] << 16 | words[7])
        } else {
            guard let value = Self.dottedDecimal(bytes[...]) else { return nil }
            self.init(ipv4: value)
        }
    }

    /// Four decimal numbers without leading zeros, which some readers take for octal.
    private static func dottedDecimal(_ text: ArraySlice<UInt8>) -> UInt32? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0") else { return nil }
            var number: UInt32 = 0
            for byte in part {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                number = number * 10 + UInt32(byte & 15)
            }
            guard number <= 255 else { return nil }
            value = value << 8 | number
        }
        return value
    }

    /// The eight groups of an IPv6 address; one `::` stands for as many zero groups as are missing, at least one.
    private static func groups(_ text: [UInt8]) -> [UInt16]? {
        guard let gap = doubleColon(in: text) else {
            guard let all = colonSeparated(text[...]), all.count == 8 else { return nil }
            return all
        }
        guard let before = colonSeparated(text[..<gap]), let after = colonSeparated(text[(gap + 2)...]),
            gap == 0 || !text[..<gap].contains(UInt8(ascii: ".")), before.count + after.count < 8
        else { return nil }
        return before + [UInt16](repeating: 0, count: 8 - before.count - after.count) + after
    }

    private static func doubleColon(in text: [UInt8]) -> Int? {
        let colon = UInt8(ascii: ":")
        return text.indices.dropLast().first { text[$0] == colon && text[$0 + 1] == colon }
    }

    /// Groups of up to four hexadecimal digits, the last one or two as dotted decimal; none for no text.
    private static func colonSeparated(_ text: ArraySlice<UInt8>) -> [UInt16]? {
        if text.isEmpty { return [] }
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var groups: [UInt16] = []
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
                guard let value = dottedDecimal(part) else { return nil }
                groups += [UInt16(value >> 16), UInt16(truncatingIfNeeded: value)]
            } else {
                guard (1...4).contains(part.count) else { return nil }
                var group: UInt16 = 0
                for byte in part {
                    guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
                    group = group << 4 | UInt16(digit)
                }
                groups.append(group)
            }
        }
        return groups.count <= 8 ? groups : nil
    }
}
