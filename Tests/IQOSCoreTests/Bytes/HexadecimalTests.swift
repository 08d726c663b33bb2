import Testing

@testable import IQOSCore

@Suite("Hexadecimal text")
struct HexadecimalTests {
    @Test("digits come in pairs, of either case")
    func reads() {
        #expect(Hexadecimal.bytes(Array("00fFa9".utf8)) == [0, 255, 0xA9])
        #expect(Hexadecimal.bytes(Array("0".utf8)) == nil)
        #expect(Hexadecimal.bytes(Array("0g".utf8)) == nil)
    }

    @Test("written, every byte has two digits in lower case, and is read as the same")
    func writes() {
        #expect(Hexadecimal.text([0, 9, 0xFF, 0xA0]) == "0009ffa0" && Hexadecimal.text([]).isEmpty)
        let all = Array(UInt8.min...UInt8.max)
        #expect(Hexadecimal.bytes(Array(Hexadecimal.text(all).utf8)) == all)
    }
}
