import Testing

@testable import IQOSCore

@Suite("Binary search")
struct PartitioningIndexTests {
    @Test("it finds the first place from which on all elements satisfy a condition", arguments: 0...17)
    func everyPlace(count: Int) {
        let numbers = Array(0..<count)
        for limit in 0...count {
            #expect(numbers.partitioningIndex { $0 >= limit } == limit)
            #expect(numbers.dropFirst(3).partitioningIndex { $0 >= limit } == min(max(3, limit), count))
        }
    }

    @Test("among equal ones it finds the first, or the place behind the last")
    func equal() {
        let numbers = [1, 2, 2, 2, 3]
        #expect(numbers.partitioningIndex { $0 >= 2 } == 1 && numbers.partitioningIndex { $0 > 2 } == 4)
    }
}
