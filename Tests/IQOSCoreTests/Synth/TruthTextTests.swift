import Testing

@testable import IQOSCore

@Suite("Text of the truth file")
struct TruthTextTests {
    @Test("strings are escaped as JSON asks")
    func strings() {
        #expect(TruthText.text("a\"b\\c\n\u{1}é").rendered() == "\"a\\\"b\\\\c\\u000a\\u0001é\"\n")
    }

    @Test("numbers have at most six decimals and one zero")
    func numbers() {
        let list = TruthText.list([.number(1.23456789), .number(-0.0000001), .number(20), .integer(7), .null])
        #expect(list.rendered() == "[1.234568, 0.0, 20.0, 7, null]\n")
    }

    @Test("neighbouring numbers become ranges")
    func ranges() {
        #expect(StreamTruth.ranges([1, 2, 3, 7, 9, 10]).rendered() == "[[1, 3], [7, 7], [9, 10]]\n")
        #expect(StreamTruth.ranges([]).rendered() == "[]\n")
    }
}
