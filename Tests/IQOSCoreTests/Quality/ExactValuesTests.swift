import TestSupport
import Testing

@testable import IQOSCore

@Suite("Values by their rank")
struct ExactValuesTests {
    private static func expectSorted(_ values: [Float]) {
        let sorted = values.sorted()
        var ranked = ExactValues(values.span, from: sorted[0], to: sorted[sorted.count - 1])
        for rank in values.indices {
            let next = ranked.value(atRank: rank, of: values.span)
            #expect(next == sorted[rank], "rank \(rank) of \(values.count), one after another")
            let found = ExactValues.value(
                atRank: rank, of: values.span, from: sorted[0], to: sorted[sorted.count - 1])
            #expect(found == sorted[rank], "rank \(rank) of \(values.count)")
        }
    }

    @Test("each is the one that sorting finds", arguments: [1, 2, 8, 9, 40, 64, 65, 255, 256])
    func random(count: Int) {
        var random = SeededRandom(count)
        Self.expectSorted((0..<count).map { _ in Float(random.fraction() * random.fraction() * 300 - 20) })
    }

    @Test("equal ones and ones far from all others are no exception")
    func uneven() {
        var random = SeededRandom(1)
        Self.expectSorted([Float](repeating: -3, count: 256))
        Self.expectSorted((0..<256).map { _ in Float(Int(random.fraction() * 3)) })
        Self.expectSorted((0..<200).map { _ in Float(random.fraction()) } + [1e9, -1e9])
        Self.expectSorted((0..<100).map { Float(1 << ($0 % 30)) })
    }

    @Test("limits need not be reached")
    func limits() {
        let values = (0..<100).map { Float(100 - $0) }
        #expect(ExactValues.value(atRank: 50, of: values.span, from: -1000, to: 5000) == 51)
    }
}
