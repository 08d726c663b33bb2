import IQOSCore
import Testing

@Suite("Printable text")
struct PrintableTextTests {
    @Test(
        "visible text of any script stays as it is", arguments: ["", "plain ASCII ~", "Lucía", "日本語", "👩‍👧", "שלום", "é"])
    func kept(text: String) {
        #expect(Array(text.printable.utf8) == Array(text.utf8))
    }

    @Test("C0 and C1 controls, DEL and line separators are replaced one for one")
    func controls() {
        for value in Array(0x00...0x1F) + Array(0x7F...0x9F) + [0x2028, 0x2029] {
            guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            #expect("a\(Character(scalar))b".printable == "a\u{FFFD}b", "U+\(String(value, radix: 16))")
        }
    }

    /// The directional formatting characters of Unicode Standard Annex 9, section 2.
    @Test(
        "marks that turn the direction of text are replaced",
        arguments: [0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069]
            as [UInt32])
    func direction(value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        #expect("x\(Character(scalar))y".unicodeScalars.count == 3)
        #expect(Array("x\(Character(scalar))y".printable.unicodeScalars) == ["x", "\u{FFFD}", "y"])
    }
}
