import Testing

@testable import IQOSCore

@Suite("Records that never move")
struct SlabTests {
    private struct Large: BitwiseCopyable {
        var words = InlineArray<37, UInt64>(repeating: 0)
    }

    @Test("growing past many blocks neither moves nor changes a record")
    func growing() {
        var slab = Slab<UInt32>()
        slab.append(7)
        let first = slab.pointer(to: 0)
        for number in 1..<1000 as Range<UInt32> { slab.append(number) }
        let (count, isSame) = (slab.count, slab.pointer(to: 0) == first)
        #expect(count == 1000 && isSame && first.pointee == 7)
        slab[0] = 0
        slab[500] += 1
        let values = (0..<1000).map { slab[$0] }
        #expect(values == (0..<1000).map { $0 == 500 ? 501 : $0 })
    }

    @Test("a large record begins with a cache line, and none overlaps the next")
    func lines() {
        var slab = Slab<Large>()
        for number in 0..<300 {
            slab.append(Large(words: InlineArray<37, UInt64>(repeating: UInt64(number))))
        }
        for number in 0..<300 {
            let (address, record) = (UInt(bitPattern: slab.pointer(to: number)), slab[number])
            #expect(address % 64 == 0)
            #expect(record.words.indices.allSatisfy { record.words[$0] == UInt64(number) })
        }
    }

    @Test("the places of bits ascend")
    func places() {
        #expect((0 as UInt64).places.isEmpty && UInt64.max.places == Array(0..<64))
        #expect((1 << 63 | 1 << 46 | 1 as UInt64).places == [0, 46, 63])
    }
}
