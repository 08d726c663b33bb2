import TestSupport
import Testing

@testable import IQOSCore

@Suite("Address (RFC 5952)")
struct AddressTests {
    /// Texts of RFC 5952 §1, §2 and §4, and one mapped address of §5.
    @Test(
        "an IPv6 address has the canonical text",
        arguments: [
            ("20010db8000000000001000000000001", "2001:db8::1:0:0:1"),
            ("20010db8000000010001000100010001", "2001:db8:0:1:1:1:1:1"),
            ("20010db8000000000000000000000001", "2001:db8::1"),
            ("20010db8aaaabbbbccccddddeeee0001", "2001:db8:aaaa:bbbb:cccc:dddd:eeee:1"),
            ("20010db8000000000000000200000001", "2001:db8::2:0:1"),
            ("20010000000000010000000000000001", "2001:0:0:1::1"),
            ("00000000000000000000000000000000", "::"),
            ("00000000000000000000000000000001", "::1"),
            ("fe800000000000000000000000000000", "fe80::"),
            ("0000000000010000000000000000abcd", "0:0:1::abcd"),
            ("00000000000000000000ffffc0000201", "::ffff:192.0.2.1"),
            ("0064ff9b0000000000000000c0000221", "64:ff9b::c000:221"),
        ])
    func canonicalText(digits: String, text: String) {
        let address = bytes(digits)
        let span = address.span.bytes
        let (high, low) = (span.bigEndian64(at: 0) ?? 0, span.bigEndian64(at: 8) ?? 0)
        #expect(Address(ipv6High: high, low: low).description == text)
    }

    @Test(
        "an IPv4 address is dotted decimal",
        arguments: [(UInt32(0), "0.0.0.0"), (0xC000_0201, "192.0.2.1"), (.max, "255.255.255.255")])
    func dottedDecimal(number: UInt32, text: String) {
        #expect(Address(ipv4: number).description == text)
    }

    @Test("IPv4 sorts before IPv6 and numbers sort as on the wire")
    func order() {
        let sorted = [
            Address(ipv4: 1), Address(ipv4: 0xFFFF_FFFF), Address(ipv6High: 0, low: 0), Address(ipv6High: 0, low: .max),
            Address(ipv6High: 1, low: 0),
        ]
        for (index, left) in sorted.enumerated() {
            for (other, right) in sorted.enumerated() {
                #expect(Address.precedes(left, right) == (index < other))
            }
        }
    }

    @Test("an IPv4 address is no IPv6 address of the same bits")
    func versions() {
        #expect(Address(ipv4: 7) != Address(ipv6High: 0, low: 7))
    }
}
