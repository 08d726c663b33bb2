import TestSupport
import Testing

@testable import IQOSCore

@Suite("Integers in spans")
struct RawSpanIntegersTests {
    private static let array = bytes("0102030405060708090a")

    @Test("integers are read in network byte order at any offset")
    func values() {
        let span = Self.array.span.bytes
        let byte = span.byte(at: 9)
        let short = span.bigEndian16(at: 1)
        let word = span.bigEndian32(at: 3)
        let long = span.bigEndian64(at: 2)
        #expect(byte == 10)
        #expect(short == 0x0203)
        #expect(word == 0x0405_0607)
        #expect(long == 0x0304_0506_0708_090A)
    }

    @Test("integers of a capture file are read in the file's byte order")
    func fileOrder() {
        let span = Self.array.span.bytes
        let big = (span.integer16(at: 0, bigEndian: true), span.integer32(at: 0, bigEndian: true))
        let little = (span.integer16(at: 0, bigEndian: false), span.integer32(at: 0, bigEndian: false))
        let long = span.integer64(at: 0, bigEndian: false)
        #expect(big.0 == 0x0102 && big.1 == 0x0102_0304)
        #expect(little.0 == 0x0201 && little.1 == 0x0403_0201)
        #expect(long == 0x0807_0605_0403_0201)
    }

    @Test(
        "a read that does not lie wholly inside gives nothing",
        arguments: [Int.min, -8, -1, 3, 4, 5, Int.max - 1, .max])
    func outside(offset: Int) {
        let array: [UInt8] = [1, 2, 3]
        let span = array.span.bytes
        let empty = [UInt8]().span.bytes
        let reads: [Bool] = [
            span.byte(at: offset) == nil, span.bigEndian16(at: offset) == nil, span.bigEndian32(at: offset) == nil,
            span.bigEndian64(at: offset) == nil, empty.byte(at: offset) == nil, empty.bigEndian16(at: 0) == nil,
        ]
        #expect(reads.allSatisfy { $0 })
    }

    @Test("the last place that fits is read and the next is not")
    func edges() {
        let span = Self.array.span.bytes
        let inside = (span.byte(at: 9), span.bigEndian16(at: 8), span.bigEndian32(at: 6), span.bigEndian64(at: 2))
        let outside = (span.byte(at: 10), span.bigEndian16(at: 9), span.bigEndian32(at: 7), span.bigEndian64(at: 3))
        #expect(inside.0 != nil && inside.1 != nil && inside.2 != nil && inside.3 != nil)
        #expect(outside.0 == nil && outside.1 == nil && outside.2 == nil && outside.3 == nil)
    }
}
