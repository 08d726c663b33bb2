import Testing

@testable import IQOSCore

@Suite("Seeded generator (xoshiro256**)")
struct SeededGeneratorTests {
    // From the authors' C code with the state 1, 2, 3, 4; rand_xoshiro tests the same numbers.
    @Test("the sequence is that of the reference implementation")
    func referenceSequence() {
        var generator = SeededGenerator(state: (1, 2, 3, 4))
        let numbers = (0..<5).map { _ in generator.next() }
        #expect(numbers == [11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360])
    }

    @Test("each purpose, call and side has a sequence of its own")
    func independence() {
        var first: Set<UInt64> = []
        for purpose in [SeededGenerator.Purpose.loss, .jitter, .rtcp] {
            for call in 0..<3 {
                for side in 0..<2 {
                    var generator = SeededGenerator(seed: 1, purpose: purpose, call: call, side: side)
                    first.insert(generator.next())
                }
            }
        }
        #expect(first.count == 18)
    }

    // Ten thousand draws: five standard errors of the mean are 5 / 100 of an exponential's mean.
    @Test("exponential numbers have the mean asked for and are never negative", arguments: [0.5, 15, 200])
    func exponential(mean: Double) {
        var generator = SeededGenerator(seed: 7, purpose: .jitter)
        let numbers = (0..<10_000).map { _ in generator.exponential(mean: mean) }
        #expect(numbers.allSatisfy { $0 >= 0 })
        #expect(abs(numbers.reduce(0, +) / 10_000 - mean) < mean * 0.05)
    }

    @Test("integers stay below their bound and reach all of it")
    func integers() {
        var generator = SeededGenerator(seed: 3, purpose: .speech)
        let numbers = Set((0..<200).map { _ in generator.integer(below: 7) })
        #expect(numbers == Set(0..<7))
    }

    @Test("hexadecimal text has the digits asked for")
    func hexadecimal() {
        var generator = SeededGenerator(state: (1, 0, 0, 0))
        // The second number of the sequence, 5 × 0 rotated, is zero: leading zeros must stay.
        #expect(generator.hexadecimal(digits: 8) == "00000000")
    }
}
