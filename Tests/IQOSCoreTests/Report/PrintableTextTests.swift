import Testing

@testable import IQOSCore

@Suite("Printable text")
struct PrintableTextTests {
    @Test("control characters and marks of direction are replaced")
    func replaced() {
        let harmful: [UInt32] = [
            0x00, 0x07, 0x09, 0x0A, 0x0D, 0x1B, 0x1F, 0x7F, 0x80, 0x9B, 0x9F, 0x061C, 0x200E, 0x200F, 0x2028, 0x2029,
            0x202A, 0x202E, 0x2066, 0x2069,
        ]
        for value in harmful {
            let text = String(Unicode.Scalar(value).map(Character.init) ?? "x")
            #expect("a\(text)b".printable == "a\u{FFFD}b", "\(value)")
        }
    }

    @Test(
        "all other text stays as it is",
        arguments: ["", "sip:alice@example.com", "Zoë", "通話", "👩‍🚀", "a\u{301}", "\"<&>\u{A0}"])
    func kept(text: String) {
        #expect(text.printable == text)
    }
}
