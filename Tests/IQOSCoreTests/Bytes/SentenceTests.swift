import Testing

@testable import IQOSCore

@Suite("Sentences")
struct SentenceTests {
    @Test(
        "numbers and texts stand as interpolation writes them",
        arguments: [0, 7, 10, -12, 1_000_000, Int.max, Int.min])
    func pieces(number: Int) {
        let (text, value) = ("±50 in é", 20.5)
        #expect(Sentence("\(number): \(text), \(value) ms").text == "\(number): \(text), \(value) ms")
        #expect(Sentence("\(number)").text == String(number))
        #expect(Sentence("nothing in it").text == "nothing in it")
    }

    @Test(
        "real numbers stand as Swift describes them",
        arguments: [0, -0.0, 20, -20, 1, 1e14, 999_999_999_999_999, 1e15, 1e16, 2.5, 1e-7, .infinity, .nan])
    func real(number: Double) {
        #expect(Sentence("\(number)").text == number.description)
    }

    @Test("every unsigned number is whole")
    func unsigned() {
        #expect(Sentence("\(UInt64.max) \(UInt8.max)").text == "18446744073709551615 255")
    }
}
