import TestSupport
import Testing

@testable import IQOSCore

@Suite("Chains in one pool")
struct ChainPoolTests {
    @Test("whatever is appended and released, each chain keeps its own in order", arguments: 0..<8)
    func againstArrays(seed: Int) {
        var random = SeededRandom(seed)
        var pool = ChainPool<Int>(limit: 40)
        var chains = [ChainPool<Int>.Chain](repeating: .init(), count: 6)
        var model = [[Int]](repeating: [], count: 6)
        for number in 0..<2000 {
            let owner = random.below(6)
            if pool.isFull || random.chance(0.05) {
                pool.release(&chains[owner])
                model[owner] = []
            } else {
                pool.append(number, to: &chains[owner])
                model[owner].append(number)
            }
            var kept: [Int] = []
            pool.copy(chains[owner], to: &kept)
            #expect(kept == model[owner] && chains[owner].isEmpty == model[owner].isEmpty)
            #expect(pool.isFull == (model.map(\.count).reduce(0, +) == 40))
        }
    }
}
