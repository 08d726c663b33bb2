import TestSupport
import Testing

@testable import IQOSCore

@Suite("Stream index")
struct StreamIndexTests {
    @Test("every stored place is found and no other", arguments: [1, 2])
    func finds(seed: Int) {
        var random = SeededRandom(seed)
        var index = StreamIndex()
        let hashes = (0..<5000).map { _ in random.next() }
        for (place, hash) in hashes.enumerated() { index.insert(hash, place: place, hashes: { hashes[$0] }) }
        var firstFits = 0
        for (place, hash) in hashes.enumerated() {
            let found = index.find(hash, where: { hashes[$0] == hash })
            #expect(found == place)
            firstFits += index.firstFit(hash) == UInt32(place + 1) ? 1 : 0
        }
        // One of 1024 tags is another's by chance, where two hashes meet.
        #expect(firstFits > 4950)
        for _ in 0..<5000 {
            let other = random.next()
            let found = index.find(other, where: { hashes[$0] == other })
            #expect(found == nil)
        }
    }

    @Test("equal hashes are told apart by what they stand for")
    func collisions() {
        var index = StreamIndex()
        for place in 0..<100 { index.insert(7, place: place, hashes: { _ in 7 }) }
        for place in 0..<100 {
            let found = index.find(7, where: { $0 == place })
            #expect(found == place)
        }
        let missing = index.find(7, where: { _ in false })
        #expect(missing == nil)
    }
}
