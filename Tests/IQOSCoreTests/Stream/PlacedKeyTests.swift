import TestSupport
import Testing

@testable import IQOSCore

@Suite("Keys with places")
struct PlacedKeyTests {
    @Test("value and place are kept whole, and keys are in order of both")
    func parts() {
        let key = PlacedKey(1 << 40 - 1, place: 1 << 24 - 1)
        #expect(key.value == 1 << 40 - 1 && key.place == 1 << 24 - 1)
        #expect(PlacedKey(3, place: 1 << 24 - 1) < PlacedKey(4, place: 0))
        #expect(PlacedKey(3, place: 1) < PlacedKey(3, place: 2))
    }

    @Test("no key is lost whose value others have, and few others stay", arguments: [0, 5, 9, 1000, 20_000])
    func recurring(count: Int) {
        var random = SeededRandom(count)
        var keys: [PlacedKey] = []
        var places: [UInt64: [Int]] = [:]
        for place in 0..<count {
            // Every tenth has one of a few values.
            let value = place % 10 == 0 ? UInt64(random.below(max(1, count / 40))) : random.next() >> 24
            keys.append(PlacedKey(value, place: place))
            places[value, default: []].append(place)
        }
        let shared = Set(places.values.filter { $0.count > 1 }.joined())
        let kept = PlacedKey.recurring(keys).map(\.place)
        #expect(kept == kept.sorted() && shared.isSubset(of: kept))
        if count > 100 { #expect(kept.count - shared.count < count / 3, "\(kept.count) of \(count)") }
    }
}
