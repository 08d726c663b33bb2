import TestSupport
import Testing

@testable import IQOSScan

@Suite("Sound read into a channel")
struct TrackReaderTests {
    @Test("two voices together are cut off at full scale, and else their sum")
    func sum() {
        var random = SeededRandom(1)
        let edges: [Int16] = [.min, .min + 1, -1, 0, 1, .max - 1, .max]
        let others = (0..<2000).map { _ in Int16(truncatingIfNeeded: random.below(65_536)) }
        for one in edges + others {
            for other in edges + others.prefix(40) {
                #expect(TrackReader.sum(one, other) == Int16(clamping: Int(one) + Int(other)))
            }
        }
    }
}
