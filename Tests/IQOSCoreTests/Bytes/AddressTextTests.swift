import Foundation
import IQOSCore
import TestSupport
import Testing

@Suite("Address text (RFC 4291 2.2)")
struct AddressTextTests {
    /// What the C library makes of a text.
    private static func reference(_ text: String) -> Address? {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 { return Address(ipv4: UInt32(bigEndian: four.s_addr)) }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        let halves = withUnsafeBytes(of: &six) {
            ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        }
        return Address(ipv6High: UInt64(bigEndian: halves.0), low: UInt64(bigEndian: halves.1))
    }

    @Test(
        "a text is an address where inet_pton takes it for one, and the same",
        arguments: [
            "0.0.0.0", "10.1.2.3", "255.255.255.255", "256.1.1.1", "1.2.3", "1.2.3.4.5", "1..2.3", "01.2.3.4",
            "1.2.3.4 ",
            "", ".", ":", "::", "::1", "1::", "1::2", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9",
            "1::2::3", ":::", "1:::2", "::ffff:10.0.0.1", "64:ff9b::192.0.2.33", "1:2:3:4:5:6:1.2.3.4",
            "1:2:3:4:5:6:7:1.2.3.4", "1.2.3.4::", "::1.2.3.4:5", "fe80::1%eth0", "12345::", "::G", "1:2:3:4:5:6:7::",
            "1:2:3:4::5:6:7:8", "1:2:3:4:5:6:7::8", "2001:DB8::A", "2001:db8::00a", ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:",
            "0:0:0:0:0:ffff:255.255.255.255", "host.example.org", "1.2.3.4/127", "+1.2.3.4", "1.2.3.-4",
        ])
    func sameAsLibrary(text: String) {
        #expect(Address(ascii: text.utf8) == Self.reference(text), "\(text)")
    }

    @Test("random text over the letters of addresses is judged as inet_pton does", arguments: [7])
    func randomText(seed: Int) {
        var random = SeededRandom(seed)
        let letters = Array("0123:.:af1.")
        for _ in 0..<20_000 {
            let text = String((0..<random.below(14)).map { _ in letters[random.below(letters.count)] })
            #expect(Address(ascii: text.utf8) == Self.reference(text), "\(text)")
        }
    }

    @Test("brackets around an address, as in a URI, are no part of it")
    func brackets() {
        #expect(Address(ascii: "[2001:db8::1]".utf8) == Address(ipv6High: 0x2001_0DB8_0000_0000, low: 1))
        #expect(Address(ascii: "[]".utf8) == nil)
        #expect(Address(ascii: "[2001:db8::1".utf8) == nil)
    }

    @Test("what reports print is read as the same address", arguments: [11])
    func roundTrip(seed: Int) {
        var random = SeededRandom(seed)
        for _ in 0..<1000 {
            let address = Address(ipv6High: random.next() & random.next(), low: random.next() & random.next())
            #expect(Address(ascii: address.description.utf8) == address)
        }
    }
}
