/// An IPv4 or IPv6 address.
public struct Address: BitwiseCopyable, Hashable, Sendable {
    /// First eight bytes of an IPv6 address; 0 for IPv4.
    public var high: UInt64
    /// Last eight bytes of an IPv6 address; the 32 bits of an IPv4 address.
    public var low: UInt64
    public var isIPv6: Bool

    @inlinable public init(ipv4: UInt32) {
        high = 0
        low = UInt64(ipv4)
        isIPv6 = false
    }

    @inlinable public init(ipv6High high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
        isIPv6 = true
    }

    /// Byte order of the wire, IPv4 before IPv6: the order in which reports sort addresses.
    @inlinable public static func precedes(_ left: Address, _ right: Address) -> Bool {
        if left.isIPv6 != right.isIPv6 { return right.isIPv6 }
        return left.high != right.high ? left.high < right.high : left.low < right.low
    }
}

extension Address {
    /// One word of an IPv4 address, two of an IPv6 address: half of what is made by default.
    public func hash(into hasher: inout Hasher) {
        if isIPv6 { hasher.combine(high) }
        hasher.combine(low)
    }
}

extension Address: CustomStringConvertible {
    /// Dotted decimal, or the canonical text of RFC 5952.
    public var description: String {
        guard isIPv6 else {
            return Self.dottedDecimal(UInt32(truncatingIfNeeded: low))
        }
        let groups = (0..<8).map { index in
            UInt16(truncatingIfNeeded: (index < 4 ? high : low) >> (48 - 16 * (index % 4)))
        }
        // RFC 5952 §5: an embedded IPv4 address is shown as one.
        if high == 0, low >> 32 == 0xFFFF {
            return "::ffff:" + Address(ipv4: UInt32(truncatingIfNeeded: low)).description
        }
        guard let zeros = longestZeroRun(of: groups) else {
            return groups.map { String($0, radix: 16) }.joined(separator: ":")
        }
        let before = groups[..<zeros.lowerBound].map { String($0, radix: 16) }.joined(separator: ":")
        let after = groups[zeros.upperBound...].map { String($0, radix: 16) }.joined(separator: ":")
        return before + "::" + after
    }

    /// Fifteen characters at most, which a text holds without memory of its own.
    private static func dottedDecimal(_ value: UInt32) -> String {
        String(unsafeUninitializedCapacity: 15) { text in
            var count = 0
            for shift in stride(from: UInt32(24), through: 0, by: -8) {
                let number = UInt8(truncatingIfNeeded: value >> shift)
                if shift < 24 { text[count] = UInt8(ascii: ".") }
                count += shift < 24 ? 1 : 0
                if number >= 100 {
                    text[count] = UInt8(ascii: "0") + number / 100
                    count += 1
                }
                if number >= 10 {
                    text[count] = UInt8(ascii: "0") + number / 10 % 10
                    count += 1
                }
                text[count] = UInt8(ascii: "0") + number % 10
                count += 1
            }
            return count
        }
    }

    /// The first longest run of two or more zero groups (RFC 5952 §4.2), `nil` if there is none.
    private func longestZeroRun(of groups: [UInt16]) -> Range<Int>? {
        var best: Range<Int>?
        var start = 0
        while start < groups.count {
            var end = start
            while end < groups.count, groups[end] == 0 { end += 1 }
            if end - start >= 2, end - start > (best?.count ?? 0) { best = start..<end }
            start = end + 1
        }
        return best
    }
}
