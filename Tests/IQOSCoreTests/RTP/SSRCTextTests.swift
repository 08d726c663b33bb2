import Testing

@testable import IQOSCore

@Suite("SSRC as people write it")
struct SSRCTextTests {
    @Test(
        "hexadecimal and decimal",
        arguments: [("0x1a2b3c4d", 0x1A2B_3C4D), ("0XFF", 255), ("0", 0), ("4294967295", .max)])
    func reads(text: String, number: UInt32) {
        #expect(UInt32(ssrc: text) == number)
    }

    @Test(
        "written it has eight digits",
        arguments: [(0x1A2B_3C4D, "0x1a2b3c4d"), (0xFF, "0x000000ff"), (0, "0x00000000")])
    func writes(number: UInt32, text: String) {
        #expect(number.ssrcText == text)
        #expect(UInt32(ssrc: text) == number)
    }

    @Test("nothing else", arguments: ["", "0x", "-1", "4294967296", "0x100000000", "1a", "0x1g", " 1"])
    func refuses(text: String) {
        #expect(UInt32(ssrc: text) == nil)
    }
}
