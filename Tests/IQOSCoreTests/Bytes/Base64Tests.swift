import TestSupport
import Testing

@testable import IQOSCore

@Suite("Bytes as text")
struct Base64Tests {
    /// RFC 4648 §10.
    @Test(
        "base64 is what RFC 4648 says, with and without padding",
        arguments: [
            ("", ""), ("Zg==", "f"), ("Zg", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"),
            ("Zm9vYmE=", "fooba"), ("Zm9vYmFy", "foobar"),
        ])
    func vectors(text: String, bytes: String) {
        #expect(Base64.bytes(text.utf8) == Array(bytes.utf8))
    }

    @Test("other text is none", arguments: ["Z", "Zg=a", "Zm9v!", "Zg===", "Zm 9v"])
    func malformed(text: String) {
        #expect(Base64.bytes(text.utf8) == nil)
    }
}
